"""People import through its pages: bring, look, mend, apply, take back."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from heard.people.models import ColumnMapping, ImportPreview, PeopleImport, Person, ReportingLine
from heard.people.reporting import manager_of
from heard.people.tenancy import in_organisation
from tests.cast import Cast, signed_in

PEOPLE_EXPORT = Path(__file__).parents[1] / "data" / "people-export.csv"
IMPORT = "/admin/people/import"

LIST = (
    "Email,Name,Title,Manager email,Salary,Blood type\n"
    "priya@example.com,Priya Shah,Lead designer,sol@example.com,61234,AB\n"
    "ida@example.com,Ida Berg,Designer,mario@example.com,41234,0\n"
)


@pytest.fixture
def hana(cast: Cast) -> Iterator[Client]:
    """Hana's browser; the test looks at the rows of her organisation."""
    with in_organisation(cast.hana.organisation_id):
        yield signed_in(cast.hana)


def bring(client: Client, content: str | bytes, **more: Any) -> str:
    """Upload it, and where its preview is."""
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("people.csv", content, content_type="text/csv")
    response = client.post(IMPORT, {"file": file, **more})
    assert response.status_code == 302, refusal(response)
    return str(response["Location"])


def page(client: Client, address: str) -> str:
    """Its words, one space apart, as somebody reads them."""
    response = client.get(address)
    assert response.status_code == 200
    return words(response)


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def refusal(response: Any) -> str:
    found = re.findall(r'field-error"[^>]*>\s*(.*?)\s*</p>', response.content.decode(), re.S)
    return " ".join(found).replace("&#x27;", "'")


def seen(client: Client, address: str) -> str:
    body = " ".join(client.get(address).content.decode().split())
    match = re.search(r'name="seen" value="(\w+)"', body)
    assert match is not None
    return match[1]


def apply(client: Client, address: str, **more: Any) -> str:
    response = client.post(f"{address}/applying", {"seen": seen(client, address), **more})
    assert response.status_code == 302
    return page(client, address)


def found(email: str) -> Person:
    return Person.objects.get(email=email)


def everything_kept() -> str:
    """Every row an import writes, as the database holds it."""
    models = (Person, ReportingLine, ImportPreview, PeopleImport, ColumnMapping)
    return str([vars(row) for model in models for row in model.objects.all()])


def test_the_preview_says_what_would_change_and_changes_nothing(hana: Client) -> None:
    address = bring(hana, LIST)
    told = page(hana, address)
    assert "1 New" in told
    assert "Ida Berg" in told
    assert "before: Designer after: Lead designer" in told
    assert "before: Mario Rossi after: Sol Adeyemi" in told
    assert "Written in UTF-8, with its columns separated by commas" in told
    assert "Salary pay and benefits" in told
    assert "Blood type health and absence" in told
    assert not Person.objects.filter(email="ida@example.com").exists()
    assert found("priya@example.com").title == "Designer"


def test_what_is_left_out_is_in_no_row_and_on_no_page(hana: Client) -> None:
    address = bring(hana, LIST)
    assert "61234" not in everything_kept()
    assert "61234" not in page(hana, address)
    apply(hana, address)
    assert "61234" not in everything_kept()
    assert "41234" not in everything_kept()


def test_applied_it_is_there_and_the_file_is_gone(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST)
    told = apply(hana, address)
    assert "1 new, 1 changed" in told
    assert manager_of(found("ida@example.com")) == cast.mario
    assert manager_of(cast.priya) == cast.sol
    assert not ImportPreview.objects.exists()
    assert "Hana Kobayashi" in page(hana, IMPORT)


def test_brought_again_there_is_nothing_to_change(hana: Client) -> None:
    apply(hana, bring(hana, LIST))
    told = page(hana, bring(hana, LIST))
    assert "Nothing to change: everybody is here as the list says." in told
    assert "Apply changes" not in told


