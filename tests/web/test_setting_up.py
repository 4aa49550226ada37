"""Setting up: seven questions, from the link in the server's log to a real conversation page."""

import io
import re

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from heard.conversations.models import Pair
from heard.people.models import Organisation, Person, SetUp, User
from heard.people.reporting import manager_of
from heard.people.setting_up import issue_link, open_for_use
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from tests.cast import PASSWORD, Cast, signed_in
from tests.web.test_signing_in import knock

YOU = {"name": "Ida Berg", "email": "Ida@example.com", "password": PASSWORD}
PLACE = {"name": "Fjord", "language": "en-gb", "timezone": "Europe/Oslo", "week_starts_on": "0"}
TWO = {
    "how": "two",
    "other_name": "Jo Lund",
    "other_email": "jo@example.com",
    "talks_with": "me",
}
CAREFUL = {"preset": "careful"}
ANSWERS = {
    "you": YOU,
    "organisation": PLACE,
    "signing-in": {"way": "password"},
    "mail": {},
    "people": TWO,
    "privacy": CAREFUL,
}


def answered(client: Client, **instead: dict[str, str]) -> Client:
    """Everything up to the check."""
    for step, answers in (ANSWERS | instead).items():
        response = client.post(f"/setup/{step}", answers)
        assert response.status_code == 302, (step, plain(response))
    return client


def plain(response) -> str:  # type: ignore[no-untyped-def]
    text = response.content.decode().replace("&#x27;", "'")
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


# The whole way.


def test_from_the_link_to_a_real_page(inside: Client) -> None:
    """Seven answers, and the two of them have a page; whoever set up is signed in on it."""
    for number, (step, answers) in enumerate(ANSWERS.items(), 1):
        asked = inside.get(f"/setup/{step}")
        assert f"{number} of 7" in plain(asked)
        assert inside.post(f"/setup/{step}", answers).status_code == 302
    check = plain(inside.get("/setup/check"))
    assert "7 of 7" in check
    for words in ("Ida Berg, ida@example.com", "Fjord", "Jo Lund, jo@example.com", "Open for use"):
        assert words in check
    response = inside.post("/setup/check", {"invite": "yes"}, follow=True)
    assert re.fullmatch(r"/with/\w{6}-jo-lund", response.redirect_chain[-1][0])
    assert "Jo and Ida" in plain(response)
    assert "Jo hasn't joined yet." in plain(response)


def test_what_is_made_is_what_was_answered(inside: Client) -> None:
    answered(inside).post("/setup/check")
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.timezone) == ("Fjord", "Europe/Oslo")
    assert organisation.set_up_at is not None
    assert (organisation.default_rhythm, organisation.default_minutes) == ("fortnightly", 30)
    assert organisation.mail_carries_notes is False
    with in_organisation(organisation.id):
        ida, jo = Person.objects.order_by("name").select_related("user", "organisation")
        assert ida.is_administrator
        assert not ida.is_people_team
        assert jo.user is None
        assert not jo.role_kinds
        assert manager_of(jo) == ida
        assert Pair.objects.get().manager_id == ida.id
        assert ida.user is not None
        assert check_password(PASSWORD, ida.user.password)


def test_the_other_may_be_the_manager(inside: Client) -> None:
    answered(inside, people=TWO | {"talks_with": "their"})
    response = inside.post("/setup/check", follow=True)
    assert "Ida and Jo" in plain(response)
    assert "No date yet" not in plain(response)


def test_the_new_administrator_comes_in_by_the_door_and_can_invite(inside: Client) -> None:
    answered(inside).post("/setup/check")
    client = Client()
    assert knock(client, "ida@example.com", PASSWORD).status_code == 302
    with in_organisation(Organisation.objects.get().id):
        jo = Person.objects.get(name="Jo Lund")
    page = client.post(f"/admin/people/{jo.id}/invitation").content.decode()
    link = re.search(r"/join/[\w.\-]+", page)
    assert link is not None
    newcomer = Client()
    joined = newcomer.post(link[0], {"password": "another-long-password"}, follow=True)
    assert "How you like to work with people" in plain(joined)
    assert "Jo and Ida" in plain(newcomer.get("/with", follow=True))


# The link.


