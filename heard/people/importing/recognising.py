"""Which column is what: by its heading, and by a look at its values.

Headings lie: a "Supervisor" may hold addresses, names, numbers, or yes and no; a "Title" may be
"Mrs". So each candidate is looked at before it is believed. A remembered mapping wins over both.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from heard.people.importing.headings import MANAGER_TARGETS, RANKED, Target, key
from heard.people.importing.mapping import Mapping, signature
from heard.people.importing.reading import ADDRESS
from heard.people.importing.tables import LeftOut, Table

SAMPLE = 400
LOOKED_AT = 254
MOSTLY = 0.6
ALMOST_ALL = 0.9
NUMBER = re.compile(r"[^\s@]*\d[^\s@]*")
UNIQUE_ID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
YES_NO = frozenset({"yes", "no", "y", "n", "true", "false", "0", "1", "ja", "nein", "oui", "non"})
SALUTATIONS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "m", "mme", "sr", "sra", "dhr"}
)


@dataclass(frozen=True)
class Recognition:
    """What each column was taken for; every heading of the file is in one of the three."""

    mapping: Mapping
    not_used: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def recognise(table: Table, remembered: Mapping | None = None) -> Recognition:
    """The mapping for this table; what is remembered or told overrides what is recognised.

    A remembered mapping of a file with the very same headings is taken whole.
    """
    told = remembered.fitted(table) if remembered else Mapping()
    columns = {target: heading for target, heading in told.columns.items() if heading}
    same_file = remembered is not None and remembered.signature == signature(table.headings)
    if not same_file:
        spoken_for = set(told.columns) | _implied(told.columns)
        free = [heading for heading in table.header if heading not in columns.values()]
        columns |= _recognised(table, free, spoken_for)
    mapping = Mapping(
        {
            target: columns.get(target, "")
            for target in Target
            if target in {*columns, *told.columns}
        },
        told.date_order,
        signature(table.headings),
    )
    used = set(columns.values())
    return Recognition(
        mapping,
        not_used=table.only(used).not_used,
        left_out=table.left_out,
    )


def _implied(told: Iterable[Target]) -> set[Target]:
    """Whoever says which column names the manager has said it for all ways of naming one."""
    return set(MANAGER_TARGETS) if set(told) & set(MANAGER_TARGETS) else set()


def _recognised(table: Table, free: Sequence[str], spoken_for: set[Target]) -> dict[Target, str]:
    samples = {
        heading: [value[:LOOKED_AT] for value in table.column(heading)[:SAMPLE]] for heading in free
    }
    found: dict[Target, str] = {}
    for target, ranked in RANKED.items():
        candidates = sorted(
            (heading for heading in free if key(heading) in ranked and samples[heading]),
            key=lambda heading: ranked[key(heading)],
        )
        for heading in candidates:
            seen_as = _seen_as(target, samples[heading])
            if seen_as and seen_as not in found and seen_as not in spoken_for:
                found[seen_as] = heading
                break
    if Target.EMAIL not in found and Target.EMAIL not in spoken_for:
        _find_addresses(samples, found)
    return found


def _seen_as(target: Target, values: Sequence[str]) -> Target | None:
    """What a column called like this target really holds, or None where it is something else."""
    if target in MANAGER_TARGETS:
        return _kind_of_manager(target, values)
    if target is Target.EMPLOYEE_NUMBER and _share(values, UNIQUE_ID.fullmatch) > MOSTLY:
        return None
    if target is Target.TITLE and _share(values, _is_salutation) > MOSTLY:
        return None
    if target is Target.NAME and _share(values, ADDRESS.fullmatch) > MOSTLY:
        return None
    return target


def _kind_of_manager(target: Target, values: Sequence[str]) -> Target | None:
    if _share(values, lambda value: value.casefold() in YES_NO) > ALMOST_ALL and len(values) > 1:
        # "Supervisor: yes" says that somebody leads, not who leads them.
        return None if target is Target.MANAGER_NAME else target
    if _share(values, ADDRESS.fullmatch) > MOSTLY:
        return Target.MANAGER_EMAIL
    if _share(values, NUMBER.fullmatch) > MOSTLY:
        return Target.MANAGER_NUMBER
    if target is Target.MANAGER_NUMBER:
        return Target.MANAGER_NAME
    # An address may come without its domain, as the person's own does.
    return target


def _is_salutation(value: str) -> bool:
    return value.casefold().strip(". ") in SALUTATIONS


def _share(values: Sequence[str], holds: Callable[[str], object]) -> float:
    return sum(bool(holds(value)) for value in values) / len(values) if values else 0.0


def _find_addresses(samples: dict[str, list[str]], found: dict[Target, str]) -> None:
    """No heading said "email": the one column that holds addresses, each only once, is it."""
    holding = [
        heading
        for heading, values in samples.items()
        if heading not in found.values() and _share(values, ADDRESS.fullmatch) >= ALMOST_ALL
    ]
    own = [
        heading
        for heading in holding
        if len({value.casefold() for value in samples[heading]}) == len(samples[heading])
    ]
    if len(own) == 1:
        found[Target.EMAIL] = own[0]
