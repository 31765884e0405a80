"""HTML by building, not by pasting: a title is data, and what is not marked as HTML is escaped."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from typing import Any, Final

__all__ = ["Html", "join", "json_script", "raw", "script", "tag"]

_EMPTY: Final = frozenset({"br", "col", "hr", "img", "link", "meta"})


class Html(str):
    """Text that is HTML already. Only this module and what checks its input make it."""

    __slots__ = ()


Child = str | Html | None | Iterable["str | Html | None"]


def raw(text: str) -> Html:
    """Text that is known to be HTML."""
    return Html(text)


def tag(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Html:
    """An element. Children that are not Html are escaped; None is nothing.

    Attributes: a trailing `_` falls (`class_`), other `_` become `-` (`aria_label`); None and False are left out, True
    stands alone.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    inside = join(children)
    return Html(f"<{name}{said}>") if name in _EMPTY else Html(f"<{name}{said}>{inside}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Children one after the other."""
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str):
            parts.append(html.escape(child))
        else:
            parts.append(join(child))
    return Html("".join(parts))


def script(code: str) -> Html:
    """A module of ours as an inline script.

    `</script` would end it. Only that is escaped: all of `</` would break regular expressions in Vega's code.
    """
    return Html(f'<script type="module">{escaped_code(code)}</script>')


def escaped_code(code: str) -> str:
    """JavaScript as it stands inside a script element; what the page's policy is told the hash of."""
    return re.sub(r"</(script)", r"<\\/\1", code.replace("\r\n", "\n"), flags=re.IGNORECASE)


def json_script(data: Any, **attributes: str | None) -> Html:  # noqa: ANN401 - anything JSON can hold
    """Data for a script to read; no text in it can end the element or be taken for markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f'<script type="application/json"{said}>{text.replace("<", chr(92) + "u003c")}</script>')


def _attribute(key: str, value: str | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
