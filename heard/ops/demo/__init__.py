"""The demo: *Tidewater Studio* and, beside it, *Otherwise Ltd*.

The words are data, one TOML file for the people of each organisation and one for
each pair, so that anyone can edit a conversation without touching code:

    tidewater/people.toml                    who works here, since when, for whom
    tidewater/stories/priya_and_mario.toml   one pair, its past and its page
    tidewater/check_ins.toml                 a year of check-ins, and places to turn to
    tidewater/objectives.toml                what comes first, what people set out to do
    tidewater/openings.toml                  what came up, and whose wish it met
    tidewater/selves.toml                    what people say of themselves, and show to whom
    otherwise/people.toml
    otherwise/stories/otto_and_sunniva.toml

`script.py` names every key as a frozen dataclass; `reading.py` turns the files into
those and refuses a key it does not know.

**People.** A table for each, under the key used everywhere else (`[mei-ling]`); the
address is that key at the organisation's domain. `started`, `paused`, `back` and `left`
are in days (see below); `manager` is another key, and only the head of the house has none.

**One pair.** First the two people (`employee`, `manager`), the `kind` of pair, and how
long it has run (`since`, and `until` once it is over). Then:

    [rhythm]            every, at, minutes, where; weekday unless `next` decides it
    [next]              in_days, at: the planned conversation, if one is
    [[conversation]]    oldest first; what was held, moved, skipped or met elsewhere
    [page]              items: what lies on the page today, in order
    [[private_note]]    by, days, text: read by its author alone
    [[project]]         name, and what was said of it by whom, oldest first; ended once put away

Inside a conversation: `items` talked about, each with the notes under it; `actions`;
`agreements`; one closing sentence of each (`employee_said`, `manager_said`); `summary`.
An item with `needs_answer` is a raise and carries its `answers`.

**Time.** Everything is relative, and day 0 is the day of loading.

- On a person, a pair, a conversation, a private note and an item of the page, days count
  *back from today*: `days = 27` was 27 days ago. `[next] in_days` counts forward.
- A conversation's `days` is the day it was planned for; with `moved_by` it was held that many
  days later (or, below nought, earlier).
- Inside a conversation, days count *forward from the day it was held*: an action with
  `due = 14, done = 20` was promised for two weeks later and kept six days after that.
  An answer's `look_again` counts from that answer. On a raise of the page, `after` and
  `settled` count from the day it was raised.
- `dating.py` turns days into dates. Everything of one pair moves by the same few days, so
  that it meets on its weekday (or, naming none, on any working day) and keeps its order. For
  that, `conversation`s stand exactly one rhythm apart, the skipped ones too, and so does `next`.

**State is told by what happened.** An action with `done` is done, with `dropped` is dropped,
with `handed_on` went along to the next manager, with none of them is open; late or in time
follows from `due`. An agreement stands unless it `ended` or was `changed`. A raise is open
until `settled` by the one who raised it, whatever the answers say. `carried` says how many
conversations an item had come through before the one it was covered in, or until today if it
still lies on the page. `let_go` items were let go in that conversation.
"""
