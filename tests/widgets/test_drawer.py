"""What the drawers share: where no widget runs, a table says what they hold."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import pytest

import journey_widgets as jw
from journey_widgets.widgets.drawer import Drawer

VIEW = "application/vnd.jupyter.widget-view+json"
DRAWERS = [jw.Personas, jw.Notes, jw.Priorities, jw.Actions, jw.Agenda, jw.Review]
EVIL = "<img src=x onerror=alert(1)> & \"'"


class Cells(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def html(drawer: Drawer) -> str:
    shown = drawer._repr_mimebundle_()
    assert shown is not None
    data, _ = shown
    assert {VIEW, "text/html", "text/plain"} <= set(data)
    return data["text/html"]


@pytest.mark.parametrize("drawer", DRAWERS, ids=lambda drawer: drawer.__name__)
def test_a_drawer_carries_a_table_in_its_own_language(drawer: type[Drawer]):
    journey = jw.new("ecommerce", language="ja")
    for language in ("ja", "en"):
        cells = Cells(html(drawer(journey, language)))
        assert cells.tags[:3] == ["div", "table", "caption"]
        title = cells.texts[0]
        assert title.startswith("ECサイトの購入体験 · ")
        assert bool(re.search(r"[ぁ-んァ-ン一-龠]", title.split(" · ")[1])) == (language == "ja")


def test_the_table_is_of_the_journey_as_it_is_now_and_what_people_wrote_is_text():
    journey = jw.new(language="ja")
    journey.edit("about", title=EVIL)
    notes = jw.Notes(journey)
    assert EVIL not in Cells(html(notes)).texts[1:]
    journey.add("notes", kind="pain", text=EVIL)
    cells = Cells(html(notes))
    assert EVIL in "".join(cells.texts)
    assert "img" not in cells.tags


def test_the_agenda_says_when_what_and_how_long():
    journey = jw.new(language="ja")
    journey.set_agenda(120)
    cells = Cells(html(jw.Agenda(journey)))
    assert cells.texts[1:6] == ["1", "0–5", "目的と約束", "5分", "今日決めることと、進め方の約束を確かめます。"]
    assert cells.tags.count("tr") == 12
    assert "117–120" in cells.texts


def test_a_drawer_whose_table_fails_shows_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(_: Drawer) -> str:
        raise RuntimeError("no ink")

    monkeypatch.setattr(Drawer, "still", broken)
    with caplog.at_level(logging.WARNING, "journey_widgets"):
        shown = jw.Agenda(jw.new())._repr_mimebundle_()
    assert shown is not None
    assert VIEW in shown[0]
    assert "text/html" not in shown[0]
    assert "without a widget" in caplog.text


def test_a_drawer_needs_a_journey_and_a_language_it_knows():
    with pytest.raises(TypeError, match="Agenda needs a journey, not str"):
        jw.Agenda("checkout.journey.json")  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match="'fr'"):
        jw.Agenda(jw.new(), "fr")
