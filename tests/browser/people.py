"""Two people who drag cards on their boards at the same time, each in a browser of their own."""

from __future__ import annotations

import json
from contextlib import ExitStack
from random import Random

from playwright.sync_api import BrowserContext, Page

from tests.browser.board import Board
from tests.browser.hands import Point
from tests.browser.lab import Lab, until
from tests.browser.maps import BOARD, SMALL

STAGES = ["st_aware", "st_buy", "st_use"]
CARDS = ["tp_ad", "tp_talk", "tp_cart", "tp_pay", "tp_open"]


#: Where the map is kept, beside the notebook.
MAP = "together.journey.json"


def gather(lab: Lab, contexts: list[BrowserContext]) -> list[Board]:
    """The small board in the lab's page, and in a page of each of the other browsers.

    All have the notebook open before the board is there; the others load it again then, because JupyterLab shows nobody
    the outputs of somebody else's cells.
    """
    pages = [lab.open(context) for context in contexts]
    lab.show(SMALL + f"_ = jw.save(journey, {MAP!r})", BOARD)
    first = Board(lab)
    lab.save()
    return [first, *(_loaded_again(lab, page) for page in pages)]


def _loaded_again(lab: Lab, page: Page) -> Board:
    """The page, loaded until it shows the board: on a slow machine JupyterLab gives up asking for widgets after some seconds."""
    board, gave_up = lab.widget("board", page), page.get_by_text("model not found")
    for _ in range(4):
        page.reload()
        lab.wait_idle(page)
        until(lambda: board.count() or gave_up.count(), page, "a board, or JupyterLab's own words", seconds=40)
        if board.count():
            break
    return Board(lab, page)


def drag_together(boards: list[Board], random: Random) -> None:
    """Every hand takes a card (perhaps the same one) before any lets go, and they let go one after the other."""
    with ExitStack() as hands:
        moves = []
        for board in boards:
            start = board.grip(random.choice(CARDS))
            moves.append(hands.enter_context(board.mouse.holding(start)))
        for _ in range(2):
            targets = [_somewhere(board, random) for board in boards]
            for move, target in zip(moves, targets, strict=True):
                move(target)


def score_together(boards: list[Board], random: Random) -> None:
    """Everybody scores a card by a key."""
    for board in boards:
        board.focus(random.choice(CARDS))
        board.press(random.choice("12345"))


def agree(boards: list[Board]) -> None:
    """Everything is acknowledged, and all boards, and the file, are what the kernel holds.

    Raises:
        AssertionError: they do not.

    """
    lab = boards[0].lab
    revision = lab.value("journey.revision")
    for board in boards:
        board.wait_for_revision(revision)
        until(lambda board=board: board.root.locator(".is-pending").count() == 0, board.page, "nothing waits")
    assert lab.value("journey.revision") == revision, "nobody goes on sending"
    expected = {stage: boards[0].kernel_lane(stage) for stage in STAGES}, {card: _score(lab, card) for card in CARDS}
    lab.python("journey.save()")
    kept = json.loads((lab.server.notebooks / MAP).read_text(encoding="utf-8"))
    assert kept == lab.value("journey.document"), "and so does the file"
    for board in boards:
        seen = {stage: board.cards(stage) for stage in STAGES}, {card: board.face(card) for card in CARDS}
        assert seen == expected


def _score(lab: Lab, card: str) -> str:
    return str(lab.value(f'(journey.document["scores"].get("{card}//as_is/") or {{}}).get("score", "")'))


def _somewhere(board: Board, random: Random) -> Point:
    stage = random.choice(STAGES)
    cards = board.cards(stage)
    return board.gap(stage, random.choice([None, *cards]))