def test_pasted_rows_are_read_like_a_file(hana: Client) -> None:
    response = hana.post(IMPORT, {"text": LIST.replace(",", "\t")})
    told = page(hana, response["Location"])
    assert "Pasted, with its columns separated by tabs." in told
    assert "Ida Berg" in told


def test_the_classic_export_brings_fifty_one(hana: Client) -> None:
    address = bring(hana, PEOPLE_EXPORT.read_bytes(), email_domain="example.com")
    assert "SALARY pay and benefits" in page(hana, address)
    assert "51 new" in apply(hana, address)
    assert manager_of(found("bernst@example.com")) == found("ahunold@example.com")


def test_undo_brings_back_what_was_there(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST)
    apply(hana, address)
    hana.post(f"{address}/undoing")
    assert found("priya@example.com").title == "Designer"
    assert manager_of(cast.priya) == cast.mario
    told = page(hana, address)
    assert "Taken back" in told
    assert "by Hana Kobayashi" in told
    assert "Undo" not in told.partition("Taken back")[2].partition("To the people")[0]
    assert hana.post(f"{address}/undoing").status_code == 422


def test_undo_is_there_for_a_day(hana: Client) -> None:
    address = bring(hana, LIST)
    apply(hana, address)
    PeopleImport.objects.update(created_at=timezone.now() - dt.timedelta(hours=24, minutes=1))
    assert hana.post(f"{address}/undoing").status_code == 422
    assert found("priya@example.com").title == "Lead designer"
    page(hana, IMPORT)
    assert PeopleImport.objects.get().way_back is None


def test_the_administrator_may_take_back_what_hana_brought(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST)
    apply(hana, address)
    assert signed_in(cast.ade).post(f"{address}/undoing").status_code == 302
    assert found("priya@example.com").title == "Designer"


def test_given_up_nothing_of_it_stays(hana: Client) -> None:
    address = bring(hana, LIST)
    assert hana.post(f"{address}/giving-up").status_code == 302
    assert not ImportPreview.objects.exists()
    assert hana.get(address).status_code == 404
    assert found("priya@example.com").title == "Designer"


def test_after_an_hour_nothing_of_it_stays(hana: Client) -> None:
    address = bring(hana, LIST)
    ImportPreview.objects.update(created_at=timezone.now() - dt.timedelta(minutes=61))
    assert hana.get(address).status_code == 404
    assert hana.post(f"{address}/applying", {"seen": "x"}).status_code == 404
    page(hana, IMPORT)
    assert not ImportPreview.objects.exists()


def test_good_rows_go_ahead_and_bad_ones_are_named(hana: Client) -> None:
    rows = (
        "ida@example.com,Ida Berg,nobody@example.com\n"
        "kai@example.com,Kai Moen,kai@example.com\n"
        "una@example.com,Una Dahl,liv@example.com\n"
        "liv@example.com,Liv Dahl,una@example.com\n"
        "siv@example.com,Siv One,\n"
        "siv@example.com,Siv Two,\n"
        "jo@example.com,Jo Lund,mario@example.com\n"
    )
    address = bring(hana, "Email,Name,Manager email\n" + rows)
    told = page(hana, address)
    assert "Row 2 · Ida Berg" in told
    assert "“nobody@example.com” is neither in this file nor here." in told
    assert "Kai Moen is named as their own manager." in told
    assert "The reporting line runs in a circle: Una Dahl → Liv Dahl → Una Dahl." in told
    assert "siv@example.com is on rows 6, 7. Keep one of them" in told
    apply(hana, address)
    assert manager_of(found("jo@example.com")) == found("mario@example.com")
    assert manager_of(found("ida@example.com")) is None
    assert not Person.objects.filter(email="siv@example.com").exists()


