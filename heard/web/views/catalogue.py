"""The catalogue: every component in every state, on one page. Off where real people sign in.

If it isn't here, it doesn't exist. The rows are made up and belong to nobody, so nothing is read.
"""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.lib.refusals import Conflict
from heard.lib.text import rendered
from heard.web.catalogue_samples import check_in_samples
from heard.web.forms.doors import AddressForm
from heard.web.rows import ActionRow, AgreementRow, AnswerRow, ItemRow, NoteRow, RaiseRow

HERE = "/catalogue"
LONG = (
    "Merrow's third part. They want all nineteen letters done in the way of the first one, and "
    "I'd love to. But the first was good because I had four months and nobody was waiting. "
) * 4
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3
RIGHT_TO_LEFT = "ما الذي يقف في طريقك هذا الأسبوع؟"

NOTE = NoteRow(
    id="n1",
    html=rendered("Three phones, **one umbrella**, and a list:\n\n- the quay\n- the ward"),
    text="",
    author="Mario",
    initials="MR",
    when="20 November",
    version=1,
    mine=True,
    url=HERE,
)
ANSWER = AnswerRow(
    outcome="No, for now",
    sentence=rendered("The budget went to the Leeds office; I'll ask again in September."),
    by="Mario",
    when="yesterday",
    look_again="1 September",
)
RAISED = RaiseRow(
    id="r1",
    state="raised",
    word="Waiting for an answer",
    waiting=True,
    age="for 9 days",
    look_again="",
    answers=[],
    can_answer=True,
    can_settle=False,
    can_reply=False,
    raiser="Priya",
    chip="You and Priya",
    url=HERE,
)
ITEM = ItemRow(
    id="plain",
    text="Where am I in your way at the moment?",
    html=rendered("Where am I in your way at the moment?"),
    author="Priya",
    initials="PS",
    mine=True,
    private=False,
    state="open",
    carried=0,
    carry_mark="",
    version=1,
    section="employee",
    url=HERE,
    notes=[],
    raised=None,
    can_settle=True,
    can_word=True,
    can_raise=True,
    ask_what_now=False,
    notice="",
)
ACTION = ActionRow(
    id="a1",
    text="Tidy the ribbon drawing so that somebody else could make one",
    html=rendered("Tidy the ribbon drawing"),
    owner="Priya",
    owner_id="",
    mine=True,
    due="by Friday",
    due_on="",
    was_for=False,
    if_it_slips="",
    state="open",
    version=1,
    url=HERE,
)
AGREEMENT = AgreementRow(
    id="g1",
    text="Fridays from home until June",
    html=rendered("Fridays from home until June"),
    review="look again 1 June",
    review_due=False,
    review_on="",
    state="standing",
    awaits_me=False,
    awaits="",
    version=1,
    url=HERE,
)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Only for those who build Heard, and in a demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "catalogue/page.html", samples())


def samples() -> dict[str, Any]:
    """Each component's states, as the real templates are given them."""
    form = AddressForm({"email": "priya at example"})
    form.is_valid()
    mario = SimpleNamespace(called="Mario", name="Mario Rossi")
    return {
        "items": item_states(),
        "opened": replace(ITEM, id="opened", notes=[NOTE], raised=RAISED),
        "actions": [
            ACTION,
            replace(ACTION, id="a2", due="was for 12 November", was_for=True),
            replace(ACTION, id="a3", if_it_slips="Tell Sister Achebe to ring me", owner="Mario"),
            replace(ACTION, id="a4", state="done"),
            replace(ACTION, id="a5", state="dropped", due=""),
            replace(ACTION, id="a6", text=UNBROKEN),
        ],
        "agreements": [
            AGREEMENT,
            replace(AGREEMENT, id="g2", review="look again, was for 3 March", review_due=True),
            replace(AGREEMENT, id="g3", awaits_me=True, review=""),
            replace(AGREEMENT, id="g4", awaits="Waiting for Mario to agree", review=""),
            replace(AGREEMENT, id="g5", state="ended", review=""),
        ],
        "raises": [
            RAISED,
            replace(
                RAISED,
                id="r2",
                state="no",
                word="No, for now",
                waiting=False,
                answers=[ANSWER],
                can_answer=False,
                can_settle=True,
            ),
            replace(
                RAISED,
                id="r3",
                state="closed",
                word="Settled",
                waiting=False,
                answers=[ANSWER],
                can_answer=False,
                can_settle=True,
            ),
        ],
        "conflict": Conflict(theirs="Ask Ruth on Monday", yours="Ask Ruth on Friday", version=2),
        "both": "Ask Ruth on Monday\n\nAsk Ruth on Friday",
        "form": form,
        "elapsed": {"gone": 21, "planned": 30, "left": 9, "percent": 70},
        "me": SimpleNamespace(show_timer=True, id=1, called="Priya"),
        "pair": SimpleNamespace(
            address="catalogue",
            short_id="catalogue",
            employee_id=1,
            employee=SimpleNamespace(called="Priya"),
            manager=mario,
        ),
        "slots": [{"label": "What I need", "example": "Something that would clear my way"}],
        "other": mario,
        "can_write": True,
        "chip_pair": "You and Mario",
        "chip_mine": "Only you",
        "action": HERE,
        "private_notes": [NOTE],
        **check_in_samples("You and Mario"),
        "dots": [{"state": state} for state in ("held", "moved", "held", "skipped", "held")],
    }


def item_states() -> list[dict[str, Any]]:
    """A row of the page in each state it can be in, by name."""
    states = {
        "As it is": ITEM,
        "Carried once": replace(ITEM, id="carried", carried=1, carry_mark="2nd time"),
        "Carried three times": replace(
            ITEM, id="thrice", carried=3, carry_mark="4th time", ask_what_now=True
        ),
        "Needs an answer": replace(ITEM, id="raised", raised=RAISED, notes=[NOTE]),
        "Only you": replace(ITEM, id="private", private=True),
        "Covered": replace(ITEM, id="covered", state="covered"),
        "Let go": replace(ITEM, id="let-go", state="let_go"),
        "Steps back soon": replace(ITEM, id="notice", notice="Untouched for two months"),
        "Not yours to change": replace(ITEM, id="read", can_settle=False, can_word=False),
        "Long": replace(ITEM, id="long", text=LONG),
        "One long word": replace(ITEM, id="unbroken", text=UNBROKEN),
        "Right to left": replace(ITEM, id="rtl", text=RIGHT_TO_LEFT),
    }
    return [{"name": name, "row": row} for name, row in states.items()]
