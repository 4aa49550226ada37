"""Feedback, asks and thanks: what reached the person, what they gave, asked and said."""

import datetime as dt
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import Field

from heard.api.authentication import TokenRequest
from heard.api.pagination import Listed, Paged, page_of
from heard.api.problems import invalid
from heard.api.schemas import MaybeDay, Sent, Shown, ShownChanging, one_of, words
from heard.feedback.asking import ASKED_MOST, ME, ME_AND_MANAGER, QUESTION_MOST, ask
from heard.feedback.giving import ABOUT_MOST, WORDS_MOST, give
from heard.feedback.models import Ask, Feedback, Thanks
from heard.feedback.models.feedback import WORDED
from heard.feedback.reading import open_inboxes
from heard.feedback.receiving import open_first
from heard.feedback.thanking import THANKED_MOST, THANKS_MOST, thank
from heard.people.models import Person
from heard.privacy.keys import keyring, of_organisation

router = Router(tags=["Feedback"])

Question = Annotated[str, one_of(Ask.Question.values)]
Readers = Annotated[str, one_of([ME, ME_AND_MANAGER])]
AudienceWord = Annotated[str, one_of(Thanks.Audience.values)]
AskState = Annotated[str, one_of(["asked", "answered", "declined"])]


class ShownFeedback(ShownChanging):
    """One feedback, as its giver, its receiver, or whom the receiver shows it sees it."""

    about_id: UUID = Field(description="The person it is for.")
    giver_id: UUID | None = Field(description="Nobody of the organisation where it came by a link.")
    signed: str
    about: str
    moment: str
    saw: str
    led_to: str
    next_time: str


class SentFeedback(Sent):
    """To one person; in answer to an ask where `ask_id` names one."""

    about_id: UUID
    about: str = words(ABOUT_MOST, least=0)
    moment: str = words(WORDS_MOST, needed=True)
    saw: str = words(WORDS_MOST, needed=True)
    led_to: str = words(WORDS_MOST, needed=True)
    next_time: str = words(WORDS_MOST, least=0)
    ask_id: UUID | None = None


class ShownAsk(ShownChanging):
    """One ask of one person."""

    asker_id: UUID
    asked_id: UUID | None = Field(description="Nobody of the organisation where a link was made.")
    about: str
    kind: Question
    question: str
    due_on: dt.date | None
    readers: Readers
    state: AskState


class SentAsk(Sent):
    """Asked of up to five, each on their own."""

    asked_ids: list[UUID] = Field(min_length=1, max_length=ASKED_MOST)
    about: str = words(ABOUT_MOST, needed=True)
    kind: Question = Ask.Question.WHAT_WORKED.value
    own_question: str = words(QUESTION_MOST, least=0)
    due_on: MaybeDay = None
    readers: Readers = ME


class ShownThanks(Shown):
    """Thanks to one person."""

    giver_id: UUID
    receiver_id: UUID
    text: str
    audience: AudienceWord


class SentThanks(Sent):
    """To one or several."""

    receiver_ids: list[UUID] = Field(min_length=1, max_length=THANKED_MOST)
    text: str = words(THANKS_MOST, needed=True)
    audience: AudienceWord = Thanks.Audience.PRIVATE.value


def shown_feedback(row: Feedback) -> ShownFeedback:
    return ShownFeedback(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        about_id=row.receiver_id,
        giver_id=row.giver_id,
        signed=row.signed,
        about=row.about,
        moment=row.moment,
        saw=row.saw,
        led_to=row.led_to,
        next_time=row.next_time,
    )


def shown_ask(row: Ask) -> ShownAsk:
    answered = "answered" if row.answered_at is not None else "asked"
    return ShownAsk(
        id=row.id,
        version=row.version,
        created_at=row.created_at,
        asker_id=row.asker_id,
        asked_id=row.asked_id,
        about=row.about,
        kind=row.kind,
        question=row.question,
        due_on=row.due_on,
        readers=ME_AND_MANAGER if row.reader_id else ME,
        state="declined" if row.declined_at is not None else answered,
    )


