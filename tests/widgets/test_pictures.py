"""Pictures between a page and its journey: kept under the name of their bytes, given to whoever asks, refused in words."""

from __future__ import annotations

import itertools
import json
from typing import Any

import comm
import pytest

from journey_widgets.model.pictures import name_of
from journey_widgets.widgets.sync import channels
from tests.model.journeys import workshop
from tests.model.pictures import SVG, picture, taken_by_a_phone

_numbers = itertools.count()


class Wire:
    """A comm that writes down what is sent on it, with its bytes."""

    def __init__(self, **_opened: Any) -> None:
        self.comm_id = f"pictures-{next(_numbers)}"
        self.sent: list[tuple[dict[str, Any], list[bytes]]] = []

    def on_msg(self, handler: Any) -> None:
        self.handler = handler

    def send(self, data: Any = None, metadata: Any = None, buffers: Any = None) -> None:
        self.sent.append((json.loads(json.dumps(data)), [bytes(each) for each in buffers or ()]))

    def close(self, *_args: Any, **_kwargs: Any) -> None: ...


@pytest.fixture
def journey(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(comm, "create_comm", Wire)
    return workshop()


def say(journey: Any, content: dict[str, Any], *buffers: bytes) -> tuple[dict[str, Any], list[bytes]]:
    wire: Any = channels(journey)[0].comm
    wire.sent.clear()
    data = {"method": "custom", "content": content}
    wire.handler({"content": {"data": data}, "buffers": [memoryview(each) for each in buffers]})
    ((answer, given),) = wire.sent
    return answer["content"], given


def test_a_page_sends_a_picture_and_another_asks_for_it(journey):
    data = picture("WEBP")
    name = name_of(data)
    answer, _ = say(journey, {"client": "a", "picture": name}, data)
    assert answer == {"client": "a", "picture": name, "kept": True}
    answer, given = say(journey, {"client": "b", "picture": name})
    assert answer == {"client": "b", "picture": name, "given": True}
    assert given == [data]


def test_what_is_not_there_is_missing(journey):
    name = f"{'0' * 32}.png"
    assert say(journey, {"client": "a", "picture": name}) == ({"client": "a", "picture": name, "missing": True}, [])


def _called(data: bytes, ending: str) -> str:
    return f"{name_of(data).partition('.')[0]}.{ending}"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("../x.png", picture(), "changed on its way"),
        (None, picture(), "changed on its way"),
        (_called(SVG, "png"), SVG, "changed on its way"),
        (name_of(picture()), picture(colour="#000000"), "changed on its way"),
        (name_of(picture(size=(300, 300))[:200]), picture(size=(300, 300))[:200], "broken or cut off"),
        (name_of(taken_by_a_phone((60, 40))), taken_by_a_phone((60, 40)), "changed on its way"),
    ],
)
def test_what_is_not_what_it_is_called_is_refused_and_not_kept(journey, name, data, words):
    answer, given = say(journey, {"client": "a", "picture": name}, data)
    assert words in answer["refused"]["en"]
    assert given == []
    assert "kept" not in answer
    assert "kept" not in say(journey, {"client": "a", "picture": name})[0]


def test_a_map_for_reading_keeps_no_picture_and_says_so(journey):
    journey.read_only = True
    data = picture()
    answer, _ = say(journey, {"client": "a", "picture": name_of(data)}, data)
    assert "read-only" in answer["refused"]["en"]
    assert journey.pictures.get(name_of(data)) is None


def test_a_mistake_of_ours_is_an_answer_too(journey, monkeypatch, caplog):
    monkeypatch.setattr(journey.pictures, "put", lambda _: 1 / 0)
    answer, _ = say(journey, {"client": "a", "picture": name_of(picture())}, picture())
    assert "ZeroDivisionError" in answer["refused"]["en"]
    assert "picture of the page" in caplog.text
