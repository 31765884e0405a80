"""PowerPoint decks of native shapes, charts and tables."""

from journey_widgets.slides.powerpoint.writing import to_pptx

__all__ = ["to_pptx"]
