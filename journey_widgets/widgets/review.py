"""What the map still lacks, rule by rule, with a way to the card."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from journey_widgets.analysis.review import ALL, Finding, Rule, heading
from journey_widgets.analysis.review.finding import card_of
from journey_widgets.analysis.review.review import found_by, name_of
from journey_widgets.widgets.drawer import Drawer
from journey_widgets.widgets.rest import Rest
from journey_widgets.words import said

if TYPE_CHECKING:
    import anywidget

    from journey_widgets.analysis.scores import Document
    from journey_widgets.model import Change, Journey

__all__ = ["Review", "keep_findings", "told", "told_by"]

#: The map is looked at again when nobody has changed it for so long, in seconds …
CALM = 0.4
#: … but no later than this after the first change.
PATIENCE = 3.0
#: So many findings of a rule are told: nobody reads a thousand, and a page should not carry them.
MOST = 100


class Review(Drawer):
    """What the map still lacks, rule by rule, with a way to the card; looked at again after every change.

    Args:
        journey: the journey to review.
        language: `"ja"` or `"en"`; None: the journey's own language (`about.language`).
        rules: what to check by; `jw.rules.ALL` where None. A rule that fails says so in its place.

    Raises:
        TypeError: `journey` is not a journey.
        ValueError: `language` is none of those above.

    """

    name = "review"

    # None in one that was refused: the garbage collector closes it all the same.
    _stop: Callable[[], None] | None = None

    def __init__(self, journey: Journey, language: str | None = None, *, rules: Iterable[Rule] | None = None) -> None:
        super().__init__(journey, language)
        self._stop = keep_findings(self, journey, rules)

    def close(self) -> None:
        """Stop following the journey."""
        if self._stop is not None:
            self._stop()
        super().close()


def keep_findings(
    widget: anywidget.AnyWidget, journey: Journey, rules: Iterable[Rule] | None = None
) -> Callable[[], None]:
    """Keep `widget.findings` (a synced list) what the rules find in the journey, now and after every change.

    The map is looked at when the hand rests: 0.4 s after the last change, at the latest 3 s after the first, between
    the kernel's messages. The widget is not kept alive.

    Args:
        widget: has a list trait `findings`.
        journey: the journey.
        rules: what to check by; `jw.rules.ALL` where None.

    Returns:
        A function that stops it.

    """
    keeper = _Keeper(widget, journey, ALL if rules is None else tuple(rules))
    keeper.look()
    return keeper.stop


def told(journey: Journey, rules: Sequence[Rule], today: date | None = None) -> list[dict[str, Any]]:
    """What a page is told, rule after rule; see `told_by`."""
    document = journey.snapshot().document
    return [row for rule in rules for row in told_by(rule, document, date.today() if today is None else today)]


def told_by(rule: Rule, document: Document, today: date) -> list[dict[str, Any]]:
    """What a page is told by one rule.

    Each row has `rule`, its `heading`, the sentence `said`, `table`, `id` and the `card` to click to. Of very many
    findings the first are told, and a last row says how many `more` there are.
    """
    name, words = name_of(rule), heading(rule)
    try:
        found = found_by(rule, document, today)
    except Exception as error:  # noqa: BLE001 - whatever a person's rule does is said in its place, the others go on
        found = [Finding(said("review.rule_failed", rule=name, error=f"{type(error).__name__}: {error}"), rule=name)]
    rows: list[dict[str, Any]] = [
        {
            "rule": name,
            "heading": words,
            "said": one.words,
            "table": one.table,
            "id": one.id,
            "card": card_of(document, one.table, one.id),
        }
        for one in found[:MOST]
    ]
    more = len(found) - MOST
    if more > 0:
        last = {
            "rule": name,
            "heading": words,
            "said": said("review.and_more", n=more),
            "table": "",
            "id": "",
            "card": "",
        }
        rows.append({**last, "more": more})
    return rows


class _Keeper:
    """Looks rule by rule, so that no message of the hand waits for more than one of them."""

    def __init__(self, widget: anywidget.AnyWidget, journey: Journey, rules: Sequence[Rule]) -> None:
        self._widget = weakref.ref(widget)
        self._journey = journey
        self._rules = rules
        self._first = self._last = 0.0
        self._rest = Rest(self._rested, CALM)
        self._next = Rest(self._step, 0)
        self._left: list[Rule] = []
        self._found: list[dict[str, Any]] = []
        self._document: Document = {}
        self._unfollow = journey.on_change(self._noticed)

    def look(self) -> None:
        self._show(told(self._journey, self._rules))

    def stop(self) -> None:
        self._unfollow()
        self._rest.cancel()
        self._next.cancel()

    def _noticed(self, _change: Change) -> None:
        self._last = time.monotonic()
        self._first = self._first or self._last
        self._rest.soon()

    def _rested(self) -> None:
        now = time.monotonic()
        if now - self._last < CALM * 0.9 and now - self._first < PATIENCE:
            self._rest.soon()
            return
        self._first = 0.0
        # One revision for all rules: what changes meanwhile is looked at next time.
        self._document = self._journey.snapshot().document
        self._left, self._found = list(self._rules), []
        self._step()

    def _step(self) -> None:
        if self._left:
            self._found += told_by(self._left.pop(0), self._document, date.today())
            self._next.soon()
            return
        self._show(self._found)

    def _show(self, found: list[dict[str, Any]]) -> None:
        widget: Any = self._widget()
        if widget is None:
            self.stop()
        elif widget.findings != found:
            widget.findings = found
