"""One browser and one JupyterLab for the whole session; one notebook that tests share, each with cells of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.board import Board
from tests.browser.chromium import NoBrowserError, launch
from tests.browser.lab import Lab
from tests.browser.maps import BOARD, SMALL
from tests.browser.server import LabServer

RESULTS = Path(__file__).parents[2] / "test-results"
OUTCOME = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[OUTCOME] = True
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            running = launch(playwright)
        except NoBrowserError as none:
            pytest.fail(str(none), pytrace=False)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    with LabServer(tmp_path_factory.mktemp("jupyter")) as running:
        yield running


@pytest.fixture(scope="session")
def open_lab(browser: Browser, server: LabServer) -> Iterator[Callable[..., Lab]]:
    """Opens a notebook with a page and a kernel of its own."""
    opened: list[Lab] = []

    def open_one(*, lossy: bool = False, **options: object) -> Lab:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 1000}, "locale": "ja-JP", "reduced_motion": "reduce"} | options
        )
        context.set_default_timeout(20_000)
        opened.append(Lab(context, server, lossy=lossy))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def shared(open_lab: Callable[..., Lab]) -> dict[str, Lab]:
    """The notebook tests share; taken away after a failure, so that one failure does not make others."""
    return {}


@pytest.fixture
def lossy_lab(open_lab: Callable[..., Lab]) -> Iterator[Lab]:
    """A notebook of its own, whose kernel can be made unheard (`deaf`)."""
    one = open_lab(lossy=True)
    yield one
    complaints = one.complaints()
    one.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def lab(request: pytest.FixtureRequest, shared: dict[str, Lab], open_lab: Callable[..., Lab]) -> Iterator[Lab]:
    """A notebook with nothing in it. Afterwards: no console error that the test did not allow, no request off this machine."""
    one = shared.get("lab") or shared.setdefault("lab", open_lab())
    one.forget()
    yield one
    complaints = one.complaints()
    if request.node.stash.get(OUTCOME, False):
        RESULTS.mkdir(exist_ok=True)
        one.page.screenshot(path=RESULTS / f"{re.sub(r'[^A-Za-z0-9_]+', '-', request.node.name)}.png")
        del shared["lab"]
        one.close()
    else:
        for page in one.context.pages:
            if page is not one.page:
                page.close()
        one.clear()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def board(lab: Lab) -> Board:
    """A small board, just drawn, with a cell above and one below it."""
    lab.show(SMALL, BOARD, "'the cell below'")
    return Board(lab)
