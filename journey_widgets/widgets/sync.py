"""The protocol between a page and its journey: two hidden widgets, one to talk to and one to listen to.

Two, because ipykernel hands a comm's messages to the thread that last published on it. A cell that sends on the comm
the board talks to keeps the board waiting for as long as the cell runs (2.4 s against 4 ms, measured). So nothing but
the handler sends on `Sync`, and everything that is broadcast, from whichever thread or cell, goes out on `Feed`.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, cast
from weakref import WeakKeyDictionary

import anywidget
import traitlets

from journey_widgets.model.change import Change
from journey_widgets.model.errors import JourneyError
from journey_widgets.model.journey import Journey
from journey_widgets.widgets import moments, pictures
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.host import is_open, session_key
from journey_widgets.widgets.people import People
from journey_widgets.widgets.status import Watch, status
from journey_widgets.widgets.wire import Bye, Hello, Holding, Steer, Step, Unreadable, frame, read, session
from journey_widgets.words import Said, said

__all__ = ["Feed", "Sync", "channels"]

_log = logging.getLogger("journey_widgets")
#: A page that has missed more than this gets the whole document: it is no larger.
_MOST_FRAMES = 500
#: Refusals kept per client, for a page that asks again because the first answer was lost.
_REFUSALS = 100

Message = dict[str, Any]


class _Line:
    """What has become of one client's steps. Its lock keeps a step and its repetition apart when both come at once."""

    __slots__ = ("handled", "lock", "refused")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.handled = 0
        self.refused: OrderedDict[int, Message] = OrderedDict()


def _snapshot_of(_value: object, sync: Sync) -> Message:
    state = sync.of.snapshot()
    return {"document": state.document, "revision": state.revision}


class Sync(anywidget.AnyWidget):
    """A page talks to its journey here. Hidden: its page module exports the store all widgets of the journey share.

    Every message gets exactly one answer, sent by the handler, on this widget. The steps of a client are taken in the
    order of their `seq`: one that was dealt with before is answered again, one that comes too early is asked for again.
    """

    _esm = bundle("sync")

    #: The journey's id: names what the page keeps for it.
    journey = traitlets.Unicode().tag(sync=True)
    #: Computed whenever a page asks for the state: what is shown until the first answer, and in a static page.
    snapshot = traitlets.Dict().tag(sync=True, to_json=_snapshot_of)

    def __init__(self, journey: Journey) -> None:
        self.of = journey
        self._people = _people_of(journey)
        self._lines: dict[str, _Line] = {}
        self._lines_lock = threading.Lock()
        super().__init__(journey=journey.id)
        self.on_msg(self._on_message)  # pyright: ignore[reportUnknownMemberType] - ipywidgets is untyped

    def _on_message(self, _widget: object, content: object, buffers: object) -> None:
        if pictures.about_a_picture(content):
            self.send(*pictures.answered(self.of, content, buffers))  # pyright: ignore[reportUnknownMemberType]
            return
        answer = moments.answered(self.of, content) if moments.about_a_moment(content) else self.answer(content)
        self.send(answer)  # pyright: ignore[reportUnknownMemberType]

    def answer(self, content: object) -> Message:
        """The answer to one message of a page. Never raises."""
        message = read(content)
        if isinstance(message, Hello):
            return self._greet(message)
        if isinstance(message, Holding):
            self._people.hold(message.client, message.actor, message.held)
            return {"heard": True, "client": message.client}
        if isinstance(message, Bye):
            self._people.leave(message.client)
            return {"heard": True, "client": message.client}
        if isinstance(message, Steer):
            return self._steer(message)
        if isinstance(message, Unreadable) and message.seq == 0:
            return self._refusal(message.client, 0, message.message)
        line = self._line(message.client)
        with line.lock:
            return self._take(line, message)

    def _steer(self, steer: Steer) -> Message:
        answer: Message = {"client": steer.client, "n": steer.n}
        try:
            self.of.steer(**steer.fields)
        except JourneyError as error:
            return {**answer, "reject": True, "seq": 0, "message": error.said, "session": session(self.of)}
        return {**answer, "heard": True, "session": session(self.of)}

    def _greet(self, hello: Hello) -> Message:
        # The seq is read first: what has been dealt with by then is certainly in the document read afterwards.
        seq = self._dealt_with(self._line(hello.client), hello.client)
        self._people.greet(hello.client, hello.actor)
        changes = self._since(hello.revision)
        state = self.of.snapshot()
        answer: Message
        if changes is None:
            answer = {"snapshot": state.document, "revision": state.revision}
        else:
            revision = changes[-1].revision if changes else hello.revision
            answer = {"frames": [frame(change) for change in changes], "revision": revision}
        return {
            **answer,
            "client": hello.client,
            "seq": seq,
            "history": self.of.history_state(hello.actor),
            "status": status(self.of),
            "presence": self._people.now(),
            "session": session(self.of),
        }

    def _since(self, revision: int | None) -> list[Change] | None:
        """The changes that lead on from `revision` without a gap, or None."""
        if revision is None:
            return None
        now = self.of.revision
        changes = self.of.since(revision)
        if changes is None or len(changes) > _MOST_FRAMES:
            return None
        first = changes[0].revision if changes else now + 1
        return changes if first == revision + 1 else None

    def _take(self, line: _Line, step: Step | Unreadable) -> Message:
        dealt_with = max(self._dealt_with(line, step.client), step.after if isinstance(step, Step) else 0)
        if step.seq > dealt_with + 1:
            return {"resend": dealt_with + 1, "client": step.client}
        if step.seq <= dealt_with:
            return line.refused.get(step.seq) or self._acknowledgement(step, self.of.revision, ())
        try:
            return self._do(step)
        except JourneyError as error:
            return self._remember(line, step, error.said)
        except Exception as error:
            _log.exception("a change of the page failed")
            return self._remember(line, step, said("sync.went_wrong", problem=f"{type(error).__name__}: {error}"))
        finally:
            line.handled = step.seq

    def _do(self, step: Step | Unreadable) -> Message:
        if isinstance(step, Unreadable):
            raise _NotAMessageError(step.message)
        journey, actor, client, seq = self.of, step.actor, step.client, step.seq
        change: Change | None
        if step.kind == "do":
            change = journey.apply(step.patch, gesture=step.gesture, actor=actor, client=client, seq=seq)
        else:
            back = journey.undo if step.kind == "undo" else journey.redo
            change = back(actor, client=client, seq=seq)
        if change is None:
            return self._acknowledgement(step, journey.revision, ())
        return self._acknowledgement(step, change.revision, change.notes)

    def _acknowledgement(self, step: Step | Unreadable, revision: int, notes: tuple[Said, ...]) -> Message:
        actor = step.actor if isinstance(step, Step) else ""
        return {
            "ack": True,
            "client": step.client,
            "seq": step.seq,
            "revision": revision,
            "history": self.of.history_state(actor),
            "notes": list(notes),
        }

    def _remember(self, line: _Line, step: Step | Unreadable, message: Said) -> Message:
        line.refused[step.seq] = refusal = self._refusal(step.client, step.seq, message)
        if len(line.refused) > _REFUSALS:
            line.refused.popitem(last=False)
        return refusal

    def _refusal(self, client: str, seq: int, message: Said) -> Message:
        return {"reject": True, "client": client, "seq": seq, "revision": self.of.revision, "message": message}

    def _line(self, client: str) -> _Line:
        with self._lines_lock:
            return self._lines.setdefault(client, _Line())

    def _dealt_with(self, line: _Line, client: str) -> int:
        # The journal outlives this widget, but is not told of what could not even be tried.
        return max(line.handled, self.of.last_seq(client))


