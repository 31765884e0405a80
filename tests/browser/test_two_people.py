"""Two people, each in a browser of their own, drag on one board; a third watches."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Browser

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.people import agree, drag_together, gather, score_together

# `python -m benchmarks.crashes --only people` goes on for a minute.
ROUNDS = 6


@pytest.fixture
def three(lab: Lab, browser: Browser) -> Iterator[list[Board]]:
    """The same notebook in three browsers: the one who runs it, a colleague, and one who only watches."""
    others = [browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce") for _ in range(2)]
    for context in others:
        context.set_default_timeout(20_000)
    # What JupyterLab says in pages that hear of widgets whose cell they have not seen.
    with lab.allowing("Comm not found|widget model not found"):
        yield gather(lab, others)
    lab.python("journey.close()")
    for context in others:
        context.close()


def test_two_people_dragging_at_once_end_with_the_same_map_and_a_third_sees_it_happen(three: list[Board]):
    lab, watching = three[0].lab, three[2]
    random = Random(11)
    for _ in range(ROUNDS):
        before = lab.value("journey.revision")
        drag_together(three[:2], random)
        score_together(three[:2], random)
        now = lab.value("journey.revision")
        until(lambda now=now: watching.revision >= now, watching.page, "the one who watches sees it as it happens")
        assert now > before, "something was moved or scored"
    agree(three)
    moved = lab.value(
        '[change.client for change in journey.since(0) if "touchpoints" in change.patch and change.client]'
    )
    assert len(set(moved)) == 2, "both hands moved cards"
    assert len(moved) >= ROUNDS
