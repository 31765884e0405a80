"""How a facilitator works: the widgets, and the protocol between their pages and the journey."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey_widgets.widgets.board import Board
    from journey_widgets.widgets.chart import EmotionCurve, LiveChart

__all__ = ["Board", "EmotionCurve", "LiveChart"]

_HOMES = {"Board": "board", "EmotionCurve": "chart", "LiveChart": "chart"}


def __getattr__(name: str) -> object:
    # Each widget brings its bundle and its libraries along: only the one that is asked for.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}. It has: {', '.join(__all__)}")
    value: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
