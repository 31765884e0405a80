"""What can go wrong on the way to slides and pictures."""

from __future__ import annotations

from journey_widgets.model.errors import JourneyError

__all__ = ["SlidesError"]


class SlidesError(JourneyError):
    """Slides or a picture cannot be made as asked. Nothing was written; the message says what would be possible."""
