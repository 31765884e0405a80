"""Who does what by when, and what came of it."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Actions"]


class Actions(Drawer):
    """Who does what by when, and what came of it."""

    name = "actions"
