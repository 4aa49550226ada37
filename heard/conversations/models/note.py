"""Notes: shared ones under an item, and private ones that stay with their author."""

from typing import Self

from django.db import models
from django.db.models import Q

from heard.conversations.models.conversation import Conversation
from heard.conversations.models.item import Item
from heard.conversations.models.pair import Pair, PairQuerySet
from heard.conversations.models.written import Written
from heard.people.models import Person
from heard.people.tenancy import TenantManager
from heard.privacy.keys import KeyOwner, of_person


class NoteQuerySet(models.QuerySet["Note"]):
    """Shared notes of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """Under an item one can see; a note under a private item is its author's alone."""
        return self.filter(
            Q(item__audience=Item.Audience.PAIR) | Q(item__author=person),
            organisation_id=person.organisation_id,
            pair__in=PairQuerySet(Pair).visible_to(person),
            removed_at__isnull=True,
        )


class Note(Written):
    """A note under an item, for whoever sees the item."""

    row_policy = "only_for_id IS NULL OR only_for_id = {person}"
    saved_while_typing = True

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # The author, where the item is private: the note is sealed for the same one person.
    only_for = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(NoteQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "pair", "created_at"], name="note_by_pair"),
            models.Index(fields=["organisation", "item", "created_at"], name="note_by_item"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.only_for_id) if self.only_for_id else super().sealing_owner()


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    """Private notes of the organisation in force."""

    def visible_to(self, person: Person) -> Self:
        """One's own, and nobody else's, whatever their role."""
        return self.filter(
            organisation_id=person.organisation_id, author=person, removed_at__isnull=True
        )


class PrivateNote(Written):
    """What one of the two keeps for themselves. Nobody else is shown it, or that it exists."""

    row_policy = "author_id = {person}"
    saved_while_typing = True

    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PrivateNoteQuerySet)()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "author", "pair", "created_at"], name="private_note_mine"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def sealing_owner(self) -> KeyOwner:
        return of_person(self.author_id)
