"""The workshop, minute by minute: steps, a timer, and what the room may see."""

from __future__ import annotations

from journey_widgets.model.order import by_rank
from journey_widgets.model.patch import Document
from journey_widgets.widgets.drawer import Drawer, Rows
from journey_widgets.words import say

__all__ = ["Agenda"]


class Agenda(Drawer):
    """The workshop, minute by minute: steps, a timer, and what the room may see.

    The timer and the step at hand are `journey.session`: shared by every page of this kernel, steered by
    `journey.steer(…)` and `journey.begin_step(…)` too, gone with the kernel (a page that still knows them gives them
    back to the next one). `journey.set_agenda(60)`, `(120)` and `(240)` put a ready agenda in its place.
    """

    name = "agenda"

    def rows(self) -> Rows:
        """Number, minutes from–to, title, how long, what to do: a row a step."""
        language = self.language or self.journey.language
        agenda: Document = self.journey.snapshot().document["agenda"]
        rows: list[list[object]] = []
        at = 0.0
        for number, name in enumerate(by_rank(agenda), 1):
            item = agenda[name]
            until = at + item["minutes"]
            length = say("agenda.minutes", language, minutes=_figure(item["minutes"]))
            rows.append([number, f"{_figure(at)}–{_figure(until)}", item["title"], length, item.get("hint")])
            at = until
        return rows


def _figure(minutes: float) -> str:
    return f"{round(minutes, 1):g}"
