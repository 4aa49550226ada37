"""Requests that no page of ours sends: other people's ids in a body, a script's header."""

import re
import uuid
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from heard.conversations.agreeing import agree, promise
from heard.conversations.gathering import add_item
from heard.conversations.models import Action, Agreement, Item, Note, Pair, PrivateNote, Raise
from heard.conversations.noting import add_note, keep_private_note
from heard.people.models import Person, Role
from heard.people.signing_out import sessions_of
from heard.people.tenancy import in_organisation
from heard.privacy.keys import acting_as
from heard.web.middleware.acting import ORGANISATION_IN_SESSION
from tests.access.table import ROWS, SIGNED_IN
from tests.access.test_table import client_of
from tests.access.world import World
from tests.cast import Cast, signed_in

OUTSIDERS = ("sol", "pia", "fen", "hana", "ade", "otto", "nobody")
SECRET = "about the other offer"


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_script_is_told_no_more_than_a_page(world: World, name: str) -> None:
    """The header that asks for a fragment opens nothing."""
    client = client_of(world.cast, name)
    script: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
    for row in ROWS:
        knows = (row.opens or frozenset()) | (row.sends or frozenset()) | row.refused
        if not row.record or name in knows:
            continue
        address = reverse(row.route, kwargs=row.kwargs(world))
        answers = [client.post(address, {"text": "x"}, **script)]
        if row.opens is not None:
            answers.append(client.get(address, **script))
        for answer in answers:
            expected = {404} if name in SIGNED_IN else {401}
            if row.opens is not None and row.sends is None:
                expected |= {405}
            assert answer.status_code in expected, (row.route, row.record)


