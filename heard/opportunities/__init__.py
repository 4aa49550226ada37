"""Layer 5: what comes up, who told us they want it, and what became of it."""
