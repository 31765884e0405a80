"""Who the customer is: cards for personas, copied with their scores, weighted by their share."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Personas"]


class Personas(Drawer):
    """Who the customer is: cards for personas, copied with their scores, weighted by their share."""

    name = "personas"
