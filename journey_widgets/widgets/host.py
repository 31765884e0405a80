"""What differs between the programs a widget is shown in. Nothing else in the package asks which one it is."""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["is_open", "session_key"]


def session_key() -> str:
    """Names the kernel session: widgets of one session can reach each other, and no others.

    A Jupyter kernel is one session; a marimo process holds several at once; a script is one.
    """
    marimo = sys.modules.get("marimo._runtime.context")
    if marimo is not None:
        try:
            context: Any = marimo.get_context()
        except Exception:  # noqa: BLE001 - marimo is imported, yet this code does not run inside it; its errors are not public
            context = None
        if context is not None:
            return f"marimo/{getattr(context, 'session_id', None) or id(context)}"
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    return "script" if shell is None else f"ipython/{id(shell)}"


def is_open(widget: object) -> bool:
    """Whether the page can still be reached through `widget`: closing it, or all widgets, ends that."""
    comm = getattr(widget, "comm", None)
    return comm is not None and not getattr(comm, "_closed", False)
