"""The demo's door: one press as somebody invented, in a demo and nowhere else."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from heard.people.models import Organisation
from heard.people.tenancy import in_organisation
from tests.cast import Cast, make_person


@pytest.fixture
def demo_priya(cast: Cast) -> None:
    """Somebody with the address of the demo's Priya, beside the cast."""
    organisation = Organisation.objects.create(name="Demo", set_up_at=timezone.now())
    with in_organisation(organisation.id):
        person = make_person(organisation, "Priya Shah")
        person.email = "priya@demo.heard.example"
        person.save()


@pytest.mark.usefixtures("demo_priya")
def test_in_a_demo_one_press_opens(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert 'value="priya"' in client.get("/sign-in").content.decode()
    response = client.post("/sign-in/demo", {"who": "priya", "next": "/help"})
    assert response["Location"] == "/help"
    assert client.get("/help").status_code == 200


@pytest.mark.usefixtures("demo_priya")
def test_anywhere_else_it_is_not_there(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert "people-grid" not in client.get("/sign-in").content.decode()
    assert client.post("/sign-in/demo", {"who": "priya"}).status_code == 404
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("demo_priya")
@pytest.mark.parametrize("who", ["", "mario", "lena", "priya@example.com", "admin"])
def test_only_the_cast_that_is_loaded(client: Client, settings: Settings, who: str) -> None:
    """Nobody real has this door, even where a demo runs beside them."""
    settings.DEMO = True
    assert client.post("/sign-in/demo", {"who": who}).status_code == 404
    assert client.get("/").status_code == 302


@pytest.mark.usefixtures("demo_priya")
@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_it_leads_nowhere_else(client: Client, settings: Settings, elsewhere: str) -> None:
    settings.DEMO = True
    response = client.post("/sign-in/demo", {"who": "priya", "next": elsewhere})
    assert response["Location"] == "/"


@pytest.mark.usefixtures("demo_priya")
def test_opening_the_address_signs_nobody_in(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert client.get("/sign-in/demo").status_code == 405
