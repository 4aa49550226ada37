"""Layer 0: knows nothing of Heard."""
