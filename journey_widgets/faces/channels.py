"""Which line icon a channel's name calls for, in Japanese or English; the page reads the same `channels.json`."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["channel_icon"]

_OTHER = "channel-other"


@cache
def _read() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, Any] = json.loads(
        resources.files("journey_widgets.faces").joinpath("channels.json").read_text(encoding="utf-8")
    )
    # ASCII: a word's edge is where JavaScript sees one, between 告 and "ad" too.
    return found["icons"], [(icon, re.compile(rule, re.IGNORECASE | re.ASCII)) for icon, rule in found["rules"]]


def channel_icon(channel: str) -> str:
    """The icon of a channel as an SVG path in a square of 16, to be stroked; a plain tag for one nobody foresaw."""
    icons, rules = _read()
    return icons[next((icon for icon, rule in rules if rule.search(channel)), _OTHER)]