def test_there_is_no_account_and_no_page_without_the_link(client: Client, key: str) -> None:
    assert User.objects.count() == 0
    for path in ("/setup", "/setup/you", "/setup/check", "/setup?key=", "/setup?key=wrong"):
        assert client.get(path).status_code == 404, path
    assert client.post("/setup/you", YOU).status_code == 404
    assert SetUp.objects.get().answers == {}


def test_the_door_says_that_nothing_is_set_up_yet(client: Client, key: str) -> None:
    assert "isn't set up yet" in plain(client.get("/sign-in"))


def test_any_device_with_the_link_goes_on_where_it_stopped(inside: Client, key: str) -> None:
    inside.post("/setup/you", YOU)
    inside.post("/setup/organisation", PLACE)
    elsewhere = Client()
    response = elsewhere.get("/setup", {"key": key}, follow=True)
    assert response.redirect_chain[-1][0] == "/setup/signing-in"
    assert 'value="Fjord"' in elsewhere.get("/setup/organisation").content.decode()


def test_a_new_start_prints_a_new_link_and_the_browser_inside_goes_on(
    inside: Client, key: str
) -> None:
    """As after the mail server was named in the environment."""
    inside.post("/setup/you", YOU)
    again = issue_link()
    assert again is not None
    assert Client().get("/setup", {"key": key}).status_code == 404
    assert Client().get("/setup", {"key": again}).status_code == 302
    assert inside.get("/setup/organisation").status_code == 200


def test_finished_it_is_locked_for_everybody(inside: Client, key: str) -> None:
    late = Client()
    late.get("/setup", {"key": key})
    answered(inside).post("/setup/check")
    for client in (inside, late, Client()):
        for path in ("/setup", f"/setup?key={key}", "/setup/you", "/setup/check"):
            assert client.get(path).status_code == 404, path
        assert client.post("/setup/check").status_code == 404
    assert Organisation.objects.count() == 1
    assert issue_link() is None
    assert "isn't set up yet" not in plain(Client().get("/sign-in"))


def test_nothing_of_the_answers_stays(inside: Client) -> None:
    answered(inside).post("/setup/check")
    assert SetUp.objects.get().answers == {}


def test_where_people_are_already_there_is_nothing_to_set_up(cast: Cast) -> None:
    assert issue_link() is None
    assert signed_in(cast.ade).get("/setup").status_code == 404


def test_the_password_waits_as_its_digest_alone(inside: Client) -> None:
    inside.post("/setup/you", YOU)
    assert PASSWORD not in str(SetUp.objects.get().answers)
    again = inside.get("/setup/you").content.decode()
    assert PASSWORD not in again
    assert "Leave it empty" in again
    inside.post("/setup/you", YOU | {"name": "Ida B. Berg", "password": ""})
    assert SetUp.objects.get().answers["you"]["name"] == "Ida B. Berg"
    answered_rest = {step: told for step, told in ANSWERS.items() if step != "you"}
    for step, told in answered_rest.items():
        inside.post(f"/setup/{step}", told)
    inside.post("/setup/check")
    assert knock(Client(), "ida@example.com", PASSWORD).status_code == 302


def test_half_done_opens_nothing(inside: Client) -> None:
    inside.post("/setup/you", YOU)
    assert inside.post("/setup/check")["Location"] == "/setup/organisation"
    assert inside.get("/setup/people")["Location"] == "/setup/organisation"
    assert Organisation.objects.count() == 0


def test_two_who_open_at_once_make_one_organisation(inside: Client) -> None:
    answered(inside)
    found = SetUp.objects.get()
    open_for_use(found)
    with pytest.raises(ValueError, match="Something is still"):
        open_for_use(found)
    assert Organisation.objects.count() == 1


def test_changing_an_answer_from_the_check_leads_back_to_it(inside: Client) -> None:
    answered(inside)
    response = inside.post("/setup/organisation", PLACE | {"name": "Fjord and Fell"})
    assert response["Location"] == "/setup/check"
    assert "Fjord and Fell" in plain(inside.get("/setup/check"))


# Each question.


