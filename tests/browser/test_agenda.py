"""The agenda in a real JupyterLab: a timer that survives a reload, and steps that switch every page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.lab import Lab, until

MAP = """
import journey_widgets as jw
journey = jw.new("ecommerce", language="ja")
journey.set_agenda(120)
"""


def seconds_shown(page: Page) -> int:
    minutes, seconds = page.locator(".jw-strip-timer b").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def seconds_left(lab: Lab) -> float:
    return (datetime.fromisoformat(lab.value("journey.session.timer_ends")) - datetime.now(UTC)).total_seconds()


def test_the_timer_survives_a_reload_and_a_step_switches_the_mode_of_another_tab(lab: Lab):
    lab.show(MAP, "jw.Agenda(journey)")
    strip = lab.page.locator(".jw-strip")
    strip.get_by_role("button", name="始める").click()
    expect(strip.locator("h3")).to_contain_text("目的と約束")
    strip.get_by_role("button", name="2分延ばす").click()
    until(lambda: seconds_left(lab) > 400, lab.page, "the kernel knows of the two minutes")

    lab.reload()
    expect(strip.locator("h3")).to_contain_text("目的と約束")
    until(lambda: abs(seconds_shown(lab.page) - seconds_left(lab)) < 2, lab.page, "the timer has gone on")

    other = lab.open()
    theirs = other.locator(".jw-strip")
    expect(theirs).to_have_attribute("data-step", "ag_goal")
    expect(theirs.locator(".jw-mode")).to_have_count(0)
    lab.page.locator('[data-step="ag_write"] [data-action="begin"]').click()
    expect(theirs).to_have_attribute("data-step", "ag_write")
    expect(theirs.locator("[data-mode]")).to_have_text([re.compile("話さずに"), re.compile("非公開")])
    until(lambda: 840 < seconds_shown(other) <= 900, other, "fifteen minutes, there too")
    assert lab.value("(journey.session.silent, journey.session.revealed)") == [True, False]
