"""My blend: what drives one, one's own until it is shown."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from ninja import Router, Status

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, page_of
from heard.api.reaching import refuse_stale
from heard.api.schemas import Change, SeenVersion, Sent, ShownChanging, left_out, one_of, words
from heard.blend.catalogue import motivators, name_of
from heard.blend.choosing import NAME_MOST, WORDS_MOST, choose, describe, put_away
from heard.blend.models import Element
from heard.blend.models.element import HowItIs, Matters
from heard.conversations.models import Pair, Told
from heard.conversations.sharing import (
    MANAGER,
    Audience,
    audience_named,
    audiences_of,
    keep_back,
    show,
)
from heard.people.loading import load, load_to_change
from heard.people.models import Person
from heard.privacy.keys import keyring, of_person

router = Router(tags=["My blend"])

# The empty word is one that was never said, or was taken back.
MattersWord = Annotated[str, one_of([*Matters.values, ""])]
HowItIsWord = Annotated[str, one_of([*HowItIs.values, ""])]
ElementId = Annotated[str, one_of([*motivators(), ""])]


class ShownElement(ShownChanging):
    """One of at most eight. An element of one's own has a name and no `element`."""

    element: ElementId
    name: str
    in_my_words: str
    matters: MattersWord
    how_it_is: HowItIsWord
    shared: bool


class SentElement(Sent):
    """One of the twenty-four by `element`, or one's own by `name`."""

    element: ElementId = ""
    name: str = words(NAME_MOST, least=0)
    in_my_words: str = words(WORDS_MOST, least=0)
    matters: MattersWord = ""
    how_it_is: HowItIsWord = ""
    shared: bool = False


class ChangedElement(Change):
    """What is left out stays as it is."""

    name: str = words(NAME_MOST, least=0)
    in_my_words: str = words(WORDS_MOST, least=0)
    matters: MattersWord = left_out()
    how_it_is: HowItIsWord = left_out()
    shared: bool = left_out(description="Shown to whom you report to, until you take it back.")


def audiences(person: Person) -> list[Audience]:
    """Whom the bearer may show something to."""
    pages = Pair.objects.visible_to(person).live().select_related("employee", "manager")
    return audiences_of(person, pages)


def shown_element(row: Element, copies: Sequence[Told]) -> ShownElement:
    return ShownElement(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        element=row.element,
        name=name_of(row.element, row.name),
        in_my_words=row.in_my_words,
        matters=row.matters,
        how_it_is=row.how_it_is,
        shared=any(
            told.withdrawn_at is None and told.pair.employee_id == row.person_id for told in copies
        ),
    )


def copies_of(person: Person, row_id: UUID) -> list[Told]:
    """Where one thing of theirs is or was shown."""
    return Told.copies_of(person).get(row_id, [])


@router.get("/me/blend", response=Listed[ShownElement], summary="One's own blend")
def blend(request: TokenRequest, page: Paged) -> Listed[ShownElement]:
    """As one put them. Nobody else is shown what is not shared, or that there is any."""
    person = request.person
    keyring().unlock([of_person(person.id)])
    rows = Element.objects.visible_to(person).chosen()
    found, following = page_of(rows, page, order=("position", "id"))
    copies = Told.copies_of(person)
    return Listed(
        items=[shown_element(row, copies.get(row.id, [])) for row in found], next=following
    )


@router.post("/me/blend", response={201: ShownElement}, summary="Choose an element")
def element_choosing(request: TokenRequest, sent: SentElement) -> Status[ShownElement]:
    """At most eight. Chosen again, it is the one there is."""
    me = request.person
    row = choose(
        by=me,
        element=sent.element,
        name=sent.name or "",
        in_my_words=sent.in_my_words or "",
        matters=sent.matters,
        how_it_is=sent.how_it_is,
    )
    if sent.shared:
        show([row], audience_named(MANAGER, audiences(me)), by=me)
    return Status(201, shown_element(row, copies_of(me, row.id)))


@router.get("/me/blend/{uuid:element_id}", response=ShownElement, summary="One element")
def element(request: TokenRequest, element_id: UUID) -> ShownElement:
    row = load(Element, request.person, id=element_id, removed_at=None)
    return shown_element(row, copies_of(request.person, row.id))


@router.patch("/me/blend/{uuid:element_id}", response=ShownElement, summary="Describe an element")
def element_changing(request: TokenRequest, element_id: UUID, sent: ChangedElement) -> ShownElement:
    """The words, how much it matters, how it is, and whether it is shown."""
    me = request.person
    row = load_to_change(Element, me, "person__organisation", id=element_id, removed_at=None)
    yours = sent.in_my_words if sent.has("in_my_words") else row.in_my_words
    refuse_stale(row, sent, theirs=row.in_my_words, yours=yours)
    describe(
        row,
        by=me,
        name=sent.name,
        in_my_words=sent.in_my_words,
        matters=sent.matters,
        how_it_is=sent.how_it_is,
    )
    if sent.has("shared"):
        act = show if sent.shared else keep_back
        act([row], audience_named(MANAGER, audiences(me)), by=me)
    return shown_element(row, copies_of(me, row.id))


@router.delete("/me/blend/{uuid:element_id}", response={204: None}, summary="Put an element away")
def element_removing(request: TokenRequest, element_id: UUID, seen: SeenVersion) -> Status[None]:
    """Whoever was shown it is shown it no more. It can be brought back for thirty days."""
    row = load_to_change(Element, request.person, id=element_id, removed_at=None)
    refuse_stale(row, seen, theirs=row.in_my_words)
    put_away(row, by=request.person)
    return Status(204, None)
