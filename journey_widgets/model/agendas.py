"""Ready agendas of 60, 120 and 240 minutes, and what beginning a step does. Twin of `js/src/agenda/steps.ts`.

The 120-minute script is put together from published workshops of 60 minutes to a day (Atlassian's play, workshopr,
IdeaPlan, Heart of the Customer, the Japanese government's guidebook): people write and score alone before they talk,
talk only where they disagree, and end with owners and dates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from journey_widgets.model.errors import ChangeError
from journey_widgets.model.order import by_rank
from journey_widgets.model.rank import spread
from journey_widgets.model.session import LONGEST, MOST_DOTS, moment
from journey_widgets.words import LANGUAGES

__all__ = ["DOTS", "LENGTHS", "beginning", "ending", "following", "records"]

#: Minutes of the ready agendas.
LENGTHS: Final = (60, 120, 240)
#: Dots each person has in a vote that does not say.
DOTS: Final = 3


def records(minutes: int = 120, language: str = "ja") -> dict[str, dict[str, Any]]:
    """The items of a ready agenda by id, as they stand in a journey's `agenda` table.

    Raises:
        ChangeError: there is no agenda of that length, or no such language.

    """
    if minutes not in LENGTHS:
        raise ChangeError("agenda.no_such_length", value=repr(minutes), valid=", ".join(map(str, LENGTHS)))
    if language not in LANGUAGES:
        raise ChangeError("agenda.no_such_language", value=repr(language))
    content = _content()
    plan: dict[str, int] = content["agendas"][str(minutes)]
    items: dict[str, dict[str, Any]] = {}
    for (name, length), rank in zip(plan.items(), spread(len(plan)), strict=True):
        step: dict[str, Any] = content["steps"][name]
        said = {field: step[field][language] for field in ("title", "hint") if field in step}
        rest = {field: step[field] for field in ("activity", "opens") if field in step}
        items[name] = {**said, "rank": rank, "minutes": length, **rest}
        if rest.get("activity") == "vote":
            items[name]["dots"] = DOTS
    return items


def following(agenda: Mapping[str, Mapping[str, Any]], step: str) -> str:
    """The id of the item after `step`, the first where there is no such step; "" after the last."""
    names = by_rank(agenda)
    place = names.index(step) + 1 if step in names else 0
    return names[place] if place < len(names) else ""


def beginning(step: str, item: Mapping[str, Any] | None, now: datetime) -> dict[str, Any]:
    """The fields of the session that a step changes when it begins at `now` (aware)."""
    item = item or {}
    seconds = min(60 * float(item.get("minutes", 0)), LONGEST)
    activity = item.get("activity")
    return {
        "step": step,
        "timer_ends": moment(now + timedelta(seconds=seconds)) if seconds else "",
        "timer_left": 0,
        "silent": activity == "silent",
        "revealed": activity not in ("silent", "vote"),
        "voting": min(item.get("dots", DOTS), MOST_DOTS) if activity == "vote" else 0,
    }


def ending() -> dict[str, Any]:
    """The fields of the session that the end of the agenda changes: no step, no timer, everything shown."""
    return {"step": "", "timer_ends": "", "timer_left": 0, "silent": False, "revealed": True, "voting": 0}


@cache
def _content() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("agendas.json").read_text(encoding="utf-8"))
