"""What a verb says when it cannot be done as asked: one sentence, and the field it belongs to."""

from django.utils.translation import gettext as _


class Refusal(ValueError):
    """Bad input, answered in words beside the field; nothing was changed."""

    def __init__(self, message: str, field: str = "text") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Exception):
    """Somebody changed the same words meanwhile; both texts are here and neither is lost."""

    def __init__(self, *, theirs: str, yours: str, version: int, both: str = "") -> None:
        super().__init__("changed meanwhile")
        self.both = both or f"{theirs}\n\n{yours}"
        self.theirs = theirs
        self.yours = yours
        self.version = version


def within(value: str, most: int, field: str = "text") -> str:
    """The text, or a refusal with the count where it is empty or too long."""
    if not value:
        raise Refusal(_("Write a few words first."), field)
    return at_most(value, most, field)


def at_most(value: str, most: int, field: str = "text") -> str:
    """The text, which may be empty, or a refusal with the count where it is too long."""
    if len(value) > most:
        raise Refusal(
            _("That is %(count)s characters; at most %(most)s fit here. Your text is kept.")
            % {"count": f"{len(value):,}", "most": f"{most:,}"},
            field,
        )
    return value
