"""Real browsers against the running product: one Chromium a process, one window a person.

Every window watches itself: a complaint in its console, a blocked script or a request to another
place fails the test, whatever the test was about.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from heard.conversations.models import Pair
from heard.people.models import Person
from heard.people.tenancy import in_organisation
from tests.cast import Cast, pair_of, signed_in
from tests.journeys.chromium import launched

# The browser's driver keeps an event loop in this thread; the rows are still reached one at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# What a browser says by itself about an answer that the test asked for.
EXPECTED = re.compile(
    r"the server responded with a status of 4\d\d|Response Status Error Code 4\d\d"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test, whoever writes it."""
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Generous: on a busy machine it is the machine that is slow.
    expect.set_options(timeout=30_000)
    with launched() as browser:
        yield browser


@dataclass
class Windows:
    """Opens windows, and collects what goes wrong in any of them."""

    browser: Browser
    url: str
    opened: list[BrowserContext] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def open(self, person: Person | None = None, **options: Any) -> Page:
        """A window of somebody's own, signed in where a person is named."""
        context = self.browser.new_context(
            base_url=self.url,
            **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options},
        )
        context.set_default_timeout(30_000)
        self.opened.append(context)
        if person is not None:
            name = django_settings.SESSION_COOKIE_NAME
            value = signed_in(person).cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": self.url}])
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("response", lambda answer: self._answered(answer.status, answer.url))
        return context.new_page()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.wrong.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "about:")):
            self.wrong.append(f"went outside: {request.url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 500:
            self.wrong.append(f"answered {status}: {url}")

    def forget(self) -> None:
        """What was complained of so far was part of the test."""
        self.wrong.clear()

    def close(self) -> None:
        for context in self.opened:
            context.close()


class Answering:
    """Which threads are at a request: no table is emptied under their feet."""

    def __init__(self) -> None:
        self._at: set[int] = set()

    def begin(self, **more: Any) -> None:
        self._at.add(threading.get_ident())

    def end(self, **more: Any) -> None:
        self._at.discard(threading.get_ident())

    def wait(self) -> None:
        until = time.monotonic() + 10
        while self._at and time.monotonic() < until:
            time.sleep(0.01)


@pytest.fixture
def answering() -> Iterator[Answering]:
    answering = Answering()
    request_started.connect(answering.begin)
    request_finished.connect(answering.end)
    yield answering
    request_started.disconnect(answering.begin)
    request_finished.disconnect(answering.end)


@pytest.fixture
def windows(
    chromium: Browser, live_server: LiveServer, settings: Settings, answering: Answering
) -> Iterator[Windows]:
    settings.BASE_URL = live_server.url
    windows = Windows(chromium, live_server.url)
    yield windows
    windows.close()
    answering.wait()
    assert windows.wrong == []


@pytest.fixture
def demo_door(settings: Settings) -> None:
    """The sign-in page offers the cast."""
    settings.DEMO = True


Page_ = Callable[[Person, Person], Pair]


@pytest.fixture
def page_of(cast: Cast) -> Page_:
    """The page of an employee and a manager, from outside any request."""

    def found(employee: Person, manager: Person) -> Pair:
        with in_organisation(employee.organisation_id):
            return pair_of(employee, manager)

    return found
