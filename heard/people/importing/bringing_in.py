"""Bringing in: what was looked at is applied and noted, and for a day can be taken back."""

from collections.abc import Collection
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.lib.ids import uuid7
from heard.lib.refusals import Refusal
from heard.people.importing.applying import Progress, apply
from heard.people.importing.plans import ImportPlan
from heard.people.importing.previewing import plan_of
from heard.people.importing.taking_back import take_back
from heard.people.models import ImportPreview, Organisation, PeopleImport, Person
from heard.people.tenancy import current_organisation_id


class Overtaken(Refusal):
    """The people are no longer those the preview was made from."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed people meanwhile. Nothing was changed; look again, then apply."),
            "preview",
        )


@transaction.atomic
def begin_applying(preview: ImportPreview, *, by: Person) -> bool:
    """Take the preview in hand; false where it is being applied already."""
    preview = ImportPreview.objects.select_for_update().get(id=preview.id)
    if preview.is_being_applied:
        return False
    preview.started_at = timezone.now()
    preview.stopped = ""
    preview.save(update_fields=["started_at", "stopped"])
    return True


@transaction.atomic
def stop_applying(preview: ImportPreview, why: str, *, by: Person) -> None:
    """It could not be done; the preview stays, and says why."""
    ImportPreview.objects.filter(id=preview.id).update(started_at=None, stopped=why[:400])


@transaction.atomic
def apply_preview(
    preview: ImportPreview,
    *,
    by: Person,
    seen: str,
    agreed_leaving: Collection[UUID] = (),
    progress: Progress | None = None,
) -> PeopleImport:
    """Apply what was seen, known by its fingerprint, and nothing else; the preview goes."""
    _take_turns()
    one = plan_of(preview, by=by)
    if one.fingerprint != seen:
        raise Overtaken
    done = bring_in(
        one,
        by=by,
        file_name=preview.file_name,
        agreed_leaving=agreed_leaving,
        progress=progress,
        id_=preview.id,
    )
    # By its rows: whoever called still needs the id.
    ImportPreview.objects.filter(id=preview.id).delete()
    return done


@transaction.atomic
def bring_in(
    plan: ImportPlan,
    *,
    by: Person | None,
    file_name: str = "",
    agreed_leaving: Collection[UUID] = (),
    progress: Progress | None = None,
    id_: UUID | None = None,
) -> PeopleImport:
    """Apply a plan made just now, and note it. `by` is nobody where a command does it."""
    _take_turns()
    try:
        applied = apply(plan, by=by, agreed_leaving=agreed_leaving, progress=progress)
    except IntegrityError as error:
        raise Overtaken from error
    counts = asdict(applied)
    way_back = counts.pop("way_back")
    counts["held_back"] = plan.summary["rows_held_back"]
    done = PeopleImport(
        id=id_ or uuid7(), person=by, file_name=file_name, counts=counts, way_back=way_back
    )
    done.save()
    return done


@transaction.atomic
def undo_import(done: PeopleImport, *, by: Person) -> PeopleImport:
    """Everything it changed as it was, unless somebody has changed it since; once, for a day."""
    _take_turns()
    done = PeopleImport.objects.select_for_update(of=("self",)).get(id=done.id)
    if not done.is_reversible or done.way_back is None:
        raise Refusal(_("That can't be taken back any more."), "import")
    done.taken_back = asdict(take_back(done.way_back, by=by))
    done.way_back = None
    done.taken_back_at, done.taken_back_by = timezone.now(), by
    done.save()
    return done


def _take_turns() -> None:
    """One import of an organisation at a time, where the database can hold the others."""
    Organisation.objects.select_for_update(no_key=True).get(id=current_organisation_id())
