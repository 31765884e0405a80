"""The curve under the lanes: it follows the hand, and its points stand under their cards."""

from __future__ import annotations

from tests.browser.board import Board
from tests.browser.lab import Lab, until
from tests.browser.maps import SMALL

# Vega marks its symbols; what matters here is where they are.
POINTS = """(chart) => {
  const box = (e) => { const b = e.getBoundingClientRect(); return b.left + b.width / 2; };
  return [...chart.querySelectorAll('.mark-symbol path')].filter((e) => e.getBoundingClientRect().width > 3).map(box);
}"""


def _drawn(board: Board, revision: int) -> None:
    until(
        lambda: int(board.chart.get_attribute("data-revision") or -1) >= revision,
        board.page,
        f"the curve has drawn {revision}",
    )


def test_every_scored_card_has_its_point_in_its_stages_column(board: Board):
    _drawn(board, board.revision)
    points = board.chart.evaluate(POINTS)
    for card, stage in {"tp_ad": "st_aware", "tp_talk": "st_aware", "tp_cart": "st_buy", "tp_pay": "st_buy"}.items():
        lane = board.lane(stage).bounding_box()
        inside = {round(x) for x in points if lane["x"] <= x <= lane["x"] + lane["width"]}
        assert len(inside) >= 2, f"{card}: {stage} has points at {sorted(inside)} of {points}"
    lane = board.lane("st_use").bounding_box()
    assert not [x for x in points if lane["x"] < x < lane["x"] + lane["width"]], "the card without a score has no point"


def test_a_score_moves_the_curve_without_drawing_it_anew(board: Board):
    _drawn(board, board.revision)
    board.chart.evaluate("(chart) => { chart.querySelector('svg').sameOne = true }")
    before = board.chart.locator("svg").first.inner_html()
    board.focus("tp_talk")
    with board.acknowledged():
        board.press("1")
    _drawn(board, board.revision)
    assert board.chart.locator("svg").first.inner_html() != before
    assert board.chart.evaluate("(chart) => chart.querySelector('svg').sameOne === true")


def test_the_curve_follows_the_hand_before_the_kernel_has_answered(board: Board):
    _drawn(board, board.revision)
    before = board.chart.locator("svg").first.inner_html()
    before_revision = board.revision
    board.lab.page.evaluate("() => { window.jwSend = WebSocket.prototype.send; WebSocket.prototype.send = () => {} }")
    try:
        board.focus("tp_talk")
        board.press("1")
        until(lambda: board.chart.locator("svg").first.inner_html() != before, board.page, "the curve has moved")
        assert board.revision == before_revision, "nothing was acknowledged"
    finally:
        board.lab.page.evaluate("() => { WebSocket.prototype.send = window.jwSend }")


def test_any_altair_chart_of_ones_own_stays_alive(lab: Lab):
    lab.show(
        SMALL,
        """
import altair as alt
def titles(journey):
    return alt.Chart(jw.data("touchpoints")).mark_text().encode(y="title:N", text="title:N")
chart = jw.LiveChart(journey, titles)
chart""",
    )
    chart = lab.widget("chart").first
    chart.get_by_text("支払う").first.wait_for()
    lab.python('journey.edit("touchpoints", "tp_pay", title="カードで払う")')
    chart.get_by_text("カードで払う").first.wait_for()
    assert chart.get_by_text("支払う", exact=True).count() == 0


def test_a_chart_made_of_a_plain_dataframe_is_made_anew_when_the_journey_changes(lab: Lab):
    lab.show(
        SMALL,
        """
import altair as alt
def counts(journey):
    frame = journey.touchpoints.groupby("stage").size().rename("n").reset_index()
    return alt.Chart(frame).mark_text().encode(y="stage:N", text="n:Q")
chart = jw.LiveChart(journey, counts)
chart""",
    )
    chart = lab.widget("chart").first
    until(
        lambda: sorted(chart.locator(".mark-text.role-mark text").all_text_contents()) == ["1", "2", "2"],
        lab.page,
        "2, 2, 1",
    )
    lab.python('journey.move("tp_ad", stage="st_use"); journey.move("tp_talk", stage="st_use")')
    until(
        lambda: sorted(chart.locator(".mark-text.role-mark text").all_text_contents()) == ["2", "3"],
        lab.page,
        "no card is left in 認知",
    )
