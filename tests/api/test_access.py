"""Every operation × every record × every person of the cast, by real requests."""

import uuid

import pytest
from django.core.cache import cache
from django.db import transaction

from heard.api.document import PREFIX, document
from heard.conversations.agreeing import need_answer
from heard.conversations.gathering import add_item
from heard.privacy.keys import acting_as
from tests.access.table import CAST
from tests.access.world import World
from tests.api.conftest import Script, script_of
from tests.api.table import ROWS, SIGNED_IN, Row
from tests.cast import pair_of


@pytest.fixture
def records(world: World) -> World:
    """The world, with what a removal and a settlement need."""
    cast = world.cast
    with acting_as(cast.priya):
        pair = pair_of(cast.priya, cast.mario)
        world.add("fresh item", add_item(pair, by=cast.priya, text="Kit"), set())
        kept = add_item(pair, by=cast.priya, text="Whether", audience="only_me")
        world.add("private item without notes", kept, set())
        raised = need_answer(add_item(pair, by=cast.priya, text="Books"), by=cast.priya)
        world.add("answered raise", raised, set())
    with acting_as(cast.mario):
        raised.answer("yes", by=cast.mario, sentence="From March")
    world.add("person", cast.pia, set())
    return world


def script_for(world: World, name: str) -> Script:
    """Lena's token was made before she left; nobody never had one."""
    if name == "nobody":
        return script_of(None)
    return script_of(world.cast.everyone[name])


def path_of(row: Row, world: World, record_id: object = None) -> str:
    address = row.operation.partition(" ")[2].removeprefix("/")
    if not row.record:
        return address
    before, _brace, rest = address.partition("{")
    found = record_id or world.rows[row.record].pk
    return f"{before}{found}{rest.partition('}')[2]}"


def sent_of(row: Row, world: World) -> object:
    if row.operation == "post /arrangements":
        return {"pair_id": str(world.rows["pair"].pk), "what": "Mondays from Leeds"}
    if row.sent == "to Sol":
        return {"to_id": str(world.cast.sol.id), "text": "Is there money for it?"}
    if row.operation != "post /pairs":
        return row.sent
    return {"employee_id": str(world.cast.priya.id), "manager_id": str(world.cast.mario.id)}


# Sent to nobody that is here: wrong input like any other, for everybody.
TO_NOBODY_HERE = {"post /feedback", "post /feedback/asks", "post /thanks"}


def expected(row: Row, name: str) -> set[int]:
    if name not in SIGNED_IN:
        return {401}
    if row.operation in TO_NOBODY_HERE:
        return {422}
    if name in row.does:
        return {200, 201, 204}
    if name in row.refused:
        return {403}
    # Otto knows neither of the two whom `POST /pairs` names.
    return {422} if row.operation == "post /pairs" else {404}


@pytest.mark.parametrize("name", CAST)
def test_who_is_answered_how(records: World, name: str) -> None:
    ask = script_for(records, name)
    wrong = []
    for row in ROWS:
        method = row.operation.partition(" ")[0].upper()
        with transaction.atomic():
            response = ask.ask(method, path_of(row, records), sent_of(row, records))
            # The next row finds everything as it was.
            transaction.set_rollback(True)
        if response.status_code not in expected(row, name):
            wrong.append((row.operation, row.record, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("name", ["pia", "sol", "fen", "hana", "ade", "otto"])
def test_theirs_and_absent_are_one_answer(records: World, name: str) -> None:
    """Same status, words and headers, whatever is asked and sent."""
    ask = script_for(records, name)
    for row in ROWS:
        if not row.record or name in row.does | row.refused:
            continue
        method = row.operation.partition(" ")[0].upper()
        # The table has more rows than a minute has requests.
        cache.clear()
        theirs = ask.ask(method, path_of(row, records), sent_of(row, records))
        absent = ask.ask(method, path_of(row, records, uuid.uuid4()), sent_of(row, records))
        assert theirs.status_code == 404, row
        assert theirs.content == absent.content, row
        assert dict(theirs.headers) == dict(absent.headers), row


@pytest.mark.parametrize("name", ["mario", "sol", "pia", "fen", "hana", "ade", "otto"])
def test_no_list_shows_what_is_not_theirs(records: World, name: str) -> None:
    """Not an id, not a word: Priya's private things are in no answer to anybody else."""
    ask = script_for(records, name)
    mine = ("private item", "private note", "note on a private item")
    secrets = [str(records.rows[record].pk) for record in mine]
    secrets += ["Whether to move to Research", "He was kind about it", "Not before spring"]
    for row in ROWS:
        if row.operation.startswith("get "):
            told = ask.ask("GET", path_of(row, records)).content.decode()
            assert not [secret for secret in secrets if secret in told], row


def test_every_operation_is_in_the_table() -> None:
    """An operation that nobody thought about fails the build."""
    described = {
        f"{method} /{address.removeprefix(PREFIX)}"
        for address, operations in document()["paths"].items()
        for method in operations
    }
    assert described == {row.operation for row in ROWS}