def shown_thanks(row: Thanks) -> ShownThanks:
    return ShownThanks(
        id=row.id,
        created_at=row.created_at,
        giver_id=row.giver_id,
        receiver_id=row.receiver_id,
        text=row.text,
        audience=row.audience,
    )


@router.get("/feedback", response=Listed[ShownFeedback], summary="Given, received, and shown")
def feedback(request: TokenRequest, page: Paged) -> Listed[ShownFeedback]:
    """As they were made. What is new to its receiver is read by this, and only grows from now."""
    rows = Feedback.objects.visible_to(request.person).select_related("ask")
    found, following = page_of(rows, page)
    open_inboxes(request.person, found)
    for row in found:
        open_first(row, by=request.person)
    return Listed(items=[shown_feedback(row) for row in found], next=following)


@router.post("/feedback", response={201: ShownFeedback}, summary="Give feedback")
def feedback_giving(request: TokenRequest, sent: SentFeedback) -> Status[ShownFeedback]:
    """The three parts are asked for; what next time is optional."""
    me = request.person
    asked = None
    if sent.ask_id is not None:
        rows = Ask.objects.visible_to(me).filter(asked=me, asker=sent.about_id)
        asked = rows.filter(id=sent.ask_id).first()
        if asked is None:
            raise invalid("ask_id", _("This was not asked of you."))
    said = {name: getattr(sent, name) or "" for name in WORDED}
    return Status(201, shown_feedback(give(_one(me, sent.about_id), by=me, words=said, ask=asked)))


@router.get("/feedback/asks", response=Listed[ShownAsk], summary="Asked of me, and by me")
def feedback_asks(request: TokenRequest, page: Paged) -> Listed[ShownAsk]:
    """As they were made."""
    rows = Ask.objects.visible_to(request.person)
    found, following = page_of(rows, page)
    open_inboxes(request.person, [], found)
    return Listed(items=[shown_ask(row) for row in found], next=following)


@router.post("/feedback/asks", response={201: list[ShownAsk]}, summary="Ask for feedback")
def feedback_asking(request: TokenRequest, sent: SentAsk) -> Status[list[ShownAsk]]:
    """A row for each who is asked; none of them learns of the others."""
    me = request.person
    rows = ask(
        [_one(me, one, "asked_ids") for one in sent.asked_ids],
        by=me,
        about=sent.about,
        kind=sent.kind,
        own_question=sent.own_question or "",
        due_on=sent.due_on,
        readers=sent.readers,
    )
    return Status(201, [shown_ask(row) for row in rows])


@router.get(
    "/thanks", response=Listed[ShownThanks], summary="Thanks said, received, and the team's"
)
def thanks(request: TokenRequest, page: Paged) -> Listed[ShownThanks]:
    """As they were made."""
    rows = Thanks.objects.visible_to(request.person)
    found, following = page_of(rows, page)
    keyring().unlock([of_organisation(), *{row.sealing_owner() for row in found}])
    return Listed(items=[shown_thanks(row) for row in found], next=following)


@router.post("/thanks", response={201: list[ShownThanks]}, summary="Say thanks")
def thanking(request: TokenRequest, sent: SentThanks) -> Status[list[ShownThanks]]:
    """A row for each who is thanked."""
    me = request.person
    people = [_one(me, one, "receiver_ids") for one in sent.receiver_ids]
    rows = thank(people, by=me, text=sent.text, audience=sent.audience)
    return Status(201, [shown_thanks(row) for row in rows])


def _one(reader: Person, person_id: UUID, field: str = "about_id") -> Person:
    """Somebody of the directory; an unknown one is wrong input like any other."""
    people = Person.objects.visible_to(reader).select_related("organisation")
    found = people.filter(id=person_id).first()
    if found is None:
        raise invalid(field, _("Nobody here has this id."))
    return found
