"""What the drawers share: one journey, one step of the workshop, in a cell of its own or in the Workshop."""

from __future__ import annotations

from typing import Any, ClassVar

import anywidget
import traitlets

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.sync import channels

__all__ = ["Drawer"]

_LANGUAGES = ("ja", "en")


class Drawer(anywidget.AnyWidget):
    """One step of the workshop on a journey; `what` names its component (`js/src/drawer/table.ts`).

    Args:
        journey: the journey to show and to change.
        language: `"ja"` or `"en"`; None: the journey's own language (`about.language`).

    Raises:
        TypeError: `journey` is not a journey.
        ValueError: `language` is none of those above.

    """

    _esm = bundle("drawers")

    #: The name of the drawer.
    name: ClassVar[str] = ""

    what = traitlets.Unicode().tag(sync=True)
    sync = anywidget.WidgetTrait().tag(sync=True)
    feed = anywidget.WidgetTrait().tag(sync=True)
    language = traitlets.Unicode(None, allow_none=True, help="'ja' or 'en'; None: the journey's own.").tag(sync=True)
    findings = traitlets.List(help="What the kernel says about the journey; only `Review` fills it.").tag(sync=True)

    def __init__(self, journey: Journey, language: str | None = None) -> None:
        # Notebooks are not type-checked.
        if not isinstance(journey, Journey):  # pyright: ignore[reportUnnecessaryIsInstance]
            given = type(journey).__name__
            raise TypeError(
                f"{type(self).__name__} needs a journey, not {given}: "
                "journey_widgets.open(…) or journey_widgets.new(…) gives one."
            )
        self.journey = journey
        to_page, from_kernel = channels(journey)
        super().__init__(what=self.name, sync=to_page, feed=from_kernel, language=language)

    @traitlets.validate("language")
    def _known_language(self, proposal: dict[str, Any]) -> str | None:
        language: str | None = proposal["value"] or None
        if language is not None and language not in _LANGUAGES:
            raise ValueError(
                f"{type(self).__name__} language={language!r}: not known. "
                "Languages: 'ja', 'en', or None: the journey's own."
            )
        return language

    def __repr__(self) -> str:
        title = self.journey.snapshot().document.get("about", {}).get("title", "")
        return f"<{type(self).__name__} of {title!r}, revision {self.journey.revision}>"
