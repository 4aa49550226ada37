"""One noun a file."""

from heard.privacy.models.data_key import DataKey

__all__ = ["DataKey"]
