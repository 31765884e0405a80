"""Two people who drag cards on their boards at the same time, each in a browser of their own."""

from __future__ import annotations

from contextlib import ExitStack
from random import Random

from tests.browser.board import Board
from tests.browser.hands import Point
from tests.browser.lab import Lab, until

STAGES = ["st_aware", "st_buy", "st_use"]
CARDS = ["tp_ad", "tp_talk", "tp_cart", "tp_pay", "tp_open"]


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
    """Everything is acknowledged, and all boards look like what the kernel holds.

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
    for board in boards:
        seen = {stage: board.cards(stage) for stage in STAGES}, {card: board.face(card) for card in CARDS}
        assert seen == expected


def _score(lab: Lab, card: str) -> str:
    return str(lab.value(f'(journey.document["scores"].get("{card}//as_is/") or {{}}).get("score", "")'))


def _somewhere(board: Board, random: Random) -> Point:
    stage = random.choice(STAGES)
    cards = board.cards(stage)
    return board.gap(stage, random.choice([None, *cards]))
