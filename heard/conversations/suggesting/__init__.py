"""Suggesting: three things to talk about, each with a reason that is true of the records.

Read in this order:

| File | Holds |
|---|---|
| `bank` | the prompts, as data, and what they are about |
| `asking` | what is read of one page, each table once, as the viewer may see it |
| `declaring` | how a signal is declared: its name, whose records it reads |
| `owed`, `meeting`, `topics`, `wishes`, `moments`, `shown` | signals, a function each |
| `fitting` | which prompts can be said: by whom, at which point of a conversation |
| `arcs` | a short arc of prompts for each focus |
| `resting` | what was used or declined, and for how long |
| `choosing` | the order and the rules by which three are chosen |
| `wording` | blanks, and what is known to fill them |
| `using` | added, not now, not for us |

No language model, no score of a person, no memory of what was merely shown: the same records on
the same day give the same three.
"""
