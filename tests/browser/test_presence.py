"""What somebody else has in hand is seen on the card, cannot be taken out of it, and is free again when they are done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import BOARD, SMALL


@pytest.fixture
def two(lab: Lab, browser: Browser) -> Iterator[tuple[Board, Board]]:
    """One notebook in the browsers of two people."""
    lab.show(SMALL, BOARD)
    first = Board(lab)
    lab.save()
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="ja-JP", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    second = Board(lab, lab.open(context))
    first.root.locator(".jw-others").wait_for()
    yield first, second
    context.close()


def _tag(board: Board, card: str) -> str:
    tag = board.card(card).locator(".jw-tag")
    return " ".join(tag.all_inner_texts())


def _call(board: Board, name: str) -> None:
    """Says in the toolbar what the person at this browser is called."""
    board.root.locator(".jw-others > button").click()
    field = board.root.locator(".jw-others input")
    field.fill(name)
    field.press("Enter")


def test_a_card_somebody_drags_says_so_cannot_be_lifted_and_is_free_when_they_let_go(two: tuple[Board, Board]):
    mine, theirs = two
    before = mine.lab.value("journey.revision")
    with theirs.mouse.holding(theirs.grip("tp_ad")) as move:
        move(theirs.gap("st_use"))
        until(lambda: _tag(mine, "tp_ad") != "", mine.page, "the card is taken")
        theirs.press("Escape")
        until(lambda: _tag(mine, "tp_ad") == "", mine.page, "it was put back: the card is free")
    assert mine.lab.value("journey.revision") == before, "nothing of this is a change"
    start, end = theirs.grip("tp_ad"), theirs.gap("st_use")
    with theirs.mouse.holding(start) as move:
        move(end)
        until(lambda: _tag(mine, "tp_ad") == "別の人が移動中", mine.page, "the card says who has it")
        assert "is-locked" in (mine.card("tp_ad").get_attribute("class") or "")
        mine.page.bring_to_front()
        mine.mouse.drag(mine.grip("tp_ad"), mine.gap("st_buy"))
        mine.focus("tp_ad")
        mine.press("Space")
        assert mine.root.locator(".is-held, .is-lifted").count() == 0, "neither hand nor key lifts it"
        assert mine.said.strip() == "別の人が移動中"
        mine.press("Alt+ArrowRight")
        assert mine.cards("st_aware") == ["tp_ad", "tp_talk"]
        theirs.page.bring_to_front()
        before = theirs.revision
    theirs.wait_for_revision(before + 1)
    until(lambda: _tag(mine, "tp_ad") == "", mine.page, "the card is free")
    mine.page.bring_to_front()
    with mine.acknowledged():
        mine.drag("tp_ad", "st_buy")
    theirs.wait_for("st_use", ["tp_open"])


def test_a_field_somebody_writes_in_shows_their_name_and_with_a_name_undo_is_ones_own(
    two: tuple[Board, Board],
):
    mine, theirs = two
    _call(theirs, "花子")
    theirs.card("tp_pay").click()
    field = theirs.root.get_by_label("行動")
    field.focus()
    until(lambda: _tag(mine, "tp_pay") == "花子さんが編集中", mine.page, "the card says who writes")
    card = mine.card("tp_pay")
    by = (card.get_attribute("aria-describedby") or "").split()[0]
    assert mine.root.locator(f"[id='{by}']").inner_text() == "花子さんが編集中", "and says so to a screen reader"
    with mine.acknowledged():
        mine.drag("tp_pay", "st_use")
    field.press("Tab")
    theirs.page.keyboard.press("Escape")
    until(lambda: _tag(mine, "tp_pay") == "", mine.page, "nobody writes any more")
    _undo_is_her_own(mine, theirs)


def _undo_is_her_own(mine: Board, theirs: Board) -> None:
    theirs.page.bring_to_front()
    undo = theirs.root.locator("[data-action=undo]")
    assert undo.get_attribute("aria-disabled") == "true", "what I did is not hers to take back"
    theirs.focus("tp_ad")
    with theirs.acknowledged():
        theirs.press("Alt+ArrowRight")
    mine.wait_for_revision(theirs.revision)
    theirs.undo()
    assert theirs.kernel_lane("st_aware") == ["tp_ad", "tp_talk"], "hers is back …"
    assert theirs.kernel_lane("st_use") == ["tp_open", "tp_pay"], "… and mine stays"


def test_a_title_that_is_being_renamed_is_taken_until_it_is_done_or_the_tab_is_closed(two: tuple[Board, Board]):
    mine, theirs = two
    theirs.focus("tp_talk")
    theirs.press("F2")
    until(lambda: _tag(mine, "tp_talk") == "別の人が編集中", mine.page, "the card says so")
    theirs.press("Escape")
    until(lambda: _tag(mine, "tp_talk") == "", mine.page, "and no longer")
    theirs.press("F2")
    until(lambda: _tag(mine, "tp_talk") != "", mine.page, "taken again")
    theirs.page.close()
    until(lambda: _tag(mine, "tp_talk") == "", mine.page, "the tab is gone")
    mine.root.locator(".jw-others").wait_for(state="detached")


def test_somebody_who_is_alone_is_told_of_nobody_even_after_a_reload(board: Board):
    assert board.root.locator(".jw-others").count() == 0
    board.lab.reload()
    again = Board(board.lab)
    with again.acknowledged():
        again.drag("tp_ad", "st_use")
    assert again.root.locator(".jw-others").count() == 0
    assert board.lab.value("len(board.sync._people.now())") == 1
