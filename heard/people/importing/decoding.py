"""From bytes to text: which encoding, and whether it is text at all."""

import codecs

from heard.people.importing.faults import Fault
from heard.people.importing.problems import FileRefused

MOST_BYTES = 5_000_000

# The longer mark first: UTF-32's begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
SPREADSHEETS = ((b"PK\x03\x04", "xlsx"), (b"PK\x05\x06", "xlsx"), (b"\xd0\xcf\x11\xe0", "xls"))
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"BZh", b"7z\xbc")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<script", b"<svg")
PASTED = "pasted text"


def decoded(content: bytes | str) -> tuple[str, str]:
    """The text and the name of its encoding; refuses what is too large or no text."""
    if isinstance(content, str):
        _refuse_large(len(content))
        return content.removeprefix("\ufeff"), PASTED
    _refuse_large(len(content))
    _refuse_other_formats(content)
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, errors="replace"), name
    if unmarked := _unmarked_utf16(content):
        return content.decode(unmarked, errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace"), "Windows-1252"


def _refuse_large(size: int) -> None:
    if size > MOST_BYTES:
        raise FileRefused(Fault.TOO_LARGE)


def _refuse_other_formats(content: bytes) -> None:
    for magic, form in SPREADSHEETS:
        if content.startswith(magic):
            raise FileRefused(Fault.SPREADSHEET, format=form)
    if content.startswith(OTHERS) or content[:200].lstrip().lower().startswith(MARKUP):
        raise FileRefused(Fault.NOT_TEXT)


def _unmarked_utf16(content: bytes) -> str | None:
    """Western text in UTF-16 has a null in every second byte, mark or not."""
    sample = content[:2_000]
    half = len(sample) // 2
    if half == 0 or b"\0" not in sample:
        return None
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
