"""From bytes to a table: any encoding, any separator, and every way of being no table at all."""

import io
import zipfile

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from heard.people.importing.decoding import MOST_BYTES
from heard.people.importing.faults import Fault
from heard.people.importing.problems import FileRefused
from heard.people.importing.reading import read
from heard.people.importing.tables import Table
from tests.people.importing.samples import EVERY_SYSTEM, PRIVATE

TWO_PEOPLE = "Name,Email\nPriya Shah,priya@example.com\nZoë Müller,zoe@example.com\n"


def cells(table: Table) -> list[tuple[str | None, ...]]:
    return [row.cells for row in table.rows]


def refused(content: bytes | str) -> Fault:
    with pytest.raises(FileRefused) as refusal:
        read(content)
    return refusal.value.problem.fault


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TWO_PEOPLE.encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + TWO_PEOPLE.encode(), "UTF-8 with BOM"),
        (TWO_PEOPLE.encode("windows-1252"), "Windows-1252"),
        (TWO_PEOPLE.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TWO_PEOPLE.encode("utf-16-be"), "UTF-16"),
        (TWO_PEOPLE.encode("utf-16-le"), "UTF-16"),
        (TWO_PEOPLE.encode("utf-16-be"), "UTF-16"),
        (TWO_PEOPLE.encode("utf-32"), "UTF-32"),
        (TWO_PEOPLE, "pasted text"),
    ],
)
def test_zoe_keeps_her_letters_in_every_encoding(content: bytes | str, encoding: str) -> None:
    table = read(content)
    assert table.encoding == encoding
    assert table.header == ("Name", "Email")
    assert cells(table)[1] == ("Zoë Müller", "zoe@example.com")


