"""One noun a file."""

from heard.blend.models.closing import Closing
from heard.blend.models.element import Element, ElementChange
from heard.blend.models.statement import Statement
from heard.blend.models.wish import Wish

__all__ = ["Closing", "Element", "ElementChange", "Statement", "Wish"]
