"""Layer 3: check-ins. An app of its own because its access rule is the strictest."""
