"""What a page is told about a journey: answers to what it sends, and how the journey is kept."""

from __future__ import annotations

import itertools
import json
from typing import Any

import comm
import pytest

from journey_widgets.model.journey import Journey
from journey_widgets.widgets.sync import Feed, Sync

_pages = itertools.count(1)


class _Ear:
    """A comm that keeps what is said on it."""

    def __init__(self, **_opened: Any) -> None:
        self.comm_id = "ear"
        self.heard: list[dict[str, Any]] = []

    def on_msg(self, _handler: Any) -> None: ...

    def send(self, data: Any = None, **_more: Any) -> None:
        self.heard.append(json.loads(json.dumps(data)))

    def close(self, *_args: Any, **_more: Any) -> None: ...


class Told:
    """One page of a journey."""

    def __init__(self, journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(comm, "create_comm", _Ear)
        self._sync, self._feed = Sync(journey), Feed(journey)
        self._client = f"page{next(_pages)}"
        self._numbers = itertools.count(1)
        self._at_first = self._sync.answer({"hello": True, "client": self._client, "revision": None})["status"]

    def change(self, patch: dict[str, Any]) -> dict[str, Any]:
        """The answer to a change: an acknowledgement, or a refusal with a reason."""
        step = {"client": self._client, "seq": next(self._numbers), "patch": patch}
        return json.loads(json.dumps(self._sync.answer(step)))

    @property
    def status(self) -> dict[str, Any]:
        """How the journey is kept, as far as the page was told."""
        heard = [message["content"] for message in self._feed.comm.heard if message["method"] == "custom"]
        return [self._at_first, *(message["status"] for message in heard if "status" in message)][-1]

    def close(self) -> None:
        """Leave."""
        self._sync.close()
        self._feed.close()


def in_words(said: Any) -> bool:
    """Whether a person is told something, in Japanese and in English, and not in Python's or SQLite's own words alone."""
    return (
        isinstance(said, dict)
        and any("ぁ" <= letter <= "ヿ" for letter in said["ja"])
        and len(said["en"].split()) > 3
        and said["ja"] != said["en"]
    )
