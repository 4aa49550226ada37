"""What every answer says to the browser: run nothing foreign, keep nothing, tell nobody."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.table import ROWS
from tests.access.test_table import client_of
from tests.access.world import World
from tests.cast import PASSWORD, Cast

WEB = Path(__file__).parents[2] / "heard" / "web"
# The same for everyone and named by its content, or a picture: these may be kept.
MAY_BE_KEPT = {"asset", "mark"}
# Whoever is led on from there says where they come from without the path.
ADDRESS_IS_SECRET = {"join", "recovery", "outside"}
SOURCES = {"'self'", "'none'", "data:"}


def policy_of(answer: Any) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in filter(None, parts)}


def check(answer: Any, where: str) -> None:
    policy = policy_of(answer)
    assert policy["default-src"] == ["'none'"], where
    for name in ("object-src", "base-uri", "frame-ancestors"):
        assert policy[name] == ["'none'"], where
    for name in ("script-src", "style-src", "connect-src", "form-action"):
        assert policy[name] == ["'self'"], where
    assert {source for values in policy.values() for source in values} <= SOURCES, where
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert answer["X-Frame-Options"] == "DENY", where
    is_page = where in ADDRESS_IS_SECRET and answer.status_code != 405
    wanted = "strict-origin" if is_page else "same-origin"
    assert answer["Referrer-Policy"] == wanted, where
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin", where
    assert "camera=()" in answer["Permissions-Policy"], where


@pytest.mark.parametrize("name", ["priya", "ade", "nobody"])
def test_on_every_address(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    for row in ROWS:
        address = reverse(row.route, kwargs=row.kwargs(world))
        answers = [client.get(address)]
        if row.route not in {"sign-out", "session-ending"}:
            answers += [client.get(address, headers={"HX-Request": "true"}), client.put(address)]
        for answer in answers:
            check(answer, row.route)
            kept = "no-store" not in answer["Cache-Control"]
            assert not kept or row.route in MAY_BE_KEPT, (row.route, answer["Cache-Control"])


def test_on_every_address_that_is_sent_to(world: World) -> None:
    for row in ROWS:
        answer = client_of(world.cast, "priya").post(reverse(row.route, kwargs=row.kwargs(world)))
        check(answer, row.route)
        assert "no-store" in answer["Cache-Control"] or row.route in MAY_BE_KEPT, row.route


def test_where_something_is_wrong(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not there, not understood, form expired, our own fault."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(world.cast.priya.user)  # type: ignore[arg-type]
    plain = client_of(world.cast, "priya")
    plain.raise_request_exception = False
    monkeypatch.setattr("heard.web.views.home.render", lambda *asked: 1 / 0)
    answers = {
        404: plain.get("/nothing/is/here"),
        403: strict.post("/recover", {"email": "x@example.com"}),
        400: plain.get("/", headers={"host": "elsewhere.example.org"}),
        500: plain.get("/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        check(answer, str(status))
        assert answer["Cache-Control"] == "no-store"


def test_what_is_cut_for_a_script_is_never_mixed_up_with_the_page(world: World) -> None:
    client = client_of(world.cast, "priya")
    item = reverse("item", kwargs={"item_id": world.rows["item"].pk})
    for address in (item, reverse("search"), reverse("home")):
        assert "HX-Request" in client.get(address)["Vary"]


def test_scripts_run_under_the_tightest_settings(world: World) -> None:
    page = client_of(world.cast, "priya").get("/").content.decode()
    written = re.search(r'name="htmx-config"\s+content=\'([^\']+)\'', page)
    assert written
    chosen = json.loads(written[1])
    assert chosen["allowEval"] is False
    assert chosen["selfRequestsOnly"] is True
    assert chosen["includeIndicatorStyles"] is False
    assert chosen["historyCacheSize"] == 0


def test_nothing_is_asked_of_another_host() -> None:
    """No address but the name of a picture format, in any template, style or script of ours."""
    files = [
        *WEB.rglob("templates/**/*.html"),
        *WEB.rglob("templates/**/*.svg"),
        *(WEB / "static").rglob("*.css"),
        *(file for file in (WEB / "static").rglob("*.js") if file.parent.name != "vendor"),
    ]
    assert len(files) > 60
    known = ("http://www.w3.org/",)
    found = [
        (file.name, address)
        for file in files
        for address in re.findall(
            r"(?:https?:|wss?:|[\"'(])//[a-z0-9.-]+[^\s\"')]*", file.read_text()
        )
        if not address.startswith(known)
    ]
    assert found == []


def test_nothing_in_a_template_needs_a_looser_policy() -> None:
    loose = re.compile(
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=[\"']|javascript:|hx-on|js:"
    )
    found = [
        (file.name, match[0])
        for file in WEB.rglob("templates/**/*.html")
        for match in loose.finditer(file.read_text())
    ]
    assert found == []


def served_over_tls() -> dict[str, Any]:
    """The settings as they are where the address begins with https."""
    names = [
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
        "SECURE_HSTS_SECONDS",
    ]
    code = (
        "import json; from heard import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}))"
    )
    environment = {**os.environ, "HEARD_BASE_URL": "https://heard.example.org"}
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=WEB.parents[1],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(said.stdout))


def test_over_tls_cookies_stay_on_it_and_the_browser_remembers() -> None:
    chosen = served_over_tls()
    for kind in ("SESSION", "CSRF"):
        assert chosen[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert chosen[f"{kind}_COOKIE_SECURE"] is True
        assert chosen[f"{kind}_COOKIE_HTTPONLY"] is True
    assert chosen["SESSION_COOKIE_SAMESITE"] in {"Lax", "Strict"}
    assert chosen["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_cookies_are_out_of_a_scripts_reach(cast: Cast) -> None:
    """All three: the sign-in, the form's, and the one that knows this browser again."""
    assert cast.priya.user is not None
    cast.priya.user.set_password(PASSWORD)
    cast.priya.user.save()
    client = Client()
    cookies = {**client.get("/sign-in").cookies}
    answer = client.post("/sign-in", {"login": "priya@example.com", "password": PASSWORD})
    cookies |= answer.cookies
    assert set(cookies) == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.KNOWN_BROWSER_COOKIE,
    }
    for name, cookie in cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in {"Lax", "Strict"}, name
        assert not cookie["domain"], name
