"""What a facilitator does besides dragging: stages, swimlanes, several widgets at once, a kernel that is started anew."""

from __future__ import annotations

from tests.browser.board import Board
from tests.browser.hands import middle
from tests.browser.lab import Lab, until
from tests.browser.maps import SMALL


def _stage_menu(board: Board, stage: str, item: str) -> None:
    board.root.get_by_role("button", name=f"ステージ「{stage}」").click()
    board.root.get_by_role("menuitem", name=item).click()


def test_a_stage_is_added_renamed_moved_and_deleted_and_its_cards_return_to_the_pool(board: Board):
    with board.acknowledged():
        _stage_menu(board, "認知", "後ろにステージを足す")
    assert board.lab.value("len(journey.stages)") == 4
    with board.acknowledged():
        _stage_menu(board, "購入", "右へ動かす")
    assert board.lab.value("list(journey.stages.index)[-2:]") == ["st_use", "st_buy"]
    with board.acknowledged():
        _stage_menu(board, "購入", "削除（カードは未配置へ）")
    assert board.lab.value('"st_buy" in journey.stages.index') is False
    assert sorted(board.kernel_lane("")) == ["tp_cart", "tp_mail", "tp_pay"]
    assert sorted(board.cards("")) == ["tp_cart", "tp_mail", "tp_pay"]
    board.focus("tp_ad")
    board.undo()
    assert board.cards("st_buy") == board.kernel_lane("st_buy") == ["tp_cart", "tp_pay"]


def test_a_drag_between_swimlanes_changes_the_field_they_stand_for(lab: Lab):
    lab.show(SMALL, 'jw.Board(journey, rows="channel")')
    board = Board(lab)
    with board.acknowledged():
        board.mouse.drag(board.grip("tp_ad"), middle(board.card("tp_talk"), down=0.9))
    record = lab.value('dict(journey.record("touchpoints", "tp_ad"))')
    assert (record["stage"], record["channel"]) == ("st_aware", "口コミ")
    board.focus("tp_ad")
    board.undo()
    assert lab.value('journey.record("touchpoints", "tp_ad")["channel"]') == "SNS"


def test_two_boards_and_a_curve_of_one_journey_stay_in_step(lab: Lab):
    lab.show(
        SMALL,
        "jw.Board(journey, curve=False)",
        'jw.Board(journey, language="en", curve=False)',
        "jw.EmotionCurve(journey)",
    )
    boards = lab.widget("board")
    until(lambda: boards.count() == 2, lab.page, "there are two boards")
    first, second = Board(lab, root=boards.nth(0)), Board(lab, root=boards.nth(1))
    assert "認知" in (second.root.text_content() or ""), "what people wrote is not translated"
    assert "Unplaced" in (second.root.text_content() or "")
    with first.acknowledged():
        first.drag("tp_ad", "st_use")
    second.wait_for("st_use", ["tp_open", "tp_ad"])
    with second.acknowledged():
        second.focus("tp_open")
        second.press("1")
    first.wait_for_face("tp_open", "-2")
    curve = lab.widget("chart")
    until(
        lambda: int(curve.get_attribute("data-revision") or -1) == second.revision, lab.page, "the curve has drawn it"
    )
    # One person's undo takes back that person's last change, wherever it was made.
    first.focus("tp_ad")
    first.undo()
    second.wait_for_face("tp_open", "")


def test_what_is_done_while_the_kernel_is_away_is_delivered_when_it_is_back(lossy_lab: Lab):
    lab = lossy_lab
    opening = (
        'import journey_widgets as jw\njourney = jw.open("away.journey.json", template="lifecycle", language="ja")'
    )
    lab.show(opening, "jw.Board(journey)")
    board = Board(lab)
    first = board.root.locator('[data-stage]:not([data-stage=""]) [data-touchpoint]').first.get_attribute(
        "data-touchpoint"
    )
    with lab.allowing("Cannot send|Canceled future|[Kk]ernel|disposed|model not found"):
        lab.python("journey.save()")
        lab.command("notebook:shutdown-kernel")
        until(lab.dead, lab.page, "the kernel is gone")
        board.focus(first)
        board.press("1")
        board.wait_for_face(first, "-2")
        lab.page.evaluate("() => jwLab.panel().context.sessionContext.changeKernel({ name: 'python3' })")
        lab.wait_idle(lab.page)
        lab.run_all()
        again = Board(lab)
        until(
            lambda: lab.value(f"journey.scores.score[journey.scores.touchpoint == {first!r}].tolist()") == [-2],
            lab.page,
            "the kernel has the score given while it was away",
        )
        again.wait_for_face(first, "-2")
    kept = lab.page.evaluate("() => Object.keys(sessionStorage).filter((k) => k.startsWith('journey_widgets/'))")
    assert kept == []
