"""The kernel, the page, other views, other tabs: one journey."""

from __future__ import annotations

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import BOARD, SMALL


def test_a_dataframe_assigned_in_a_cell_reaches_board_and_curve(lab: Lab):
    lab.show(SMALL, BOARD, "")
    board = Board(lab)
    lab.replace(
        2,
        """
frame = journey.touchpoints.copy()
frame.loc["tp_ad", "stage"] = "st_use"
frame.loc["tp_pay", "title"] = "カードで払う"
journey.touchpoints = frame
""",
    )
    lab.run(2)
    until(lambda: "tp_ad" in board.cards("st_use"), lab.page, "the card has moved")
    assert board.cards("st_use") == board.kernel_lane("st_use")
    until(lambda: "カードで払う" in board.text("tp_pay"), lab.page, "the new title is drawn")
    revision = lab.value("journey.revision")
    until(lambda: int(board.chart.get_attribute("data-revision") or -1) >= revision, lab.page, "the curve has drawn it")


def test_a_reload_of_the_page_brings_back_what_the_kernel_knows(board: Board):
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    board.lab.python('journey.apply({"touchpoints": {"tp_cart": {"title": "かご"}}}, actor="somebody else")')
    board.lab.reload()
    again = Board(board.lab)
    again.wait_for("st_use", ["tp_open", "tp_ad"])
    assert "かご" in again.text("tp_cart")
    with again.acknowledged():
        again.drag("tp_ad", "st_buy")
    again.focus("tp_ad")
    again.undo()
    again.undo()
    assert "tp_ad" in again.kernel_lane("st_aware"), "undo goes back beyond the reload"


def test_two_tabs_on_one_kernel_stay_in_step(board: Board):
    board.lab.save()
    other = Board(board.lab, board.lab.open())
    with other.acknowledged():
        other.drag("tp_ad", "st_buy")
    board.wait_for("st_aware", ["tp_talk"])
    board.wait_for("st_buy", other.cards("st_buy"))
    board.page.bring_to_front()
    with board.acknowledged():
        board.drag("tp_pay", "st_use")
    other.wait_for("st_use", ["tp_open", "tp_pay"])
    other.wait_for_revision(board.revision)


