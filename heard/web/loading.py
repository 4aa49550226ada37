"""The one door to a row, as pages reach it."""

from heard.people.loading import load

__all__ = ["load"]
