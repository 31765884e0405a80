"""What `kill -9` leaves behind: a kernel that takes changes from real comms, beside two ways of saving a file.

    python -m benchmarks.crashes                       # 200 blows each, then the rest; a quarter of an hour
    python -m benchmarks.crashes --only blows --kills 50
    python -m benchmarks.crashes --only reopening | stories | people

Every round strikes each of them once, so that all meet the same machine. What the kernel must have kept is computed by
a journey in memory that is never struck (tests/crash/workshop.py).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from journey_widgets.model import templates
from journey_widgets.model.journey import Journey
from journey_widgets.model.rank import spread
from journey_widgets.storage import binding, file
from tests.crash.workshop import DamagedError, LostError, Workshop

PARTS = ("blows", "reopening", "stories", "people")
#: Blows per map: then a new one, so that the journal's size stays that of a workshop.
BLOWS_PER_MAP = 10


def main() -> None:
    """Measure and print tables for benchmarks/README.md."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", choices=PARTS, help="one part")
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seconds", type=float, default=60, help="for stories and people")
    options.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    chosen = options.parse_args()
    print(f"seed {chosen.seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        for part in [chosen.only] if chosen.only else PARTS:
            {
                "blows": lambda: _blows(Path(folder), chosen.kills, chosen.seed),
                "reopening": lambda: _reopening(Path(folder)),
                "stories": lambda: _stories(Path(folder), chosen.seconds, chosen.seed),
                "people": lambda: _people(chosen.seconds, chosen.seed),
            }[part]()
            print(flush=True)


def _show(header: list[str], rows: list[list[object]]) -> None:
    from benchmarks.bench import table  # noqa: PLC0415 - brings Playwright along, which not every part needs

    print(table(header, rows), flush=True)


# ---- kill -9 ---------------------------------------------------------------------------------------------------------


def _map() -> dict[str, object]:
    """A map of 60 cards: 6 kB, like those of the notes."""
    journey = templates.new("ecommerce", "ja")
    for number in range(60 - len(journey.document["touchpoints"])):
        journey.add("touchpoints", title=f"タッチポイント{number}", stage=next(iter(journey.document["stages"])))
    return journey.document


def _plain(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def _jupyter(path: str, text: str) -> None:
    from jupyter_server.services.contents.fileio import atomic_writing  # noqa: PLC0415 - slow to import

    with atomic_writing(path, encoding="utf-8") as out:
        out.write(text)


def _ours(path: str, text: str) -> None:
    file.write(path, json.loads(text))


WRITERS: dict[str, Callable[[str, str], None]] = {
    "open('w')": _plain,
    "jupyter_server's atomic_writing": _jupyter,
    "journey_widgets, the JSON alone": _ours,
}


def _keep_writing(name: str, path: str, document: dict[str, object], ready: Connection) -> None:
    write, number = WRITERS[name], 0
    while True:
        number += 1
        document["about"] = {**document["about"], "purpose": f"{number}"}
        write(path, file.text(document))
        if number == 1:
            ready.send(True)


def _struck_while_writing(name: str, path: Path, document: dict[str, object], seconds: float) -> bool:
    """Whether the file is a whole map after its writer was killed."""
    here, there = multiprocessing.Pipe()
    victim = multiprocessing.get_context("forkserver").Process(
        target=_keep_writing, args=(name, str(path), document, there)
    )
    victim.start()
    here.recv()
    time.sleep(seconds)
    assert victim.pid
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    try:
        json.loads(path.read_bytes())
    except ValueError:
        return False
    finally:
        for left in path.parent.iterdir():
            left.unlink()
    return True


class _Kernels:
    """Blows against a kernel at work, on a new map every so often."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.folder = folder
        self.random = random
        self.maps = 0
        self.workshop: Workshop | None = None
        self.left = 0
        self.acknowledged = self.unheard = self.damaged = 0
        self.lost: list[str] = []
        self.reopening: list[float] = []

    def strike(self) -> None:
        """One more; what is lost is noted, and the next map begun."""
        if self.workshop is None or self.left == 0:
            self.close()
            self.maps += 1
            # Half of the maps and journals are rewritten all the time, half only after the blow.
            quiet, kept = (0.01, 100) if self.maps % 2 else (1.0, 20_000)
            folder = self.folder / f"map-{self.maps}"
            self.workshop = Workshop(folder, self.random, pages=2 + self.maps % 2, quiet=quiet, kept=kept)
            self.left = BLOWS_PER_MAP
        self.left -= 1
        try:
            self.workshop.strike(self.random.uniform(0.0, 0.6))
        except LostError as problem:
            self.damaged += isinstance(problem, DamagedError)
            self.lost.append(f"map {self.maps}: {problem}")
            self.left = 0

    def close(self) -> None:
        """Add up what the present map has seen, and end its kernels."""
        if self.workshop is None:
            return
        self.acknowledged += self.workshop.acknowledged
        self.unheard += self.workshop.committed_unheard
        self.reopening += self.workshop.seconds_to_reopen[1:]
        self.workshop.close()
        shutil.rmtree(self.workshop.folder)
        self.workshop = None


def _blows(folder: Path, kills: int, seed: int) -> None:
    random = Random(seed)
    document = _map()
    fork = multiprocessing.get_context("forkserver")
    fork.set_forkserver_preload(["journey_widgets.storage.file", "jupyter_server.services.contents.fileio"])
    (folder / "files").mkdir()
    corrupt = dict.fromkeys(WRITERS, 0)
    kernels = _Kernels(folder, random)
    start = time.monotonic()
    try:
        for blow in range(kills):
            kernels.strike()
            for name in WRITERS:
                whole = _struck_while_writing(name, folder / "files" / "map.json", document, random.uniform(0.0, 0.1))
                corrupt[name] += not whole
            if sys.stderr.isatty() or blow % 10 == 9:
                print(f"{blow + 1} of {kills}, lost {len(kernels.lost)}", file=sys.stderr, flush=True)
    finally:
        kernels.close()
    _show(
        ["struck", "blows", "corrupt files", "acknowledged changes", "lost or doubled"],
        [
            ["journey_widgets, a kernel at work", kills, kernels.damaged, kernels.acknowledged, len(kernels.lost)],
            *[[name, kills, corrupt[name], "–", "–"] for name in WRITERS],
        ],
    )
    milliseconds = [seconds * 1000 for seconds in kernels.reopening]
    print(
        f"\n{kernels.unheard} changes were committed but not yet answered when the blow fell; sent again, none was done twice. "
        f"\nThe cell that opens the struck map in a new kernel, imports included: "
        f"median {statistics.median(milliseconds):.0f} ms, longest {max(milliseconds):.0f} ms. "
        f"{time.monotonic() - start:.0f} s in all."
    )
    print("\n".join(kernels.lost))


# ---- opening again ---------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _never_written() -> Iterator[None]:
    """The JSON is only written when asked to."""
    before = binding.QUIET, binding.LONGEST, binding.WATCH
    binding.QUIET = binding.LONGEST = binding.WATCH = 1e6
    try:
        yield
    finally:
        binding.QUIET, binding.LONGEST, binding.WATCH = before


def _large(cards: int, scores: int) -> dict[str, object]:
    journey = Journey()
    stages = {f"st_{n}": {"name": f"ステージ{n}", "rank": rank} for n, rank in enumerate(spread(8))}
    touchpoints = {
        f"tp_{n:05}": {"title": f"タッチポイント{n}", "stage": f"st_{n * 8 // cards}", "rank": rank}
        for n, rank in enumerate(spread(cards))
    }
    given = {}
    for n in range(scores):
        card, who = f"tp_{n % cards:05}", f"p{n // cards:02}"
        record = {"touchpoint": card, "state": "as_is", "participant": who, "score": n % 5 - 2}
        given[f"{card}//as_is/{who}"] = record
    journey.apply({"stages": stages, "touchpoints": touchpoints, "scores": given})
    return journey.document


def _reopening(folder: Path, changes: int = 10_000, repeat: int = 7) -> None:
    import journey_widgets as jw  # noqa: PLC0415 - only this part opens maps here

    rows: list[list[object]] = []
    for cards, scores in ((60, 180), (2_000, 9_000)):
        document = _large(cards, scores)
        for written in (True, False):
            home = folder / f"reopening-{cards}-{written}"
            home.mkdir()
            path = home / "shop.journey.json"
            file.write(path, document)
            with _never_written():
                journey = jw.open(path)
                names, random = [*document["touchpoints"]], Random(1)
                start = time.perf_counter()
                for number in range(changes):
                    stage = f"st_{random.randrange(8)}"
                    patch = {"touchpoints": {random.choice(names): {"stage": stage, "title": f"移動 {number}"}}}
                    journey.apply(patch, actor=f"p{number % 3}", client="page", seq=number + 1)
                per_change = (time.perf_counter() - start) / changes
                if written:
                    journey.save()
                expected = journey.snapshot()
                times: list[float] = []
                work: list[float] = []
                for number in range(repeat):
                    # As a kernel that was killed leaves it; also so that the system's cache is the same each time.
                    copy = folder / f"copy-{cards}-{written}-{number}"
                    shutil.copytree(home, copy)
                    start, started = time.perf_counter(), time.process_time()
                    again = jw.open(copy / path.name)
                    times.append(time.perf_counter() - start)
                    work.append(time.process_time() - started)
                    found = again.snapshot()
                    assert (found.revision, found.document) == (expected.revision, expected.document)
                    assert again.undo("p0") is not None
                    assert isinstance(again.binding, binding.FileBinding)
                    again.binding.release()
                    shutil.rmtree(copy)
                size = sum(each.stat().st_size for each in home.rglob("*") if each.is_file() and each != path)
                assert isinstance(journey.binding, binding.FileBinding)
                journey.binding.release()
            rows.append(
                [
                    f"{cards} cards, {scores} scores", "the last change" if written else "none of them",
                    f"{per_change * 1000:.2f}", f"{statistics.median(times) * 1000:.0f} / {max(times) * 1000:.0f}",
                    f"{statistics.median(work) * 1000:.0f}", f"{size / 1e6:.1f}",
                ]
            )  # fmt: skip
    _show(
        [
            "map",
            "the JSON holds",
            "ms a change, committed",
            "reopen ms (median / longest of 7)",
            "of it at work",
            "journal MB",
        ],
        rows,
    )


# ---- many stories, two people ----------------------------------------------------------------------------------------


def _stories(folder: Path, seconds: float, seed: int) -> None:
    from tests.contract.bridge import Bridge  # noqa: PLC0415 - only this part runs the page's stores in Node
    from tests.crash.stories import tell  # noqa: PLC0415 - only this part tells stories

    (folder / "node").mkdir()
    bridge = Bridge(folder / "node")
    told = kills = 0
    end = time.monotonic() + seconds
    with _never_written():
        while time.monotonic() < end:
            kills += tell(bridge, folder, seed + told)
            told += 1
    bridge.close()
    print(
        f"{told} stories in {seconds:.0f} s from seed {seed}, {kills} kills: all agree, nothing lost, nothing doubled"
    )


def _people(seconds: float, seed: int) -> None:
    from benchmarks.bench import laboratory  # noqa: PLC0415 - brings Playwright along
    from tests.browser.lab import Lab  # noqa: PLC0415 - brings Playwright along
    from tests.browser.people import agree, drag_together, gather, score_together  # noqa: PLC0415 - brings Playwright along

    random = Random(seed)
    with laboratory() as laboratory_:
        contexts = [laboratory_.browser.new_context(viewport={"width": 1440, "height": 1000}) for _ in range(3)]
        for context in contexts:
            context.set_default_timeout(60_000)
        lab = Lab(contexts[0], laboratory_.server)
        boards = gather(lab, contexts[1:])
        rounds = 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            drag_together(boards[:2], random)
            score_together(boards[:2], random)
            rounds += 1
        agree(boards)
        changes = lab.value("journey.revision")
        lab.close()
    print(
        f"two people dragged for {seconds:.0f} s ({rounds} times each, {changes} changes): three boards and the kernel agree"
    )


if __name__ == "__main__":
    main()
