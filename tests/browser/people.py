"""Two people who drag cards on their boards at the same time, each in a browser of their own."""

from __future__ import annotations

from contextlib import ExitStack
from random import Random

from tests.browser.board import Board
from tests.browser.hands import Point

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


def seen(board: Board) -> dict[str, object]:
    """All that two people can compare by looking: which card lies where, and what face it wears."""
    lanes = {stage: board.cards(stage) for stage in STAGES}
    return {"lanes": lanes, "faces": {card: board.face(card) for card in CARDS}}


def _somewhere(board: Board, random: Random) -> Point:
    stage = random.choice(STAGES)
    cards = board.cards(stage)
    return board.gap(stage, random.choice([None, *cards]))
