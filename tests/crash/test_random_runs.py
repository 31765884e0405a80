"""Three optimistic pages, a bad wire, and a kernel that dies: all agree in the end, and nothing acknowledged is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_widgets.storage import binding
from tests.contract.bridge import Bridge
from tests.crash.stories import tell

#: As many as take some seconds. `python -m benchmarks.crashes --only stories` tells new ones for a minute.
SEEDS = range(60)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bridge]:
    bridge = Bridge(tmp_path_factory.mktemp("bridge"))
    yield bridge
    bridge.close()


def test_any_story_of_three_pages_and_dying_kernels_ends_in_agreement(
    page: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # The file is written when the story says so; a clock would make each telling another story.
    monkeypatch.setattr(binding, "QUIET", 1e6)
    monkeypatch.setattr(binding, "LONGEST", 1e6)
    monkeypatch.setattr(binding, "WATCH", 1e6)
    assert sum(tell(page, tmp_path, seed) for seed in SEEDS) > len(SEEDS)