@pytest.mark.parametrize(
    ("separator", "name"),
    [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")],
)
def test_every_separator_is_found_out(separator: str, name: str) -> None:
    row = f'"Shah{separator} Priya"{separator}p@x.example{separator}"A, B; C | D"'
    table = read(f"Name{separator}Email{separator}Title\n{row}\n".encode())
    assert table.delimiter == name
    name_read = " ".join(f"Shah{separator} Priya".split())
    assert cells(table) == [(name_read, "p@x.example", "A, B; C | D")]


def test_names_turned_round_do_not_make_a_comma_the_separator() -> None:
    table = read("Name;Email\nShah, Priya;priya@example.com\nRossi, Mario;mario@example.com\n")
    assert table.delimiter == "semicolon"
    assert cells(table)[0] == ("Shah, Priya", "priya@example.com")


def test_a_separator_told_in_the_first_line_is_believed_and_counted_as_a_row() -> None:
    table = read("sep=|\r\nName|Email\r\nPriya, Shah|priya@example.com\r\n")
    assert table.delimiter == "vertical bar"
    assert [row.number for row in table.rows] == [3]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_a_line_ending(ending: str) -> None:
    table = read(TWO_PEOPLE.replace("\n", ending).encode())
    assert [row.number for row in table.rows] == [2, 3]


def test_a_value_over_several_lines_is_one_value() -> None:
    table = read(
        'Name,Title,Email\n"Priya\nShah","Lead, ""design""",p@x.example\nMario,,m@x.example\n'
    )
    assert cells(table)[0] == ("Priya Shah", 'Lead, "design"', "p@x.example")
    assert [row.number for row in table.rows] == [2, 3]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    table = read("Name,Email\n\nPriya,p@x.example\n,\nMario,m@x.example\n")
    assert [row.number for row in table.rows] == [3, 5]


def test_a_report_title_above_the_headings_is_passed_over() -> None:
    table = read("Everyone at Tidewater\nRun on 3 May\n\nName,Email\nPriya,p@x.example\n")
    assert table.header == ("Name", "Email")
    assert [row.number for row in table.rows] == [5]
    assert [problem.fault for problem in table.problems] == [Fault.ROWS_ABOVE_HEADINGS]


def test_a_row_with_too_many_values_is_named_and_the_others_go_on() -> None:
    table = read("Name,Email,Team\nShah, Priya,p@x.example,Design\nMario,m@x.example,Design\n")
    assert [row.number for row in table.rows] == [3]
    (problem,) = table.problems
    assert (problem.fault, problem.row, problem.holds_back) == (Fault.ROW_LONG, 2, True)
    assert "4 for 3" in problem.what


def test_empty_values_too_many_are_no_fault() -> None:
    table = read("Name,Email\nPriya,p@x.example,,,\n")
    assert table.problems == ()
    assert cells(table) == [("Priya", "p@x.example")]


def test_a_short_row_goes_on_with_nothing_said_in_its_missing_columns() -> None:
    table = read("Email,Name,Team\np@x.example,Priya\nm@x.example,Mario,\n")
    assert cells(table) == [("p@x.example", "Priya", None), ("m@x.example", "Mario", "")]
    (problem,) = table.problems
    assert (problem.fault, problem.row, problem.holds_back) == (Fault.ROW_SHORT, 2, False)


def test_a_quotation_mark_never_closed_is_refused_rather_than_swallowing_everybody() -> None:
    with pytest.raises(FileRefused, match="Row 2 opens a quotation mark"):
        read('Name,Email\n"Priya,p@x.example\nMario,m@x.example\n')


def test_a_quotation_mark_closed_too_late_holds_the_row_back() -> None:
    table = read(
        'Name,Email,Team\n"Priya,p@x.example,A\nMario,m@x.example,"B"\nSol,s@x.example,C\n'
    )
    assert [row.cells[0] for row in table.rows] == ["Sol"]
    (problem,) = table.problems
    assert (problem.fault, problem.row) == (Fault.ROW_BROKEN, 2)


def test_headings_given_twice_are_told_apart_and_said() -> None:
    table = read("Email,Name,Email\na@x.example,Priya,b@x.example\n")
    assert table.header == ("Email", "Name", "Email (2)")
    assert [problem.fault for problem in table.problems] == [Fault.HEADING_TWICE]


def test_columns_without_heading_are_numbered_or_gone_where_empty() -> None:
    table = read("Email,,Name,\na@x.example,something,Priya,\n")
    assert table.header == ("Email", "#2", "Name")


def test_nulls_are_taken_out_and_said() -> None:
    table = read(b"Name,Email\nPri\0ya,p@x.example\n")
    assert cells(table) == [("Priya", "p@x.example")]
    assert [problem.fault for problem in table.problems] == [Fault.NULLS_REMOVED]


def test_a_formula_is_text_and_stays_text() -> None:
    table = read(
        'Name,Title,Email\n"=HYPERLINK(""http://x"")",@lead,p@x.example\n+Mario,-1,m@x.example\n'
    )
    assert cells(table)[0][:2] == ('=HYPERLINK("http://x")', "@lead")
    assert cells(table)[1][:2] == ("+Mario", "-1")


def test_any_script_is_read_in_one_form() -> None:
    decomposed = "Zoe\u0308 \u0627\u0644\u0645\u062f\u064a\u0631 \U0001f33f 李小龍"
    table = read(f"Name,Email\n{decomposed},z@x.example\n".encode())
    assert cells(table)[0][0] == "Zo\u00eb \u0627\u0644\u0645\u062f\u064a\u0631 \U0001f33f 李小龍"


def workbook() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"\xef\xbb\xbf", Fault.EMPTY),
        (b"  \r\n\n \t\n", Fault.EMPTY),
        (b",,,\n,,\n", Fault.EMPTY),
        (b"Name,Email\n", Fault.ONLY_HEADINGS),
        (b"Name,Email\n,\n\n", Fault.ONLY_HEADINGS),
        (b"priya@example.com,Priya\nmario@example.com,Mario\n", Fault.NO_HEADINGS),
        (workbook(), Fault.SPREADSHEET),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), Fault.SPREADSHEET),
        (b"%PDF-1.7\n1 0 obj", Fault.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), Fault.NOT_TEXT),
        (b"\x1f\x8b\x08" + bytes(40), Fault.NOT_TEXT),
        (b"  <!DOCTYPE html><html><table>", Fault.NOT_TEXT),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>', Fault.NOT_TEXT),
        (b"\x00\x01\x02\x00\x00\x05" * 300, Fault.NOT_TEXT),
        (b"Name,Email\n" + b"x" * 200_000 + b",p@x.example\n", Fault.CELL_ENDLESS),
        (b",".join(b"c%d" % index for index in range(501)) + b"\n1\n", Fault.TOO_MANY_COLUMNS),
        (b"Name,Email\n" + b"a" * 5_000_000, Fault.TOO_LARGE),
        (b"Name,Email\n" + b"P,p@x.example\n" * 20_001, Fault.TOO_MANY_ROWS),
        (b"Name,Email\n" + b"P,p@x.example\n" * 40_000, Fault.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, fault: Fault) -> None:
    assert refused(content) == fault


