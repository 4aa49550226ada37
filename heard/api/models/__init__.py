"""One noun a file."""

from heard.api.models.kept_answer import KeptAnswer

__all__ = ["KeptAnswer"]
