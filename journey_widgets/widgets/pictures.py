"""Pictures on their way between a page and its journey: bytes beside a message, on the comm the changes come on.

`{client, picture: name}` with its bytes means "keep it": answered `{client, picture, kept}` or `{…, refused: why}`.
`{client, picture: name}` alone means "give it to me": `{client, picture, given}` with its bytes, or `{…, missing}`.

A page sends the bytes first and then, as a change like any other, that a card shows that name; so whoever hears of the
change can ask for the picture.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

from journey_widgets.model.errors import ChangeError, JourneyError
from journey_widgets.model.pictures import is_name, name_of
from journey_widgets.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journey_widgets.model.journey import Journey

__all__ = ["about_a_picture", "answered"]

_log = logging.getLogger("journey_widgets")
Message = dict[str, Any]


def about_a_picture(content: object) -> bool:
    """Whether a message is one of these."""
    return isinstance(content, dict) and "picture" in content


def answered(journey: Journey, content: object, buffers: object) -> tuple[Message, list[bytes]]:
    """The answer to a message about a picture, and the bytes that go with it. Never raises."""
    fields = cast("Message", content)
    client, name = fields.get("client"), fields.get("picture")
    answer: Message = {"client": client if isinstance(client, str) else "", "picture": name}
    sent = cast("Sequence[Any]", buffers or ())
    try:
        wanted = _named(name)
        if sent:
            _keep(journey, wanted, bytes(sent[0]))
            return {**answer, "kept": True}, []
        data = journey.pictures.get(wanted)
    except JourneyError as error:
        return {**answer, "refused": error.said}, []
    except Exception as error:
        _log.exception("a picture of the page could not be kept")
        return {**answer, "refused": said("sync.went_wrong", problem=f"{type(error).__name__}: {error}")}, []
    return ({**answer, "missing": True}, []) if data is None else ({**answer, "given": True}, [data])


def _named(name: object) -> str:
    if not is_name(name):
        raise ChangeError("picture.not_the_same")
    return cast("str", name)


def _keep(journey: Journey, name: str, data: bytes) -> None:
    journey.apply({})  # what may not be changed is refused before anything is written beside it
    # The page has named it by what it sent, as it is to be kept: anything else that came of it is another picture.
    if name_of(data) != name or journey.pictures.put(data) != name:
        raise ChangeError("picture.not_the_same")
