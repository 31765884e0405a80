"""What a document's numbers are on another scale: the scores, and what actions say about scores."""

from __future__ import annotations

from typing import Final

from journey_widgets.model.patch import Document, Patch
from journey_widgets.model.scale import Scale

__all__ = ["measure", "rescaled"]

#: Where an action remembers a touchpoint's mean score. A mean need not be a value of the scale.
_MEANS: Final = ("score_before", "score_after")


def measure(scale: Scale) -> tuple[float | None, ...]:
    """What tells two scales apart when numbers are on them; what its values are called does not."""
    return scale.low, scale.high, scale.step, scale.neutral


def rescaled(document: Document, old: Scale, new: Scale) -> tuple[Patch, int]:
    """The patch that brings the scores, and the effects and means of actions, from `old` to `new`.

    A score becomes the nearest value of the new scale, through −1 … +1; an effect, a difference of scores, grows with
    the length of the scale; a mean is not rounded.

    Returns:
        The patch (`scores` always, `actions` where there is something to convert), and how many scores were rounded.

    """
    given: Document = document["scores"]
    scores = {name: {"score": old.convert(record["score"], new)} for name, record in given.items()}
    rounded = sum(new.score(old.unit(record["score"])) != scores[name]["score"] for name, record in given.items())
    patch: Patch = {"scores": scores}
    actions: Patch = {}
    for name, record in document["actions"].items():
        change: Patch = {field: _plain(new.score(old.unit(record[field]))) for field in _MEANS if field in record}
        if "effect" in record:
            change["effect"] = _plain(record["effect"] * (new.high - new.low) / (old.high - old.low))
        if change:
            actions[name] = change
    if actions:
        patch["actions"] = actions
    return patch, rounded


def _plain(value: float) -> float:
    """Without the dust of floating point; whole numbers are integers, as documents have them."""
    tidy = round(value, 9)
    return int(tidy) if float(tidy).is_integer() else tidy
