"""kill -9 of a kernel that is taking changes from real comms: nothing acknowledged is lost, no file is damaged."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.crash.workshop import Workshop

#: The benchmark does 200 (benchmarks/crashes.py).
BLOWS = 12
SEED = 20261122


@pytest.mark.parametrize(
    ("quiet", "kept"),
    [(0.01, 100), (1.0, 20_000)],
    ids=["while file and journal are being rewritten", "before the file is written"],
)
def test_a_dozen_times_kill_nine_loses_nothing_acknowledged(tmp_path: Path, quiet: float, kept: int):
    random = Random(SEED)
    workshop = Workshop(tmp_path, random, quiet=quiet, kept=kept)
    try:
        for _ in range(BLOWS // 2):
            workshop.strike(random.uniform(0.05, 0.5))
    finally:
        workshop.close()
    assert workshop.acknowledged > 100, "the pages were at work"