def test_a_bad_row_is_mended_in_its_place(hana: Client, cast: Cast) -> None:
    rows = "nix,Ida Berg,sol@example.com\nsiv@example.com,Siv One,\nsiv@example.com,Siv Two,\n"
    address = bring(hana, "Email,Name,Manager email\n" + rows)
    assert 'name="cell-2-0" value="nix"' in " ".join(hana.get(address).content.decode().split())
    hana.post(f"{address}/rows", {"cell-2-0": " ida@example.com\x00 ", "out": ["4"]})
    told = page(hana, address)
    assert "To mend" not in told
    assert "2 New" in told
    apply(hana, address)
    assert manager_of(found("ida@example.com")) == cast.sol
    assert found("siv@example.com").name == "Siv One"


@pytest.mark.parametrize("name", ["cell-2-99", "cell-999999-0", "cell-2", "cell--1-0", "out"])
def test_a_cell_that_was_never_there_is_passed_over(hana: Client, name: str) -> None:
    address = bring(hana, LIST)
    assert hana.post(f"{address}/rows", {name: "²x"}).status_code == 302
    assert "1 New" in page(hana, address)


def test_other_columns_are_chosen_and_remembered(hana: Client) -> None:
    written = "Wer,Kontakt,Macht\nIda Berg,ida@example.com,Designer\n"
    address = bring(hana, written)
    hana.post(f"{address}/columns", {"email": "Kontakt", "name": "Wer", "title": "Macht"})
    assert "Designer" in page(hana, address)
    apply(hana, address)
    assert found("ida@example.com").title == "Designer"
    again = bring(hana, written.replace("Designer", "Design lead"))
    assert "before: Designer after: Design lead" in page(hana, again)


def test_without_a_column_to_know_people_by_it_asks_which_is_which(hana: Client) -> None:
    address = bring(hana, "Wer,Ruft\nIda Berg,ida at example\n")
    told = page(hana, address)
    assert "Which column is what?" in told
    assert "Say which column holds the e-mail address." in told
    assert hana.post(f"{address}/applying", {"seen": ""}).status_code == 422


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"email": "Email", "name": "Email"}, "chosen for two things"),
        ({"email": "Salary"}, "Salary is not one of the available choices"),
        ({"email": "Email", "email_domain": "no domain"}, "not a domain"),
        ({"email": "Email", "date_order": "sideways"}, "not one of the available choices"),
    ],
)
def test_a_wrong_choice_of_columns_is_said(hana: Client, columns: dict[str, str], why: str) -> None:
    address = bring(hana, LIST)
    response = hana.post(f"{address}/columns", columns)
    assert response.status_code == 422
    assert why in words(response)
    assert not ColumnMapping.objects.exists()


def test_only_those_ticked_of_the_missing_leave(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST, full_file="on")
    told = page(hana, address)
    assert "Not in this list: have they left?" in told
    assert "Ade Okafor" not in told
    apply(hana, address, leaving=[str(cast.pia.id), "nonsense"])
    gone = Person.objects.filter(left_on__isnull=False).values_list("name", flat=True)
    assert set(gone) == {"Pia Lindqvist", "Lena Brandt"}


def test_what_changed_meanwhile_is_shown_before_it_is_applied(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST)
    shown = seen(hana, address)
    Person.objects.filter(id=cast.priya.id).update(title="Principal designer")
    hana.post(f"{address}/applying", {"seen": shown})
    assert found("priya@example.com").title == "Principal designer"
    told = page(hana, address)
    assert "Somebody changed people meanwhile. Nothing was changed" in told
    assert "before: Principal designer after: Lead designer" in told
    assert "1 new" in apply(hana, address)


