"""The board: stages as lanes, touchpoints as cards, and the emotion curve under them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, cast

import anywidget
import traitlets

from journey_widgets.model.columns import own_name
from journey_widgets.model.journey import Journey
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.lanes import Lane, Lanes, Message
from journey_widgets.widgets.still import Still
from journey_widgets.widgets.sync import channels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey_widgets.slides.picture import Picture
    from journey_widgets.words import Language

__all__ = ["ROWS", "Board"]

#: Touchpoint fields that can make swimlanes; so can every field of the map's own, as `custom.<name>`.
ROWS = ("channel", "owner", "evidence", "exists_in")
_LANGUAGES = ("ja", "en")
_OPTIONS = ("rows", "curve", "language", "lanes")


class Board(Still, anywidget.AnyWidget):
    """A journey on stage lanes, with the live emotion curve under them, stage by stage.

    What is dragged, scored or written here changes `journey` at once, and what changes `journey` (a cell, another tab,
    another board) shows here at once. The board itself holds nothing: it may be shown as often as you like.

    Args:
        journey: the journey to show and to change.
        rows: a field of the touchpoints that makes swimlanes: `"channel"`, `"owner"`, `"evidence"`, `"exists_in"`, or
            one of the map's own, `"custom.<name>"`. None: no swimlanes. People can choose another in the toolbar; that
            is theirs alone and not written back.
        curve: whether the emotion curve is drawn under the lanes.
        language: `"ja"` or `"en"`; None: the journey's own language (`about.language`).
        lanes: Python functions, each a row under the lanes: `{"費用": fn}`. `fn(touchpoint)` gets a touchpoint as a
            mapping (its fields, and `id`) and returns what is shown for it: a number (summed up by stage), a text, or
            None for nothing. It is called for touched touchpoints only, in a thread of its own, and must not change the
            journey; if it raises, its lane says so.

    Raises:
        TypeError: `journey` is not a journey, a lane is no function, or an option does not exist (the nearest one is
            named).
        ValueError: `rows` or `language` is none of those above.

    """

    _esm = bundle("board")

    sync = anywidget.WidgetTrait().tag(sync=True)
    feed = anywidget.WidgetTrait().tag(sync=True)
    curve = anywidget.WidgetTrait().tag(sync=True)
    rows = traitlets.Unicode(None, allow_none=True, help="A touchpoint field that makes swimlanes.").tag(sync=True)
    language = traitlets.Unicode(None, allow_none=True, help="'ja' or 'en'; None: the journey's own.").tag(sync=True)
    lanes = traitlets.List(traitlets.Unicode(), help="Names of the functions' lanes.").tag(sync=True)

    def __init__(
        self,
        journey: Journey,
        rows: str | None = None,
        curve: bool = True,  # noqa: FBT001, FBT002 - `Board(journey, None, False)` is not how anyone writes it
        language: str | None = None,
        lanes: Mapping[str, Lane] | None = None,
        **unknown: object,
    ) -> None:
        if unknown:
            raise TypeError(_no_such_option(next(iter(unknown))))
        # Notebooks are not type-checked.
        if not isinstance(journey, Journey):  # pyright: ignore[reportUnnecessaryIsInstance]
            given = type(journey).__name__
            raise TypeError(
                f"Board needs a journey, not {given}: journey_widgets.open(…) or journey_widgets.new(…) gives one."
            )
        self.journey = journey
        for name, function in (lanes or {}).items():
            # Notebooks are not type-checked, as above.
            if not callable(function):  # pyright: ignore[reportUnnecessaryComparison]
                raise TypeError(
                    f"Board lanes[{name!r}] must be a function of a touchpoint, not {type(function).__name__}."
                )
        to_page, from_kernel = channels(journey)
        chart = _curve_of(journey) if curve else None
        names = list(lanes or {})
        super().__init__(sync=to_page, feed=from_kernel, curve=chart, rows=rows, language=language, lanes=names)
        self._functions = Lanes(journey, lanes, self._tell_lanes) if lanes else None
        self.on_msg(self._on_message)  # pyright: ignore[reportUnknownMemberType] - ipywidgets is untyped

    @traitlets.validate("rows")
    def _known_rows(self, proposal: dict[str, Any]) -> str | None:
        rows: str | None = proposal["value"] or None
        if rows is not None and rows not in ROWS and not own_name(rows):
            valid = ", ".join(map(repr, ROWS))
            raise ValueError(f"Board rows={rows!r}: no such swimlanes. Rows can be: {valid}, 'custom.<name>' or None.")
        return rows

    @traitlets.validate("language")
    def _known_language(self, proposal: dict[str, Any]) -> str | None:
        language: str | None = proposal["value"] or None
        if language is not None and language not in _LANGUAGES:
            raise ValueError(
                f"Board language={language!r}: not known. Languages: 'ja', 'en', or None: the journey's own."
            )
        return language

    def close(self) -> None:
        """Leave the page, and let the functions rest."""
        functions: Lanes | None = getattr(self, "_functions", None)  # closed before it was made whole
        if functions is not None:
            functions.close()
        super().close()

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        """A page that has just come looks at the lanes, or one that goes does no longer."""
        asked = cast("dict[str, object]", content).get("lanes") if isinstance(content, dict) else None
        if self._functions is None:
            return
        if asked == "watch":
            self._tell_lanes(self._functions.whole())
            self._functions.watch()
        elif asked == "leave":
            self._functions.leave()

    def _tell_lanes(self, message: Message) -> None:
        self.send({"lanes": message})  # pyright: ignore[reportUnknownMemberType]

    def still(self) -> Picture:
        """The board as it is now, for where no widget runs."""
        from journey_widgets.slides.picture import picture  # noqa: PLC0415 - only who shows the board draws it

        language = cast("Language | None", self.language)
        with_curve = cast("object", self.curve) is not None  # pyright: ignore[reportUnknownMemberType] - an untyped trait
        return picture(self.journey, language=language, rows=self.rows, curve=with_curve)

    def __repr__(self) -> str:
        title = self.journey.snapshot().document.get("about", {}).get("title", "")
        return f"<Board of {title!r}, revision {self.journey.revision}>"


def _curve_of(journey: Journey) -> anywidget.AnyWidget:
    # Imported here: a board without its curve needs neither Altair nor pandas.
    from journey_widgets.widgets.chart import EmotionCurve  # noqa: PLC0415

    return EmotionCurve(journey, axes=False)


def _no_such_option(name: str) -> str:
    near = difflib.get_close_matches(name, _OPTIONS, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"Board has no option {name!r}.{hint} Options: {', '.join(map(repr, _OPTIONS))}."
