"""Feedback: asked for, given, received, and thanks. Small, soon, about the work."""
