"""JSON merge patches (RFC 7396): apply, invert, diff. Pure functions on plain JSON; nothing is ever mutated.

Laws, for null-free documents: `apply(apply(d, p), invert(d, p)) == d` and `apply(a, diff(a, b)) == b`. Merge patches
are not closed under composition (delete-then-recreate cannot be said), so several changes are squashed into one by
`diff(before, after)`, never by merging their patches.
"""

from __future__ import annotations

from typing import Any, TypeAlias, TypeGuard

__all__ = ["Document", "Json", "Patch", "apply", "diff", "invert", "is_object", "minimal", "same"]

#: Any JSON value. Its shape is checked where it comes in (`model.check`), so nothing is gained by a recursive type.
Json: TypeAlias = Any
Document = dict[str, Json]
Patch = dict[str, Json]


def is_object(value: Json) -> TypeGuard[Document]:
    """Whether `value` is a JSON object."""
    return isinstance(value, dict)


def apply(document: Json, patch: Json) -> Json:
    """`document` after `patch`: null deletes a member, objects merge, anything else replaces (RFC 7396 §2).

    Only what lies on the way to a change is copied; the rest is shared with `document`, so that an older version stays
    valid and a member that is still the same object is known to be unchanged.
    """
    if not is_object(patch):
        return patch
    result = dict(document) if is_object(document) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif is_object(value):
            result[key] = apply(result.get(key), value)
        else:
            result[key] = value
    return result


def invert(document: Json, patch: Json) -> Json:
    """The patch that leads from `apply(document, patch)` back to the null-free `document`."""
    if not (is_object(document) and is_object(patch)):
        return document
    inverse: Patch = {}
    for key, value in patch.items():
        if key not in document:
            if value is not None:
                inverse[key] = None
        elif is_object(value) and is_object(document[key]):
            inner = invert(document[key], value)
            if inner:
                inverse[key] = inner
        else:
            inverse[key] = document[key]
    return inverse


def diff(before: Json, after: Json) -> Json:
    """The smallest patch that leads from `before` to the null-free `after`; `{}` where two objects are equal.

    Values are compared by JSON type: `1` and `true` differ. Members that are the same object are not looked into, which
    makes comparing two versions of one journey cheap.
    """
    if not (is_object(before) and is_object(after)):
        return after
    patch: Patch = {key: None for key in before if key not in after}
    for key, value in after.items():
        if key not in before:
            patch[key] = value
            continue
        was = before[key]
        if was is value:
            continue
        if is_object(was) and is_object(value):
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
                result[key] = apply(None, value)
        elif is_object(value) and is_object(document[key]):
            inner = minimal(document[key], value)
            if inner:
                result[key] = inner
        elif value is None or not same(document[key], value):
            result[key] = apply(None, value)
    return result


def same(a: Json, b: Json) -> bool:
    """Whether two JSON values are equal, type by type: `1` is not `true`, while `1` and `1.0` are one number."""
    if a is b:
        return True
    if is_object(a) and is_object(b):
        return a.keys() == b.keys() and all(same(value, b[key]) for key, value in a.items())
    if _is_list(a) and _is_list(b):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def _is_list(value: Json) -> TypeGuard[list[Json]]:
    return isinstance(value, list)
