"""Scores of both sides on one scale: who scored while somebody else changed the scale meant the old one."""

from __future__ import annotations

from journey_widgets.model.check import scale_in
from journey_widgets.model.patch import Document, same
from journey_widgets.model.scale import Scale

__all__ = ["on_one_scale"]


def on_one_scale(base: Document, ours: Document, theirs: Document) -> tuple[Document, Document, Document]:
    """The three with their scores on the scale of the merged map: ours if we changed it, otherwise theirs.

    `about.scale` stays what it is in each.
    """
    unchanged = same(base["about"]["scale"], ours["about"]["scale"])
    target = scale_in(theirs if unchanged else ours)
    return _on(base, target), _on(ours, target), _on(theirs, target)


def _on(document: Document, target: Scale) -> Document:
    scale = scale_in(document)
    if _measure(scale) == _measure(target):
        return document
    scores: Document = document["scores"]
    converted = {name: {**score, "score": scale.convert(score["score"], target)} for name, score in scores.items()}
    return {**document, "scores": converted}


def _measure(scale: Scale) -> tuple[float | None, ...]:
    return scale.low, scale.high, scale.step, scale.neutral
