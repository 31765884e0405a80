"""Charts: a journey in, an Altair chart out, no side effects."""

from __future__ import annotations

from journey_widgets.charts.emotion_curve import emotion_curve
from journey_widgets.charts.named import data

__all__ = ["data", "emotion_curve"]
