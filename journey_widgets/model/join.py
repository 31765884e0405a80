"""The readable table of a journey: names instead of ids, and what the scores say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from journey_widgets.model.order import touchpoints_in_order
from journey_widgets.model.patch import Document

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["table"]


def table(document: Document) -> pd.DataFrame:
    """One row per touchpoint, persona and state that has a score, and one for every touchpoint that has none.

    Rows are in reading order, the index is the touchpoint's id. Columns: `stage` (name; missing in the pool), `title`,
    `channel`, `moment_of_truth`, `persona` (name; missing for everyone), `state`, `mean` (the agreed score where there
    is one, otherwise the mean of the participants weighted by the score's weight, else the participant's), `n`
    (participants), `spread` (interquartile range of their scores, linear interpolation; missing where n is 0).
    """
    import pandas as pd  # noqa: PLC0415 (only who wants frames pays for pandas)

    lines: dict[str, dict[tuple[str, str], list[Document]]] = {}
    for record in document["scores"].values():
        line = (record.get("persona", ""), record["state"])
        lines.setdefault(record["touchpoint"], {}).setdefault(line, []).append(record)
    rows: list[dict[str, Any]] = []
    for name in touchpoints_in_order(document):
        card: Document = document["touchpoints"][name]
        base = {
            "id": name,
            "stage": document["stages"].get(card.get("stage", ""), {}).get("name"),
            "title": card["title"],
            "channel": card.get("channel"),
            "moment_of_truth": card.get("moment_of_truth"),
        }
        for persona, state in sorted(lines.get(name, {})):
            figures = _figures(lines[name][persona, state], document["participants"])
            called = document["personas"].get(persona, {}).get("name")
            rows.append({**base, "persona": called, "state": state, **figures})
        if name not in lines:
            rows.append({**base, "persona": None, "state": None, "mean": None, "n": 0, "spread": None})
    kinds = {
        **dict.fromkeys(("id", "stage", "title", "channel", "persona"), "str"),
        "moment_of_truth": "boolean",
        "state": pd.CategoricalDtype(["as_is", "to_be"], ordered=True),
        "mean": "Float64",
        "n": "Int64",
        "spread": "Float64",
    }
    order = ["id", "stage", "title", "channel", "moment_of_truth", "persona", "state", "mean", "n", "spread"]
    columns = {key: pd.Series([row[key] for row in rows], dtype=kinds[key]) for key in order}
    return cast("pd.DataFrame", cast("Any", pd.DataFrame(columns)).set_index("id"))


def _figures(records: list[Document], participants: Document) -> dict[str, Any]:
    given = [record for record in records if "participant" in record]
    agreed = next((record for record in records if "participant" not in record), None)
    scores = sorted(record["score"] for record in given)
    weights = [record.get("weight", participants.get(record["participant"], {}).get("weight", 1)) for record in given]
    if agreed is not None:
        mean = agreed["score"]
    elif sum(weights) > 0:
        mean = sum(weight * record["score"] for weight, record in zip(weights, given, strict=True)) / sum(weights)
    else:
        mean = sum(scores) / len(scores)
    spread = _quantile(scores, 0.75) - _quantile(scores, 0.25) if scores else None
    return {"mean": mean, "n": len(given), "spread": spread}


def _quantile(ordered: list[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = int(place)
    low, high = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return low + (high - low) * (place - below)