def test_pressed_twice_it_is_applied_once(hana: Client) -> None:
    address = bring(hana, LIST)
    shown = seen(hana, address)
    for _ in range(2):
        assert hana.post(f"{address}/applying", {"seen": shown}).status_code == 302
    assert PeopleImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04" + b"\0" * 60, "This is a xlsx file, not CSV."),
        (b"%PDF-1.7 x", "This isn't a text file."),
        (bytes(range(256)) * 40, "This isn't a text file."),
        (b"Email,Name\n", "There are headings, but nobody under them."),
        (b"ida@example.com,Ida\n", "looks like a person"),
        (b'Email,Name\n"ida@example.com,Ida\nx@example.com,X\n', "never closed"),
        (b"Email,Name\na@example.com," + b"x" * 200_000, "more than 100,000 characters"),
        (b"Email,Name\n" + b"a@example.com,A\n" * 20_001, "more than 20,000 rows"),
        (b"Email,Name\n" + b"x" * 5_000_001, "larger than 5 MB"),
        (b"x" * 6_500_000, "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(hana: Client, content: bytes, why: str) -> None:
    file = SimpleUploadedFile("people.csv", content)
    response = hana.post(IMPORT, {"file": file, "email_domain": "example.com"})
    assert response.status_code == 422
    assert why in refusal(response)
    assert 'value="example.com"' in response.content.decode()
    assert not ImportPreview.objects.exists()


def test_neither_a_file_nor_rows_is_answered_in_words(hana: Client) -> None:
    response = hana.post(IMPORT, {})
    assert response.status_code == 422
    assert "Choose a file, or paste the rows." in refusal(response)


def test_formulas_null_bytes_and_other_encodings_are_text(hana: Client) -> None:
    rows = '=HYPERLINK("http://x"),Zoë Müller,<script>alert(1)</script>\n'
    written = "Title,Name,Email\nDesigner,Zoë Müller,zoe@example.com\n" + rows
    address = bring(hana, written.encode("cp1252") + b'"=1+1",Ida\0 Berg,ida@example.com\n')
    body = hana.get(address).content.decode()
    assert "Written in Windows-1252" in " ".join(body.split())
    assert "<script>alert" not in body
    apply(hana, address)
    assert found("zoe@example.com").name == "Zoë Müller"
    assert (found("ida@example.com").title, found("ida@example.com").name) == ("=1+1", "Ida Berg")


def test_a_long_list_is_shown_in_parts(hana: Client) -> None:
    rows = "".join(f"p{number}@example.com,Person {number:03}\n" for number in range(120))
    address = bring(hana, "Email,Name\n" + rows)
    told = page(hana, address)
    assert "120 New" in told
    assert "Person 049" in told
    assert "Person 050" not in told
    assert "Person 119" in page(hana, f"{address}?list=new&from=100")
    for junk in ("x", "-1", "²", "9" * 30, ""):
        assert hana.get(f"{address}?list=new&from={junk}").status_code == 200


@pytest.mark.parametrize("name", ["priya", "mario", "sol", "otto"])
def test_for_everyone_else_it_is_not_there(hana: Client, cast: Cast, name: str) -> None:
    address = bring(hana, LIST)
    client = signed_in(cast.everyone[name])
    for path in (IMPORT, f"{IMPORT}/template.csv", address):
        assert client.get(path).status_code == 404
    assert client.post(IMPORT, {"text": LIST}).status_code == 404
    for verb in ("applying", "columns", "rows", "giving-up", "undoing"):
        assert client.post(f"{address}/{verb}", {"seen": seen(hana, address)}).status_code == 404
    assert ImportPreview.objects.count() == 1


def test_a_preview_is_its_makers_alone(hana: Client, cast: Cast) -> None:
    address = bring(hana, LIST)
    assert signed_in(cast.ade).get(address).status_code == 404


def test_another_organisation_is_neither_seen_nor_touched(hana: Client, cast: Cast) -> None:
    written = "Email,Name,Manager email\notto@example.com,Otto New,olga@example.com\n"
    address = bring(hana, written, full_file="on")
    told = page(hana, address)
    assert "1 New" in told
    assert "Otto Byrne" not in told
    apply(hana, address)
    with in_organisation(cast.otto.organisation_id):
        assert found("otto@example.com").name == "Otto Byrne"
        assert not PeopleImport.objects.exists()


def test_the_template_comes_in_as_it_is(hana: Client) -> None:
    response = hana.get(f"{IMPORT}/template.csv")
    assert response["Content-Type"] == "text/csv"
    told = page(hana, bring(hana, response.content))
    assert "2 New" in told
    assert "with Ida Berg" in told
    assert "To mend" not in told
