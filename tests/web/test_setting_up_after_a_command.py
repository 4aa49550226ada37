"""Setting up where a list was brought by command first: one organisation, with everybody in it."""

from pathlib import Path

from django.core.management import call_command
from django.test import Client

from heard.people.models import Organisation, PeopleImport, Person
from heard.people.reporting import manager_of
from heard.people.setting_up import issue_link
from heard.people.tenancy import in_organisation
from tests.web.test_setting_up import PLACE, YOU, answered, plain

PEOPLE_EXPORT = Path(__file__).parents[1] / "data" / "people-export.csv"
LIST = "Name,Email\nIda Berg,ida@example.com\nNoa Levy,noa@example.com\n"


def set_up(client: Client, **instead: dict[str, str]) -> Organisation:
    client.get("/setup", {"key": issue_link() or ""})
    assert answered(client, **instead).post("/setup/check").status_code == 302
    return Organisation.objects.get()


def test_the_people_brought_before_are_in_what_is_set_up(db: None, client: Client) -> None:
    call_command("import_people", str(PEOPLE_EXPORT), email_domain="example.com", verbosity=0)
    organisation = set_up(client)
    assert (organisation.name, organisation.set_up_at is None) == (PLACE["name"], False)
    with in_organisation(organisation.id):
        assert Person.objects.count() == 53
        ernst = Person.objects.get(email="bernst@example.com")
        assert manager_of(ernst) == Person.objects.get(email="ahunold@example.com")


def test_whoever_sets_up_may_be_in_the_list_already(db: None, client: Client) -> None:
    call_command("import_people", str(PEOPLE_EXPORT), email_domain="example.com", verbosity=0)
    two = {"how": "two", "other_name": "Lex De Haan", "other_email": "ldehaan@example.com"}
    organisation = set_up(
        client,
        you=YOU | {"name": "Steven King", "email": "sking@example.com"},
        people=two | {"talks_with": "me"},
    )
    with in_organisation(organisation.id):
        assert Person.objects.count() == 51
        king = Person.objects.get(email="sking@example.com")
        assert king.is_administrator
        assert king.employee_number == "100"
        assert manager_of(Person.objects.get(email="ldehaan@example.com")) == king


def test_a_circle_is_said_and_nothing_is_set_up(db: None, client: Client) -> None:
    call_command("import_people", str(PEOPLE_EXPORT), email_domain="example.com", verbosity=0)
    client.get("/setup", {"key": issue_link() or ""})
    two = {"how": "two", "other_name": "Lex De Haan", "other_email": "ldehaan@example.com"}
    you = YOU | {"name": "Steven King", "email": "sking@example.com"}
    response = answered(client, you=you, people=two | {"talks_with": "their"}).post("/setup/check")
    assert response.status_code == 422
    assert "That would be a loop" in plain(response)
    assert Organisation.objects.get().set_up_at is None


def test_the_list_of_the_set_up_can_be_taken_back_like_any_other(db: None, client: Client) -> None:
    organisation = set_up(client, people={"how": "list", "text": LIST})
    with in_organisation(organisation.id):
        done = PeopleImport.objects.get()
        assert done.is_reversible
        assert client.post(f"/admin/people/import/{done.id}/undoing").status_code == 302
        assert not Person.objects.filter(email="noa@example.com").exists()
        assert Person.objects.get(email="ida@example.com").is_active
