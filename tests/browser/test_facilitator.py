"""A whole workshop, from the empty map to the deck, by somebody who only knows what is on the screen.

`JOURNEY_WORKSHOP_PICTURES=1` leaves a picture of every step in `build/gallery/workshop/`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OUTCOME, RESULTS
from tests.browser.facilitator import Facilitator
from tests.browser.hands import middle
from tests.browser.lab import Lab, until

CARDS = """知る
・SNS広告を見る
・友人の口コミを聞く
・検索して店を見つける
・店の前を通る
・チラシを受け取る
比べる
・商品を探す
・レビューを読む
・サイズ表を見る
・値段を比べる
・店員に聞く
買う
・カートに入れる
・会員登録をする
・送料を確かめる
・支払う
・確認メールを読む
使う
・荷物を受け取る
・試しに履く
・サイズを交換する
・手入れをする
・二足目を買う
"""


@pytest.fixture
def own_lab(request: pytest.FixtureRequest, open_lab: Callable[..., Lab]) -> Iterator[Lab]:
    """A notebook of one's own, whose clipboard may be used."""
    one = open_lab(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    one.context.set_default_timeout(10_000)
    yield one
    complaints = one.complaints()
    if request.node.stash.get(OUTCOME, False):
        RESULTS.mkdir(exist_ok=True)
        one.page.screenshot(path=RESULTS / f"{request.node.name}.png")
    one.close()
    assert not complaints, "\n".join(complaints)


def open_workshop(lab: Lab, name: str, language: str) -> Facilitator:
    opening = f'import journey_widgets as jw\njourney = jw.open("{name}.journey.json", template="blank", language="{language}")'
    lab.show(opening, "jw.Workshop(journey)", "'the deck'")
    person = Facilitator(lab, language)
    person.app.wait_for()
    return person


def export_by_cell(page: Page, person: Facilitator, name: str) -> None:
    """Write the last line of the notebook and run it."""
    cell = page.locator(".jp-CodeCell").last
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    person.keys("ControlOrMeta+a")
    page.keyboard.insert_text(f'from IPython.display import FileLink\nFileLink(jw.to_pptx(journey, "{name}"))')
    person.keys("Shift+Enter")
    # A new cell stands below it now.
    expect(page.get_by_role("link", name=name)).to_be_visible(timeout=60_000)


def test_a_facilitator_leads_a_workshop_in_japanese_from_the_empty_map_to_the_deck(own_lab: Lab):
    lab, page = own_lab, own_lab.page
    me = open_workshop(lab, "kaigi", "ja")
    me.press("画面いっぱいに広げる")
    me.sees("まだステージがありません")
    me.look("empty")
    me.press("120分")
    me.press("始める")
    me.sees("目的と約束")
    me.look("agenda")

    # Whose story
    me.press("次へ")
    me.press("ペルソナを追加")
    me.keys("ControlOrMeta+a")
    me.write("花", "は", "はな", "花")
    me.keys("Enter")
    me.fill("セグメント", "はじめてのお客さま")
    me.fill("口ぐせ・発言", "失敗したくない")
    me.counted("personas", 1)
    me.look("persona")

    # Stages
    me.press("次へ")
    me.press("ステージを足す")
    me.keys("ControlOrMeta+a")
    me.write("知る", "し", "しる", "知る")
    me.keys("Enter")
    me.press("ステージ「知る」")
    me.app.get_by_role("menuitem", name="後ろにステージを足す").click()
    me.keys("ControlOrMeta+a")
    me.write("比べる", "く", "くらべる", "比べる")
    me.keys("Enter")
    me.counted("stages", 2)
    me.press("ステージの戦略・KPI・担当・時間を書く")
    me.press("最重要KPIを書く")
    me.write("初回購入の完了率")
    me.keys("Enter")
    me.fill("知るの戦略", "検索で見つかる")
    me.look("stages")
    me.press(re.compile("をしまう$"))
    me.sees("初回購入の完了率")

    # In silence: twenty cards from a list, then one's own notes
    me.press("次へ")
    me.fill("お名前", "佐藤")
    me.app.get_by_label("課題を書く（Enterで追加）").click()
    me.paste(CARDS)
    me.sees("ステージ4、タッチポイント20、付箋0枚になります。すでにあるものはそのまま使います。")
    me.look("paste")
    me.press("追加する")
    me.counted("touchpoints", 20)
    me.counted("stages", 4)
    for words, place in (
        ("送料が最後まで分からない", "13 送料を確かめる"),
        ("送料が後から出てくる", "13 送料を確かめる"),
        ("登録の項目が多すぎる", "12 会員登録をする"),
        ("交換の電話がつながらない", "18 サイズを交換する"),
    ):
        me.app.get_by_label("貼る場所").select_option(place)
        me.app.get_by_label("課題を書く（Enterで追加）").click()
        me.write(words)
        me.keys("Enter")
    me.counted("notes", 4)
    me.look("silent")

    # Arrange: the same ones on each other
    me.press("次へ")
    me.drag(me.note("送料が後から出てくる"), middle(me.note("送料が最後まで分からない"), across=0.35))
    expect(me.note("送料が最後まで分からない")).to_contain_text("ほか1枚")
    me.look("cluster")

    # Score: the first by its face, the others by the number keys
    me.press("次へ")
    first = me.card("SNS広告を見る")
    first.get_by_role("button", name=re.compile("^感情：")).click()
    me.app.get_by_role("radio", name=re.compile("^満足")).first.click()
    for title, key in {
        "友人の口コミを聞く": "5", "商品を探す": "3", "サイズ表を見る": "2", "カートに入れる": "4", "会員登録をする": "1",
        "送料を確かめる": "2", "支払う": "3", "荷物を受け取る": "5", "サイズを交換する": "1",
    }.items():  # fmt: skip
        me.card(title).focus()
        me.keys(key)
    me.counted("scores", 10)
    me.look("score")

    # Read the curve
    me.press("次へ")
    expect(me.app.locator('[data-journey-widget="chart"] svg').first).to_be_visible()
    me.look("curve")

    # Pains: how bad, how often; a moment of truth
    me.press("次へ")
    me.press("課題「登録の項目が多すぎる」の詳細を開く")
    me.app.get_by_role("radiogroup", name="深刻さ").get_by_role("radio", name="5 先に進めない").click()
    me.app.get_by_role("radiogroup", name="頻度").get_by_role("radio", name="4 たいてい").click()
    me.sees("深刻さ×頻度 5×4")
    me.card("会員登録をする").focus()
    me.keys("Enter")
    me.press(re.compile("真実の瞬間"))
    until(
        lambda: lab.value('int(journey.touchpoints["moment_of_truth"].fillna(False).sum())') == 1,
        page,
        "the star is kept",
    )
    me.look("pains")

    # Three dots
    me.press("次へ")
    me.press("「登録の項目が多すぎる」に1票入れる")
    me.press("「登録の項目が多すぎる」に1票入れる")
    me.press("「送料が最後まで分からない」に1票入れる")
    me.sees("投票中：残り0票（1人3票）")
    me.look("vote")

    # Impact and effort: one by the mouse, one by the keys
    me.press("次へ")
    plane = me.app.locator(".jw-plane-field")
    me.drag(me.app.locator("[data-note]", has_text="登録の項目が多すぎる").first, middle(plane, across=0.5, down=0.12))
    until(lambda: lab.value('int(journey.notes["impact"].count())') == 1, page, "the first note is weighed")
    me.app.locator("button[data-note]", has_text="送料が最後まで分からない").focus()
    me.keys("Space", "ArrowUp", "ArrowLeft", "Space")
    until(lambda: lab.value('int(journey.notes["impact"].count())') == 2, page, "the second note is weighed")
    me.look("priorities")

    # Who does what by when
    me.press("次へ")
    me.press("「登録の項目が多すぎる」をアクションにする")
    me.write("登録なしの購入を試す")
    me.keys("Enter")
    me.fill("担当", "鈴木")
    me.app.get_by_label("期限", exact=True).fill("2027-01-29")
    me.fill("KPI", "新規の購入完了率")
    me.counted("actions", 1)
    with page.expect_download() as downloading:
        me.press(re.compile("ics"))
    assert downloading.value.suggested_filename.endswith(".ics")
    me.look("actions")

    # Save and close
    me.press("次へ")
    me.press("戻れる時点")
    me.fill("今の状態の名前（例：投票の前）", "ワークショップの終わり")
    me.sees("ワークショップの終わり")
    me.look("checkpoint")
    me.keys("Escape")
    me.press("終わる")
    me.press("ノートブックに戻す（Esc）")
    export_by_cell(page, me, "kaigi.pptx")
    me.look("export")

    assert lab.value('list(journey.personas["name"])') == ["花"]
    assert lab.value('list(journey.stages["name"])') == ["知る", "比べる", "買う", "使う"]
    assert lab.value('[journey.about["north_star"], journey.stages["strategy"].iloc[0]]') == [
        "初回購入の完了率",
        "検索で見つかる",
    ]
    assert lab.value('list(journey.touchpoints["title"])') == [line[1:] for line in CARDS.split() if line[0] == "・"]
    assert lab.value('set(journey.scores["participant"]) == set(journey.participants.index)') is True
    assert lab.value('list(journey.participants["label"])') == ["佐藤"]
    assert lab.value('[list(row) for row in journey.actions[["title", "owner", "due", "kpi"]].values]') == [
        ["登録なしの購入を試す", "鈴木", "2027-01-29", "新規の購入完了率"]
    ]
    assert lab.value('"ワークショップの終わり" in list(journey.checkpoints()["name"])') is True
    assert (lab.server.notebooks / "kaigi.pptx").stat().st_size > 30_000


ENGLISH = """Find
- Sees an ad
- Searches
Buy
- Signs up
- Pays
Use
- Opens the parcel
- Sends it back
"""


def test_a_facilitator_leads_an_hour_in_english_and_clusters_by_keys_alone(own_lab: Lab):
    lab, page = own_lab, own_lab.page
    me = open_workshop(lab, "hour", "en")
    me.press("Fill the window")
    me.press("60 min")
    me.press("Begin")
    me.press("Next")
    me.press("Add a persona")
    me.write("Hana")
    me.keys("Enter")
    me.press("Next")
    me.press("Next")
    me.fill("Your name", "Sato")
    me.app.get_by_label("Write a pain, then Enter").click()
    me.paste(ENGLISH)
    me.press("Add")
    me.counted("touchpoints", 6)
    me.app.get_by_label("Goes to").select_option("3 Signs up")
    me.app.get_by_label("Write a pain, then Enter").click()
    for words in ("Too many fields", "The form is too long"):
        me.write(words)
        me.keys("Enter")
    me.counted("notes", 2)
    me.press("Next")
    me.button("Pain: open “The form is too long”").focus()
    me.keys("m", "ArrowUp", "Enter")
    expect(me.note("Too many fields")).to_contain_text("+1 more")
    me.press("Next")
    for title, key in {"Sees an ad": "4", "Signs up": "1", "Pays": "3", "Opens the parcel": "5"}.items():
        me.card(title).focus()
        me.keys(key)
    me.counted("scores", 4)
    me.look("score")
    me.press("Next")
    me.sees("Read the curve")
    me.press("Next")
    me.press("Next")
    me.press("One more dot for “Too many fields”")
    me.counted("votes", 1)
    me.press("Next")
    me.press("Make “Too many fields” an action")
    me.write("Buy without an account")
    me.keys("Enter")
    me.fill("Owner", "Suzuki")
    me.counted("actions", 1)
    me.press("Next")
    me.press("Moments to go back to")
    me.fill("Name for now, e.g. before voting", "The end of the hour")
    me.sees("The end of the hour")
    me.keys("Escape")
    me.press("Finish")
    me.look("end")
    me.press("Back into the notebook (Esc)")
    export_by_cell(page, me, "hour.pptx")
    assert lab.value('[list(row) for row in journey.actions[["title", "owner"]].values]') == [
        ["Buy without an account", "Suzuki"]
    ]
    assert lab.value('journey.scores["score"].tolist()') == [1, -2, 0, 2]
    assert lab.value('"The end of the hour" in list(journey.checkpoints()["name"])') is True
    assert (lab.server.notebooks / "hour.pptx").stat().st_size > 30_000
