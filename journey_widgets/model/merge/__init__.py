"""Two versions of a map that began as one, made into one: field by field, and always a valid map.

Where both sides changed the same thing differently, ours stays and the conflict is listed. It goes in three steps, on
plain documents: scores are brought to one scale (`scales`), what one side deleted and the other one needs is settled
(`deletions`), and then every field is merged by itself (`fields`).
"""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.model.merge.conflicts import Conflict, Conflicts
from journey_widgets.model.merge.deletions import mended, settled
from journey_widgets.model.merge.fields import merged_fields
from journey_widgets.model.merge.scales import on_one_scale
from journey_widgets.model.patch import Document, same

__all__ = ["Conflict", "Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged document, and what could not be merged, in reading order: ours was kept there."""

    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base: Document, ours: Document, theirs: Document) -> Merged:
    """Both sides' changes since `base`, in one document, which keeps the id of ours.

    All three are documents as a journey holds them (`repair` makes one of any other) and of one version; `base` is an
    empty one (`document.empty`) where both sides began anew. The result shares parts with them. What holds:
    `merge(b, o, b)` is `o`, `merge(b, b, t)` is `t`, `merge(b, x, x)` is `x`; nothing dangles; scores are on the scale.

    To let the other side win, exchange the two.
    """
    if same(ours, theirs) or same(base, theirs):
        return Merged(ours, ())
    if same(base, ours):
        return Merged(theirs, ())
    base, ours, theirs = on_one_scale(base, ours, theirs)
    conflicts = Conflicts(base, ours, theirs)
    ours, theirs = settled(base, ours, theirs, conflicts)
    document = merged_fields(base, ours, theirs, conflicts)
    return Merged(mended(document, conflicts), conflicts.listed())
