"""A journey, the page's real stores, and a wire between them that loses, doubles and shuffles as a test tells it to."""

from __future__ import annotations

from typing import Any

from journey_widgets.model.journey import Journey
from journey_widgets.model.patch import same
from journey_widgets.widgets.sync import Sync
from journey_widgets.widgets.wire import frame
from tests.contract.bridge import Bridge


def workshop() -> Journey:
    """Two stages, three cards, a pain and a score."""
    journey = Journey()
    journey.apply(
        {
            "stages": {"st_a": {"name": "認知", "rank": "a0"}, "st_b": {"name": "購入", "rank": "a1"}},
            "touchpoints": {
                "tp_1": {"title": "広告", "stage": "st_a", "rank": "a0"},
                "tp_2": {"title": "店", "stage": "st_b", "rank": "a0"},
                "tp_3": {"title": "支払い", "rank": "a1"},
            },
            "notes": {"no_1": {"kind": "pain", "text": "遅い", "touchpoint": "tp_2"}},
        }
    )
    journey.score("tp_1", 1)
    return journey


class Wire:
    """A journey and the pages on it, with every message in the test's hands."""

    def __init__(self, bridge: Bridge, clients: list[str], journey: Journey) -> None:
        self.bridge = bridge
        self.up: dict[str, list[Any]] = {client: [] for client in clients}
        self.down: dict[str, list[tuple[str, Any]]] = {client: [] for client in clients}
        #: (client, seq) of every step the journey was asked for, in that order.
        self.tried: list[tuple[str, int]] = []
        self.loads = 0
        self.attach(journey)
        bridge.tell(do="forget")
        for client in clients:
            bridge.tell(do="open", page=client, journey=self.journey.id)
            self.collect(client)
        # The first page knows the journey already; the others may act before they do.
        self.rise(clients[0])
        self.fall(clients[0])

    def attach(self, journey: Journey) -> None:
        """The kernel's end of the wire: this journey, and a `Sync` that answers for it."""
        self.journey = journey
        self.sync = Sync(journey)
        journey.on_change(self._broadcast)
        do = self.sync._do  # noqa: SLF001 - what the journey is asked for, and not only what came of it
        self.sync._do = lambda step: (self.tried.append((step.client, step.seq)), do(step))[1]  # noqa: SLF001

    def load_again(self, client: str) -> None:
        """The tab is loaded again: what it sent still arrives, what was sent to it does not, and it is a new client."""
        self._anew(client, "reload")

    def run_again(self, client: str) -> None:
        """The kernel was started again and the cell run again, the page stayed: a new client beside one that is deaf."""
        self._anew(client, "rerun")

    def _anew(self, client: str, how: str) -> None:
        self.loads += 1
        self.down[client].clear()
        self.bridge.tell(do=how, page=client, journey=self.journey.id, client=f"{client}-{self.loads}")
        self.collect(client)

    def _broadcast(self, change: Any) -> None:
        for line in self.down.values():
            line.append(("frame", frame(change, self.journey.history_state(change.actor))))

    def collect(self, client: str) -> None:
        self.up[client] += self.bridge.tell(do="take", page=client)

    def do(self, client: str, what: str, **more: Any) -> None:
        self.bridge.tell(do=what, page=client, **more)
        self.collect(client)

    def rise(self, client: str, at: int = 0) -> None:
        """One message reaches the kernel; its answer goes to every page, as Jupyter sends it."""
        if at < len(self.up[client]):
            answer = self.sync.answer(self.up[client].pop(at))
            for line in self.down.values():
                line.append(("answer", answer))

    def fall(self, client: str, at: int = 0) -> None:
        if at < len(self.down[client]):
            kind, message = self.down[client].pop(at)
            self.do(client, kind, message=message)

    def settle(self) -> None:
        """The wire is good again, and each page, when it asks what to do with what it kept, is told to send it."""
        self._deliver()
        for client in self.up:
            self.do(client, "resolve", choice="send")
        self._deliver()

    def _deliver(self) -> None:
        """Deliver everything, waiting as long as a page may wait before it sends again."""
        for client in self.up:
            # Coming back into view: a lost frame that nothing followed can only be noticed by asking.
            self.do(client, "hello")
        for _round in range(12):
            while any(self.up.values()) or any(self.down.values()):
                for client in self.up:
                    self.rise(client)
                    self.fall(client)
            self.bridge.tell(do="advance", by=61_000)
            for client in self.up:
                self.collect(client)
        assert not any(self.up.values()), "a page that goes on talking although everything has been said"

    def close(self) -> None:
        self.sync.close()

    def happen(self, event: tuple[Any, ...]) -> None:
        """One thing that goes on in a workshop, or goes wrong on the wire."""
        match event:
            case ("change", client, patch):
                self.do(client, "change", patch=patch)
            case ("undo" | "redo" as kind, client):
                self.do(client, kind)
            case ("cell", patch):
                try:
                    self.journey.apply(patch)
                except ValueError:
                    return  # refused: nobody hears of it
            case ("rise", client, at):
                self.rise(client, at)
            case ("fall", client, at):
                self.fall(client, at)
            case ("exchange", client):
                while self.up[client] or self.down[client]:
                    self.rise(client)
                    self.fall(client)
            case ("load again", client):
                self.load_again(client)
            case ("lose up", client):
                self.up[client] = self.up[client][1:]
            case ("lose down", client):
                self.down[client] = self.down[client][1:]
            case ("double", client):
                self.up[client] = self.up[client][:1] + self.up[client]
            case ("advance", by):
                self.bridge.tell(do="advance", by=by)
                for client in self.up:
                    self.collect(client)

    def assert_in_step(self) -> None:
        """Every page shows the kernel's document and waits for nothing."""
        document = self.journey.document
        for client in self.up:
            state = self.bridge.tell(do="state", page=client)
            assert same(state["document"], document), client
            assert state["revision"] == self.journey.revision
            assert (state["pending"], state["left"], state["kept"], state["connection"]) == ([], 0, 0, "live")

    def assert_once_and_in_order(self) -> None:
        """Every step of every page was tried once, in the order it was made."""
        for client in {who for who, _seq in self.tried}:
            mine = [seq for who, seq in self.tried if who == client]
            assert mine == list(range(1, len(mine) + 1)), client
        done = [(change.client, change.seq) for change in self.journey.since(0) or [] if change.client]
        assert len(done) == len(set(done))
