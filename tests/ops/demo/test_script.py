"""The demo's words keep the house rules, and its dates add up."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from heard.ops.demo.reading import HERE, otherwise, tidewater
from heard.ops.demo.script import Item, PastConversation, Script, Story

ITEM_LIMIT = 2_000
NOTE_LIMIT = 20_000
EVERY_DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 28, "quarterly": 91}
AVOIDED = r"subordinate|direct report|overdue|failed|compliance|resource|talent|user|submit"
REFUSED = r"salary|salaries|rating|ratings|wellbeing score|lorem"
SEASONS = (
    r"January|February|April|June|July|August|September|October|November|December|Christmas"
    r"|spring|summer|autumn|winter"
)
FILES = sorted(HERE.rglob("*.toml"))
ORGANISATIONS = [tidewater(), otherwise()]
STORIES = [story for organisation in ORGANISATIONS for story in organisation.stories]

organisations = pytest.mark.parametrize("script", ORGANISATIONS, ids=lambda s: s.organisation)
stories = pytest.mark.parametrize("story", STORIES, ids=lambda s: "-".join(s.people))
files = pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)


def story_of(employee: str, manager: str) -> Story:
    return next(s for s in tidewater().stories if s.people == (employee, manager))


def items_of(story: Story) -> Iterator[Item]:
    for conversation in story.conversations:
        yield from conversation.items
    yield from story.page


def texts_of(story: Story) -> Iterator[tuple[str, int]]:
    """Every text a person is supposed to have typed, with its limit."""
    for item in items_of(story):
        yield item.text, ITEM_LIMIT
        for note in item.notes:
            yield note.text, NOTE_LIMIT
        for answer in item.answers:
            yield answer.sentence, ITEM_LIMIT
    for conversation in story.conversations:
        yield from texts_around(conversation)
    for private_note in story.private_notes:
        yield private_note.text, NOTE_LIMIT


def texts_around(conversation: PastConversation) -> Iterator[tuple[str, int]]:
    for text in (conversation.summary, conversation.employee_said, conversation.manager_said):
        yield text, NOTE_LIMIT
    yield conversation.line, ITEM_LIMIT
    for action in conversation.actions:
        yield action.text, ITEM_LIMIT
        yield action.if_it_slips, ITEM_LIMIT
    for agreement in conversation.agreements:
        yield from ((t, ITEM_LIMIT) for t in (agreement.text, agreement.became, agreement.because))


# The people


def test_the_cast_is_here_and_answers_to_the_right_people() -> None:
    managers = {
        "priya": "mario",
        "mario": "sol",
        "pia": "mario",
        "fen": "sol",
        "lena": "mario",
    }
    assert {key: tidewater().person(key).manager for key in managers} == managers
    assert tidewater().person("hana").roles == ("people_team",)
    assert tidewater().person("ade").roles == ("administrator",)
    assert tidewater().person("priya").email == "priya@demo.heard.example"
    assert otherwise().person("otto").email == "otto@other.heard.example"


def test_fen_was_priyas_manager_until_mario_was() -> None:
    before, now = story_of("priya", "fen"), story_of("priya", "mario")
    assert before.until == now.since == tidewater().person("priya").managed_since == 155
    assert now.until is None


def test_lena_left_two_months_ago_and_one_person_is_away() -> None:
    assert [(p.key, p.left) for p in tidewater().people if p.left] == [("lena", 61)]
    assert [(p.key, p.back) for p in tidewater().people if p.paused] == [("leila", 118)]


def test_about_forty_people_over_four_levels() -> None:
    assert 38 <= len(tidewater().people) <= 43
    assert {levels_above(tidewater(), p.key) for p in tidewater().people} == {0, 1, 2, 3}


@organisations
def test_nobody_shares_a_name_or_address(script: Script) -> None:
    assert len({p.email for p in script.people}) == len(script.people)
    assert len({p.name for p in script.people}) == len(script.people)


@organisations
def test_every_line_ends_at_the_one_head_of_the_house(script: Script) -> None:
    assert len([p for p in script.people if p.manager is None]) == 1
    for person in script.people:
        assert levels_above(script, person.key) < len(script.people)


def levels_above(script: Script, key: str) -> int:
    """How many managers stand above; a loop or an unknown manager raises."""
    seen = [key]
    while (manager := script.person(seen[-1]).manager) is not None:
        assert manager not in seen, f"{manager} is in a loop"
        seen.append(manager)
    return len(seen) - 1


@organisations
def test_dates_and_places_of_people_hold_together(script: Script) -> None:
    for person in script.people:
        assert ZoneInfo(person.timezone)
        assert person.started >= (person.managed_since or 0) > -1
        assert person.started > (person.left or 0)


@organisations
def test_everyone_with_a_manager_has_a_page_with_them(script: Script) -> None:
    lines = {(p.key, p.manager, p.managed_since or p.started) for p in script.people if p.manager}
    pages = {(s.employee, s.manager, s.since) for s in script.stories if s.kind == "manager"}
    # Nobody has managed longer than they have been here.
    lines = {(e, m, min(since, script.person(m).started)) for e, m, since in lines}
    pages = {(e, m, min(since, script.person(m).started)) for e, m, since in pages}
    assert lines <= pages


# What was said


@stories
def test_only_the_two_of_them_write_promise_and_owe(story: Story) -> None:
    for item in items_of(story):
        assert {item.by, *(note.by for note in item.notes)} <= {*story.people}
    owners = {a.owner for c in story.conversations for a in c.actions}
    assert owners | {note.by for note in story.private_notes} <= {*story.people}


@stories
def test_every_raise_is_the_employees(story: Story) -> None:
    for item in items_of(story):
        if item.needs_answer:
            assert item.by == story.employee
            assert not item.private
        else:
            assert not item.answers
            assert item.settled is None


@stories
def test_texts_are_within_their_limits(story: Story) -> None:
    for text, limit in texts_of(story):
        assert len(text) <= limit
    for item in items_of(story):
        assert item.text.strip() == item.text
        assert item.text


def test_no_text_appears_twice_in_the_whole_demo() -> None:
    counted = Counter(text for story in STORIES for text, _ in texts_of(story) if text)
    assert [text for text, times in counted.items() if times > 1] == []


@files
def test_words_we_avoid_are_absent(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "!" not in text
    assert "\u00a1" not in text
    assert re.findall(rf"\b(?:{AVOIDED})\w*", text, re.IGNORECASE) == []
    assert re.findall(rf"\b(?:{REFUSED})\b", text, re.IGNORECASE) == []


@files
def test_nothing_names_a_month_or_season_since_days_are_relative(path: Path) -> None:
    assert re.findall(rf"\b(?:{SEASONS})\b", path.read_text("utf-8")) == []


def test_some_texts_are_long_some_run_right_to_left_and_a_few_have_emoji() -> None:
    texts = [text for story in tidewater().stories for text, _ in texts_of(story)]
    assert any(len(text) > 1_000 for text in texts)
    assert any(re.search("[\u0600-\u06ff]", text) for text in texts)
    assert any(re.search("[\u0590-\u05ff]", text) for text in texts)
    assert any(re.search("[\U0001f300-\U0001faff]", text) for text in texts)


# When it was said


@stories
def test_conversations_run_forward_and_stay_within_the_pair(story: Story) -> None:
    days = [c.held_days for c in story.conversations]
    assert days == sorted(days, reverse=True)
    assert len(days) == len({*days})
    for day in days:
        assert story.since >= day >= (story.until or 0)
        assert day >= 1
    assert all(story.since >= n.days >= (story.until or 0) for n in story.private_notes)


@stories
def test_conversations_keep_their_rhythm(story: Story) -> None:
    if story.rhythm.every == "as needed":
        return
    planned = [c.days for c in story.conversations]
    gaps = {earlier - later for earlier, later in pairwise(planned)}
    assert gaps <= {EVERY_DAYS[story.rhythm.every]}
    if story.next and planned:
        assert planned[-1] + story.next.in_days == EVERY_DAYS[story.rhythm.every]


@stories
def test_each_state_has_what_it_needs(story: Story) -> None:
    for conversation in story.conversations:
        if conversation.state == "skipped":
            assert conversation.line
            assert not conversation.items
            assert not conversation.actions
        else:
            assert conversation.minutes
            assert conversation.summary
            assert conversation.items
        if conversation.state == "elsewhere" or conversation.moved_by:
            assert conversation.line


@stories
def test_nothing_is_done_answered_or_ended_in_the_future(story: Story) -> None:
    over = story.until or 0
    for conversation in story.conversations:
        age = conversation.held_days
        for action in conversation.actions:
            ends = [e for e in (action.done, action.dropped, action.handed_on) if e is not None]
            assert len(ends) <= 1
            assert all(0 <= end <= age - over for end in ends), action.text
            assert ends or not over, f"open after the end: {action.text}"
        for agreement in conversation.agreements:
            assert (agreement.ended or 0) <= age - over
            assert (agreement.changed or 0) <= age - over
            assert bool(agreement.changed) == bool(agreement.became) == bool(agreement.because)
        for item in conversation.items:
            in_order(item, age - over)


@stories
def test_the_page_today_holds_only_what_could_lie_there(story: Story) -> None:
    closed = [c.held_days for c in story.held if c.state == "held"]
    for item in story.page:
        assert item.days is not None
        assert item.days <= story.since
        assert item.carried == sum(day < item.days for day in closed), item.text
        in_order(item, item.days)


@stories
def test_items_carried_had_conversations_to_come_through(story: Story) -> None:
    closed = 0
    for conversation in story.held:
        for item in conversation.items:
            assert item.carried <= closed
            assert item.days is None
        closed += conversation.state == "held"


def in_order(item: Item, age: int) -> None:
    afters = [answer.after for answer in item.answers]
    assert afters == sorted(afters)
    assert all(after <= age for after in afters)
    if item.settled is not None:
        assert afters
        assert afters[-1] <= item.settled <= age


# What a visitor should find


def test_there_is_a_year_to_read() -> None:
    least = {
        ("priya", "mario"): 10,
        ("priya", "fen"): 12,
        ("mario", "sol"): 8,
        ("pia", "mario"): 8,
    }
    assert [pair for pair, n in least.items() if len(story_of(*pair).held) < n] == []
    assert sum(len(s.held) >= 3 for s in tidewater().stories) >= 30
    assert all(len(s.held) >= 2 for s in tidewater().stories)


def test_priya_meets_mario_tomorrow_and_mario_meets_pia_today() -> None:
    tomorrow, today = story_of("priya", "mario").next, story_of("pia", "mario").next
    assert tomorrow is not None
    assert today is not None
    assert (tomorrow.in_days, tomorrow.at) == (1, "10:00")
    assert today.in_days == 0


def test_mario_has_owed_priya_an_answer_for_nine_days() -> None:
    waiting = [i for i in story_of("priya", "mario").page if i.needs_answer and not i.answers]
    assert [item.days for item in waiting] == [9]


def test_priyas_raises_came_to_different_ends() -> None:
    raises = [i for i in items_of(story_of("priya", "mario")) if i.needs_answer]
    last = {(i.answers[-1].outcome if i.answers else None, i.settled is not None) for i in raises}
    assert last >= {("no", True), ("partly", True), ("partly", False), ("looking", False)}


def test_priya_and_mario_each_keep_one_item_to_themselves() -> None:
    page = story_of("priya", "mario").page
    assert sorted(item.by for item in page if item.private) == ["mario", "priya"]
    assert max(item.carried for item in page) == 3


def test_promises_were_kept_kept_late_dropped_and_are_still_open() -> None:
    ends = Counter[str]()
    for conversation in story_of("priya", "mario").conversations:
        for action in conversation.actions:
            if action.dropped is not None:
                ends["dropped"] += 1
                continue
            end = "open" if action.done is None else "done"
            until = conversation.held_days if action.done is None else action.done
            ends[f"{end} late" if action.due is not None and until > action.due else end] += 1
    assert {"done", "done late", "dropped", "open", "open late"} <= ends.keys()


def test_a_slip_in_the_data_is_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    from heard.ops.demo import reading

    path = tmp_path / "priya_and_nobody.toml"
    path.write_text('employee = "priya"\nmanger = "mario"\n', "utf-8")
    with pytest.raises(ValueError, match=r"priya_and_nobody\.toml: Story has no manger"):
        reading._read_story(path)
    path.write_text('employee = "priya"\nsince = "long"\n', "utf-8")
    with pytest.raises(ValueError, match=r"priya_and_nobody\.toml, since: 'long'"):
        reading._read_story(path)
