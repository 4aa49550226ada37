"""What people type: nothing unstorable is kept, nothing dangerous is shown, nothing takes long."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.lib.text import cleaned, folded, lines, rendered

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    '[x](https://a.example "onmouseover=alert(1)")',
    "![x](https://a.example/pixel.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "**<b onclick=alert(1)>x</b>**",
    "<!--><script>alert(1)</script>-->",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202e<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z!][^\s>/]*)([^>]*)>")
ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "a"}


def harmless(html: str) -> bool:
    """Only the few tags; attributes only on links, and those lead to the web or to mail."""
    for name, attributes in TAG.findall(html):
        if name.lower() not in ALLOWED:
            return False
        names = set(re.findall(r"([\w-]+)=", re.sub(r'"[^"]*"', '""', attributes)))
        if names - ({"href", "rel"} if name == "a" else set()):
            return False
        for address in re.findall(r'href="([^"]*)"', attributes):
            scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", address)
            if scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
                return False
    return True


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_survives(attack: str) -> None:
    assert harmless(rendered(attack)), rendered(attack)


@given(
    st.lists(st.sampled_from([*ATTACKS, "*", "**", "`", "- ", "1. ", "[", "](", ")", "\n", " "]))
)
def test_no_attacks_together_survive_either(pieces: list[str]) -> None:
    assert harmless(rendered("".join(pieces)))


def test_the_little_markdown_there_is() -> None:
    html = rendered("**b** *i* `c` [l](https://a.example)\n\n- one\n- two\n\n1. three")
    for tag in ("<strong>b</strong>", "<em>i</em>", "<code>c</code>", "<li>one</li>", "<ol>"):
        assert tag in html
    assert 'href="https://a.example"' in html
    assert "noopener" in html


def test_html_is_shown_as_the_text_it_is() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in rendered("<b>bold</b>")


PIECES = [*"[*`>\\<&\n", "](", "**a", "_a", "``` ", "- ", "1. ", "[a](", "a "]


@pytest.mark.parametrize("piece", PIECES)
def test_twenty_thousand_characters_of_anything_take_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    began = time.process_time()
    rendered(text)
    assert time.process_time() - began < 3


def test_deep_lists_take_no_time_and_no_stack() -> None:
    text = "\n".join("  " * depth + "- x" for depth in range(140))[:20_000]
    began = time.process_time()
    assert harmless(rendered(text))
    assert time.process_time() - began < 3


def test_what_a_database_cannot_hold_is_left_out() -> None:
    assert cleaned("a\x00b\ud800c\udfffd\x1be\r\nf\tg") == "abcde\nf\tg"


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_was_typed_can_be_stored_and_cleaning_again_changes_nothing(typed: str) -> None:
    once = cleaned(typed)
    once.encode()
    assert "\x00" not in once
    assert cleaned(once) == once


SCRIPTS = [
    "مرحبا، كيف حالك؟",
    "שלום",
    "👩🏽\u200d💻🏳️\u200d🌈",
    "日本語",
    "e\u0301",
    "a\u200db",
    "İstanbul ß",
]


@pytest.mark.parametrize("words", SCRIPTS)
def test_every_script_stays_as_it_is(words: str) -> None:
    whole = unicodedata.normalize("NFC", words)
    assert cleaned(words) == whole
    assert rendered(cleaned(words)) == f"<p>{whole}</p>\n"


@pytest.mark.parametrize("unseen", ["\u200b", "\u200f \u2060", "\ufeff", " \n\t "])
def test_what_cannot_be_seen_is_nothing(unseen: str) -> None:
    assert cleaned(unseen) == ""


def test_pasted_lines_lose_their_marks_and_nothing_else() -> None:
    assert lines("- one\n\n* two\n• three\n4. four\n5) five\n- \n-six\n1984 was") == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "-six",
        "1984 was",
    ]


def test_folding_sets_case_and_accents_aside() -> None:
    assert folded("Zoë STRASSE") == folded("zoe straße")
