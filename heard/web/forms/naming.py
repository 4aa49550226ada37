"""Naming people in a form: ticked, or typed by name or address."""

from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from heard.lib.refusals import Refusal
from heard.lib.text import folded, one_line
from heard.people.models import Person, ReportingLine

NEAR_MOST = 8
FOUND_MOST = 8
TYPED_MOST = 600


def near(person: Person) -> list[Person]:
    """Their manager, their people, and those beside them: whom one most likely means."""
    lines = ReportingLine.objects.visible_to(person).current()
    manager = lines.filter(person=person).values("manager")
    close = (
        Q(id__in=manager)
        | Q(id__in=lines.filter(manager=person).values("person"))
        | Q(id__in=lines.filter(manager__in=manager).values("person"))
    )
    rows = Person.objects.visible_to(person).active().filter(close).exclude(id=person.id)
    return list(rows.order_by("name", "id")[:NEAR_MOST])


def found(person: Person, typed: str) -> list[Person]:
    """Who might be meant by what was typed so far, those who have left set aside."""
    words = one_line(typed)[:80]
    if not words:
        return []
    rows = Person.objects.visible_to(person).active().exclude(id=person.id)
    return list(rows.filter(name__icontains=words).order_by("name", "id")[:FOUND_MOST])


def named(form: QueryDict, *, by: Person) -> list[Person]:
    """Everybody ticked and everybody typed, each once, in that order."""
    people = [*_ticked(form, by), *(_meant(one, by) for one in _typed(form))]
    return list({person.id: person for person in people}.values())


def _ticked(form: QueryDict, by: Person) -> list[Person]:
    ids = []
    for value in form.getlist("person")[:20]:
        try:
            ids.append(UUID(value))
        except ValueError:
            continue
    people = Person.objects.visible_to(by).select_related("organisation")
    by_id = {person.id: person for person in people.filter(id__in=ids)}
    return [by_id[one] for one in ids if one in by_id]


def _typed(form: QueryDict) -> list[str]:
    typed = form.get("to", "")[:TYPED_MOST].replace(";", ",").replace("\n", ",")
    return [words for one in typed.split(",") if (words := one_line(one))]


def _meant(words: str, by: Person) -> Person:
    """By address, by the whole name, else by the one name that has these words in it."""
    people = Person.objects.visible_to(by).select_related("organisation")
    if "@" in words:
        rows = list(people.filter(email=words.casefold())[:2])
    else:
        rows = list(people.filter(name__icontains=words).order_by("left_on", "name")[:20])
        whole = [one for one in rows if folded(one.name) == folded(words)]
        here = [one for one in rows if one.is_active and one.id != by.id]
        rows = whole or here or rows
    if len(rows) > 1:
        names = ", ".join(one.name for one in rows[:4])
        raise Refusal(_("Which of them: %(names)s?") % {"names": names}, "to")
    if not rows:
        raise Refusal(
            _("Nobody here is called “%(name)s”. Try the whole name, or the address.")
            % {"name": words[:60]},
            "to",
        )
    return rows[0]


def whom_please() -> str:
    return _("To whom?")


def one_please() -> str:
    return _("To one person at a time, so that it is about what they did.")
