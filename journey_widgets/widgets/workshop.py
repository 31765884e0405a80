"""The whole workshop as one app: agenda, board and curve, one drawer for the step at hand, and the presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import anywidget
import traitlets

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.review import keep_findings
from journey_widgets.widgets.still import Still
from journey_widgets.widgets.sync import channels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journey_widgets.analysis.review import Rule
    from journey_widgets.slides.picture import Picture
    from journey_widgets.words import Language

__all__ = ["Workshop"]

_LANGUAGES = ("ja", "en")


class Workshop(Still, anywidget.AnyWidget):
    """The facilitation app on a journey, from an empty map to an agreed action plan, as wide as the cell.

    The agenda stands on top, board and curve stay in the middle, and one drawer holds what the step at hand needs:
    notes, priorities, actions, personas, the review, saved views. It presents and prints what it shows. Like the board
    it holds nothing itself: every change is in `journey` at once, and a change made anywhere else shows here at once.

    Args:
        journey: the journey to show and to change.
        language: `"ja"` or `"en"`; None: the journey's own language (`about.language`). People may switch while they
            work; that is theirs alone and not written back.
        rules: what the review checks by; `jw.rules.ALL` where None.

    Raises:
        TypeError: `journey` is not a journey.
        ValueError: `language` is none of those above.

    """

    _esm = bundle("workshop")

    sync = anywidget.WidgetTrait().tag(sync=True)
    feed = anywidget.WidgetTrait().tag(sync=True)
    curve = anywidget.WidgetTrait().tag(sync=True)
    language = traitlets.Unicode(None, allow_none=True, help="'ja' or 'en'; None: the journey's own.").tag(sync=True)
    findings = traitlets.List(trait=traitlets.Dict(), help="What the review's rules say about the journey now.").tag(
        sync=True
    )

    # None in one that was refused: the garbage collector closes it all the same.
    _stop: Callable[[], None] | None = None

    def __init__(self, journey: Journey, language: str | None = None, *, rules: Iterable[Rule] | None = None) -> None:
        # Notebooks are not type-checked.
        if not isinstance(journey, Journey):  # pyright: ignore[reportUnnecessaryIsInstance]
            given = type(journey).__name__
            raise TypeError(
                f"Workshop needs a journey, not {given}: journey_widgets.open(…) or journey_widgets.new(…) gives one."
            )
        self.journey = journey
        to_page, from_kernel = channels(journey)
        super().__init__(sync=to_page, feed=from_kernel, curve=_curve_of(journey), language=language)
        self._stop = keep_findings(self, journey, rules)

    def close(self) -> None:
        """Stop following the journey."""
        if self._stop is not None:
            self._stop()
        super().close()

    @traitlets.validate("language")
    def _known_language(self, proposal: dict[str, Any]) -> str | None:
        language: str | None = proposal["value"] or None
        if language is not None and language not in _LANGUAGES:
            raise ValueError(
                f"Workshop language={language!r}: not known. Languages: 'ja', 'en', or None: the journey's own."
            )
        return language

    def still(self) -> Picture:
        """The board and its curve as they are now, for where no widget runs."""
        from journey_widgets.slides.picture import picture  # noqa: PLC0415 - only who shows the app draws it

        return picture(self.journey, language=cast("Language | None", self.language))

    def __repr__(self) -> str:
        title = self.journey.snapshot().document.get("about", {}).get("title", "")
        return f"<Workshop of {title!r}, revision {self.journey.revision}>"


def _curve_of(journey: Journey) -> anywidget.AnyWidget:
    # Imported here: the package's root must not import Altair and pandas.
    from journey_widgets.widgets.chart import EmotionCurve  # noqa: PLC0415

    return EmotionCurve(journey, axes=False)
