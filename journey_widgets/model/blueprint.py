"""A map's bones as a template, and a new map on them: what everyone may have, without anything about anybody."""

from __future__ import annotations

from typing import Final

from journey_widgets.model.document import VERSION, header
from journey_widgets.model.patch import Document, Json, is_object
from journey_widgets.words import Language

__all__ = ["FORMAT", "begun", "bones"]

#: What a template's file says it is.
FORMAT: Final = "journey-template"
# What is not listed is left out, fields nobody has thought of yet included: better a template that lacks something than
# one that carries a name. Owners are people; thoughts, needs and importance are what these personas said; the lens
# (purpose, scenario, target) is that of one workshop.
_ABOUT: Final = ("title", "language", "scale", "north_star")
_STAGE: Final = ("name", "rank", "goal", "strategy", "kpi", "duration")
_TOUCHPOINT: Final = ("title", "stage", "rank", "channel", "action", "backstage", "exists_in", "duration")
_LINK: Final = ("source", "target", "condition", "delay")
_STEP: Final = ("title", "rank", "minutes", "activity", "hint", "opens", "dots")


def bones(document: Document, *, touchpoints: bool = True) -> Document:
    """The template of a map: its title, scale and north star, stages, agenda, and (if wanted) touchpoints and links.

    Of a touchpoint its check list stays, with nothing ticked, and its own fields, with nothing in them. There are no
    personas, scores, notes, votes, actions, measures, participants, views or pictures, no owners, no evidence, and no
    field that this version does not know.
    """
    template: Document = {
        "format": FORMAT,
        "version": VERSION,
        "about": _only(_ABOUT, document["about"]),
        "stages": {name: _only(_STAGE, record) for name, record in document["stages"].items()},
        "agenda": {name: _only(_STEP, record) for name, record in document["agenda"].items()},
    }
    if touchpoints:
        template["touchpoints"] = {name: _card(record) for name, record in document["touchpoints"].items()}
        template["links"] = {name: _only(_LINK, record) for name, record in document["links"].items()}
    return template


def begun(template: Document, language: Language | None = None) -> Document:
    """A new map's document on a template (or on the bones of a map), with a fresh id.

    Args:
        template: what `bones` makes, or a whole document, as they are read from a file.
        language: what the board speaks; the template's own language where None. Its texts stay as they are.

    """
    document: Document = {**bones(template), **header()}
    if language is not None:
        document["about"]["language"] = language
    return document


def _only(fields: tuple[str, ...], record: Document) -> Document:
    return {field: record[field] for field in fields if field in record}


def _card(record: Document) -> Document:
    card = _only(_TOUCHPOINT, record)
    checks = record.get("checks")
    if is_object(checks):
        card["checks"] = {name: {"text": check["text"]} for name, check in checks.items()}
    own = record.get("custom")
    if is_object(own):
        card["custom"] = {name: _nothing(value) for name, value in own.items()}
    return card


def _nothing(value: Json) -> Json:
    """What says that a field is there, and holds nothing: a number or a flag would already say something."""
    return [] if isinstance(value, list) else {} if isinstance(value, dict) else ""
