"""A page's line of changes, as `js/src/sync` keeps it: numbered, kept until answered, sent again under the same numbers.

What it does is random, and only concerns records of its own: so what several pages have done can be told without
knowing in which order the kernel took it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.crash.kernel import Kernel

STAGES = {"st_a": {"name": "認知", "rank": "a0"}, "st_b": {"name": "購入", "rank": "a1"}}
CARDS = 3
#: Seconds before the same gap is filled once more; as in js/src/sync/patience.ts.
GAP = 0.1


@dataclass
class Page:
    """One browser. `acknowledged` is the last seq it was told to be kept; `kept` is what it would send again."""

    client: str
    random: Random
    seq: int = 0
    acknowledged: int = 0
    kept: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    refused: list[Any] = field(default_factory=list[Any])
    comm: str = ""
    subshell: str | None = None
    #: The kernel was asked to take up the line here, and when: one round is enough.
    _resent: tuple[int, float] = (0, 0.0)

    @property
    def cards(self) -> list[str]:
        """The cards that only this page touches."""
        return [f"tp_{self.client}_{n}" for n in range(CARDS)]

    def begin(self) -> dict[str, Any]:
        """What the map must hold before the page starts."""
        return {"touchpoints": {card: {"title": card, "rank": "a0"} for card in self.cards}}

    def step(self) -> dict[str, Any]:
        """Something a person does; always a change, so that every one of them is in the journal."""
        self.seq += 1
        chance = self.random.random()
        if chance < 0.12:
            said: dict[str, Any] = {"undo": True}
        elif chance < 0.16:
            said = {"redo": True}
        else:
            said = {"patch": self._patch(chance)}
        step = {"client": self.client, "actor": self.client, "seq": self.seq, **said}
        self.kept[self.seq] = step
        return step

    def _patch(self, chance: float) -> dict[str, Any]:
        card, n = self.random.choice(self.cards), self.seq
        if chance < 0.7:
            lane = self.random.choice([*STAGES, None])
            return {"touchpoints": {card: {"stage": lane, "title": f"{self.client} {n}", "rank": f"a{n % 10}"}}}
        if chance < 0.85:
            record = {"touchpoint": card, "state": "as_is", "participant": self.client, "score": n % 5 - 2}
            reason = {"reason": f"{n} 回目"}
            return {"scores": {f"{card}//as_is/{self.client}": record | reason}}
        if chance < 0.93:
            note = {"kind": "pain", "text": f"{self.client} {n}", "touchpoint": card}
            return {"notes": {f"no_{self.client}_{n % 4}": note}}
        if chance < 0.97:
            return {"notes": {f"no_{self.client}_{n % 4}": None}}
        # Deleted and made anew at once: its scores and notes go with it or come loose.
        gone = {other: {"title": f"{self.client} {n} 新", "rank": "a5", "stage": None} for other in self.cards}
        return {"touchpoints": gone}

    def send(self, kernel: Kernel, step: dict[str, Any], *, again: bool = False) -> None:
        """Put a step on the wire; `again` says how far the page knows its line to be answered."""
        kernel.say(self.comm, step | {"after": self.acknowledged} if again else step, self.subshell)

    def send_again(self, kernel: Kernel, start: int = 0) -> None:
        """Everything unanswered from `start` on."""
        for seq, step in sorted(self.kept.items()):
            if seq >= start:
                self.send(kernel, step, again=True)

    def hear(self, kernel: Kernel, message: dict[str, Any]) -> None:
        """An answer, or a broadcast, which acknowledges as well."""
        if message.get("client") != self.client:
            return
        if "resend" in message:
            # Two threads of the kernel took two steps at once, and the later one came first.
            start, now = message["resend"], time.monotonic()
            if self._resent[0] != start or now - self._resent[1] > GAP:
                self._resent = start, now
                self.send_again(kernel, start)
        if message.get("reject"):
            self.refused.append(message)
        if message.get("ack") or message.get("reject") or "patch" in message:
            # Answers come in the order of the line: what came before has been dealt with, too.
            self.acknowledged = max(self.acknowledged, int(message["seq"]))
            self.kept = {seq: step for seq, step in self.kept.items() if seq > self.acknowledged}