def test_a_spreadsheet_is_answered_with_what_to_do() -> None:
    with pytest.raises(FileRefused, match=r"xlsx file, not CSV\. .* save it as CSV"):
        read(workbook())


def test_the_limit_is_the_one_that_uploads_have() -> None:
    assert MOST_BYTES == settings.IMPORT_MAX_BYTES


def test_twenty_thousand_rows_are_read() -> None:
    assert len(read(b"Name,Email\n" + b"P,p@x.example\n" * 20_000).rows) == 20_000


@pytest.mark.parametrize("system", EVERY_SYSTEM)
def test_nothing_private_outlives_the_reading(system: str) -> None:
    table = read(EVERY_SYSTEM[system])
    kept = repr(table) + repr(cells(table))
    assert [word for word in PRIVATE if word in kept] == []
    assert table.left_out


def test_cells_stay_out_of_repr_and_so_out_of_logs() -> None:
    table = read(TWO_PEOPLE)
    assert "Priya" not in repr(table)
    assert "Priya" not in repr(table.rows[0])


def test_a_table_comes_back_from_what_was_kept_of_it() -> None:
    table = read("Name,Email,Salary,Shoe size\nPriya,p@x.example,51234,38\nMario,m@x.example\n")
    narrow = table.only(["Name", "Email"])
    assert "38" not in str(narrow.as_json())
    assert "51234" not in str(narrow.as_json())
    back = Table.from_json(narrow.as_json())
    assert (back.header, back.rows) == (narrow.header, narrow.rows)
    assert back.headings == table.headings
    assert back.left_out == table.left_out


def test_single_cells_can_be_corrected_in_place() -> None:
    table = read("Name,Email\nPriya,priya@example,com\n".replace("e,c", "e c"))
    mended = table.corrected({(2, "Email"): "priya@example.com", (9, "Email"): "x"})
    assert cells(mended) == [("Priya", "priya@example.com")]
    assert cells(table) == [("Priya", "priya@example com")]


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400)))
@example(b'a,b\n"')
@example('a;b\r\r\n;"\ud800')
@example(b"\xff\xfe\x00")
@example(b"sep=")
@example("#,#\n\x1c,\x85\n")
def test_no_file_however_broken_raises_anything_but_a_refusal(content: bytes | str) -> None:
    assert_read_or_refused(content)


TABLE_LIKE = st.text(alphabet=st.sampled_from(list("ab1@.,;|\t\"\n\r '=é\0﻿")), max_size=300)


@given(TABLE_LIKE)
def test_no_paste_however_odd_raises_anything_but_a_refusal(content: str) -> None:
    assert_read_or_refused(content)


def assert_read_or_refused(content: bytes | str) -> None:
    refusal: FileRefused | None = None
    try:
        table = read(content)
    except FileRefused as raised:
        refusal = raised
    if refusal:
        assert refusal.problem.what
        assert refusal.problem.mend
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    assert len(set(table.header)) == len(table.header)
