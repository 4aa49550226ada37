"""Layer 2: what happened, undo, mail."""
