"""Raising: a match becomes an item on the page of the two who talk about it.

On the poster's own page with that person where they share one; else the manager who has one with
them is asked to, and decides.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from heard.activity.recording import record
from heard.conversations.gathering import ITEM_MOST, add_item
from heard.conversations.models import Pair, Told
from heard.lib.refusals import Refusal
from heard.opportunities.models import Match, Raising
from heard.people.models import Person
from heard.people.reporting import manager_of


@transaction.atomic
def raise_match(match: Match, *, by: Person) -> Raising:
    """*Raise in our next one-to-one*. Pressed twice, it is raised once."""
    opening = match.opening
    opening.hold()
    if not opening.is_going_on:
        raise Refusal(_("This opening is closed."), "state")
    found = Raising.objects.filter(opening=opening, person=match.person_id).first()
    if found is not None and not found.is_gone:
        return found
    raising = found or Raising(opening=opening, person=match.person)
    raising.by, raising.pair, raising.asked = by, None, None
    pair = page_of_the_two(by, match.person)
    if pair is not None:
        _put_on(raising, pair, match, by=by)
    else:
        raising.asked = manager_to_ask(match)
        if raising.asked is None:
            raise Refusal(
                _("You share no page with %(name)s, and nobody else can be asked. Write to them.")
                % {"name": match.person.called},
                "state",
            )
    raising.save()
    record("match_raised", by=by, page_id=None, subject_id=raising.id, private=True)
    return raising


@transaction.atomic
def put_on_our_page(raising: Raising, match: Match, *, by: Person) -> Raising:
    """The manager who was asked puts it on their page with that person."""
    raising.opening.hold()
    raising.refresh_from_db()
    if raising.pair_id is not None:
        return raising
    pair = page_of_the_two(by, raising.person)
    if pair is None or not raising.opening.is_going_on:
        raise Refusal(_("There is nothing to raise here any more."), "state")
    _put_on(raising, pair, match, by=by)
    raising.save(update_fields=["pair", "item"])
    record("match_raised", by=by, page_id=pair.id, subject_id=raising.id, private=True)
    return raising


def page_of_the_two(one: Person, other: Person) -> Pair | None:
    """The live page these two share, that of manager and employee before any other."""
    pages = Pair.objects.visible_to(one).live().select_related("employee", "manager")
    shared = [pair for pair in pages if pair.holds(other)]
    return min(shared, key=lambda pair: pair.kind != Pair.Kind.MANAGER, default=None)


def manager_to_ask(match: Match) -> Person | None:
    """Whom that person reports to, if they show the wish to them: nobody is told of it by this."""
    manager = manager_of(match.person)
    if manager is None or not manager.is_active:
        return None
    shown = Told.objects.filter(source_id=match.offer.wish_id, pair__manager=manager).shown()
    return manager if shown.filter(pair__ended_at__isnull=True).exists() else None


def words_for_the_page(match: Match) -> str:
    """What stands on the page: what has come up, and the wish as it was written."""
    words = {"title": match.opening.title, "wish": match.offer.text, "name": match.person.called}
    said = _("Something has come up: %(title)s. %(name)s told us: “%(wish)s”") % words
    return said[:ITEM_MOST]


def _put_on(raising: Raising, pair: Pair, match: Match, *, by: Person) -> None:
    raising.item = add_item(pair, by=by, text=words_for_the_page(match))
    raising.pair = pair
