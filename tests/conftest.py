"""For all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# The same examples everywhere: a property that fails in CI fails on the desk. No deadline: two cores are shared with a browser.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: quick tests fail first, and Playwright's event loop lives in this thread once it has started."""
    items.sort(key=lambda item: "tests/browser/" in item.path.as_posix())


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
