"""Setting up: who is here, as a pasted list, a file, or just the two of us."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heard.people.models import Organisation, Person, SetUp
from heard.people.reporting import manager_of
from heard.people.tenancy import in_organisation
from tests.web.test_setting_up import ANSWERS, CAREFUL, plain

pytestmark = pytest.mark.django_db


def until_people(client: Client) -> Client:
    for step in ("you", "organisation", "signing-in", "mail"):
        client.post(f"/setup/{step}", ANSWERS[step])
    return client


def test_a_pasted_list_without_headings(inside: Client) -> None:
    """A name, an address, and whom they talk with, by name or by address."""
    until_people(inside)
    lines = "Sol Moe, sol@example.com, ida@example.com\nJo Lund, jo@example.com, Sol Moe\n"
    assert inside.post("/setup/people", {"how": "list", "text": lines}).status_code == 302
    seen = plain(inside.get("/setup/people"))
    assert "2 people come in." in seen
    assert "Jo Lund talks with Sol Moe" in seen
    assert inside.post("/setup/people", {"do": "agree"})["Location"] == "/setup/privacy"
    inside.post("/setup/privacy", CAREFUL)
    assert "2 more people" in plain(inside.get("/setup/check"))
    response = inside.post("/setup/check", follow=True)
    assert "Sol and Ida" in plain(response)
    with in_organisation(Organisation.objects.get().id):
        jo = Person.objects.get(name="Jo Lund")
        sol = manager_of(jo)
        assert sol is not None
        assert sol.name == "Sol Moe"
        assert Person.objects.count() == 3


def test_the_list_may_name_whoever_sets_up_as_well(inside: Client) -> None:
    until_people(inside)
    lines = "Ida Berg, ida@example.com, Sol Moe\nSol Moe, sol@example.com\n"
    inside.post("/setup/people", {"how": "list", "text": lines})
    inside.post("/setup/people", {"do": "agree"})
    inside.post("/setup/privacy", CAREFUL)
    response = inside.post("/setup/check", follow=True)
    assert "Ida and Sol" in plain(response)
    with in_organisation(Organisation.objects.get().id):
        assert Person.objects.count() == 2


def test_bad_rows_are_shown_to_mend_and_good_ones_go_ahead(inside: Client) -> None:
    until_people(inside)
    lines = "Jo Lund, jo@example.com, Ida Berg\nSol Moe, not-an-address, Ida Berg\n"
    inside.post("/setup/people", {"how": "list", "text": lines})
    response = inside.get("/setup/people")
    assert "One person comes in." in plain(response)
    cell = re.search(r'name="(cell-\d+-\d+)"\s+value="not-an-address"', response.content.decode())
    assert cell is not None
    inside.post("/setup/people", {"do": "mend", cell[1]: "sol@example.com"})
    assert "2 people come in." in plain(inside.get("/setup/people"))


def test_a_list_with_nobody_in_it_goes_no_further(inside: Client) -> None:
    until_people(inside)
    inside.post("/setup/people", {"how": "list", "text": "Name,Email\nJo Lund,not-an-address\n"})
    response = inside.post("/setup/people", {"do": "agree"})
    assert response.status_code == 422
    assert "Nobody on this list can come in yet." in plain(response)


def test_a_file_keeps_no_pay(inside: Client) -> None:
    """What is none of our business is dropped on reading, and said."""
    until_people(inside)
    content = b"Name,Work Email,Salary,Manager\nJo Lund,jo@example.com,123456,Ida Berg\n"
    file = SimpleUploadedFile("people.csv", content, "text/csv")
    inside.post("/setup/people", {"how": "list", "file": file})
    assert "Salary" in plain(inside.get("/setup/people"))
    assert "123456" not in str(SetUp.objects.get().answers)


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 400, b"", b"Name,Email\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_list_is_refused_in_words(inside: Client, content: bytes) -> None:
    until_people(inside)
    file = SimpleUploadedFile("people.csv", content, "text/csv")
    response = inside.post("/setup/people", {"how": "list", "file": file})
    assert response.status_code == 422
    assert "people" not in SetUp.objects.get().answers


def test_names_are_shown_as_text(inside: Client) -> None:
    until_people(inside)
    lines = "<script>alert(1)</script>, jo@example.com, Ida Berg\n"
    inside.post("/setup/people", {"how": "list", "text": lines})
    assert "<script>alert" not in inside.get("/setup/people").content.decode()


# Mail.
