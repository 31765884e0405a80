"""The messages of the protocol, as they travel. Twin of `js/src/sync/wire.ts`."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any, cast

from journey_widgets.model.change import Change, Kind
from journey_widgets.model.journey import Journey
from journey_widgets.widgets.people import Held
from journey_widgets.words import Said, said

__all__ = ["Bye", "Hello", "Holding", "Steer", "Step", "Unreadable", "frame", "read", "session"]

_LONGEST = 64
#: Half a character: it could be read, but not be sent on.
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Hello:
    """A page that wants to know: everything (`revision` None), or what happened after `revision`."""

    client: str
    revision: int | None
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a page's hand holds, or that it holds nothing any more. Not a step: it has no `seq` and is not kept."""

    client: str
    actor: str
    held: Held | None


@dataclass(frozen=True, slots=True)
class Bye:
    """The page is being closed."""

    client: str


@dataclass(frozen=True, slots=True)
class Steer:
    """A page changes the session: the step at hand, its timer, what the room may see. `n` names the answer."""

    client: str
    n: int
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a client's line: to do what `patch` says, or to undo or redo.

    `after` is the last seq the client knows to be answered; it is said when something is sent again, and lets a kernel
    that was restarted take the line up from there.
    """

    client: str
    seq: int
    kind: Kind
    patch: Any
    gesture: str | None
    actor: str
    after: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """No message of the protocol. `client` and `seq` are as far as they could be read."""

    client: str
    seq: int
    message: Said


def read(content: object) -> Hello | Holding | Bye | Steer | Step | Unreadable:
    """What the page says. Never raises: a page must get an answer to everything."""
    client, seq = "", 0
    try:
        fields = _object(content)
        client = _name(fields, "client")
        if fields.get("hello") is True:
            revision = None if fields.get("revision") is None else _count(fields, "revision")
            return Hello(client, revision, _actor(fields))
        if fields.get("bye") is True:
            return Bye(client)
        if "presence" in fields:
            return Holding(client, _actor(fields), _held(fields["presence"]))
        if "steer" in fields:
            return Steer(client, _count(fields, "n") if "n" in fields else 0, _object(fields["steer"]))
        seq = _count(fields, "seq", least=1)
        return Step(
            client=client,
            seq=seq,
            kind=_kind(fields),
            patch=fields.get("patch"),
            gesture=None if fields.get("gesture") is None else _name(fields, "gesture"),
            actor=_actor(fields),
            after=_count(fields, "after") if "after" in fields else 0,
        )
    except _WrongError as problem:
        return Unreadable(client, seq, said("sync.not_a_message", problem=str(problem)))


def frame(change: Change, history: dict[str, Said | None] | None = None) -> dict[str, Any]:
    """A change as everyone gets it; with `history`, what its actor can undo and redo now."""
    message: dict[str, Any] = {
        "revision": change.revision,
        "patch": change.patch,
        "client": change.client,
        "seq": change.seq,
        "actor": change.actor,
    }
    if history is not None:
        message["history"] = history
    return message


def session(journey: Journey) -> dict[str, Any]:
    """The session as every page gets it: its fields, `at` (when it was last changed) and `now`, by this clock.

    Both are seconds since 1970. `at` tells an older message from a newer one, and is 0 in a kernel where nobody has
    steered yet; by `now`, a page whose clock is wrong still shows the right time on the timer.
    """
    return {**journey.session.document(), "at": journey.steered_at, "now": time.time()}


class _WrongError(ValueError):
    """Names the field that is not what it should be."""


def _object(content: object) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _WrongError(type(content).__name__)
    return cast("dict[str, Any]", content)


def _held(content: object) -> Held | None:
    if content is None:
        return None
    fields = _object(content)
    doing = fields.get("doing")
    if doing not in ("drag", "edit"):
        raise _WrongError("doing")
    return Held(_name(fields, "table"), _name(fields, "id"), doing)


def _kind(fields: dict[str, Any]) -> Kind:
    kinds: list[Kind] = [kind for kind in ("undo", "redo") if fields.get(kind) is True]
    if "patch" in fields:
        kinds.append("do")
    if len(kinds) != 1:
        raise _WrongError("patch / undo / redo")
    return kinds[0]


def _actor(fields: dict[str, Any]) -> str:
    return _name(fields, "actor") if fields.get("actor") else ""


def _name(fields: dict[str, Any], field: str) -> str:
    value = fields.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or _HALF.search(value):
        raise _WrongError(field)
    return value


def _count(fields: dict[str, Any], field: str, *, least: int = 0) -> int:
    value = fields.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _WrongError(field)
    return value
