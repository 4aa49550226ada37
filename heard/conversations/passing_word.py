"""Passing word: each who should know of a stop is an action of the one whose objective it was."""

from django.utils.translation import gettext as _

from heard.conversations.agreeing import promise
from heard.conversations.models import Action, Pair
from heard.objectives.changing import names_in
from heard.objectives.living import Living
from heard.objectives.models import Choice, Objective, Revision


def promise_to_tell(revision: Revision, subject: Living) -> None:
    """Once the stop holds: one action for each name, on the owner's page with whom they report to.

    Where nobody shares a page with them the names stay beside what is kept of it.
    """
    if not isinstance(subject, Objective) or revision.choice != Choice.STOP:
        return
    if subject.page_id is None:
        return
    live = Pair.objects.live().filter(id=subject.page_id, employee=subject.owner_id)
    pair = live.select_related("employee", "manager").first()
    if pair is None:
        return
    for words in words_to_tell(revision.says["sentence"], revision.says.get("tell", "")):
        action = promise(pair, by=pair.employee, text=words)
        action.because_of = revision
        action.save(update_fields=["because_of"])


def words_to_tell(sentence: str, tell: str) -> list[str]:
    """What is promised, one for each name."""
    told = {"sentence": sentence}
    return [
        _("Tell %(name)s that “%(sentence)s” was stopped") % {**told, "name": name}
        for name in names_in(tell)
    ]


def take_word_back(revision: Revision) -> None:
    """The stop was taken back: what nobody has touched meanwhile goes with it."""
    Action.objects.filter(because_of=revision, version=1).open().delete()
