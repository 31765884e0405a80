"""Notes in a real JupyterLab: clustered by hand, and written in Japanese."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.hands import InputMethod, Mouse, middle
from tests.browser.lab import Lab, until

MAP = """
import journey_widgets as jw
journey = jw.Journey({"format": "journey-map", "version": 1, "about": {"title": "購入", "language": "ja"}})
journey.outline("購入\\n・カートに入れる\\n・支払う")
card, other = list(journey.touchpoints.index)
for name, text, where in [("no_a", "送料が見えない", card), ("no_b", "合計が分からない", card), ("no_c", "入力が多い", other)]:
    journey.add("notes", id=name, kind="pain", text=text, touchpoint=where)
"""


@pytest.fixture
def notes(lab: Lab) -> Locator:
    lab.show(MAP, "jw.Notes(journey)")
    drawer = lab.widget("notes").first
    drawer.locator("[data-note=no_c]").wait_for()
    drawer.scroll_into_view_if_needed()
    return drawer


def test_a_note_dropped_on_another_one_goes_into_it_and_undo_takes_it_out_again(lab: Lab, notes: Locator):
    row = notes.locator("li[data-note=no_a]")
    with Mouse(lab.page).holding(middle(row, across=0.3)) as move:
        move(middle(notes.locator("li[data-note=no_b]"), across=0.3))
        expect(notes.locator("li[data-note=no_b]")).to_have_class("jw-note-row is-over")
    expect(notes.locator("li[data-note=no_b]")).to_contain_text("ほか1枚")
    expect(row).to_have_count(0)
    until(lambda: lab.value('journey.record("notes", "no_a").get("merged_into")') == "no_b", lab.page, "it is kept")
    # Outside every note a hand only puts it back.
    third = notes.locator("li[data-note=no_c]")
    with Mouse(lab.page).holding(middle(third, across=0.3)) as move:
        move(middle(notes.locator(".jw-note-input")))
    expect(third).to_be_visible()
    notes.get_by_role("button", name="元に戻す").click()
    expect(row).to_be_visible()
    until(lambda: "merged_into" not in lab.value('journey.record("notes", "no_a")'), lab.page, "and taken out again")


def test_a_note_is_written_in_japanese_and_the_enter_that_ends_a_conversion_adds_nothing(lab: Lab, notes: Locator):
    ime = InputMethod(lab.devtools())
    field = notes.locator(".jw-note-input")
    field.click()
    ime.type("そう", "そうりょう", "送料が高い")
    expect(field).to_have_value("送料が高い")
    assert len(lab.value("list(journey.notes.index)")) == 3
    lab.page.keyboard.press("Enter")
    expect(field).to_have_value("")
    until(lambda: "送料が高い" in lab.value('list(journey.notes["text"])'), lab.page, "it is kept")
    # What comes in from elsewhere does not cut the next one.
    ime.propose("へんぴ")
    lab.python('journey.edit("notes", "no_c", text="入力欄が多い")')
    expect(notes.locator("li[data-note=no_c]")).to_contain_text("入力欄が多い")
    expect(field).to_have_value("へんぴ")
    ime.confirm("返品")
    expect(field).to_have_value("返品")
