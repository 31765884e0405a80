"""Pains and opportunities on an impact × effort plane, ranked, with how sure the ranking is."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Priorities"]


class Priorities(Drawer):
    """Pains and opportunities on an impact × effort plane, ranked, with how sure the ranking is."""

    name = "priorities"
    about = "notes"
