"""Choosing: up to eight things that matter, in one's own words, and how each is.

Nothing is ever asked for twice or counted. Every change of a word is kept by the day, for its
person alone.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.activity.undoing import leave_way_back
from heard.blend.arranging import place_at_the_end, put, take_turns
from heard.blend.catalogue import motivator_named, name_of
from heard.blend.models import Closing, Element, ElementChange
from heard.blend.models.element import CHOSEN_MOST, HowItIs, Matters
from heard.lib.refusals import Conflict, Refusal, at_most, within
from heard.lib.text import cleaned
from heard.people.models import Person

NAME_MOST = 80
WORDS_MOST = 280


@transaction.atomic
def choose(
    *,
    by: Person,
    element: str = "",
    name: str = "",
    in_my_words: str = "",
    matters: str = "",
    how_it_is: str = "",
) -> Element:
    """One of the twenty-four, or one's own by its name. Chosen twice, it is there once."""
    if element and motivator_named(element) is None:
        raise Refusal(_("That isn't one of the elements. Name it as your own instead."), "element")
    own_name = at_most(cleaned(name), NAME_MOST, "name")
    if not element:
        within(own_name, NAME_MOST, "name")
    take_turns(by)
    rows = list(Element.objects.visible_to(by).chosen())
    known = next((row for row in rows if element and row.element == element), None)
    if known is not None:
        return known
    _refuse_a_ninth(rows)
    row = Element(
        person=by,
        element=element,
        name=own_name,
        in_my_words=at_most(cleaned(in_my_words), WORDS_MOST, "in_my_words"),
        matters=_word(matters, Matters.values, "matters"),
        how_it_is=_word(how_it_is, HowItIs.values, "how_it_is"),
        position=place_at_the_end(rows),
    )
    row.save()
    _keep_for_the_day(row)
    record("element_chosen", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def describe(
    row: Element,
    *,
    by: Person,
    name: str | None = None,
    in_my_words: str | None = None,
    matters: str | None = None,
    how_it_is: str | None = None,
    base: int | None = None,
) -> Element:
    """Other words for it. What is not given stays; the catalogue's own name means no other name.

    `base` is the version the writer had in front of them: their words never replace later ones.
    """
    row.hold()
    _refuse_gone(row)
    given = {
        "name": _renamed(row, name),
        "in_my_words": _reworded(row, in_my_words, base),
        "matters": None if matters is None else _word(matters, Matters.values, "matters"),
        "how_it_is": None if how_it_is is None else _word(how_it_is, HowItIs.values, "how_it_is"),
    }
    new = {
        field: value
        for field, value in given.items()
        if value is not None and value != getattr(row, field)
    }
    if not new:
        return row
    for field, value in new.items():
        setattr(row, field, value)
    row.changed_at = timezone.now()
    row.changed(*new, "changed_at")
    if new.keys() & {"matters", "how_it_is"}:
        _keep_for_the_day(row)
    record("element_changed", by=by, page_id=None, subject_id=row.id, private=True)
    return row


@transaction.atomic
def move_element(row: Element, *, by: Person, where: str) -> Element:
    """Elsewhere among the chosen ones."""
    take_turns(by)
    row.hold()
    _refuse_gone(row)
    put(row, list(Element.objects.visible_to(by).chosen().exclude(id=row.id)), where)
    return row


@transaction.atomic
def put_away(row: Element, *, by: Person) -> Element:
    """No longer one of the eight; whoever was shown it is shown it no more."""
    take_turns(by)
    row.hold()
    if row.removed_at is None:
        row.removed_at = timezone.now()
        row.changed("removed_at")
        record("element_removed", by=by, page_id=None, subject_id=row.id, private=True)
        leave_way_back("element_removed", by=by, subject_id=row.id, before={})
    return row


@transaction.atomic
def put_back(row: Element, *, by: Person) -> Element:
    """Among the chosen ones again, if there is room and it is not there anew."""
    take_turns(by)
    row.hold()
    rows = list(Element.objects.visible_to(by).chosen())
    if any(row.element and other.element == row.element for other in rows):
        raise Refusal(_("It is on your page already."), "element")
    _refuse_a_ninth(rows)
    row.removed_at = None
    row.changed("removed_at")
    return row


@transaction.atomic
def close_blend(*, by: Person) -> None:
    """Not for me: it is never offered again, and nobody learns of it."""
    take_turns(by)
    if not Closing.objects.visible_to(by).exists():
        closing = Closing(person=by)
        closing.save()
        record("blend_closed", by=by, page_id=None, subject_id=closing.id, private=True)


@transaction.atomic
def open_blend(*, by: Person) -> None:
    """It is for me after all."""
    Closing.objects.visible_to(by).delete()


def _refuse_gone(row: Element) -> None:
    if row.removed_at is not None:
        raise Refusal(_("This element is not on your page any more."), "element")


def _refuse_a_ninth(rows: list[Element]) -> None:
    if len(rows) >= CHOSEN_MOST:
        raise Refusal(
            _("Eight fit here. Put one away first, so that these stay the ones that matter most."),
            "element",
        )


def _renamed(row: Element, name: str | None) -> str | None:
    if name is None:
        return None
    wanted = at_most(cleaned(name), NAME_MOST, "name")
    if row.element:
        return "" if wanted == name_of(row.element, "") else wanted
    return within(wanted, NAME_MOST, "name")


def _reworded(row: Element, words: str | None, base: int | None) -> str | None:
    if words is None:
        return None
    wanted = at_most(cleaned(words), WORDS_MOST, "in_my_words")
    if base is not None and base < row.version and wanted != row.in_my_words:
        raise Conflict(theirs=row.in_my_words, yours=wanted, version=row.version)
    return wanted


def _word(value: str, known: list[str], field: str) -> str:
    """A word of the scale; the empty one takes back what was said."""
    if value and value not in known:
        raise Refusal(_("One of the words offered, please."), field)
    return value


def _keep_for_the_day(row: Element) -> None:
    """How it stands from today on; the last thing said in a day is what stands."""
    if not (row.matters or row.how_it_is):
        return
    today = row.person.today()
    change = ElementChange.objects.filter(element=row, on=today).first()
    change = change or ElementChange(person_id=row.person_id, element=row, on=today)
    change.matters, change.how_it_is = row.matters, row.how_it_is
    change.save()
