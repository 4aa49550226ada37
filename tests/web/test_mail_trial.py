"""The trial letter of setting up: the mail server's own words, whether it takes it or not."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from pytest_django import Settings

from heard.people.models import SetUp
from heard.people.setting_up import issue_link
from tests.web.test_setting_up import ANSWERS, plain

pytestmark = pytest.mark.django_db


class Server:
    """Takes letters, unless told what to say instead."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []
        self.refuses_sender = ""
        self.refuses_letter = ""

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses_letter:
            return self.refuses_letter
        self.letters.append(envelope)
        return "250 2.0.0 Ok: queued as 4f2A"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = False
    yield server
    controller.stop()


@pytest.fixture
def inside(client: Client) -> Client:
    secret = issue_link()
    client.get("/setup", {"key": secret or ""})
    for step in ("you", "organisation", "signing-in"):
        client.post(f"/setup/{step}", ANSWERS[step])
    return client


def test_taken_it_shows_the_servers_answer(inside: Client, server: Server) -> None:
    said = plain(inside.post("/setup/mail", {"do": "try"}))
    assert "The letter to ida@example.com was taken." in said
    assert "250 2.0.0 Ok: queued as 4f2A" in said
    [letter] = server.letters
    assert letter.rcpt_tos == ["ida@example.com"]
    assert letter.mail_from == "heard@localhost"


@pytest.mark.parametrize("where", ["refuses_sender", "refuses_letter"])
def test_refused_it_shows_the_servers_words_and_the_commonest_causes(
    inside: Client, server: Server, where: str
) -> None:
    setattr(server, where, "550 5.7.1 Sender <b>not</b> allowed here")
    response = inside.post("/setup/mail", {"do": "try"})
    said = plain(response)
    assert "did not take the letter" in said
    assert "550 5.7.1 Sender &lt;b&gt;not&lt;/b&gt; allowed here" in said
    assert "The name or the password is wrong" in said
    assert "does not let this name send as the sender" in said
    assert server.letters == []


def test_not_reached_it_says_so(inside: Client, settings: Settings, server: Server) -> None:
    settings.EMAIL_PORT = 1
    said = plain(inside.post("/setup/mail", {"do": "try"}))
    assert "could not be reached" in said
    assert "refused" in said
    assert "A firewall stands between" in said


def test_a_server_that_wants_no_starttls_says_it_itself(
    inside: Client, settings: Settings, server: Server
) -> None:
    settings.EMAIL_USE_TLS = True
    said = plain(inside.post("/setup/mail", {"do": "try"}))
    assert "STARTTLS extension not supported by server" in said


def test_trying_answers_nothing(inside: Client, server: Server) -> None:
    inside.post("/setup/mail", {"do": "try"})
    assert "mail" not in SetUp.objects.get().answers
    assert inside.post("/setup/mail")["Location"] == "/setup/people"
    assert SetUp.objects.get().answers["mail"] == {"server": True}


def test_the_servers_password_is_never_shown(
    inside: Client, server: Server, settings: Settings
) -> None:
    settings.EMAIL_HOST_PASSWORD = "canary-of-a-password"
    for response in (inside.get("/setup/mail"), inside.post("/setup/mail", {"do": "try"})):
        assert "canary" not in response.content.decode()


def test_without_a_server_the_letter_is_written_to_a_file(
    inside: Client, settings: Settings, tmp_path: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    said = plain(inside.post("/setup/mail", {"do": "try"}))
    assert "It did not leave this machine." in said
