"""The moments a journey can go back to, as a page asks for them: listed, kept under a name, gone back to.

`{client, moments: n}` asks for the list; with `keep: name` the journey is kept as it is now, with `restore: id` it
becomes what it was then (one change, which comes on the feed and can be undone). Answered `{client, moments: n,
list: […]}` with the newest first, or `{client, moments: n, refused: why}`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, cast

from journey_widgets.model.errors import JourneyError
from journey_widgets.words import said

if TYPE_CHECKING:
    from journey_widgets.model.checkpoint import Checkpoint
    from journey_widgets.model.journey import Journey

__all__ = ["about_a_moment", "answered"]

_log = logging.getLogger("journey_widgets")
Message = dict[str, Any]
#: Older ones are found in a cell: `journey.checkpoints()`.
MOST: Final = 50
_LONGEST: Final = 120


def about_a_moment(content: object) -> bool:
    """Whether a message is one of these."""
    return isinstance(content, dict) and "moments" in content


def answered(journey: Journey, content: object) -> Message:
    """The answer to a message about moments. Never raises."""
    fields = cast("Message", content)
    client, n = _text(fields.get("client")), fields.get("moments")
    answer: Message = {"client": client, "moments": n if isinstance(n, int) else 0}
    actor = _text(fields.get("actor"))
    try:
        if "keep" in fields:
            journey.checkpoint(_text(fields["keep"])[:_LONGEST], actor=actor)
        elif "restore" in fields:
            journey.restore(_text(fields["restore"]), actor=actor)
        return {**answer, "list": [_told(moment) for moment in reversed(journey.moments()[-MOST:])]}
    except JourneyError as error:
        return {**answer, "refused": error.said}
    except Exception as error:
        _log.exception("a moment could not be kept or gone back to")
        return {**answer, "refused": said("sync.went_wrong", problem=f"{type(error).__name__}: {error}")}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _told(moment: Checkpoint) -> Message:
    return {
        "id": moment.id,
        "at": moment.at.isoformat(),
        "name": moment.name,
        "kind": moment.kind,
        "actor": moment.actor,
    }
