"""Declaring: a signal is a small named function that says whose records it reads."""

from collections.abc import Callable, Iterable, Iterator

from heard.activity.signalling import SOURCES, Asking, Fired, Source, Whose
from heard.conversations.suggesting.asking import PairAsking

Signal = Callable[[PairAsking], Iterable[Fired]]

# What this layer declares; registered at start-up with those of the layers below.
DECLARED: list[Source] = []


def gives(*names: str, whose: Whose = Whose.PAIR) -> Callable[[Signal], Signal]:
    """The function below gives these signals, from these records."""

    def declare(read: Signal) -> Signal:
        def on_page(asking: Asking) -> Iterable[Fired]:
            assert isinstance(asking, PairAsking)
            return read(asking)

        name = f"conversations.{read.__name__}"
        DECLARED.append(Source(name, whose, frozenset(names), on_page))
        return read

    return declare


def listen(asking: PairAsking) -> Iterator[Fired]:
    """Everything that holds today for this viewer, from every layer.

    The page is about the employee: what only its person may see is read for the employee alone,
    and what was shown, for the one it is shown to.
    """
    for name in sorted(SOURCES):
        source = SOURCES[name]
        if source.whose == Whose.VIEWER and not asking.viewer_is_employee:
            continue
        if source.whose == Whose.SHARED and asking.viewer_is_employee:
            continue
        for fired in source.read(asking):
            if fired.signal not in source.gives:
                raise LookupError(f"{name} never said that it gives {fired.signal}")
            yield fired
