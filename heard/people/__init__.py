"""Layer 1: who. Organisations, people, reporting lines, roles, sign-in, import."""
