"""Everyone as they will be once the file is in, to be looked up by whatever names them."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from heard.people.importing.addresses import email_key, number_key, with_domain
from heard.people.importing.headings import Target
from heard.people.importing.listing import Listing
from heard.people.importing.matching import ExistingPerson, Matching
from heard.people.importing.naming import name_key, number_behind
from heard.people.importing.rows import ListedPerson

# Somebody here by their id, somebody new by their row.
Node = UUID | int


class Directory:
    """People here and people of the file in one; rows that are held back stand apart."""

    def __init__(
        self,
        listing: Listing,
        matching: Matching,
        existing: Sequence[ExistingPerson],
        domain: str | None,
    ) -> None:
        self.domain = domain
        self.names: dict[Node, str] = {}
        self.nodes: dict[int, Node] = {}
        self.gone: set[Node] = {one.id for one in existing if not one.active}
        self._by_email: dict[str, Node] = {}
        self._by_number: dict[str, Node] = {}
        self._by_name: dict[str, set[Node]] = defaultdict(set)
        self._held_back: dict[str, int] = {}
        for one in existing:
            self._add(one.id, one.name, one.email, one.employee_number, {name_key(one.name)})
        # What the file says of somebody replaces what was known, so it comes second.
        for person in listing.people:
            if person.row in listing.held_back:
                self._hold_back(person)
            elif person.row not in matching.passed_over:
                self._add_listed(person, matching.existing.get(person.row))

    def find(self, target: Target, value: str) -> set[Node]:
        """Everyone this cell of a manager column may mean."""
        found = self._find_by_key(target, value)
        if found is not None:
            return {found}
        named = self._by_name.get(name_key(value), set())
        return (named - self.gone) or set(named)

    def held_back_row(self, target: Target, value: str) -> int | None:
        """The row of the file that means this person, where that row cannot go in yet."""
        for key in (email_key(with_domain(value, self.domain)), number_key(value), name_key(value)):
            if key in self._held_back:
                return self._held_back[key]
        return None

    def _find_by_key(self, target: Target, value: str) -> Node | None:
        if "@" in value or target is Target.MANAGER_EMAIL:
            return self._by_email.get(email_key(with_domain(value, self.domain)))
        if target is Target.MANAGER_NUMBER:
            return self._by_number.get(number_key(value))
        return self._by_number.get(number_key(number_behind(value)))

    def _add_listed(self, person: ListedPerson, known: ExistingPerson | None) -> None:
        node: Node = known.id if known else person.row
        self.nodes[person.row] = node
        if person.is_gone and not (known and known.administrates):
            self.gone.add(node)
        else:
            self.gone.discard(node)
        name = person.name or (known.name if known else "")
        names = person.other_names | {name_key(name)}
        self._add(node, name, person.email, person.employee_number, set(names))

    def _add(
        self, node: Node, name: str, email: str | None, number: str | None, names: set[str]
    ) -> None:
        self.names[node] = name
        if email:
            self._by_email[email_key(email)] = node
        if number:
            self._by_number[number_key(number)] = node
        for key in names - {""}:
            self._by_name[key].add(node)

    def _hold_back(self, person: ListedPerson) -> None:
        keys = [person.email, number_key(person.employee_number or ""), *person.other_names]
        for key in [*keys, name_key(person.name or "")]:
            if key:
                self._held_back.setdefault(key, person.row)