@pytest.mark.parametrize("script", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_sending_to_what_is_not_theirs_is_sending_to_nothing(
    world: World, script: dict[str, Any]
) -> None:
    """Status, words and headers are the same for a record of others and for none."""
    client = client_of(world.cast, "sol")
    for row in ROWS:
        kwargs = row.kwargs(world)
        if not row.record or not (row.sends or row.refused):
            continue
        if "sol" in (row.sends or frozenset()) | row.refused:
            continue
        unknown = {
            key: uuid.uuid4()
            if isinstance(value, uuid.UUID)
            else value
            if isinstance(value, int)
            else "zzzzzz"
            for key, value in kwargs.items()
        }
        for fields in ({}, {"text": "Something", "version": "1", "state": "covered"}):
            theirs = client.post(reverse(row.route, kwargs=kwargs), fields, **script)
            absent = client.post(reverse(row.route, kwargs=unknown), fields, **script)
            assert theirs.status_code == absent.status_code == 404, row.route
            assert _plain(theirs) == _plain(absent), row.route
            assert dict(theirs.headers) == dict(absent.headers), row.route


def _plain(answer: Any) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken"\s+value="[^"]+"', b"", answer.content)


@pytest.mark.parametrize("mark", ["! ", "= ", "? ", "！", "!", "=", "?"])
@pytest.mark.parametrize("where", ["items", "capture"])
def test_what_is_meant_for_oneself_is_never_shown_by_a_mark(
    world: World, mark: str, where: str
) -> None:
    """The chip says "Only you"; a first character must not make it a lie."""
    priya, pair = client_of(world.cast, "priya"), world.rows["pair"]
    assert isinstance(pair, Pair)
    if where == "items":
        address = reverse("items", kwargs={"address": pair.short_id})
    else:
        address = reverse("item-capture", kwargs={"item_id": world.rows["private item"].pk})
    sent = {"text": mark + SECRET, "audience": "only_me"}
    assert priya.post(address, sent).status_code == 302
    with acting_as(world.cast.priya):
        assert SECRET in everything_readable_by(world.cast.priya)
    with acting_as(world.cast.mario):
        assert SECRET not in everything_readable_by(world.cast.mario)


def test_a_pasted_line_for_oneself_is_never_an_item_of_both(world: World) -> None:
    pair = world.rows["pair"]
    address = reverse("items", kwargs={"address": pair.short_id})  # type: ignore[attr-defined]
    pasted = f"The budget\n~ {SECRET}\nThe summer weeks"
    assert client_of(world.cast, "priya").post(address, {"text": pasted}).status_code == 302
    with acting_as(world.cast.priya):
        assert SECRET in everything_readable_by(world.cast.priya)
    with acting_as(world.cast.mario):
        read = everything_readable_by(world.cast.mario)
    assert "The budget" in read
    assert "The summer weeks" in read
    assert SECRET not in read


def everything_readable_by(person: Person) -> str:
    kinds: list[Any] = [Item, Note, PrivateNote, Action, Agreement]
    return "\n".join(row.text for kind in kinds for row in kind.objects.visible_to(person))


def test_an_action_goes_to_one_of_the_two(world: World) -> None:
    cast, pair = world.cast, world.rows["pair"]
    client = client_of(cast, "priya")
    address = reverse("actions", kwargs={"address": pair.short_id})  # type: ignore[attr-defined]
    for number, owner in enumerate(
        [cast.pia.id, cast.otto.id, uuid.uuid4(), "", "%s", cast.sol.id]
    ):
        text = f"Forged {number}"
        answer = client.post(address, {"text": text, "owner": str(owner), "made_by": cast.pia.id})
        assert answer.status_code in {302, 422}
    with acting_as(cast.priya):
        two = {cast.priya.id, cast.mario.id}
        made = list(Action.objects.all())
        assert {action.owner_id for action in made} <= two
        assert {action.made_by_id for action in made} <= two


def test_fields_no_form_has_change_nothing(world: World) -> None:
    """Author, pair, organisation and states come from who asks, not from what is sent."""
    cast, pair = world.cast, world.rows["pair"]
    assert isinstance(pair, Pair)
    forged = {
        "id": str(uuid.uuid4()),
        "author": cast.mario.id,
        "author_id": cast.mario.id,
        "pair": "zzzzzz",
        "pair_id": world.rows["pair with Fen"].pk,
        "organisation": cast.otto.organisation_id,
        "organisation_id": cast.otto.organisation_id,
        "section": "manager",
        "state": "let_go",
        "carried": "9",
        "only_for": cast.mario.id,
        "by": cast.mario.id,
    }
    client = client_of(cast, "priya")
    address = reverse("items", kwargs={"address": pair.short_id})
    assert client.post(address, {**forged, "text": "Plain"}).status_code == 302
    with acting_as(cast.priya):
        item = next(row for row in Item.objects.visible_to(cast.priya) if row.text == "Plain")
    assert (item.author_id, item.pair_id) == (cast.priya.id, pair.id)
    assert item.organisation_id == cast.priya.organisation_id
    assert (item.section, item.state, item.carried) == ("employee", "open", 0)


@pytest.mark.parametrize(
    "route", ["settings", "settings-display", "settings-keys", "settings-mail"]
)
def test_ones_own_settings_change_oneself_alone_and_no_right(cast: Cast, route: str) -> None:
    before = picture_of_rights(cast)
    client = signed_in(cast.priya)
    fields = {
        "name": "Priya Shah",
        "called": "Priya",
        "text_size": "100",
        "theme": "dark",
        "id": cast.mario.id,
        "user": cast.mario.user_id,
        "email": "somebody-else@example.com",
        "organisation": cast.otto.organisation_id,
        "left_on": "2020-01-01",
        "paused_on": "2020-01-01",
        "role_kinds": "administrator",
        "administrates": "1",
        "is_active": "",
        "employee_number": "1",
    }
    assert client.post(reverse(route), fields).status_code == 302
    assert picture_of_rights(cast) == before


@pytest.mark.parametrize("name", ["hana", "ade"])
def test_keeping_the_directory_moves_nobody_to_another_organisation(cast: Cast, name: str) -> None:
    before = picture_of_rights(cast)
    client = signed_in(cast.everyone[name])
    fields = {
        "name": "Pia Lindqvist",
        "email": "pia@example.com",
        "organisation": cast.otto.organisation_id,
        "user": cast.mario.user_id,
        "kind": "administrator",
        "hold": "yes",
    }
    address = reverse("person", kwargs={"person_id": cast.pia.id})
    assert client.post(address, fields).status_code == 302
    assert picture_of_rights(cast) == before
    foreign = reverse("person", kwargs={"person_id": cast.otto.id})
    assert client.post(foreign, fields).status_code == 404
    manager = reverse("person-manager", kwargs={"person_id": cast.pia.id})
    assert client.post(manager, {"manager": "olga@example.com"}).status_code == 422


def picture_of_rights(cast: Cast) -> list[Any]:
    """Who belongs where, signs in as what, is here, and holds which role."""
    rows: list[Any] = []
    for organisation_id in (cast.priya.organisation_id, cast.otto.organisation_id):
        with in_organisation(organisation_id):
            people = Person.objects.order_by("id")
            rows += people.values_list(
                "id", "organisation_id", "user_id", "email", "left_on", "paused_on"
            )
            rows += Role.objects.order_by("id").values_list("person_id", "kind")
    return rows


def test_another_organisations_records_are_not_there(world: World) -> None:
    """Otto and Olga have a page of their own; to Tidewater it is no page."""
    cast = world.cast
    theirs = otherwise(cast)
    for name in ("priya", "ade", "hana"):
        client = client_of(cast, name)
        for route, argument, record in WHERE:
            value = getattr(theirs[record], "short_id", theirs[record].pk)
            address = reverse(route, kwargs={argument: value})
            for answer in (client.get(address), client.post(address, {"text": "x"})):
                assert answer.status_code in {404, 405}, (name, route)
        quick = {"pair": theirs["pair"].short_id, "text": "x"}  # type: ignore[attr-defined]
        assert client.post(reverse("quick-add"), quick).status_code == 404
        found = client.get(reverse("search"), {"q": "lighthouse"}).content
        assert b"the lighthouse" not in found
    where = {"where": f"before:{theirs['item'].pk}"}
    position = reverse("item-position", kwargs={"item_id": world.rows["item"].pk})
    assert client_of(cast, "priya").post(position, where).status_code == 422


WHERE = [
    ("pair", "address", "pair"),
    ("prep", "address", "pair"),
    ("timeline", "address", "pair"),
    ("rhythm", "address", "pair"),
    ("wrap", "address", "pair"),
    ("items", "address", "pair"),
    ("private-notes", "address", "pair"),
    ("actions", "address", "pair"),
    ("agreements", "address", "pair"),
    ("start", "address", "pair"),
    ("item", "item_id", "item"),
    ("item-state", "item_id", "item"),
    ("item-capture", "item_id", "item"),
    ("note", "note_id", "note"),
    ("private-note", "note_id", "private note"),
    ("action", "action_id", "action"),
    ("agreement", "agreement_id", "agreement"),
]


def otherwise(cast: Cast) -> dict[str, models.Model]:
    """A page in the other organisation with something of each kind on it."""
    with acting_as(cast.otto):
        pair = Pair.objects.select_related("employee", "manager", "organisation").get(
            manager=cast.otto
        )
        item = add_item(pair, by=cast.otto, text="About the lighthouse")
        return {
            "pair": pair,
            "item": item,
            "note": add_note(item, by=cast.otto, text="To the lighthouse"),
            "private note": keep_private_note(pair, by=cast.otto, text="By the lighthouse"),
            "action": promise(pair, by=cast.otto, text="Paint the lighthouse"),
            "agreement": agree(pair, by=cast.otto, text="Meet at the lighthouse"),
        }


def test_a_session_that_names_another_organisation_is_nobody(world: World) -> None:
    """Which organisation to look in grants nothing: Otto's sign-in is not in Tidewater."""
    client = signed_in(world.cast.otto)
    session = client.session
    session[ORGANISATION_IN_SESSION] = str(world.cast.priya.organisation_id)
    session.save()
    for row in ROWS:
        if row.opens is not None and row.record:
            answer = client.get(reverse(row.route, kwargs=row.kwargs(world)))
            assert answer.status_code == 302, row.route
            assert answer["Location"].startswith("/sign-in"), row.route


def test_nobody_ends_somebody_elses_session(cast: Cast) -> None:
    mine, theirs = Client(), Client()
    for client, person in ((mine, cast.priya), (theirs, cast.mario)):
        assert person.user is not None
        client.force_login(person.user)
    theirs, mine = signed_in(cast.mario), signed_in(cast.priya)
    theirs.get("/")
    with in_organisation(cast.mario.organisation_id):
        rows = [row.pk for row in sessions_of(cast.mario)]
    for wanted in [*rows, "0", "-1", "1e3", "٣", "others; DROP", str(2**70)]:
        answer = mine.post(reverse("session-ending"), {"session": wanted})
        assert answer.status_code == 404, wanted
    mine.post(reverse("session-ending"), {"session": "others"})
    assert theirs.get("/").status_code == 200


def test_a_client_id_of_the_others_finds_nothing_of_theirs(world: World) -> None:
    """Sending with an id the other's page made adds one's own row, and shows none of theirs."""
    cast, pair = world.cast, world.rows["pair"]
    assert isinstance(pair, Pair)
    client_id = uuid.uuid4()
    with acting_as(cast.mario):
        hidden = add_item(pair, by=cast.mario, text=SECRET, audience="only_me", client_id=client_id)
    address = reverse("items", kwargs={"address": pair.short_id})
    sent = {"text": "Mine", "client_id": str(client_id)}
    answer = client_of(cast, "priya").post(address, sent, HTTP_HX_REQUEST="true")
    assert answer.status_code in {200, 422}
    assert SECRET.encode() not in answer.content
    assert str(hidden.id).encode() not in answer.content


def test_raising_what_is_private_shows_nothing(world: World) -> None:
    address = reverse("item-raise", kwargs={"item_id": world.rows["private item"].pk})
    client_of(world.cast, "priya").post(address, {"need": "yes"})
    with acting_as(world.cast.mario):
        raised = Raise.objects.visible_to(world.cast.mario)
        assert not raised.filter(item=world.rows["private item"].pk).exists()
