"""Pictures on cards and the stages' table, as a hand meets them in a real browser."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.browser.board import Board
from tests.browser.hands import InputMethod, middle
from tests.browser.lab import until
from tests.model.pictures import SVG, picture, taken_by_a_phone

#: How wide a card's picture is in its own pixels; 0 while it has not been drawn.
DRAWN = "(img) => img.complete ? img.naturalWidth : 0"
PUT_ON_CLIPBOARD = """
async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
}
"""


def drop_file(board: Board, touchpoint: str, path: Path) -> None:
    """Drag a file from the desktop onto a card."""
    board.show()
    at = middle(board.card(touchpoint))
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    devtools = board.lab.devtools()
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, "x": at.x, "y": at.y, "data": data})


def image_of(board: Board, touchpoint: str) -> str:
    return board.lab.value(f'journey.record("touchpoints", "{touchpoint}").get("image", "")')


def shown(board: Board, touchpoint: str) -> int:
    found = board.card(touchpoint).locator("img.jw-card-picture")
    return found.evaluate(DRAWN) if found.count() else 0


def test_a_photo_dropped_on_a_card_is_shown_in_every_tab_and_undone(board: Board, tmp_path: Path):
    photo = tmp_path / "shop.jpg"
    photo.write_bytes(taken_by_a_phone())
    with board.acknowledged():
        drop_file(board, "tp_talk", photo)
    until(lambda: shown(board, "tp_talk") == 683, board.page, "the photo is on its card, small and upright")
    name = image_of(board, "tp_talk")
    assert name.endswith(".webp")
    assert board.lab.value(f'b"PhoneMaker" in journey.pictures.get("{name}")') is False
    assert board.card("tp_talk").locator("img").get_attribute("alt") == "友人に聞く"

    board.lab.save()
    other = Board(board.lab, board.lab.open())
    until(lambda: shown(other, "tp_talk") == 683, other.page, "the other tab has fetched it")

    board.focus("tp_talk")
    board.undo()
    until(lambda: other.card("tp_talk").locator("img").count() == 0, other.page, "it is gone everywhere")

    lie = tmp_path / "logo.png"
    lie.write_bytes(SVG)
    with board.unchanged():
        drop_file(board, "tp_talk", lie)
        board.root.get_by_role("alert").get_by_text("SVG（logo.png）は貼れません").wait_for()


def test_an_image_is_pasted_onto_the_card_that_has_the_focus(board: Board):
    board.lab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    board.page.evaluate(PUT_ON_CLIPBOARD, base64.b64encode(picture(size=(300, 200))).decode())
    before = board.lab.cells()
    board.focus("tp_cart")
    with board.acknowledged():
        board.press("ControlOrMeta+v")
    until(lambda: shown(board, "tp_cart") == 300, board.page, "the picture is on its card")
    assert image_of(board, "tp_cart") != ""
    assert board.lab.cells() == before


def test_strategy_and_kpi_are_written_in_japanese_under_the_lanes(board: Board):
    ime = InputMethod(board.lab.devtools())
    assert board.root.locator(".jw-below").count() == 0
    board.root.locator("[data-action=show-facts]").click()
    board.root.get_by_label("購入のKPI", exact=True).click()
    with board.unchanged():
        ime.type("こうにゅう", "購入完了率")
    with board.acknowledged():
        board.press("Tab")
    board.root.get_by_label("購入の時間", exact=True).click()
    with board.acknowledged():
        board.page.keyboard.insert_text("２時間半")
        board.press("Enter")
    board.root.locator("[data-action=north-star]").click()
    with board.acknowledged():
        board.page.keyboard.insert_text("購入完了率 70%")
        board.press("Enter")
    stage = board.lab.value('journey.record("stages", "st_buy")')
    assert (stage["kpi"], stage["duration"]) == ("購入完了率", "PT2H30M")
    assert board.lab.value('journey.about["north_star"]') == "購入完了率 70%"
    board.lab.python('journey.edit("stages", "st_use", strategy="長く使ってもらう")')
    until(
        lambda: board.root.get_by_label("使用の戦略").input_value() == "長く使ってもらう", board.page, "a cell's change"
    )
    board.root.locator("[data-action=hide-fact]").click()
    assert board.root.locator(".jw-below").count() == 0
