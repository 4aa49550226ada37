"""Tests of the people import."""
