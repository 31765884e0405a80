"""What a person calls a record, a field and a value: for the history, for differences and for conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast, get_args

from journey_widgets.model import check
from journey_widgets.model.describe import name_of, thing
from journey_widgets.model.integrity import FROM
from journey_widgets.model.patch import Document, Json, is_object
from journey_widgets.model.records import TABLES, About
from journey_widgets.words import LANGUAGES, Said, catalogue, said, say

__all__ = ["called", "excerpts", "field_called", "joined", "name_in", "spelled", "whose"]

_LONG: Final = 40


def name_in(document: Document, table: str, name: str) -> str:
    """The title, name, label or text of a record; its id where it has none or is not there."""
    return name_of(document.get(table, {}).get(name), name)


def called(document: Document, table: str, name: str) -> Said:
    """A record within a sentence: 「SNS広告」, ステージ「購入」, the score of “Pay” (Hana)."""
    if table == "about":
        return said("difference.the_map")
    record: Document = document.get(table, {}).get(name, {})
    if table == "scores":
        card = name_in(document, "touchpoints", record.get("touchpoint", name))
        return said("difference.called_score", name=card, whose=whose(document, record))
    if table == "votes":
        note = name_in(document, "notes", record.get("note", name))
        who = name_in(document, "participants", record.get("participant", ""))
        return said("difference.called_vote", name=note, who=who)
    if table == "links":
        ends = {end: name_in(document, "touchpoints", record.get(end, "")) for end in ("source", "target")}
        return said("difference.called_link", **ends)
    if table == "touchpoints":
        return said("difference.called", name=name_of(record, name))
    # By language, since a word in every language is capitalised where it begins an entry, and this one never does.
    words = thing(table)
    return {
        language: say("difference.called_thing", language, thing=words[language], name=name_of(record, name))
        for language in LANGUAGES
    }


def whose(document: Document, score: Document, *, participant: bool = True) -> Said:
    """Of whom and of what a score is, in brackets; empty for the agreed score of everybody as things are."""
    parts: list[Said | str] = []
    if "persona" in score:
        parts.append(name_in(document, "personas", score["persona"]))
    if score.get("state", "as_is") != "as_is":
        parts.append(said("difference.value_to_be"))
    if participant and "participant" in score:
        parts.append(name_in(document, "participants", score["participant"]))
    return said("difference.whose", parts=joined(parts)) if parts else dict.fromkeys(LANGUAGES, "")


def joined(parts: Sequence[Said | str], separator: str | None = None) -> Said:
    """Several things one after the other: by `separator`, or as each language does it."""

    def text(language: str) -> str:
        between = separator or ("、" if language == "ja" else ", ")
        return between.join(part if isinstance(part, str) else part[language] for part in parts)

    return {language: text(language) for language in LANGUAGES}


def field_called(table: str, field: str) -> Said | str:
    """What a field is called within a sentence; a field we don't know by its own name."""
    for key in (f"difference.field_{table}_{field}", f"difference.field_{field}"):
        if key in catalogue():
            return said(key)
    return field


def spelled(document: Document, table: str, field: str, value: Json) -> Said | str | None:
    """A value within a sentence; None where it has too many parts to be said."""
    if (table, field) == ("scores", "score"):
        return check.scale_in(document).spelled(value)
    if isinstance(value, bool):
        return said("difference.yes" if value else "difference.no")
    if isinstance(value, list):
        texts = [text for text in cast("list[Json]", value) if isinstance(text, str)]
        value = "・".join(texts) if texts else {}
    if not isinstance(value, str):
        return None if is_object(value) else str(value)
    reference = next((one for one in FROM.get(table, ()) if one.field == field), None)
    if reference is not None:
        return said("difference.quoted", text=name_in(document, reference.target, value))
    choice = f"difference.value_{value}"
    if _is_choice(table, field) and choice in catalogue():
        return said(choice)
    return said("difference.quoted", text=_short(value))


def excerpts(old: Json, new: Json) -> tuple[Json, Json]:
    """Two texts cut so that a reader sees where they differ; anything else as it is."""
    if not (isinstance(old, str) and isinstance(new, str)) or max(len(old), len(new)) <= _LONG:
        return old, new
    same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - _LONG // 2)
    return ("…" + old[start:], "…" + new[start:]) if start else (old, new)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"


def _is_choice(table: str, field: str) -> bool:
    model = About if table == "about" else TABLES.get(table)
    info = model.model_fields.get(field) if model else None
    return info is not None and str not in (info.annotation, *get_args(info.annotation))