@pytest.mark.parametrize(
    ("step", "wrong", "said"),
    [
        ("you", {"name": ""}, "This field is required"),
        ("you", {"email": "ida"}, "isn't an e-mail address"),
        ("you", {"password": "short"}, "at least 15 characters"),
        ("organisation", {"name": "x" * 121}, "at most 120 characters (it has 121)"),
        ("organisation", {"timezone": "Mars/Olympus"}, "valid choice"),
        ("organisation", {"week_starts_on": "9"}, "valid choice"),
        ("people", {"other_name": ""}, "needed for the two of you"),
        ("people", {"other_email": "ida@example.com"}, "That is your own address."),
        ("people", {"how": "list"}, "Paste a list, or choose a file."),
        ("people", {"how": "all"}, "valid choice"),
        ("privacy", {"preset": "loose"}, "valid choice"),
        ("privacy", {"preset": "custom", "default_minutes": "900"}, "less than or equal to 240"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(
    inside: Client, step: str, wrong: dict[str, str], said: str
) -> None:
    for before, answers in ANSWERS.items():
        if before == step:
            break
        inside.post(f"/setup/{before}", answers)
    told = ANSWERS[step] | wrong
    response = inside.post(f"/setup/{step}", told)
    assert response.status_code == 422
    assert said in plain(response)
    assert step not in SetUp.objects.get().answers
    for name in ("name", "other_name"):
        if told.get(name):
            assert told[name] in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ({"preset": "careful"}, ("fortnightly", 30, False)),
        ({"preset": "careful", "mail_carries_notes": "on"}, ("fortnightly", 30, False)),
        ({"preset": "open"}, ("fortnightly", 30, True)),
        (
            {"preset": "custom", "default_rhythm": "weekly", "default_minutes": "45"},
            ("weekly", 45, False),
        ),
        (
            {"preset": "custom", "default_rhythm": "monthly", "mail_carries_notes": "on"},
            ("monthly", 30, True),
        ),
    ],
)
def test_a_card_is_kept_as_it_reads(
    inside: Client, answer: dict[str, str], kept: tuple[str, int, bool]
) -> None:
    answered(inside, privacy=answer).post("/setup/check")
    made = Organisation.objects.get()
    assert (made.default_rhythm, made.default_minutes, made.mail_carries_notes) == kept


def test_without_a_mail_server_it_says_so_and_goes_on(inside: Client) -> None:
    for step in ("you", "organisation", "signing-in"):
        inside.post(f"/setup/{step}", ANSWERS[step])
    inside.get("/setup/mail")
    assert inside.post("/setup/mail")["Location"] == "/setup/people"


def test_invitations_go_out_when_asked_and_only_then(
    inside: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    answered(inside)
    with django_capture_on_commit_callbacks(execute=True):
        inside.post("/setup/check", {"invite": "yes"})
    [letter] = mail.outbox
    assert letter.to == ["jo@example.com"]
    assert letter.subject == "Ida Berg has opened a page for you"
    assert f"{django_settings.BASE_URL}/join/" in str(letter.body)


def test_unasked_nothing_is_sent(
    inside: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    answered(inside)
    with django_capture_on_commit_callbacks(execute=True):
        inside.post("/setup/check")
    assert mail.outbox == []


def test_the_pages_leave_no_trace_in_the_log(
    key: str, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/setup", {"key": key + "x"})
    assert "404 GET /setup" in caplog.text
    assert key not in caplog.text


def test_serving_prints_the_link_until_it_is_set_up(
    db: None, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    from django.core.management import call_command

    monkeypatch.setattr("uvicorn.run", lambda *args, **more: None)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    said = io.StringIO()
    call_command("serve", "--port", "8123", stdout=said)
    link = re.search(r"http://127\.0\.0\.1:8123(/setup\?key=[\w-]+)", said.getvalue())
    assert link is not None
    response = client.get(link[1])
    assert response["Location"] == "/setup/you"
    answered(client).post("/setup/check")
    said = io.StringIO()
    call_command("serve", "--port", "8123", stdout=said)
    assert "setup" not in said.getvalue()


def test_the_page_of_the_two_is_theirs_alone(inside: Client) -> None:
    """The administrator's role opened nothing: she reads it because she is one of the two."""
    answered(inside, people=TWO).post("/setup/check")
    with in_organisation(Organisation.objects.get().id):
        jo = Person.objects.select_related("organisation").get(name="Jo Lund")
    with acting_as(jo):
        assert Pair.objects.visible_to(jo).count() == 1
