"""How far an export has come: a bar in a notebook and in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["steps"]

Thing = TypeVar("Thing")
#: What is over sooner needs no bar.
PATIENCE = 0.4


def steps(
    things: Iterable[Thing], label: str, *, total: int | None = None, progress: bool | None = None
) -> Iterator[Thing]:
    """The things, one by one, with a bar that says how many are done; it goes away when all are.

    Args:
        things: what there is to do.
        label: what is being done, in the reader's language.
        total: how many there are; None: their length, where they have one.
        progress: None shows the bar in a notebook and in a terminal, but not where the output goes to a file; True
            shows it in any case, from the start; False never.

    """
    bar = None if progress is False else _bar(things, label, total=total, always=progress is True)
    if bar is None:
        yield from things
        return
    with bar:  # also when it is interrupted: a bar that stays would say that work goes on
        yield from bar


def _bar(things: Iterable[Thing], label: str, *, total: int | None, always: bool) -> Any:  # noqa: ANN401 - tqdm has no types
    try:
        from tqdm.auto import tqdm  # noqa: PLC0415 - part of the extra "slides"; an export works without its bar
    except ImportError:
        return None
    return tqdm(
        things,
        desc=label,
        total=total,
        leave=False,
        delay=0 if always else PATIENCE,
        disable=False if always else None,  # None: not where nobody looks, as in a log
    )
