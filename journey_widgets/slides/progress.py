"""How far an export has come: a bar in a notebook and in a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["steps"]

Thing = TypeVar("Thing")
#: What is over sooner, in seconds, needs no bar.
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
    if progress is False:
        yield from things
        return
    try:
        from tqdm import tqdm  # noqa: PLC0415 - part of the extra "slides"; an export works without its bar
        from tqdm.notebook import tqdm_notebook  # noqa: PLC0415 - as above
    except ImportError:
        yield from things
        return
    patience = 0 if progress else PATIENCE
    bar: Any
    if _kernel():
        bar = tqdm_notebook(things, desc=label, total=total, display=False)
        yield from _in_notebook(bar, patience)
        return
    # disable=None: not where nobody looks, as in a log.
    bar = tqdm(things, desc=label, total=total, leave=False, delay=patience, disable=False if progress else None)
    with bar:  # also when it is interrupted: a bar that stays would say that work goes on
        yield from bar


def _kernel() -> bool:
    """Whether this is a notebook's kernel. Asked each time: `tqdm.auto` asks when it is first imported, by whomever."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    return shell is not None and "IPKernelApp" in shell.config


def _in_notebook(bar: Any, patience: float) -> Iterator[Any]:  # noqa: ANN401 - tqdm has no types
    """The bar is shown by ourselves: tqdm's would leave a dead widget in the notebook when it is gone."""
    from IPython import display as shown  # noqa: PLC0415 - only in a notebook

    handle: Any = None
    began = time.monotonic()
    try:
        if patience == 0:
            handle = cast("Any", shown).display(bar.container, display_id=True)
        for thing in bar:
            yield thing
            if handle is None and time.monotonic() - began > patience:
                handle = cast("Any", shown).display(bar.container, display_id=True)
    finally:
        bar.close()
        if handle is not None:
            handle.update({"text/plain": ""}, raw=True)
