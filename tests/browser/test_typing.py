"""Typing Japanese: a conversion is never cut, and the Enter that ends it commits nothing."""

from __future__ import annotations

import pytest

from tests.browser.board import Board
from tests.browser.hands import InputMethod
from tests.browser.lab import until


@pytest.fixture
def ime(board: Board) -> InputMethod:
    return InputMethod(board.lab.devtools())


def _title(board: Board, touchpoint: str) -> str:
    return board.lab.value(f'journey.record("touchpoints", "{touchpoint}")["title"]')


def test_renaming_a_card_in_japanese(board: Board, ime: InputMethod):
    board.focus("tp_ad")
    board.press("F2")
    field = board.root.locator("input:focus, textarea:focus")
    field.wait_for()
    board.press("ControlOrMeta+a")
    with board.unchanged():
        ime.type("こ", "こうこ", "こうこく", "広告")
        assert field.input_value() == "広告"
    with board.acknowledged():
        board.press("Enter")
    assert _title(board, "tp_ad") == "広告"
    assert "広告" in board.text("tp_ad")
    board.focus("tp_ad")
    board.undo()
    assert _title(board, "tp_ad") == "SNS広告を見る"


def test_another_persons_rename_does_not_cut_a_conversion(board: Board, ime: InputMethod):
    board.focus("tp_ad")
    board.press("F2")
    field = board.root.locator("input:focus, textarea:focus")
    field.wait_for()
    board.press("ControlOrMeta+a")
    ime.propose("こうこ")
    board.lab.python(
        'journey.edit("touchpoints", "tp_ad", title="よそで変えた", channel="TV"); journey.edit("touchpoints", "tp_pay", title="払う")'
    )
    until(lambda: "払う" in board.text("tp_pay"), board.page, "the other change is drawn")
    assert field.input_value() == "こうこ"
    ime.propose("こうこく")
    ime.confirm("広告")
    with board.acknowledged():
        board.press("Enter")
    assert _title(board, "tp_ad") == "広告"


def test_escape_gives_the_old_title_back(board: Board, ime: InputMethod):
    with board.unchanged():
        board.focus("tp_ad")
        board.press("F2")
        board.root.locator("input:focus, textarea:focus").wait_for()
        ime.type("べつ", "別")
        board.press("Escape")
    assert "SNS広告を見る" in board.text("tp_ad")


def test_letters_typed_in_a_field_never_reach_the_notebook(board: Board):
    before = board.lab.cells()
    board.focus("tp_ad")
    board.press("F2")
    field = board.root.locator("input:focus, textarea:focus")
    field.wait_for()
    board.press("ControlOrMeta+a")
    board.page.keyboard.type("xabdd m 12")
    assert field.input_value() == "xabdd m 12"
    with board.acknowledged():
        board.press("Enter")
    assert board.lab.cells() == before
    assert _title(board, "tp_ad") == "xabdd m 12"


def test_adding_cards_in_japanese(board: Board, ime: InputMethod):
    board.lane("st_use").locator("xpath=ancestor-or-self::*[.//button][1]").get_by_role(
        "button", name="追加"
    ).first.click()
    board.root.locator("input:focus, textarea:focus").wait_for()
    with board.unchanged():
        ime.type("つか", "使ってみる")
    with board.acknowledged():
        board.press("Enter")
    assert board.lab.value('list(journey.touchpoints.title[journey.touchpoints.stage == "st_use"])') == [
        "箱を開ける",
        "使ってみる",
    ]


def test_the_panel_takes_a_thought_in_japanese(board: Board, ime: InputMethod):
    board.focus("tp_ad")
    board.press("Enter")
    field = (
        board.root.get_by_label("考え")
        .or_(board.root.get_by_label("気持ち"))
        .or_(board.root.get_by_label("思考"))
        .first
    )
    field.click()
    ime.type("たか", "高いかも")
    with board.acknowledged():
        board.press("Tab")
    assert board.lab.value('journey.record("touchpoints", "tp_ad")["thought"]') == "高いかも"
