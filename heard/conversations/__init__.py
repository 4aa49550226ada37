"""Layer 4: pairs, rhythms, meetings, items, notes, agreements, actions, raises and answers."""
