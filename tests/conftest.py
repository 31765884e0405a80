"""For all tests."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(scope="session", autouse=True)
def _no_templates_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What whoever runs the tests has saved as templates is not there, and nothing is put beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEY_WIDGETS_TEMPLATES", str(tmp_path_factory.mktemp("templates") / "none"))
        yield
