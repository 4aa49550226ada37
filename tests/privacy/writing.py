"""A working day on a page: everything that can be written is, each time in words of its own.

Each word is made up and occurs nowhere else, so that finding it in a file is finding the text.
"""

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress

from tests.privacy.serving import Answer, Browser

ID = r"([0-9a-f-]{36})"


class Words:
    """Fresh words by what they were written as."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """A sentence with one word in it that nobody ever said."""
        self.said[name] = "zq" + secrets.token_hex(10)
        return f"About {self.said[name]} again"

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.said.items())


def write_everything(priya: Browser, mario: Browser, words: Words) -> str:
    """Both write into every field there is, by the pages; the page's address."""
    page = priya.found(r'"(/with/[a-z0-9]{6}[^"/#]*)"', "/")
    _write_items(priya, page, words)
    done(mario.post(f"{page}/start"))
    _promise(mario, priya, page, words)
    _raise_and_answer(priya, mario, page, words)
    _check_in(priya, words)
    _follow_a_project(priya, mario, page, words)
    _say_back(mario, priya, page, words)
    _close(priya, mario, page, words)
    _go_wrong(priya, page, words)
    return page


def done(answer: Answer, *statuses: int) -> Answer:
    assert answer.status in (statuses or (200,)), (answer.status, answer.address)
    return answer


def _write_items(priya: Browser, page: str, words: Words) -> None:
    done(priya.post(f"{page}/items", text=words("item")))
    done(priya.post(f"{page}/items", text=words("private item"), audience="only_me"))
    lines = f"{words('line one')}\n{words('line two')}"
    done(priya.post(f"{page}/items", text=lines))
    done(priya.post(f"{page}/private-notes", text=words("private note")))
    note = priya.found(rf"/private-notes/{ID}", page)
    done(priya.post(f"/private-notes/{note}", text=words("private note reworded"), version="1"))
    for number, item in enumerate(items_of(priya, page)):
        done(priya.post(f"/items/{item}/notes", text=words(f"note {number}")))
        done(priya.post(f"/items/{item}", text=words(f"item {number} reworded")))
        done(priya.post(f"/items/{item}/capture", text=words(f"captured {number}")))
        for box in ("want", "present", "ways", "will"):
            thought = {box: words(f"thought {number} {box}")}
            done(priya.post(f"/items/{item}/thinking", **thought))
    hidden = items_of(priya, page)[0]
    done(priya.post("/add", pair=page.split("/")[2][:6], text=words("quick")))
    assert hidden


def items_of(browser: Browser, page: str) -> list[str]:
    """Every item on the page, in its order."""
    shown = done(browser.get(page)).text
    return list(dict.fromkeys(re.findall(rf"/items/{ID}", shown)))


def _promise(mario: Browser, priya: Browser, page: str, words: Words) -> None:
    slip = words("if it slips")
    done(mario.post(f"{page}/actions", text=words("action"), if_it_slips=slip))
    action = mario.found(rf"/actions/{ID}", page)
    done(mario.post(f"/actions/{action}", text=words("action reworded"), version="1"))
    done(mario.post(f"{page}/agreements", text=words("agreement")))
    agreement = mario.found(rf"/agreements/{ID}", page)
    done(priya.post(f"/agreements/{agreement}", text=words("agreement reworded"), version="1"))


def _raise_and_answer(priya: Browser, mario: Browser, page: str, words: Words) -> None:
    done(priya.post(f"{page}/items", text=f"? {words('raise')}"))
    raised = mario.found(rf"/raises/{ID}", page)
    sentence = words("answer")
    done(mario.post(f"/raises/{raised}/answers", outcome="yes", sentence=sentence))
    done(mario.post(f"{page}/private-notes", text=words("manager's private note")))


def _check_in(priya: Browser, words: Words) -> None:
    """For herself, then shown: the copy for Mario is sealed as well."""
    for reader in ("only_me", "pair"):
        own = {"word": words(f"check-in word {reader}"), "note": words(f"check-in note {reader}")}
        done(priya.post("/me/check-ins", week="rough", load="far_too_much", reader=reader, **own))


def _follow_a_project(priya: Browser, mario: Browser, page: str, words: Words) -> None:
    done(mario.post(f"{page}/project-lines", text=words("project")))
    line = mario.found(rf"/project-lines/{ID}", page)
    done(priya.post(f"/project-lines/{line}/word", word="stuck"))
    for number in (1, 2):
        done(priya.post(f"/project-lines/{line}/note", text=words(f"project note {number}")))
    done(mario.post(f"/project-lines/{line}", text=words("project renamed")))


def _say_back(mario: Browser, priya: Browser, page: str, words: Words) -> None:
    item = next(
        one for one in items_of(mario, page) if "said-back" in mario.get(f"/items/{one}").text
    )
    done(mario.post(f"/items/{item}/said-back", text=words("said back")))
    missing = words("missing")
    done(priya.post(f"/items/{item}/said-back/answer", answer="missing", missing=missing))
    done(mario.post(f"/items/{item}/said-back", text=words("said back anew")))


def _close(priya: Browser, mario: Browser, page: str, words: Words) -> None:
    done(priya.post(f"/items/{items_of(priya, page)[0]}/state", state="covered"))
    done(mario.post(f"{page}/wrap"))
    done(mario.post(f"{page}/wrap", do="close", sentence=words("manager's sentence")))
    held = mario.found(rf'"({page}/\d{{4}}-\d\d-\d\d)"', page)
    talk = mario.found(rf"/conversations/{ID}/amendment", held)
    done(priya.post(f"/conversations/{talk}/sentence", sentence=words("employee's sentence")))
    done(priya.post(f"/conversations/{talk}/amendment", summary=words("summary")))
    line, today = words("elsewhere"), f"{dt.datetime.now(tz=dt.UTC).date()}"
    done(priya.post(f"{page}/rhythm/next", do="elsewhere", on=today, line=line))
    done(priya.post(f"{page}/rhythm/next", do="skip", line=words("skipped")), 200, 422)


def _go_wrong(priya: Browser, page: str, words: Words) -> None:
    """What is refused, not there, in conflict, or looked for, is not kept either."""
    item = items_of(priya, page)[0]
    nowhere = "0192f0c1-2345-7abc-8def-0123456789ab"
    done(priya.post(f"{page}/items", text=words("too long") + "x" * 2_001), 422)
    done(priya.post(f"{page}/items", text=words("to nobody"), audience="everybody"), 422)
    done(priya.post(f"{page}/actions", text=words("no such day"), due_on=words("a day")), 422)
    done(priya.post(f"/items/{item}", text=words("conflict"), version="0"), 409)
    done(priya.post(f"/items/{nowhere}", text=words("nowhere")), 404)
    done(priya.post(f"{page}/nothing-here", text=words("no route")), 404, 405)
    done(priya.get("/with/nobody-at-all"), 404)
    done(priya.get("/search", q=words("looked for")))
    done(priya.get("/search", q=dict(words)["item 0 reworded"]))
    done(priya.get("/", kind=words("parameter")))
    done(priya.post("/sign-in", login="priya@example.com", password=words("password")), 200, 422)
    with suppress(OSError):
        stranger = Browser(priya.base)
        done(stranger.post(f"{page}/items", text=words("form expired")), 403)
