"""Layer 7: the REST interface, one module a noun.

A request comes through one door (`door.py`): the token, the limits, the body, the transaction and
the kept answer are settled there, and a noun only reads, calls one verb and answers.
"""
