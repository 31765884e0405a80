"""What a journey is: a JSON document of tables, every change to it a merge patch. Knows no Jupyter, files or charts."""

from __future__ import annotations

from journey_widgets.model.binding import Binding, BindingState
from journey_widgets.model.change import Change, Journal, MemoryJournal, Snapshot
from journey_widgets.model.checkpoint import Checkpoint
from journey_widgets.model.errors import ChangeError, JourneyError, NoSuchRecord, RepairWarning
from journey_widgets.model.journey import Journey
from journey_widgets.model.scale import SCALES, Scale
from journey_widgets.model.session import Session

__all__ = [
    "SCALES",
    "Binding",
    "BindingState",
    "Change",
    "ChangeError",
    "Checkpoint",
    "Journal",
    "Journey",
    "JourneyError",
    "MemoryJournal",
    "NoSuchRecord",
    "RepairWarning",
    "Scale",
    "Session",
    "Snapshot",
]
