"""Reading a template as its reader would: what is text, and what of it is translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

REMARK = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
TAG = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"(.*?)"|'(.*?)')""")
CALL = re.compile(r"""\b_\(\s*(?:"(.*?)"|'(.*?)')\s*\)""")
# A block for the class of an element further up holds no text.
CLASSES = re.compile(r"\{%\s*block\s+\w*class\s*%\}.*?\{%\s*endblock\b.*?%\}", re.DOTALL)
# Anything else between braces; what a tag encloses stays.
BRACES = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# The product's name.
SAME_EVERYWHERE = re.compile(r"\bHeard\b")
WORD = re.compile(r"[^\W\d_]{2,}")

READ_ALOUD = {
    "title",
    "placeholder",
    "alt",
    "aria-label",
    "aria-description",
    "aria-roledescription",
}
PRESSED = {"submit", "button", "reset"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
DATA = {"application/json", "application/ld+json"}


def translatable(template: str) -> Iterator[str]:
    """The strings that a template gives to the translation system."""
    template = REMARK.sub("", template)
    yield from (match[1] for match in BLOCK.finditer(template))
    for pattern in (TAG, CALL):
        yield from (match[1] or match[2] or "" for match in pattern.finditer(template))


class Reader(HTMLParser):
    """Collects text that no translation tag covers, and script and style that stand in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.untranslated: list[str] = []
        self.inline_code: list[str] = []
        # How deep we are inside elements whose text is the same in every language.
        self.kept: list[str] = []
        self.silent = ""

    @classmethod
    def of(cls, path: Path) -> "Reader":
        reader = cls()
        template = path.read_text(encoding="utf-8")
        for pattern in (REMARK, BLOCK, CLASSES, BRACES, SAME_EVERYWHERE):
            template = pattern.sub("", template)
        reader.feed(template)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._look_for_code(tag, attributes)
        if tag in {"script", "style"}:
            self.silent = tag
        if tag not in VOID and (self.kept or attributes.get("translate") == "no"):
            self.kept.append(tag)
        if not self.kept:
            self._look_for_text(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""
        if tag in self.kept:
            while self.kept.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.kept and WORD.search(data):
            self.untranslated.append(" ".join(data.split()))

    def _look_for_text(self, tag: str, attributes: dict[str, str]) -> None:
        aloud = {name for name in attributes if name in READ_ALOUD}
        if tag == "input" and attributes.get("type") in PRESSED:
            aloud.add("value")
        for name in sorted(aloud):
            if WORD.search(attributes[name]):
                self.untranslated.append(f"{name}={attributes[name]}")

    def _look_for_code(self, tag: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "style" or re.match(r"on\w+$|hx-on", name):
                self.inline_code.append(f"{name}={value}")
            if value.lstrip().lower().startswith(("javascript:", "js:")):
                self.inline_code.append(f"{name}={value}")
        if tag == "style":
            self.inline_code.append("<style>")
        if tag == "script" and "src" not in attributes and attributes.get("type") not in DATA:
            self.inline_code.append("<script>")
