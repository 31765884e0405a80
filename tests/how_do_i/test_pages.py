"""`docs/how-do-i`: every page's code runs as it stands, from top to bottom, and does what the page says."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journey_widgets.model import Journey

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "how-do-i"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")
Names = dict[str, Any]


def run(page: str) -> Names:
    """The names that a page's code leaves behind; a warning is a mistake of the page."""
    text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert blocks
    names: Names = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile("\n".join(blocks), f"docs/how-do-i/{page}.md", "exec"), names)
    return names


def personas(names: Names) -> None:
    journey: Journey = names["journey"]
    assert list(journey.personas["share"].dropna()) == [0.7, 0.3]
    assert set(journey.scores["persona"]) == {names["hana"], names["ken"], names["mia"]}
    assert any("Ken" in sentence for sentence in names["difference"].sentences("en"))


def timeline(names: Names) -> None:
    journey: Journey = names["journey"]
    assert list(journey.touchpoints["title"]) == [
        "Searches",
        "Sees an ad",
        "Adds to the cart",
        "Pays",
        "Receives the parcel",
    ]
    assert journey.links["delay"].notna().all()


def pains(names: Names) -> None:
    assert names["ranking"].iloc[0]["title"] == names["journey"].record("touchpoints", "tp_sign_up")["title"]
    assert names["pains"]["value"].dropna().tolist() == [20, 20, 10]
    changed = names["effect"].frame
    assert list(changed.index[changed["delta"].fillna(0) != 0]) == ["tp_sign_up"]


def goals(names: Names) -> None:
    journey: Journey = names["journey"]
    assert journey.stages["kpi"].notna().all()
    assert len(names["open_questions"]) == len(journey.stages), "all but one, and the north star"
    assert not names["open_questions"]["what"].str.contains("conversion").any()


def orchestrate(names: Names) -> None:
    journey: Journey = names["journey"]
    assert set(journey.actions["pillar"]) == {"segmentation", "automation", "personalization", "orchestration"}


def duration(names: Names) -> None:
    assert names["total"] == pytest.approx(1 + 2 + 6 / 24 + 1 + 1 + (10 + 30 + 5 + 120 + 60 + 20 + 10) / (24 * 60))


def bottlenecks(names: Names) -> None:
    assert list(names["dear"].index) == ["tp_sign_up", "tp_return"]
    assert names["numbers"]["lowest_at"] == "tp_sign_up"
    assert names["cost"].sum() == 705


def trouble(names: Names) -> None:
    assert len(names["open_ones"]) == 3
    assert Path("actions.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 3
    assert "Sato" in Path("actions.csv").read_text(encoding="utf-8-sig")


def improve(names: Names) -> None:
    journey: Journey = names["journey"]
    assert any("Sign" in sentence or "sign" in sentence for sentence in names["since"].sentences("en"))
    assert not names["findings"]["rule"].eq("not_reviewed_lately").any()
    assert journey.record("scores", "tp_return//as_is/")["score"] == -2
    assert len(journey.notes) == 1
    assert names["change"].revision == journey.revision


SAID: dict[str, Callable[[Names], None]] = {
    "personas": personas, "timeline": timeline, "pains": pains, "goals": goals, "orchestrate": orchestrate,
    "duration": duration, "bottlenecks": bottlenecks, "trouble": trouble, "improve": improve,
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
class TestEveryPage:
    def test_its_code_runs_and_does_what_the_page_says(self, page, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("JOURNEY_WIDGETS_TEMPLATES", str(tmp_path / "templates"))
        SAID[page](run(page))
        drawn = re.findall(r"\(\.\./pictures/how-do-i/(.+?)\)", (FOLDER / f"{page}.md").read_text(encoding="utf-8"))
        assert all((tmp_path / name).stat().st_size > 5_000 for name in drawn)

    def test_it_begins_with_a_question_and_a_line_in_japanese(self, page):
        first, _, second, *_ = (FOLDER / f"{page}.md").read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"# How do I .+\?", first)
        assert second.startswith("日本語：")

    def test_every_link_leads_somewhere_and_the_index_has_the_page(self, page):
        text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
        missing = [link for link in re.findall(r"\]\(([^)#]+)", text) if not (FOLDER / link).exists()]
        assert not missing
        assert f"]({page}.md)" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_every_advice_of_the_five_sources_has_its_page():
    assert sorted(SAID) == PAGES
