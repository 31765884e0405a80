"""Pains, gains, opportunities, questions and quotes: written, clustered, voted on."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Notes"]


class Notes(Drawer):
    """Pains, gains, opportunities, questions and quotes: written, clustered, voted on."""

    name = "notes"
