"""Layer 2: sealed fields, keys, the access ledger, retention, export and erasure."""
