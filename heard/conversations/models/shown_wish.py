"""A wish that is shown, as something that may change (`heard/objectives/living.py`).

Its own person changes it and nobody is asked. The copy and the original say the same afterwards;
what it said before lies with the copy, and is destroyed with it.
"""

import datetime as dt
import json
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils import timezone

from heard.blend.models import Wish
from heard.blend.wishing import word_as
from heard.conversations.models.on_page import PEOPLE
from heard.conversations.models.told import Told
from heard.objectives.living import Says
from heard.objectives.models import Choice
from heard.people.models import Person
from heard.privacy.own import renew


class ShownWish(Told):
    """The copy of a wish on one page, while it is shown."""

    living_kind: ClassVar[str] = "wish"

    class Meta:
        proxy = True

    @classmethod
    def objects_for(cls, person: Person) -> "models.QuerySet[Any]":
        """What this person may see, with what a change of it asks about."""
        shown = cls.objects.visible_to(person).shown().filter(kind=Told.Kind.WISH)
        return shown.select_related("person__organisation", *PEOPLE)

    def hold(self) -> None:
        """The wish first, then the page: the order in which showing it takes them."""
        Wish._base_manager.select_for_update(no_key=True).filter(pk=self.source_id).first()
        self.pair.hold()
        renew(self)

    def says(self) -> Says:  # type: ignore[override]
        """The words of the copy, the day it comes back among them."""
        found: Says = {"look_again_on": None, **json.loads(self.content or "{}")}
        return found

    def becoming(self, choice: str, *, text: str, on: dt.date | None) -> Says:
        """What one of the five changes; stopping it is withdrawing it."""
        if choice == Choice.TIMING:
            return {"look_again_on": on.isoformat() if on else None}
        return {"text": text} if choice in (Choice.EMPHASIS, Choice.RETHINK) else {}

    def take_on(self, says: Says, *, by: Person) -> None:
        self.content, self.changed_at = json.dumps(says), timezone.now()
        self.save(update_fields=["content", "changed_at"])
        word_as(Wish.objects.visible_to(by).get(id=self.source_id), by=by, says=says)

    def decided_by(self) -> set[UUID]:
        return {self.person_id}

    def asked(self, by: Person) -> Person | None:
        """Nobody: what somebody wishes for is theirs to say."""
        return None

    def page(self) -> UUID | None:
        """None: once it is taken back no trace of it stays in the story of a page."""
        return None
