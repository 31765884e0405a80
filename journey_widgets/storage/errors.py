"""What can go wrong between a journey and its file."""

from __future__ import annotations

from journey_widgets.model.errors import JourneyError


class ReadError(JourneyError):
    """A file cannot be read as a journey map. The message names the file and, where there is one, the place in it."""


class SaveError(JourneyError):
    """A journey could not be written. The file is as it was, and the journey still holds every change."""
