"""Layer 7: pages. Reads input, calls one domain verb, answers."""
