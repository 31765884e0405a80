"""Every word a person reads, in Japanese and English.

The catalogue is all `*.json` files beside this module: `{"area.something_said": {"ja": "…", "en": "…"}}`,
with placeholders like `{name}`. The same files are read by the browser's `shell/words.ts`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

__all__ = ["LANGUAGES", "Said", "catalogue", "said", "say"]

Language = Literal["ja", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")
#: One thing said in every language.
Said = dict[str, str]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONGEST_LIST = 12


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """All entries of all areas: key → language → text. Read once.

    Raises:
        ValueError: two files define the same key, so that one would silently hide the other.

    """
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.json")):
        area = cast("dict[str, dict[str, str]]", json.loads(path.read_text(encoding="utf-8")))
        twice = sorted(entries.keys() & area.keys())
        if twice:
            raise ValueError(f"{path.name} says again what another file already says: {', '.join(twice)}")
        entries.update(area)
    return entries


def say(key: str, language: str | None = None, **values: object) -> str:
    """The text of `key` in `language` ("ja" or "en", English where it is None or unknown) with its placeholders filled.

    A value can be anything with a `str()`; a list becomes quoted names ('a', 'b'), and a mapping of languages (what
    `said` returns) is read in the language asked for.

    Raises:
        KeyError: there is no such entry, or a placeholder has no value.

    """
    entry = catalogue().get(key)
    if entry is None:
        raise KeyError(f"no entry {key!r} in the catalogue of words (journey_widgets/words/*.json)")
    spoken = language if language is not None and language in entry else "en"

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in values:
            raise KeyError(f"the words {key!r} need a value for {{{name}}}")
        text = _spell(values[name], spoken)
        if match.start() == 0 and isinstance(values[name], Mapping):  # "touchpoint 'tp_1' …" begins a sentence
            text = text[:1].upper() + text[1:]
        return text

    return _PLACEHOLDER.sub(fill, entry[spoken])


def said(key: str, **values: object) -> Said:
    """The text of `key` in every language: `{"ja": "…", "en": "…"}`. Raises like `say`."""
    return {language: say(key, language, **values) for language in LANGUAGES}


def _spell(value: object, language: str) -> str:
    if isinstance(value, Mapping):
        spoken = cast("Mapping[str, Any]", value)
        return str(spoken.get(language, spoken.get("en", "")))
    if isinstance(value, list | tuple):
        names = [f"'{name}'" for name in cast("list[object]", value)]
        shown = names[:_LONGEST_LIST]
        if len(names) > len(shown):
            shown.append(f"… (+{len(names) - len(shown)})")
        return ("、" if language == "ja" else ", ").join(shown) if shown else "—"
    return str(value)
