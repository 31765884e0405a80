"""Pages played by hand: a comm that writes down what is sent on it, and what a browser says."""

from __future__ import annotations

import itertools
import json
from typing import Any

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.sync import channels

_numbers = itertools.count()


class WrittenDown:
    """A comm that goes nowhere."""

    def __init__(self, **opened: Any) -> None:
        self.comm_id = f"comm-{next(_numbers)}"
        self.opened = opened
        self.sent: list[dict[str, Any]] = []
        self._closed = False

    def on_msg(self, handler: Any) -> None:
        self.handler = handler

    def send(self, data: Any = None, metadata: Any = None, buffers: Any = None) -> None:
        # As over a wire: the page never shares objects with the kernel.
        self.sent.append(json.loads(json.dumps(data)))

    def close(self, *_args: Any, **_kwargs: Any) -> None:
        self._closed = True

    @property
    def said(self) -> list[dict[str, Any]]:
        return [message["content"] for message in self.sent if message["method"] == "custom"]

    def take(self) -> list[dict[str, Any]]:
        said = self.said
        self.sent.clear()
        return said


class Page:
    """What a browser sees of a journey's two hidden widgets."""

    def __init__(self, journey: Journey, client: str) -> None:
        self.sync, self.feed = channels(journey)
        self.client = client
        self.seq = 0

    def say(self, **content: Any) -> dict[str, Any]:
        """Send a message; the one answer to it."""
        wire: WrittenDown = self.sync.comm
        before = len(wire.sent)
        wire.handler({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        answers = [message for message in wire.sent[before:] if message["content"].get("client") == self.client]
        assert len(answers) == 1, answers
        return answers[0]["content"]

    def hello(self, revision: int | None = None) -> dict[str, Any]:
        return self.say(hello=True, client=self.client, revision=revision)

    def change(self, patch: Any, **more: Any) -> dict[str, Any]:
        self.seq += 1
        return self.say(client=self.client, seq=self.seq, patch=patch, **more)

    def back(self, kind: str) -> dict[str, Any]:
        self.seq += 1
        return self.say(client=self.client, seq=self.seq, **{kind: True})

    def frames(self) -> list[dict[str, Any]]:
        return self.feed.comm.take()

    def hold(self, card: str | None, doing: str = "drag", **more: Any) -> dict[str, Any]:
        held = None if card is None else {"table": "touchpoints", "id": card, "doing": doing}
        return self.say(client=self.client, presence=held, **more)

    def bye(self) -> dict[str, Any]:
        return self.say(client=self.client, bye=True)

    def heard(self, kind: str) -> list[Any]:
        """What the feed has said about `status` or `presence` since it was asked last."""
        return [message[kind] for message in self.feed.comm.take() if kind in message]
