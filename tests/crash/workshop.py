"""A workshop that is struck by `kill -9` again and again, and what must be true after each blow.

Beside the kernel runs an `Oracle`: the same journey in memory, never struck, which is brought to exactly the steps that
the reopened journal says it holds. Whatever then differs was lost, doubled or damaged.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from journey_widgets.model.change import MemoryJournal
from journey_widgets.model.journey import Journey
from journey_widgets.storage import ReadError, file
from tests.crash.kernel import Kernel
from tests.crash.page import STAGES, Page

#: Steps a page has on the wire at once: some are committed and not yet answered when the blow falls.
ON_THE_WIRE = 6

OPEN = """
import journey_widgets as jw
from journey_widgets.storage import binding, journal
from journey_widgets.widgets.sync import channels
binding.QUIET, binding.LONGEST, journal.KEPT = {quiet}, {longest}, {kept}
journey = jw.open({path!r})
sync, feed = channels(journey)
"""

LOOK = """
import json
def look():
    state = journey.snapshot()
    seqs = {{client: journey.last_seq(client) for client in {clients}}}
    return dict(document=state.document, revision=state.revision, seqs=seqs, read_only=journey.read_only)
print(json.dumps(look()))
"""


class LostError(AssertionError):
    """Something acknowledged is gone, or something is there that nobody did."""


class DamagedError(LostError):
    """The file is not a whole map."""


@dataclass
class Oracle:
    """What the journey must be, computed without any file."""

    journey: Journey
    upto: dict[str, int] = field(default_factory=dict[str, int])

    def follow(self, page: Page, steps: dict[int, dict[str, Any]], seq: int) -> None:
        """Do the page's steps up to `seq`."""
        for number in range(self.upto.get(page.client, 0) + 1, seq + 1):
            step = steps[number]
            if step.get("undo"):
                self.journey.undo(page.client)
            elif step.get("redo"):
                self.journey.redo(page.client)
            else:
                self.journey.apply(step["patch"], actor=page.client)
            self.upto[page.client] = number


