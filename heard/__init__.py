"""Heard: the regular one-to-one conversation, and what comes of it."""

__version__ = "0.1.0"