class _NotAMessageError(JourneyError):
    """Carries the words of an unreadable step to where refusals are made."""

    def __init__(self, words: Said) -> None:
        super().__init__("sync.not_a_message")
        self.words = words

    @property
    def said(self) -> Said:
        return self.words


class Feed(anywidget.AnyWidget):
    """Everything that happens to a journey, in order of revision, to every page. Nothing is ever sent up here.

    Besides the changes: how the journey is kept (`status`), who has what in hand (`presence`), where the workshop is
    (`session`), whenever that moves.
    """

    _esm = bundle("feed")

    def __init__(self, journey: Journey) -> None:
        self.of = journey
        super().__init__()
        people = _people_of(journey)
        watch = Watch(journey, lambda said: self._tell({"status": said}))
        self._stops: list[Callable[[], None]] = [
            journey.on_change(self._broadcast),
            people.on_change(lambda: self._tell({"presence": people.now()})),
            journey.on_session(lambda _: self._tell({"session": session(journey)})),
            watch.stop,
        ]

    def _broadcast(self, change: Change) -> None:
        self._tell(frame(change, self.of.history_state(change.actor)))

    def _tell(self, message: Message) -> None:
        self.send(message)  # pyright: ignore[reportUnknownMemberType]

    def close(self) -> None:
        """Stop listening to the journey and leave the page."""
        for stop in self._stops:
            stop()
        super().close()


_channels: WeakKeyDictionary[Journey, dict[str, tuple[Sync, Feed]]] = WeakKeyDictionary()
_people: WeakKeyDictionary[Journey, People] = WeakKeyDictionary()
_channels_lock = threading.RLock()


def _people_of(journey: Journey) -> People:
    with _channels_lock:
        return _people.setdefault(journey, People())


def channels(journey: Journey) -> tuple[Sync, Feed]:
    """The pair of hidden widgets of `journey` in this session; made anew where its comm was closed."""
    with _channels_lock:
        pairs = _channels.setdefault(journey, {})
        key = session_key()
        pair = pairs.get(key)
        if pair is not None and all(is_open(widget) for widget in pair):
            return pair
        if pair is not None:
            for widget in cast("tuple[anywidget.AnyWidget, ...]", pair):
                widget.close()
        pairs[key] = Sync(journey), Feed(journey)
        return pairs[key]
