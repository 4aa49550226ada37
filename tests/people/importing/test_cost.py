"""Values made to be costly cost no more than others."""

import time

import pytest

from tests.people.importing.here import planned

LONG = 100_000


@pytest.mark.parametrize(
    "value",
    [
        "(" + "1" * LONG,
        "(1" * (LONG // 2),
        "1" * LONG,
        "a@" + "." * LONG,
        "a@" + "." * (LONG // 2) + "@" + "." * (LONG // 2),
        "1" * LONG + "@",
        "1 " * (LONG // 2),
        "1T" * (LONG // 2),
        "," * 10 + "e\u0301" * (LONG // 2),
        "aB" * (LONG // 2),
        "[" * LONG,
    ],
)
def test_one_costly_value_in_any_column_takes_no_second(value: str) -> None:
    cell = '"' + value + '"'
    rows = "".join(f"p{n}@x.example,Priya,{n},Mario,2024-01-01,Active,Designer\n" for n in range(5))
    rows += f"{cell},{cell},{cell},{cell},{cell},{cell},{cell}\n"
    began = time.process_time()
    one = planned("Email,Name,Employee ID,Manager,Hire date,Status,Title\n" + rows)
    assert time.process_time() - began < 1
    assert one.summary["new"] == 5
    assert one.summary["rows_held_back"] == 1


def test_a_costly_heading_takes_no_second() -> None:
    began = time.process_time()
    one = planned("Email,Name," + "aB[" * 30_000 + "\np@x.example,Priya,x\n")
    assert time.process_time() - began < 1
    assert len(one.not_used[0]) == 120
