"""The pictures of docs/charts.md, docs/compare.md and docs/numbers.md: every chart of `jw.charts`, drawn without a browser.

uv run --group test python scripts/chart_pictures.py [folder]
"""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import journey_widgets as jw  # noqa: E402
from journey_widgets import charts  # noqa: E402
from journey_widgets.slides.picture import Picture, chart_svg  # noqa: E402
from scripts.workshop_map import workshop_map  # noqa: E402

#: No broader than a page shows them.
WIDEST = 1400


def filled(language: str) -> jw.Journey:
    """The Workshop's map with what charts look at besides: times, links, measured scores, people who disagree."""
    journey = workshop_map(language)
    chance = random.Random(11)
    cards = list(journey.touchpoints.query("stage.notna()").index)
    persona = journey.personas.index[0]
    journey.add("participants", id="p_c", label="お客さま" if language == "ja" else "A customer", role="customer")
    with journey.batch("pictures"):
        for at, card in enumerate(cards):
            if at % 4 == 2:
                for person in ("p01", "p02"):
                    journey.score(card, chance.choice((-2, 2)), persona=persona, participant=person)
            if at % 3 == 1:
                journey.score(card, chance.choice((-2, -1, 0, 1)), persona=persona, participant="p_c", reason="…")
            minutes = chance.choice((1, 2, 5, 10, 20, 45))
            journey.edit("touchpoints", card, duration=f"PT{minutes}M")
        for source, target, delay, share, ja, en in (
            (2, 5, "P1D", 0.3, "広告をもう一度", "sees the ad again"),
            (8, 12, "PT2H", 0.2, "カートに残す", "leaves the cart"),
            (len(cards) - 4, 1, "P14D", 0.25, "気に入った", "liked it"),
        ):
            words = ja if language == "ja" else en
            journey.add("links", source=cards[source], target=cards[target], delay=delay, share=share, condition=words)
    return journey


def several(language: str) -> list[jw.Journey]:
    """Four journeys on two scales."""
    chance, made = random.Random(4), [filled(language)]
    for template in ("service", "public_service", "aisas"):
        journey = jw.new(template, language=language)
        for card in journey.touchpoints.query("stage.notna()").index:
            if chance.random() < 0.9:
                journey.score(card, chance.choice((-2, -1, -1, 0, 1, 1, 2)))
        made.append(journey)
    made[1].rescale("1…5")
    return made


def main(folder: Path) -> None:
    """Draw them all, in English, and some in Japanese and in the dark."""
    today = date(2026, 11, 22)
    english, japanese = filled("en"), filled("ja")
    names = [name for name in charts.__all__ if name not in ("data", "portfolio")]
    drawn = {f"chart-{name}": getattr(charts, name)(english) for name in names}
    drawn["chart-actions_timeline"] = charts.actions_timeline(english, today=today)
    drawn["chart-portfolio"] = charts.portfolio(several("en"))
    drawn["chart-dots-ja"] = charts.dots(japanese)
    drawn["chart-disagreement-ja"] = charts.disagreement(japanese, n=6)
    drawn["chart-two_states-dark"] = charts.two_states(japanese, theme="dark")
    personas = tuple(english.personas.index[:2])
    drawn["compare-personas"] = jw.compare(english, personas=(personas[0], personas[1])).chart()
    for name, chart in drawn.items():
        picture = Picture(chart_svg(chart), "")
        (folder / f"{name}.png").write_bytes(picture.png(min(1.0, WIDEST / picture.size[0])))
        print(folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures")
