"""Workshops made up at random: three pages with the real stores, a wire that loses, doubles and shuffles, and a kernel
that is killed and opened again from what lies on the disk.

A story is told by its number alone: `tell(bridge, folder, 1234)` is the same one everywhere.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import journey_widgets as jw
from journey_widgets.model.journey import Journey
from journey_widgets.storage import file, hold
from journey_widgets.storage.binding import FileBinding
from journey_widgets.storage.rows import NoLocks
from tests.contract.bridge import Bridge
from tests.contract.wire import Wire, workshop

PAGES = ["p1", "p2", "p3"]
EVENTS = 80

STAGES = ["st_a", "st_b"]
CARDS = ["tp_1", "tp_2", "tp_3"]
NOTES = ["no_1", "no_2"]
PEOPLE = ["p01", "p02"]

# What happens, and how often.
WEIGHTS = {
    "change": 26, "undo": 6, "redo": 4, "cell": 4, "rise": 20, "fall": 20, "exchange": 5, "lose up": 2, "lose down": 2,
    "double": 3, "load again": 2, "advance": 5, "save": 2, "outside": 1, "checkpoint": 1, "kill": 4,
    "run again": 6, "lost": 3,
}  # fmt: skip


class Struck(Wire):
    """A wire whose kernel can be killed at any moment."""

    def __init__(self, bridge: Bridge, folder: Path, *, several_people: bool) -> None:
        self.folder = folder
        self.several_people = several_people
        self.kills = 0
        #: Pages whose comms ended with the kernel: nothing reaches them, or comes from them, until they begin anew.
        self.cut: set[str] = set()
        path = self._map()
        path.parent.mkdir(parents=True)
        file.write(path, workshop().document)
        super().__init__(bridge, PAGES, jw.open(path))

    def rise(self, client: str, at: int = 0) -> None:
        if client in self.cut:
            self.up[client].clear()
        if self.several_people and at < len(self.up[client]):
            self.up[client][at]["actor"] = client
        super().rise(client, at)

    def fall(self, client: str, at: int = 0) -> None:
        if client in self.cut:
            self.down[client].clear()
        super().fall(client, at)

    def load_again(self, client: str) -> None:
        self.cut.discard(client)
        super().load_again(client)

    def run_again(self, client: str) -> None:
        self.cut.discard(client)
        super().run_again(client)

    def settle(self) -> None:
        for client in sorted(self.cut):
            self.run_again(client)
        super().settle()

    def kill(self, *, cut: bool = True) -> None:
        """`kill -9`, and the map opened by a new kernel. What was on its way up is gone.

        With `cut`, the pages' comms are gone, too, as after a restart; without, they reach the new kernel as if nothing
        had happened.

        A process that is killed leaves on the disk exactly what it had written: so does a copy of the folder.

        Raises:
            AssertionError: the journey that was opened differs from the one that was killed.

        """
        before = self._facts()
        old = self._map().parent
        self.kills += 1
        shutil.copytree(old, self._map().parent)
        self._let_go()
        shutil.rmtree(old)
        for line in self.up.values():
            line.clear()
        if cut:
            self.cut.update(self.up)
        self.attach(jw.open(self._map()))
        after = self._facts()
        for fact, value in before.items():
            assert after[fact] == value, f"{fact} after kill {self.kills}"

    def happen(self, event: tuple[Any, ...]) -> None:
        match event:
            case ("kill", cut):
                self.kill(cut=cut)
            case ("run again", client) if client in self.cut:
                self.run_again(client)
            case ("lost", client) if client in self.cut:
                self.do(client, "lost")
            case ("run again" | "lost", _):
                pass  # its kernel is well
            case ("save",):
                self.journey.save()
            case ("checkpoint",):
                self.journey.checkpoint("いま")
            case ("outside", patch):
                self._outside(patch)
            case _:
                super().happen(event)

    def _outside(self, patch: dict[str, Any]) -> None:
        """Something else (git, a synced folder) changes the file, which is older than the journey."""
        document, _ = file.read(self._map())
        theirs = Journey(document)
        try:
            theirs.apply(patch)
        except jw.ChangeError:
            return
        file.write(self._map(), theirs.document)
        self.binding.refresh()

    @property
    def binding(self) -> FileBinding:
        """What keeps the journey."""
        assert isinstance(self.journey.binding, FileBinding)
        return self.journey.binding

    def assert_nothing_doubled_or_dangling(self) -> None:
        """Each step of a page made at most one change; nothing refers to what is not there."""
        done = [(change["client"], change["seq"]) for change in self._facts()["changes"] if change["client"]]
        assert len(done) == len(set(done))
        assert Journey(self.journey.document).repairs.empty

    def close(self) -> None:
        self._let_go()

    def _let_go(self) -> None:
        super().close()
        self.binding.release()

    def _map(self) -> Path:
        return self.folder / str(self.kills) / "shop.journey.json"

    def _facts(self) -> dict[str, Any]:
        journey = self.journey
        clients = {client for client, _seq in self.tried}
        return {
            "document": journey.document,
            "revision": journey.revision,
            "seqs": {client: journey.last_seq(client) for client in clients},
            "history": {actor: journey.history_state(actor) for actor in ["", *PAGES]},
            "changes": [asdict(change) for change in journey.since(0) or []],
            "checkpoints": journey.checkpoints().to_dict(),
        }


def tell(bridge: Bridge, folder: Path, seed: int) -> int:
    """One story from beginning to end; how often the kernel was killed in it.

    Raises:
        AssertionError: something was lost, doubled, dangling, or a page and the kernel differ; it names the seed.

    """
    random = Random(seed)
    several_people, locks = random.random() < 0.5, random.random() < 0.8
    with _file_system(locks=locks):
        return _told(bridge, folder / f"story-{seed}", random, several_people=several_people, seed=seed)


@contextlib.contextmanager
def _file_system(*, locks: bool) -> Iterator[None]:
    """Where there are no locks, the journal is a log (and says so)."""

    def refuse(path: Path, **_more: Any) -> None:
        raise NoLocks(errno.ENOTSUP, str(path))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jw.RepairWarning)
        with contextlib.nullcontext() if locks else patch.object(hold, "Rows", refuse):
            yield


def _told(bridge: Bridge, folder: Path, random: Random, *, several_people: bool, seed: int) -> int:
    wire = Struck(bridge, folder, several_people=several_people)
    try:
        for _ in range(EVENTS):
            wire.happen(_event(random))
        wire.kill()
        wire.settle()
        wire.assert_in_step()
        wire.assert_nothing_doubled_or_dangling()
    except Exception as problem:
        problem.add_note(f"in the story of seed {seed}")
        raise
    finally:
        wire.close()
        shutil.rmtree(wire.folder)
    return wire.kills


def _event(random: Random) -> tuple[Any, ...]:
    (kind,) = random.choices([*WEIGHTS], [*WEIGHTS.values()])
    page = random.choice(PAGES)
    match kind:
        case "change":
            return kind, page, _patch(random)
        case "cell" | "outside":
            return kind, _patch(random)
        case "rise" | "fall":
            # Mostly in order; sometimes one overtakes another.
            return kind, page, random.choice([0, 0, 0, 1, 2])
        case "advance":
            return kind, random.choice([50, 500, 6_000])
        case "save" | "checkpoint":
            return (kind,)
        case "kill":
            return kind, random.random() < 0.7
        case _:
            return kind, page


def _patch(random: Random) -> dict[str, Any]:
    card, note, who = random.choice(CARDS), random.choice(NOTES), random.choice(PEOPLE)
    stage = random.choice([*STAGES, None])
    score = {"touchpoint": card, "state": "as_is", "participant": who, "score": random.randint(-2, 2)}
    return random.choice(
        [
            {"touchpoints": {card: {"stage": stage, "rank": random.choice(["a0", "a1", "a0V", "a2"])}}},
            {"touchpoints": {card: {"title": random.choice(["広告", "検索", "x"])}}},
            {"touchpoints": {card: {"title": "再", "rank": "a3", "stage": stage}}},
            {"touchpoints": {card: None}},
            {"stages": {random.choice(STAGES): None}},
            {"stages": {random.choice(STAGES): {"name": random.choice("AB"), "rank": "a1"}}},
            {"scores": {f"{card}//as_is/{who}": score}},
            {"participants": {who: None}},
            {"notes": {note: {"kind": "pain", "text": "遅い", "touchpoint": card}}},
            {"notes": {note: {"merged_into": random.choice(NOTES)}}},
            {"notes": {note: None}},
            {"votes": {f"{note}/{who}": {"note": note, "participant": who, "dots": random.randint(0, 3)}}},
        ]
    )