def test_a_second_view_of_the_same_board_stays_in_step(board: Board):
    board.lab.page.evaluate("() => { jwLab.panel().content.activeCellIndex = 1 }")
    board.lab.command("notebook:create-output-view")
    roots = board.lab.widget("board")
    until(lambda: roots.count() == 2, board.page, "there are two views")
    first, second = Board(board.lab, root=roots.nth(0)), Board(board.lab, root=roots.nth(1))
    with first.acknowledged():
        board.lab.python('journey.move("tp_ad", stage="st_use")')
    second.wait_for("st_use", ["tp_open", "tp_ad"])
    second.focus("tp_talk")
    with second.acknowledged():
        second.press("Alt+ArrowRight")
    first.wait_for_revision(second.revision)
    assert first.cards("st_buy") == second.cards("st_buy")
    ids = board.page.evaluate("() => [...document.querySelectorAll('[data-journey-widget] [id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids)), "ids are unique between views"
    board.lab.command("application:close-right-tabs")


def test_sixty_scores_in_a_second_all_arrive_and_the_curve_ends_on_the_last(board: Board):
    board.focus("tp_ad")
    before = board.lab.value("journey.revision")
    with board.acknowledged(changes=60):
        board.press(*(str(n % 4 + 1) for n in range(60)))
    assert board.lab.value("journey.revision") == before + 60
    assert board.lab.value('journey.record("scores", "tp_ad//as_is/")["score"]') == 59 % 4 + 1 - 3
    until(
        lambda: int(board.chart.get_attribute("data-revision") or -1) == before + 60,
        board.page,
        "the curve has drawn the last",
    )


def test_a_busy_cell_does_not_stall_the_board(board: Board):
    with board.lab.working(2), board.acknowledged():
        board.drag("tp_ad", "st_use")
    assert board.kernel_lane("st_use") == ["tp_open", "tp_ad"]


def test_a_cell_that_changes_the_journey_and_goes_on_working_does_not_stall_the_board(board: Board):
    with board.lab.working(2, step="journey.edit('touchpoints', 'tp_pay', title=f'支払う {n}')"):
        until(lambda: "支払う 3" in board.text("tp_pay"), board.page, "the cell's changes are drawn")
        board.drag("tp_ad", "st_use")
        until(lambda: board.root.locator(".is-pending").count() == 0, board.page, "the drop is acknowledged")
        board.wait_for("st_use", ["tp_open", "tp_ad"])
    assert board.kernel_lane("st_use") == ["tp_open", "tp_ad"]


def test_edits_made_during_a_busy_cell_survive_a_reload(board: Board):
    board.lab.save()
    with board.lab.working(2, reloads=True):
        board.focus("tp_ad")
        board.press("1", "2", "4", "Alt+ArrowRight")
        board.page.reload()
    board.lab.wait_idle(board.page)
    again = Board(board.lab)
    until(lambda: "tp_ad" in again.cards("st_buy"), board.page, "the move is there")
    again.wait_for_face("tp_ad", "1")
    until(lambda: "tp_ad" in again.kernel_lane("st_buy"), board.page, "the kernel has it, too")
    assert board.lab.value('journey.record("scores", "tp_ad//as_is/")["score"]') == 1


def test_a_duplicated_tab_sends_nothing_twice(board: Board):
    board.lab.save()
    before = board.lab.value("journey.revision")
    with board.acknowledged():
        board.drag("tp_ad", "st_use")
    # window.open copies sessionStorage, as "Duplicate tab" does.
    page = board.lab.duplicate()
    other = Board(board.lab, page)
    other.wait_for("st_use", ["tp_open", "tp_ad"])
    other.focus("tp_open")
    with other.acknowledged():
        other.press("1")
    board.page.bring_to_front()
    board.focus("tp_talk")
    with board.acknowledged():
        board.press("5")
    assert board.lab.value("journey.revision") == before + 3
    board.wait_for_face("tp_open", "-2")
    other.wait_for_face("tp_talk", "2")


def test_a_refused_change_is_taken_back_and_explained_on_the_card(board: Board):
    board.lab.python(
        """
from journey_widgets import ChangeError
original = journey.apply
def refusing(patch, **options):
    if "tp_ad" in patch.get("touchpoints", {}):
        raise ChangeError("model.no_such_stage", id="tp_ad", value="st_use", valid=["st_aware"])
    return original(patch, **options)
object.__setattr__(journey, 'apply', refusing)
"""
    )
    board.drag("tp_ad", "st_use")
    board.wait_for("st_aware", ["tp_ad", "tp_talk"])
    assert board.kernel_lane("st_aware") == ["tp_ad", "tp_talk"]
    rejected = board.root.locator(".is-rejected")
    rejected.first.wait_for()
    assert "st_use" in board.root.text_content(), "why it was refused"


def test_a_lost_acknowledgement_is_asked_for_again_and_nothing_is_done_twice(lossy_lab: Lab):
    lossy_lab.show(SMALL, BOARD)
    board = Board(lossy_lab)
    before = lossy_lab.value("journey.revision")
    lossy_lab.deaf = True
    board.drag("tp_ad", "st_use")
    board.root.locator(".is-pending").first.wait_for()
    lossy_lab.deaf = False
    until(lambda: board.revision == before + 1, board.page, "it is acknowledged after all", seconds=20)
    board.root.locator(".is-pending").first.wait_for(state="detached")
    assert lossy_lab.value("journey.revision") == before + 1
    assert board.cards("st_use") == board.kernel_lane("st_use") == ["tp_open", "tp_ad"]


def test_without_a_kernel_the_board_says_so_and_keeps_what_is_done(lossy_lab: Lab):
    lab = lossy_lab
    lab.show(SMALL + "journey_keep = journey.document", BOARD)
    board = Board(lab)
    with lab.allowing("Cannot send|Canceled future|kernel|Kernel|disposed|model not found"):
        lab.command("notebook:shutdown-kernel")
        until(lab.dead, lab.page, "the kernel is gone")
        board.drag("tp_ad", "st_use")
        until(lambda: board.cards("st_use")[-1:] == ["tp_ad"], lab.page, "the change is shown")
        until(lambda: lab.widget("board").get_by_text("カーネル").count(), lab.page, "it says so in words", seconds=20)
        kept = lab.page.evaluate(
            "() => Object.keys(sessionStorage).filter((k) => k.startsWith('journey_widgets/')).length"
        )
        assert kept == 1