class Workshop:
    """A map in `folder`, and pages that work on it. `strike()` is one blow and everything that is checked after it.

    Args:
        folder: where the map and the kernels' own files are.
        random: what the pages do and when the blow falls.
        pages: how many browsers work at the same time, each in its own thread of the kernel.
        quiet: seconds after which the kernel writes the JSON; short, so that blows fall into the writing, too.
        kept: changes after which the journal forgets the oldest; few, so that blows fall into the tidying up, too.

    """

    def __init__(
        self, folder: Path, random: Random, *, pages: int = 2, quiet: float = 0.01, kept: int = 20_000
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.quiet = quiet
        self.kept = kept
        self.path = folder / "shop.journey.json"
        self.pages = [Page(f"p{n}", Random(random.random())) for n in range(pages)]
        #: Every step ever made, as sent: (client) → seq → step.
        self.steps: dict[str, dict[int, dict[str, Any]]] = {page.client: {} for page in self.pages}
        self.acknowledged = 0
        self.committed_unheard = 0
        self.seconds_to_reopen: list[float] = []
        start = Journey()
        start.apply({"about": {"title": "落ちても残る"}, "stages": STAGES})
        for page in self.pages:
            start.apply(page.begin())
        file.write(self.path, start.document)
        self.oracle = Oracle(Journey(start.document, journal=MemoryJournal(steps=100_000, changes=100_000)))
        self.kernel = Kernel(folder / "kernel")
        self.spare = Kernel(folder / "kernel")  # starts while the other one works
        self._open()

    def close(self) -> None:
        """End the kernels."""
        self.kernel.close()
        self.spare.close()

    def strike(self, seconds: float) -> None:
        """Let the pages work for `seconds`, kill the kernel, open the map in another and see that nothing is gone.

        Raises:
            LostError: something is.

        """
        self._work(seconds)
        self.kernel.kill()
        # What had left the kernel reaches the pages; what had not, they never knew.
        while found := self.kernel.heard(0.1):
            for _comm, message in found:
                self._hear(message)
        self.kernel.close()
        self._the_file_is_whole()
        self.kernel, self.spare = self.spare, Kernel(self.folder / "kernel")
        self._open()
        before = self._nothing_is_lost()
        self._undo_and_redo()
        self._send_again(before)

    # ---- at work ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        code = OPEN.format(path=str(self.path), quiet=self.quiet, longest=self.quiet * 5, kept=self.kept)
        start = time.perf_counter()
        self.kernel.run(code)
        self.seconds_to_reopen.append(time.perf_counter() - start)
        comm = self.kernel.run("print(sync.comm.comm_id)").strip()
        for page in self.pages:
            page.comm, page.subshell = comm, self.kernel.subshell()

    def _work(self, seconds: float) -> None:
        """`seconds` from the first answer on: before it nothing could be lost."""
        heard = sum(page.acknowledged for page in self.pages)
        end = time.monotonic() + 30
        while (left := end - time.monotonic()) > 0:
            if heard is not None and sum(page.acknowledged for page in self.pages) > heard:
                heard, end = None, time.monotonic() + seconds
                continue
            for page in self.pages:
                while len(page.kept) < ON_THE_WIRE:
                    step = page.step()
                    self.steps[page.client][page.seq] = step
                    page.send(self.kernel, step)
            for _comm, message in self.kernel.heard(min(left, 0.02)):
                self._hear(message)

    def _hear(self, message: dict[str, Any]) -> None:
        for page in self.pages:
            page.hear(self.kernel, message)

    # ---- after the blow --------------------------------------------------------------------------------------------

    def _the_file_is_whole(self) -> None:
        try:
            _, repairs = file.read(self.path)
        except ReadError as problem:
            raise DamagedError(str(problem)) from problem
        if repairs:
            raise DamagedError(f"the file had to be repaired: {repairs}")

    def _look(self) -> dict[str, Any]:
        return json.loads(self.kernel.run(LOOK.format(clients=[page.client for page in self.pages])))

    def _same(self, found: dict[str, Any], when: str) -> None:
        expected = self.oracle.journey.document
        if found != expected:
            for table in sorted(found.keys() | expected.keys()):
                if found.get(table) != expected.get(table):
                    raise LostError(f"{when}: {table} is {found.get(table)}, should be {expected.get(table)}")

    def _nothing_is_lost(self) -> dict[str, Any]:
        state = self._look()
        if state["read_only"]:
            raise LostError("the map opened read-only: the dead kernel still holds it")
        for page in self.pages:
            kept = state["seqs"][page.client]
            if not page.acknowledged <= kept <= page.seq:
                raise LostError(
                    f"{page.client}: {page.acknowledged} steps were acknowledged, the journal knows {kept} of {page.seq}"
                )
            self.acknowledged = sum(each.acknowledged for each in self.pages)
            self.committed_unheard += kept - page.acknowledged
            self.oracle.follow(page, self.steps[page.client], kept)
        self._same(state["document"], "after reopening")
        return state

    def _undo_and_redo(self) -> None:
        for page in self.pages:
            for kind in ("undo", "redo"):
                done = self.kernel.value(f"getattr(journey.{kind}({page.client!r}), 'label', None)")
                expected = getattr(self.oracle.journey, kind)(page.client)
                if done != (expected and expected.label):
                    raise LostError(f"{kind} of {page.client} did {done}, should have done {expected}")
                self._same(self._look()["document"], f"after {kind} of {page.client}")

    def _send_again(self, before: dict[str, Any]) -> None:
        """The pages send what was not answered, all of it twice, and what the journal holds is not done again."""
        for page in self.pages:
            page.send_again(self.kernel)
            page.send_again(self.kernel)
        end = time.monotonic() + 30
        while any(page.kept for page in self.pages):
            if time.monotonic() > end:
                raise LostError(f"never answered: {[sorted(page.kept) for page in self.pages]}")
            for _comm, message in self.kernel.heard(0.2):
                self._hear(message)
        for page in self.pages:
            if page.refused:
                raise LostError(f"refused: {page.refused}")
            self.oracle.follow(page, self.steps[page.client], page.seq)
        state = self._look()
        if state["seqs"] != {page.client: page.seq for page in self.pages}:
            raise LostError(f"{before['seqs']} became {state['seqs']}")
        self._same(state["document"], "after sending again")
