"""Vega, once per kernel session. Charts hold a reference to it instead of a copy of its 800 kB."""

from __future__ import annotations

import hashlib
import threading
from functools import cache

import anywidget
import traitlets

from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.host import is_open, session_key

__all__ = ["VegaRuntime", "vega_code", "vega_hash", "vega_runtime"]


class VegaRuntime(anywidget.AnyWidget):
    """Hidden: its page module exports the engine that draws charts (`js/src/chart/engine.ts`)."""

    _esm = bundle("vega")

    #: Names the page's own copy, where widgets cannot reach each other.
    version = traitlets.Unicode().tag(sync=True)


_runtimes: dict[str, VegaRuntime] = {}
_lock = threading.Lock()


def vega_runtime() -> VegaRuntime:
    """The runtime of this session; made anew when the last one was closed (by `Widget.close_all()`, say)."""
    key = session_key()
    with _lock:
        found = _runtimes.get(key)
        if found is None or not is_open(found):
            found = _runtimes[key] = VegaRuntime(version=vega_hash())
        return found


@cache
def vega_code() -> bytes:
    """The bundle, for a page that cannot reach the runtime and asks for the code itself."""
    return bundle("vega").read_bytes()


@cache
def vega_hash() -> str:
    """Which bundle this is: pages keep one copy of each."""
    return hashlib.sha256(vega_code()).hexdigest()[:12]
