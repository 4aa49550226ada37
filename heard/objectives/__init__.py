"""Layer 3: what people set out to do, what it serves, and how it may change: living agreements."""
