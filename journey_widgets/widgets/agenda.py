"""The workshop, minute by minute: steps, a timer, and what the room may see."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Agenda"]


class Agenda(Drawer):
    """The workshop, minute by minute: steps, a timer, and what the room may see."""

    name = "agenda"
