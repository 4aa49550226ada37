"""A real server in a process of its own, and a browser without a script, for what only they show.

`heard serve` with data of its own; what it says on standard error is kept in a file.
"""

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSWORD = "an-orchard-in-late-summer"
# Mario has as many people as a round needs.
TEAM = {
    "priya": "Priya Shah",
    "pia": "Pia Lindqvist",
    "noa": "Noa Levi",
    "ines": "Ines Duarte",
    "tom": "Tom Field",
}
PEOPLE = {**TEAM, "mario": "Mario Rossi", "sol": "Sol Adeyemi"}
SEED = f"""
from heard.people.models import Organisation, Person, User
from heard.people.reporting import report_to
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from django.utils import timezone
here = Organisation.objects.create(name="Tidewater Studio", set_up_at=timezone.now())
with in_organisation(here.id):
    people = {{}}
    for key, name in {PEOPLE!r}.items():
        user = User.objects.create_user(key + "@example.com", {PASSWORD!r}, organisation_id=here.id)
        people[key] = Person.objects.create(name=name, email=user.email, user=user)
with acting_as(people["mario"]):
    report_to(people["mario"], people["sol"])
    for key in {[*TEAM]!r}:
        report_to(people[key], people["mario"])
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: str
    address: str


class Browser:
    """Keeps cookies, sends the form token, follows redirects."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, **query: str) -> Answer:
        asked = f"?{urllib.parse.urlencode(query)}" if query else ""
        return self._open(urllib.request.Request(self.base + path + asked))  # noqa: S310

    def post(self, path: str, **fields: str) -> Answer:
        tokens = [str(cookie.value) for cookie in self.jar if cookie.name.endswith("heard-form")]
        fields = {"csrfmiddlewaretoken": tokens[0] if tokens else "", **fields}
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.base + path, data=body))  # noqa: S310

    def sign_in(self, key: str) -> "Browser":
        self.get("/sign-in")
        answer = self.post("/sign-in", login=f"{key}@example.com", password=PASSWORD)
        assert answer.status == 200, answer
        assert not answer.address.endswith("/sign-in"), answer.text
        return self

    def found(self, pattern: str, path: str) -> str:
        """The first match of a pattern on a page."""
        answer = self.get(path)
        match = re.search(pattern, answer.text)
        assert match, f"no {pattern} on {path}: {answer.status}"
        return match[1]

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as response:
                return Answer(response.status, response.read().decode(), response.url)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), error.url)


@dataclass(frozen=True)
class Served:
    """Where the server is, where its data and its log lie."""

    base: str
    data: Path
    log: Path

    def browser(self) -> Browser:
        return Browser(self.base)


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Served]:
    """A migrated and seeded installation, served until the block ends."""
    data, log = folder / "data", folder / "log"
    port = free_port()
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("HEARD_") and name != "DATABASE_URL"
    }
    env |= {"HEARD_DATA": str(data), "HEARD_BASE_URL": f"http://127.0.0.1:{port}", **environment}
    with log.open("wb") as said:
        for words in (["migrate", "-v0"], ["shell", "-v0", "-c", SEED]):
            subprocess.run(
                [sys.executable, "manage.py", *words],
                check=True,
                cwd=ROOT,
                env=env,
                stdout=said,
                stderr=said,
            )
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=env,
            stdout=said,
            stderr=said,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health/ready")
            yield Served(f"http://127.0.0.1:{port}", data, log)
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Nobody answers at {address}")
