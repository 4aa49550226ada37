"""The same few people as the systems that are in use export them.

Headings, order, encodings and habits are theirs; Sol is at the top, then Mario, then Priya and Pia;
Lena has left. Each file drags along what such an export usually does.
"""

from pathlib import Path

EXPORTS = Path(__file__).parent / "exports"

EVERY_SYSTEM = {
    name: (EXPORTS / f"{name.casefold().replace(' ', '-')}.csv").read_bytes()
    for name in (
        "BambooHR",
        "Personio",
        "HiBob",
        "Workday",
        "Google Workspace",
        "Microsoft Entra",
        "Microsoft 365",
    )
}

# What must be nowhere once a file is read: figures, papers, private addresses and the like.
PRIVATE = (
    "91234",
    "71234",
    "51234",
    "home.example",
    "900001",
    "AA-11-22",
    "Married",
    "verheiratet",
    "1979",
    "DE0212",
    "TK",
    "Umzug",
    "he/him",
    "British",
    "Mill Lane",
    "****",
    "LS1",
)
