"""What was raised and passed up, what one would like more of, and feedback: all of it by the pages.

Whoever may read it does, each time: words that were never kept would be found in no file either.
"""

import re

from tests.privacy.serving import Answer, Browser
from tests.privacy.writing import ID, Words, done

PARTS = ("about", "moment", "saw", "led_to", "next_time")
JOAN = "@harbour.example"


def write_what_was_heard(
    priya: Browser, mario: Browser, sol: Browser, page: str, words: Words
) -> None:
    """Priya raises, asks and tells; Mario answers, and passes it up to Sol."""
    _reply_and_pass_up(priya, mario, sol, page, words)
    _wish(priya, mario, words)
    feedback = _answer_an_ask(priya, mario, words)
    _receive(priya, mario, feedback, words)
    _tell_unasked(priya, mario, words)
    _from_outside(priya, words)
    _thank(priya, mario, words)
    _say_together(priya, mario, words)


def reads(browser: Browser, path: str, words: Words, *names: str) -> None:
    """Whoever may read them finds these words there."""
    shown = done(browser.get(path)).text
    assert [name for name in names if words.said[name] not in shown] == []


def _reply_and_pass_up(
    priya: Browser, mario: Browser, sol: Browser, page: str, words: Words
) -> None:
    done(priya.post(f"{page}/items", text=f"? {words('second raise')}"))
    ids = dict.fromkeys(re.findall(rf"/raises/{ID}", done(mario.get(page)).text))
    raises = [f"/raises/{one}" for one in ids]
    word = words.said["second raise"]
    raised = next(one for one in raises if word in done(mario.get(one)).text)
    done(mario.post(f"{raised}/answers", outcome="no", sentence=words("no, for now")))
    done(priya.post(f"{raised}/settlement", settled="no", text=words("not yet")))
    question = words("passed up")
    sent = done(mario.post(f"{raised}/passing", email="sol@example.com", text=question))
    passed = sent.address.removeprefix(mario.base)
    done(mario.post(f"{passed}/words", text=words("passed up reworded"), version="1"))
    done(priya.post(f"{passed}/agreement", agree="yes", version="2"))
    sentence = words("what came back")
    done(sol.post(f"{passed}/answers", outcome="partly", sentence=sentence))
    reads(priya, raised, words, "second raise", "no, for now", "not yet", "what came back")
    reads(sol, passed, words, "passed up reworded", "what came back")


def _wish(priya: Browser, mario: Browser, words: Words) -> None:
    """Offered for matching: a copy of its words and tags that stands by itself."""
    said = {name: words(f"wish {name}") for name in ("text", "because", "instead", "tags")}
    done(priya.post("/me/wishes", direction="more_of", audience="matching", **said))
    reads(priya, "/me/work", words, "wish text", "wish tags")
    made = done(mario.post("/opportunities/new", title="A talk in Hull", audience="everyone"))
    opening = made.address.removeprefix(mario.base).partition("?")[0]
    done(priya.post(f"{opening}/interest", line=words("interest")))
    interest = mario.found(rf"/interest/{ID}/answer", opening)
    reason = words("answer to interest")
    done(mario.post(f"{opening}/interest/{interest}/answer", answer="no", reason=reason))
    reads(priya, opening, words, "interest", "answer to interest")


def _answer_an_ask(priya: Browser, mario: Browser, words: Words) -> str:
    """Asked by Mario in words of his own, answered, reworded before it is read; its address."""
    own = {"kind": "own", "about": words("ask"), "own_question": words("own question")}
    done(mario.post("/feedback/ask", to="Priya Shah", **own))
    ask = priya.found(rf"/feedback/give\?ask={ID}", "/feedback")
    said = {part: words(f"feedback {part}") for part in PARTS}
    given = path_of(done(priya.post("/feedback/give", ask=ask, **said)), priya)
    said = {part: words(f"feedback {part} reworded") for part in PARTS}
    done(priya.post(f"{given}/words", **said))
    reads(mario, given, words, *(f"feedback {part} reworded" for part in PARTS))
    return given


def _receive(priya: Browser, mario: Browser, given: str, words: Words) -> None:
    done(priya.post(f"{given}/additions", text=words("addition")))
    done(mario.post(f"{given}/take", text=words("take")))
    done(mario.post(f"{given}/more", question=words("asked more")))
    done(priya.post(f"{given}/words", **dict.fromkeys(PARTS, words("too late"))), 422)
    done(mario.post(f"{given}/talk", text=words("talk about it")))
    reads(mario, given, words, "addition", "take", "asked more")
    reads(priya, given, words, "addition", "asked more")


def _tell_unasked(priya: Browser, mario: Browser, words: Words) -> None:
    """Words to one's manager that need an answer are raised as well; and a refused form."""
    said = {part: words(f"unasked {part}") for part in PARTS}
    given = path_of(
        done(priya.post("/feedback/give", to="Mario Rossi", needs_answer="1", **said)), priya
    )
    reads(mario, given, words, *(f"unasked {part}" for part in PARTS))
    reads(priya, "/me/heard", words, "unasked next_time")
    nothing = words("without a moment")
    done(priya.post("/feedback/give", to="Mario Rossi", saw=nothing), 422)
    done(priya.post("/feedback/give", to=words("nobody of this name"), saw=nothing), 422)


def _from_outside(priya: Browser, words: Words) -> None:
    words("address")
    address = words.said["address"] + JOAN
    asked = {"address": address, "known_as": words("known as"), "about": words("asked outside")}
    priya.get("/feedback/ask/outside")
    sent = done(priya.post("/feedback/ask/outside", **asked))
    link = sent.text.split("/f/")[1].split('"')[0].split("<")[0].strip()
    outside = Browser(priya.base)
    done(outside.get(f"/f/{link}"))
    done(outside.post(f"/f/{link}", address=address))
    reads(outside, "/f", words, "known as", "asked outside")
    said = {part: words(f"outside {part}") for part in PARTS[1:]}
    done(outside.post("/f", signed=words("signed"), **said))
    given = f"/feedback/{priya.found(rf'/feedback/{ID}', '/feedback')}"
    reads(priya, given, words, "signed", *(f"outside {part}" for part in PARTS[1:]))


def _thank(priya: Browser, mario: Browser, words: Words) -> None:
    for audience in ("private", "team"):
        text = words(f"thanks {audience}")
        done(priya.post("/feedback/thanks", to="Mario Rossi", audience=audience, text=text))
    reads(mario, "/feedback/thanks", words, "thanks private", "thanks team")


def _say_together(priya: Browser, mario: Browser, words: Words) -> None:
    """A round is open for a fortnight; until then its words are each writer's own."""
    opened = path_of(done(mario.post("/feedback/upward", how="together")), mario)
    said = {"keep_doing": words("keep doing"), "differently": words("differently")}
    done(priya.post(opened, **said))
    reads(priya, opened, words, "keep doing", "differently")


def path_of(answer: Answer, browser: Browser) -> str:
    """Where one ended up, without what is said once."""
    return answer.address.removeprefix(browser.base).partition("?")[0]
