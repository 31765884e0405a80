"""The Review in a real JupyterLab: what the kernel's rules say comes, leads somewhere, and goes when it is put right."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import Lab, until

MAP = """
import journey_widgets as jw
journey = jw.Journey({"format": "journey-map", "version": 1, "about": {"title": "購入", "language": "ja"}})
journey.outline("購入\\n・カートに入れる\\n・支払う")
cart, pay = list(journey.touchpoints.index)
for person, score in enumerate([-2, -2, 2]):
    journey.score(pay, score, participant=f"p{person}", reason="長い")
journey.add("actions", id="ac_1", title="短くする", touchpoint=pay, owner="佐藤")
"""


def test_findings_come_from_the_kernel_and_go_when_they_are_put_right(lab: Lab):
    lab.show(MAP, "jw.Review(journey)")
    drawer = lab.widget("review").first
    expect(drawer.locator("[data-rule=action_without_owner_or_date]")).to_contain_text("期限が決まっていません")
    expect(drawer.locator(".jw-review-first [data-card]")).to_contain_text("支払う")
    # A score by hand in Python: what to discuss follows without the rules, the dip goes with them.
    lab.python("for person in range(3): journey.score(pay, 2, participant=f'p{person}', reason='速い')")
    expect(drawer.locator(".jw-review-first")).to_have_count(0)
    expect(drawer.locator("[data-rule=dip_without_pain]")).to_have_count(0)
    # By keyboard alone: a group is folded, and the map is said to be reviewed; both keys stay ours in JupyterLab.
    group = drawer.locator("[data-rule=not_reviewed_lately]")
    group.locator("summary").focus()
    lab.page.keyboard.press("Enter")
    expect(group).not_to_have_attribute("open", "")
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("Tab")
    expect(group.get_by_role("button", name="今日、見直しました")).to_be_focused()
    lab.page.keyboard.press("Enter")
    until(lambda: bool(lab.value('journey.about.get("reviewed_on", "")')), lab.page, "the day is kept")
    expect(group).to_have_count(0)
    lab.python("journey.edit('actions', 'ac_1', due='2999-01-01')")
    expect(drawer.locator("[data-rule=action_without_owner_or_date]")).to_have_count(0)
