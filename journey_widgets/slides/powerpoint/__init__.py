"""PowerPoint decks of native shapes, charts and tables."""

from journey_widgets.slides.powerpoint.update import SlidesWarning, update_pptx
from journey_widgets.slides.powerpoint.writing import to_pptx

__all__ = ["SlidesWarning", "to_pptx", "update_pptx"]
