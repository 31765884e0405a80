"""Maps to start from: stages with their usual touchpoints, in both languages, a JSON file each in `templates/`.

A text is `{"ja": …, "en": …}`; a touchpoint names one of the file's `channels`. `score` is an emotion to start from, on
−2…+2, only where the source gives one; `score_reason` says so on the score.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey_widgets.model.document import header
from journey_widgets.model.errors import ChangeError
from journey_widgets.model.ids import score_id
from journey_widgets.model.journey import Journey
from journey_widgets.model.rank import spread
from journey_widgets.model.scale import DEFAULT
from journey_widgets.words import LANGUAGES, Language, say

if TYPE_CHECKING:
    import pandas as pd

_FOLDER = Path(__file__).parent / "templates"
# As the people meet them: the everyday ones first.
_ORDER = (
    "awareness", "lifecycle", "engagement", "buyer", "ecommerce", "aidma", "aisas", "service", "public_service",
    "blank",
)  # fmt: skip


def names() -> tuple[str, ...]:
    """The names of all templates, the everyday ones first."""
    found = {path.stem for path in _FOLDER.glob("*.json")}
    return (*(name for name in _ORDER if name in found), *sorted(found.difference(_ORDER)))


def new(template: str | None = None, language: Language = "ja") -> Journey:
    """A journey in memory: the stages and touchpoints of `template`, or none at all, said in `language` ("ja" or "en").

    Raises:
        ChangeError: there is no such template or language; the message lists them.

    """
    return Journey(document(template, language))


def document(template: str | None = None, language: Language = "ja") -> dict[str, Any]:
    """The document of `new`, with a fresh id. Raises like `new`."""
    if language not in LANGUAGES:
        raise ChangeError("templates.no_such_language", value=repr(language), valid=LANGUAGES)
    made: dict[str, Any] = {
        **header(),
        "about": {"title": say("templates.untitled", language), "language": language, "scale": DEFAULT.document()},
    }
    if template is None:
        return made
    content = _content(template, language)

    def told(text: dict[str, str]) -> str:
        return text[language]

    made["about"]["title"] = told(content["title"])
    stages: dict[str, Any] = {}
    touchpoints: dict[str, Any] = {}
    scores: dict[str, Any] = {}
    for stage, stage_rank in zip(content["stages"], spread(len(content["stages"])), strict=True):
        stages[stage["id"]] = {"name": told(stage["name"]), "goal": told(stage["goal"]), "rank": stage_rank}
        cards = stage["touchpoints"]
        for card, card_rank in zip(cards, spread(len(cards)), strict=True):
            record = {
                "title": told(card["title"]),
                "channel": told(content["channels"][card["channel"]]),
                "stage": stage["id"],
                "rank": card_rank,
            }
            record |= {field: card[field] for field in ("duration", "moment_of_truth") if field in card}
            if "checks" in card:
                record["checks"] = {name: {"text": told(check)} for name, check in card["checks"].items()}
            touchpoints[card["id"]] = record
            if "score" in card:
                scores[score_id(card["id"])] = {
                    "touchpoint": card["id"],
                    "state": "as_is",
                    "score": card["score"],
                    "evidence": "assumed",
                    "reason": told(content["score_reason"]),
                }
    made |= {"stages": stages, "touchpoints": touchpoints}
    if "links" in content:
        made["links"] = {link["id"]: _link(link, language) for link in content["links"]}
    if scores:
        made["scores"] = scores
    return made


def _link(link: dict[str, Any], language: Language) -> dict[str, Any]:
    condition = {"condition": link["condition"][language]} if "condition" in link else {}
    return {field: link[field] for field in ("source", "target", "delay", "share") if field in link} | condition


def templates(language: Language = "ja") -> pd.DataFrame:
    """What there is to start from: one row a template, indexed by `template`.

    Columns: `title` (str), `stages` (tuple of names in order), `touchpoints` (how many), `source` (where it comes from,
    in words), `languages` (tuple).

    Raises:
        ChangeError: there is no such language.

    """
    import pandas as pd  # noqa: PLC0415 - the model does not need it otherwise

    rows: dict[str, dict[str, object]] = {}
    for name in names():
        content = _content(name, language)
        rows[name] = {
            "title": content["name"][language],
            "stages": tuple(stage["name"][language] for stage in content["stages"]),
            "touchpoints": sum(len(stage["touchpoints"]) for stage in content["stages"]),
            "source": content["source"][language],
            "languages": tuple(LANGUAGES),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("template")  # pyright: ignore[reportUnknownMemberType]


def _content(template: str, language: Language) -> dict[str, Any]:
    if language not in LANGUAGES:
        raise ChangeError("templates.no_such_language", value=repr(language), valid=LANGUAGES)
    if template not in names():
        raise ChangeError("templates.no_such_template", language=language, value=repr(template), valid=names())
    return _read(template)


@cache
def _read(template: str) -> dict[str, Any]:
    return json.loads((_FOLDER / f"{template}.json").read_text(encoding="utf-8"))
