"""Links between cards: pulled by hand, made by key, and following the cards they connect."""

from __future__ import annotations

import re

from tests.browser.board import Board
from tests.browser.hands import Point, middle
from tests.browser.lab import until


def ends(board: Board) -> tuple[Point, Point]:
    """Where the only drawn link begins and ends, in the page's viewport."""
    board.root.locator(".jw-link .line").first.wait_for(state="attached")
    found = board.root.evaluate(
        """(root) => {
             const zero = root.querySelector('.jw-links').getBoundingClientRect();
             return [root.querySelector('.jw-link .line').getAttribute('d'), zero.x, zero.y];
           }"""
    )
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", found[0])]
    return (
        Point(numbers[0] + found[1], numbers[1] + found[2]),
        Point(numbers[-2] + found[1], numbers[-1] + found[2]),
    )


def touches(board: Board, point: Point, card: str) -> bool:
    """Whether a point lies at a card's edge."""
    box = board.card(card).bounding_box()
    assert box
    beside = min(abs(point.x - box["x"]), abs(point.x - box["x"] - box["width"])) <= 5
    return beside and box["y"] <= point.y <= box["y"] + box["height"]


def test_a_link_is_pulled_from_a_card_s_handle_and_follows_the_card_it_leads_to(board: Board):
    board.show()
    board.card("tp_ad").hover()
    handle = board.root.locator(".jw-link-handle")
    with board.acknowledged(), board.mouse.holding(middle(handle)) as move:
        move(middle(board.card("tp_pay")))
        board.root.locator('[data-link-target][data-touchpoint="tp_pay"]').wait_for()
    assert board.lab.value('journey.links[["source", "target"]].values.tolist()') == [["tp_ad", "tp_pay"]]
    assert "支払う" in board.said

    # Its form is open, the condition under the keyboard; Enter is enough.
    board.page.keyboard.type("セール中")
    with board.acknowledged():
        board.press("Enter")
    assert board.lab.value('journey.links["condition"].iloc[0]') == "セール中"
    start, end = ends(board)
    assert touches(board, start, "tp_ad")
    assert touches(board, end, "tp_pay")

    with board.acknowledged():
        board.drag("tp_pay", "st_use")
    until(lambda: touches(board, ends(board)[1], "tp_pay"), board.page, "the curve ends at the card in its new place")
    assert ends(board)[1].x > end.x + 50

    # Deleted cards take their links along, and one step back brings both.
    board.focus("tp_pay")
    with board.acknowledged():
        board.press("Delete")
    board.root.locator(".jw-links").wait_for(state="detached")
    board.undo()
    until(lambda: touches(board, ends(board)[0], "tp_ad"), board.page, "the curve is back")


def test_a_link_is_made_read_and_taken_back_by_keyboard_alone(board: Board):
    board.focus("tp_ad")
    board.press("l")
    board.page.keyboard.type("箱")
    board.press("Enter")
    until(
        lambda: board.page.evaluate("() => document.activeElement.value") == "tp_open",
        board.page,
        "the card that was found is chosen",
    )
    board.press("Tab", "Tab")
    board.page.keyboard.type("2日4時間")
    board.press("Tab")
    board.page.keyboard.type("25")
    with board.acknowledged():
        board.press("Enter")
    link = board.lab.value("[journey.links.iloc[0][f] for f in ('source', 'target', 'delay', 'share')]")
    assert link == ["tp_ad", "tp_open", "P2DT4H", 0.25]
    assert board.page.evaluate("() => document.activeElement.dataset.touchpoint") == "tp_ad"
    board.press("Enter")
    told = board.root.locator(".jw-link-list li").first
    assert " ".join(told.inner_text().split()) == "→ 5 箱を開ける 2日4時間後、25 %"
    board.focus("tp_ad")
    board.undo()
    board.root.locator(".jw-link-list").wait_for(state="detached")
    assert board.lab.value("len(journey.links)") == 0
