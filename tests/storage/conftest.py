"""A map's place in an empty folder, and journeys that do not stay open from one test to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_widgets.storage import binding


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    for one in list(binding._open.values()):
        one.release()


@pytest.fixture
def never_written(monkeypatch: pytest.MonkeyPatch, nothing_stays_open: None) -> None:
    """The file is not written by itself: what comes back comes from the journal."""
    monkeypatch.setattr(binding, "QUIET", 3600.0)
    monkeypatch.setattr(binding, "LONGEST", 3600.0)


@pytest.fixture
def quick_watch(monkeypatch: pytest.MonkeyPatch, nothing_stays_open: None) -> None:
    """What changes underneath is seen at once."""
    monkeypatch.setattr(binding, "WATCH", 0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "maps").mkdir()
    return tmp_path / "maps" / "shop.journey.json"
