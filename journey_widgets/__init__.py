"""Customer-journey workshops in Jupyter: drag touchpoints onto stages, score emotions, watch the curve follow.

    import journey_widgets as jw

    journey = jw.open("checkout.journey.json", template="ecommerce", language="ja")
    jw.Board(journey)

Names are imported when they are first used: a server or a script that only reads maps does not load pandas, Altair or
Jupyter.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey_widgets import charts
    from journey_widgets.analysis.action_plan import actions_csv, to_ics
    from journey_widgets.analysis.channels import channel_matrix
    from journey_widgets.analysis.curve import curve
    from journey_widgets.analysis.disagreement import discuss_first
    from journey_widgets.analysis.durations import journey_time
    from journey_widgets.analysis.links import paths
    from journey_widgets.analysis.portfolio import portfolio
    from journey_widgets.analysis.priority import priorities
    from journey_widgets.analysis.review import review, rules
    from journey_widgets.analysis.summary import summary
    from journey_widgets.analysis.what_if import best_fix, what_if
    from journey_widgets.charts.compare import Comparison, compare
    from journey_widgets.charts.named import data
    from journey_widgets.model import ChangeError, Journey, RepairWarning
    from journey_widgets.slides.deck import to_deck
    from journey_widgets.slides.errors import SlidesError
    from journey_widgets.slides.picture import picture, to_picture
    from journey_widgets.slides.powerpoint import to_pptx, update_pptx
    from journey_widgets.storage import ReadError, SaveError, open, save  # noqa: A004 - jw.open reads like the builtin it stands for
    from journey_widgets.storage.own_templates import new, save_template, templates
    from journey_widgets.widgets.actions import Actions
    from journey_widgets.widgets.agenda import Agenda
    from journey_widgets.widgets.board import Board
    from journey_widgets.widgets.chart import EmotionCurve, LiveChart
    from journey_widgets.widgets.notes import Notes
    from journey_widgets.widgets.personas import Personas
    from journey_widgets.widgets.priorities import Priorities
    from journey_widgets.widgets.review import Review
    from journey_widgets.widgets.workshop import Workshop

    __version__: str

# name → (module, attribute); no attribute means the module itself
_HOMES: dict[str, tuple[str, str | None]] = {
    "Actions": ("journey_widgets.widgets.actions", "Actions"),
    "Agenda": ("journey_widgets.widgets.agenda", "Agenda"),
    "Board": ("journey_widgets.widgets.board", "Board"),
    "ChangeError": ("journey_widgets.model", "ChangeError"),
    "Comparison": ("journey_widgets.charts.compare", "Comparison"),
    "EmotionCurve": ("journey_widgets.widgets.chart", "EmotionCurve"),
    "Journey": ("journey_widgets.model", "Journey"),
    "LiveChart": ("journey_widgets.widgets.chart", "LiveChart"),
    "Notes": ("journey_widgets.widgets.notes", "Notes"),
    "Personas": ("journey_widgets.widgets.personas", "Personas"),
    "Priorities": ("journey_widgets.widgets.priorities", "Priorities"),
    "ReadError": ("journey_widgets.storage", "ReadError"),
    "RepairWarning": ("journey_widgets.model", "RepairWarning"),
    "Review": ("journey_widgets.widgets.review", "Review"),
    "SaveError": ("journey_widgets.storage", "SaveError"),
    "SlidesError": ("journey_widgets.slides.errors", "SlidesError"),
    "Workshop": ("journey_widgets.widgets.workshop", "Workshop"),
    "actions_csv": ("journey_widgets.analysis.action_plan", "actions_csv"),
    "best_fix": ("journey_widgets.analysis.what_if", "best_fix"),
    "channel_matrix": ("journey_widgets.analysis.channels", "channel_matrix"),
    "charts": ("journey_widgets.charts", None),
    "compare": ("journey_widgets.charts.compare", "compare"),
    "curve": ("journey_widgets.analysis.curve", "curve"),
    "data": ("journey_widgets.charts.named", "data"),
    "discuss_first": ("journey_widgets.analysis.disagreement", "discuss_first"),
    "journey_time": ("journey_widgets.analysis.durations", "journey_time"),
    "new": ("journey_widgets.storage.own_templates", "new"),
    "open": ("journey_widgets.storage", "open"),
    "paths": ("journey_widgets.analysis.links", "paths"),
    "picture": ("journey_widgets.slides.picture", "picture"),
    "portfolio": ("journey_widgets.analysis.portfolio", "portfolio"),
    "priorities": ("journey_widgets.analysis.priority", "priorities"),
    "review": ("journey_widgets.analysis.review", "review"),
    "rules": ("journey_widgets.analysis.review.rules", None),
    "save": ("journey_widgets.storage", "save"),
    "save_template": ("journey_widgets.storage.own_templates", "save_template"),
    "summary": ("journey_widgets.analysis.summary", "summary"),
    "templates": ("journey_widgets.storage.own_templates", "templates"),
    "to_deck": ("journey_widgets.slides.deck", "to_deck"),
    "to_ics": ("journey_widgets.analysis.action_plan", "to_ics"),
    "to_picture": ("journey_widgets.slides.picture", "to_picture"),
    "to_pptx": ("journey_widgets.slides.powerpoint", "to_pptx"),
    "update_pptx": ("journey_widgets.slides.powerpoint", "update_pptx"),
    "what_if": ("journey_widgets.analysis.what_if", "what_if"),
}

__all__ = [
    "Actions",
    "Agenda",
    "Board",
    "ChangeError",
    "Comparison",
    "EmotionCurve",
    "Journey",
    "LiveChart",
    "Notes",
    "Personas",
    "Priorities",
    "ReadError",
    "RepairWarning",
    "Review",
    "SaveError",
    "SlidesError",
    "Workshop",
    "__version__",
    "actions_csv",
    "best_fix",
    "channel_matrix",
    "charts",
    "compare",
    "curve",
    "data",
    "discuss_first",
    "journey_time",
    "new",
    "open",
    "paths",
    "picture",
    "portfolio",
    "priorities",
    "review",
    "rules",
    "save",
    "save_template",
    "summary",
    "templates",
    "to_deck",
    "to_ics",
    "to_picture",
    "to_pptx",
    "update_pptx",
    "what_if",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - only who asks for it pays

        value: object = version("journey-widgets")
    elif name in _HOMES:
        module, attribute = _HOMES[name]
        home = importlib.import_module(module)
        value = home if attribute is None else getattr(home, attribute)
    else:
        raise AttributeError(f"module 'journey_widgets' has no attribute {name!r}. It has: {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
