"""What a journey tells: the curve, its spread, its summary numbers. Reads documents, changes nothing."""

from journey_widgets.analysis.curve import curve, ribbon, stages_curve
from journey_widgets.analysis.summary import summary

__all__ = ["curve", "ribbon", "stages_curve", "summary"]
