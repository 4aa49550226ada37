"""Tests of who."""
