"""Scores of both sides on one scale: who scored while somebody else changed the scale meant the old one."""

from __future__ import annotations

from journey_widgets.model.check import scale_in
from journey_widgets.model.patch import Document, apply, same
from journey_widgets.model.rescaling import measure, rescaled
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
    if measure(scale) == measure(target):
        return document
    return apply(document, rescaled(document, scale, target)[0])
