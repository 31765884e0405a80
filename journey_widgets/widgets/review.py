"""What the map still lacks, rule by rule, with a way to the card."""

from __future__ import annotations

from journey_widgets.widgets.drawer import Drawer

__all__ = ["Review"]


class Review(Drawer):
    """What the map still lacks, rule by rule, with a way to the card."""

    name = "review"
