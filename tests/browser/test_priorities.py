"""The plane and the plan in a real notebook: a hand or a finger weighs, the kernel knows; files reach the disk."""

from __future__ import annotations

import icalendar
import pytest
from playwright.sync_api import Locator

from tests.browser.hands import Finger, Mouse, Point, middle
from tests.browser.lab import Lab, until
from tests.browser.maps import SMALL

NOTES = """
_ = journey.apply({"notes": {
    "no_guest": {"kind": "opportunity", "text": "ゲスト購入", "touchpoint": "tp_pay"},
    "no_fee": {"kind": "pain", "text": "送料が見えない", "touchpoint": "tp_pay", "impact": 4, "effort": 1},
}}, actor="setup")
drawer = jw.Priorities(journey)
drawer"""


@pytest.fixture
def plane(lab: Lab) -> Locator:
    lab.show(SMALL, NOTES)
    root = lab.widget("priorities").first
    root.locator(".jw-plane-field [data-note='no_fee']").wait_for()
    root.evaluate("(root) => root.scrollIntoView({ block: 'start', behavior: 'instant' })")
    return root


def _weighed(lab: Lab, impact: int, effort: int) -> None:
    until(
        lambda: (
            lab.value("[journey.record('notes', 'no_guest').get(field) for field in ('impact', 'effort')]")
            == [impact, effort]
        ),
        lab.page,
        f"the kernel knows of impact {impact} and effort {effort}",
    )


def test_a_note_is_weighed_with_the_mouse_then_a_finger_and_dropped_on_the_plan(lab: Lab, plane: Locator):
    chip = plane.locator("[data-note='no_guest']")
    field = plane.locator(".jw-plane-field")
    Mouse(lab.page).drag(middle(chip), middle(field, across=0.9, down=0.2))
    _weighed(lab, 5, 5)

    devtools = lab.devtools()
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    finger = Finger(devtools)
    start, end = middle(chip), middle(field, across=0.3, down=0.2)
    finger.down(start)
    finger.move(start, end)
    assert plane.locator(".jw-plane-cell").get_attribute("data-effort") == "2"
    finger.up()
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    _weighed(lab, 5, 2)

    zone = plane.locator("[data-drop='action']")
    zone.scroll_into_view_if_needed()
    chip.evaluate("(chip) => chip.scrollIntoView({ block: 'center' })")
    with Mouse(lab.page).holding(middle(chip)) as move:
        move(Point(middle(zone).x, middle(zone).y))
    plane.locator("li[data-action]").wait_for()
    assert lab.value("[(a['title'], a['note'], a['touchpoint']) for a in journey.document['actions'].values()]") == [
        ["ゲスト購入", "no_guest", "tp_pay"]
    ]


def test_a_note_becomes_an_action_in_one_click_and_the_plan_a_calendar_on_the_disk(lab: Lab):
    lab.show(SMALL, NOTES.replace("Priorities", "Actions"))
    root = lab.widget("actions").first
    root.get_by_role("button", name="「送料が見えない」をアクションにする").click()
    # Its words are selected, to be worded as something one does.
    lab.page.keyboard.type("送料を先頭に出す")
    lab.page.keyboard.press("Enter")
    root.get_by_label("期限", exact=True).fill("2026-07-31")
    root.get_by_label("担当", exact=True).fill("伊藤")
    lab.page.keyboard.press("Enter")
    until(
        lambda: (
            lab.value("[(a['title'], a.get('owner'), a.get('due')) for a in journey.document['actions'].values()]")
            == [["送料を先頭に出す", "伊藤", "2026-07-31"]]
        ),
        lab.page,
        "the kernel has the action",
    )
    with lab.page.expect_download() as saved:
        root.get_by_role("button", name=".ics（カレンダー）").click()
    assert saved.value.suggested_filename == "ECサイトの購入体験.ics"
    found = icalendar.Calendar.from_ical(saved.value.path().read_bytes())
    assert [str(event["SUMMARY"]) for event in found.walk("VEVENT")] == ["期限：送料を先頭に出す（伊藤）"]
