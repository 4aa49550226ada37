"""Who will report to whom: managers found by address, number or name, and circles cut open.

A manager who cannot be found for certain changes nothing: the row goes in, the line stays.
"""

from collections.abc import Iterator, Mapping, Sequence

from heard.people.importing.directory import Directory, Node
from heard.people.importing.faults import Fault
from heard.people.importing.headings import Target
from heard.people.importing.listing import Listing
from heard.people.importing.matching import ExistingPerson
from heard.people.importing.problems import Problem, shown
from heard.people.importing.rows import ListedPerson

MOST_NAMED = 12


def told_lines(
    listing: Listing, directory: Directory, existing: Sequence[ExistingPerson]
) -> dict[int, Node | None]:
    """For each row that says so and may: the manager from now on, or None for nobody."""
    told: dict[int, Node | None] = {}
    for person in listing.people:
        if person.is_gone or person.manager is None or person.row not in directory.nodes:
            continue
        manager = _manager(person, person.manager, directory, listing)
        if isinstance(manager, Problem):
            listing.add(manager)
        else:
            told[person.row] = manager
    _cut_circles(told, listing, directory, existing)
    return told


def _manager(
    person: ListedPerson, named: Mapping[Target, str], directory: Directory, listing: Listing
) -> Node | Problem | None:
    """The one person all manager columns agree on, None for nobody, or what is wrong."""
    if not named:
        return None
    found = {target: directory.find(target, value) for target, value in named.items()}
    agreed = {target: nodes for target, nodes in found.items() if nodes}
    target, value = next(iter(named.items()))

    def problem(fault: Fault, **details: str) -> Problem:
        return Problem(fault, person.row, listing.headings.get(target), details)

    if not agreed:
        held_back = directory.held_back_row(target, value)
        if held_back:
            return problem(Fault.MANAGER_HELD_BACK, manager_row=str(held_back))
        return problem(Fault.MANAGER_NOT_FOUND, value=shown(value))
    target = next(iter(agreed))
    candidates = set.intersection(*agreed.values())
    everyone = _named(set.union(*agreed.values()), directory)
    if not candidates:
        return problem(Fault.MANAGER_CONTRADICTORY, people=everyone)
    if len(candidates) > 1:
        return problem(Fault.MANAGER_AMBIGUOUS, value=shown(named[target]), people=everyone)
    (manager,) = candidates
    if manager == directory.nodes[person.row]:
        return problem(Fault.MANAGER_SELF, name=shown(directory.names[manager]))
    if manager in directory.gone:
        return problem(Fault.MANAGER_LEAVING, name=shown(directory.names[manager]))
    return manager


def _named(nodes: set[Node], directory: Directory) -> str:
    names = sorted(shown(directory.names[node]) for node in nodes)
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")


def _cut_circles(
    told: dict[int, Node | None],
    listing: Listing,
    directory: Directory,
    existing: Sequence[ExistingPerson],
) -> None:
    """Take back every line of the file that closes a circle, and say which circle it was.

    What falls back to its old line may close another one, hence again until there is none.
    """
    above = _standing_lines(existing, directory)
    before = dict(above)
    row_of = {directory.nodes[row]: row for row in told}
    for row, manager in told.items():
        above.pop(directory.nodes[row], None)
        if manager is not None:
            above[directory.nodes[row]] = manager
    while circles := list(_circles(above)):
        for circle in circles:
            of_the_file = [node for node in circle if row_of.get(node) in told]
            rows = [row_of[node] for node in of_the_file]
            details = {"people": _circle_in_words(circle, of_the_file, directory)}
            for row in rows:
                del told[row]
                listing.add(Problem(Fault.LOOP, row, listing.manager_column, details))
            for node in circle:
                del above[node]
                # A circle that was here before the file is left as it is and not looked at again.
                if rows and node in before:
                    above[node] = before[node]


def _standing_lines(existing: Sequence[ExistingPerson], directory: Directory) -> dict[Node, Node]:
    """The lines in force, without those that end because somebody leaves."""
    return {
        one.id: one.manager_id
        for one in existing
        if one.manager_id and not {one.id, one.manager_id} & directory.gone
    }


def _circles(above: Mapping[Node, Node]) -> Iterator[list[Node]]:
    """Every circle, each once: walk up from everybody, and stop where somebody has walked."""
    walked: set[Node] = set()
    for start in above:
        path: dict[Node, None] = {}
        node: Node | None = start
        while node is not None and node not in walked:
            walked.add(node)
            path[node] = None
            node = above.get(node)
        if node is not None and node in path:
            steps = list(path)
            yield steps[steps.index(node) :]


def _circle_in_words(
    circle: Sequence[Node], of_the_file: Sequence[Node], directory: Directory
) -> str:
    """Upwards from somebody of the file and back to the same: Priya → Mario → Priya."""
    first = circle.index(of_the_file[0]) if of_the_file else 0
    names = [shown(directory.names[node]) for node in [*circle[first:], *circle[:first]]]
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], "…"]
    return " → ".join([*names, names[0]])
