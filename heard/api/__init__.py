"""Layer 7: the REST interface, one module a noun."""
