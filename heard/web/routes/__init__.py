"""Addresses, one file a part of the product."""
