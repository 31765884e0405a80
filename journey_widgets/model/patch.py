"""JSON merge patches (RFC 7396): apply, invert, diff. Pure functions on plain JSON; nothing is ever mutated.

Laws, for null-free documents: `apply(apply(d, p), invert(d, p)) == d` and `apply(a, diff(a, b)) == b`. Merge patches
are not closed under composition (delete-then-recreate cannot be said), so several changes are squashed into one by
`diff(before, after)`, never by merging their patches.
"""

from __future__ import annotations

from typing import Any, cast

__all__ = ["Document", "Patch", "apply", "diff", "invert", "minimal", "same"]

Document = dict[str, Any]
Patch = dict[str, Any]


def apply(document: Any, patch: Any) -> Any:
    """`document` after `patch`: null deletes a member, objects merge, anything else replaces (RFC 7396 §2).

    Only what lies on the way to a change is copied; the rest is shared with `document`, so that an older version stays
    valid and a member that is still the same object is known to be unchanged.
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(cast("Document", document)) if isinstance(document, dict) else {}
    for key, value in cast("Patch", patch).items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict):
            result[key] = apply(result.get(key), value)
        else:
            result[key] = value
    return result


def invert(document: Any, patch: Any) -> Any:
    """The patch that leads from `apply(document, patch)` back to the null-free `document`."""
    if not (isinstance(document, dict) and isinstance(patch, dict)):
        return cast("Any", document)
    before = cast("Document", document)
    inverse: Patch = {}
    for key, value in cast("Patch", patch).items():
        if key not in before:
            if value is not None:
                inverse[key] = None
        elif isinstance(value, dict) and isinstance(before[key], dict):
            inner = invert(before[key], value)
            if inner:
                inverse[key] = inner
        else:
            inverse[key] = before[key]
    return inverse


def diff(before: Any, after: Any) -> Any:
    """The smallest patch that leads from `before` to the null-free `after`; `{}` where two objects are equal.

    Values are compared by JSON type: `1` and `true` differ. Members that are the same object are not looked into, which
    makes comparing two versions of one journey cheap.
    """
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return cast("Any", after)
    old, new = cast("Document", before), cast("Document", after)
    patch: Patch = {key: None for key in old if key not in new}
    for key, value in new.items():
        if key not in old:
            patch[key] = value
            continue
        was = old[key]
        if was is value:
            continue
        if isinstance(was, dict) and isinstance(value, dict):
            inner = diff(was, value)
            if inner:
                patch[key] = inner
        elif not same(was, value):
            patch[key] = value
    return patch


def minimal(document: Document, patch: Patch) -> Patch:
    """The part of `patch` that changes something in `document`. Costs as much as the patch is large."""
    result: Patch = {}
    for key, value in patch.items():
        if key not in document:
            if value is not None:
                result[key] = value
        elif isinstance(value, dict) and isinstance(document[key], dict):
            inner = minimal(document[key], cast("Patch", value))
            if inner:
                result[key] = inner
        elif value is None or not same(document[key], value):
            result[key] = value
    return result


def same(a: Any, b: Any) -> bool:
    """Whether two JSON values are equal, type by type: `1` is not `true`, while `1` and `1.0` are one number."""
    if a is b:
        return True
    if isinstance(a, dict):
        if not isinstance(b, dict):
            return False
        left, right = cast("Document", a), cast("Document", b)
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    if isinstance(a, list):
        if not isinstance(b, list):
            return False
        these, those = cast("list[Any]", a), cast("list[Any]", b)
        return len(these) == len(those) and all(same(x, y) for x, y in zip(these, those, strict=True))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)
