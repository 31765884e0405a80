"""A board of a moment of the past."""

from __future__ import annotations

import journey_widgets as jw
from journey_widgets.widgets.status import status
from tests.model.journeys import workshop


def test_a_board_of_the_past_shows_it_and_says_why_it_cannot_be_changed():
    journey = workshop()
    journey.checkpoint("before voting")
    journey.remove("touchpoints", "tp_ad")
    past = journey.at("before voting")
    board = jw.Board(past)
    told = status(past)
    assert told["read_only"]
    assert told["problem"]["en"].startswith("This map is read-only: it shows the journey as it was at “before voting”.")
    assert told["problem"]["ja"].startswith("このマップは読み取り専用です。「before voting」の時点の控えです。")
    board.close()
