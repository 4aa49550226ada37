"""Layer 7: what an operator types."""
