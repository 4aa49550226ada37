"""What people type: cleaned of what cannot be stored, counted, shortened; and a little Markdown."""

import re
import unicodedata

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Controls that no keyboard makes and databases refuse; tab and line break stay.
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "a"}
MARKDOWN = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False}).enable(
    ["emphasis", "list", "link", "backticks", "fence", "newline", "escape"]
)


def cleaned(value: str) -> str:
    """The words as typed, in one Unicode form, without what a database cannot hold.

    What is made of blanks and invisible signs alone is nothing: a row nobody could see or press.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = unicodedata.normalize("NFC", UNSTORABLE.sub("", value)).strip()
    return value if any(map(_is_seen, value)) else ""


def _is_seen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc")


def one_line(value: str) -> str:
    """A line or a sentence: the words as typed, without breaks and double blanks."""
    return " ".join(cleaned(value).split())


def lines(value: str) -> list[str]:
    """Several items from one paste: a line each, list marks and empty lines dropped."""
    found = (
        re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line).strip() for line in value.split("\n")
    )
    return [line for line in found if line]


def rendered(value: str) -> SafeString:
    """Markdown's small subset (bold, italic, lists, links, code) through an allow-list.

    Raw HTML is shown as the text it is; links go only to the web or to mail.
    """
    html = MARKDOWN.render(value)
    safe = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(safe)  # noqa: S308 - it has just come out of the sanitiser


def folded(value: str) -> str:
    """For comparing and searching: case and accents set aside."""
    decomposed = unicodedata.normalize("NFKD", value.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def slug(value: str) -> str:
    """The decoration behind a short id in an address; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", folded(value)).strip("-")[:40]


def initials(name: str) -> str:
    """Two letters at most, for the round mark."""
    parts = name.split()
    if not parts:
        return "?"
    letters = parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")
    return letters.upper()
