"""What the drawers share: one journey, one step of the workshop, in a cell of its own or in the Workshop."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from typing import Any, ClassVar, cast

import anywidget
import traitlets

from journey_widgets.model.journey import Journey
from journey_widgets.model.order import reading_order
from journey_widgets.model.patch import Document
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.sync import channels
from journey_widgets.words import say

__all__ = ["Drawer"]

_log = logging.getLogger("journey_widgets")
_LANGUAGES = ("ja", "en")
#: What a record is called, in the order in which it is looked for.
_CALLED = ("title", "name", "text")
#: Pictures are light, whatever the page is: so is this.
_TABLE = '<table style="border-collapse:collapse;font-size:13px;text-align:left">'
_CELL = "padding:3px 12px 3px 0;border-bottom:1px solid #dde1e8;text-align:left;vertical-align:top"

Rows = Sequence[Sequence[object]]
Bundle = dict[str, Any]


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
    #: The table whose records it is about.
    about: ClassVar[str] = ""

    what = traitlets.Unicode().tag(sync=True)
    sync = anywidget.WidgetTrait().tag(sync=True)
    feed = anywidget.WidgetTrait().tag(sync=True)
    language = traitlets.Unicode(None, allow_none=True, help="'ja' or 'en'; None: the journey's own.").tag(sync=True)
    findings = traitlets.List(
        traitlets.Any(), help="What the kernel says about the journey; only `Review` fills it."
    ).tag(sync=True)

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

    def rows(self) -> Rows:
        """What stands in the drawer, for where no widget runs: a row a record, its name first.

        Nothing where there is nothing to show. Texts are plain; they are escaped on their way into the page.
        """
        table = self.about or self.name
        document = self.journey.snapshot().document
        records: Document = document.get(table, {})
        return [
            [next((record[field] for field in _CALLED if record.get(field)), name)]
            for name in reading_order(document, table)
            for record in (records[name],)
        ]

    def still(self) -> str:
        """The drawer as an HTML table, of the journey as it is now."""
        language = self.language or self.journey.language
        cells = [[_cell(value) for value in row] for row in self.rows()]
        body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells) or f"<tr>{_cell('—')}</tr>"
        title = f"{self.journey.about['title']} · {say(f'{self.name}.title', language)}"
        caption = f'<caption style="text-align:left;font-weight:600;padding:4px 0">{escape(title)}</caption>'
        return f'<div lang="{language}">{_TABLE}{caption}{body}</table></div>'

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[Bundle, Bundle] | None:
        parent: Any = super()
        given = parent._repr_mimebundle_(**kwargs)  # noqa: SLF001 - the hook every display of a widget goes through
        if given is None:
            return None
        data, metadata = cast("tuple[Bundle, Bundle]", given if isinstance(given, tuple) else (given, {}))
        try:
            table = self.still()
        except Exception:
            # Whatever is wrong with the table, the widget itself must show.
            _log.warning("what %s shows without a widget could not be made", type(self).__name__, exc_info=True)
            return data, metadata
        return {**data, "text/html": table}, metadata

    def __repr__(self) -> str:
        title = self.journey.snapshot().document.get("about", {}).get("title", "")
        return f"<{type(self).__name__} of {title!r}, revision {self.journey.revision}>"


def _cell(value: object) -> str:
    return f'<td style="{_CELL}">{escape("" if value is None else str(value))}</td>'
