"""As it is and as it should be: two curves, and what is to change as bars under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journey_widgets import faces
from journey_widgets.analysis.compare import Pairs, Side, pairs_of
from journey_widgets.analysis.compare_words import headline
from journey_widgets.analysis.reading import Reading
from journey_widgets.analysis.scores import Document
from journey_widgets.charts.emotion_curve import default_persona
from journey_widgets.charts.staged import spoken_language
from journey_widgets.charts.two_curves import two_curves, two_curves_table
from journey_widgets.words import Language, said, say

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["two_states", "two_states_sentence", "two_states_table"]


def two_states(
    journey: Journey,
    *,
    persona: str | None = None,
    language: Language | None = None,
    theme: faces.Theme = "light",
    width: int | None = None,
) -> alt.LayerChart:
    """Draw what is (through) and what should be (dotted), and the difference of every touchpoint as a bar.

    Where nothing is said of how it should be, the dotted line stays at what is.

    Args:
        journey: the journey.
        persona: whose line, by id; "" is everyone's. By default the one that says most about how it should be.
        language: "ja" or "en"; by default the journey's.
        theme: "light" or "dark".
        width: in pixels; by default as wide as its touchpoints need.

    """
    spoken = spoken_language(journey.language, language)
    sentence = two_states_sentence(journey, spoken, persona=persona)
    return two_curves(_pairs(journey, persona), spoken, sentence=sentence, theme=theme, width=width)


def two_states_table(journey: Journey, *, persona: str | None = None, language: Language | None = None) -> pd.DataFrame:
    """The chart's table twin: a row a touchpoint (index: its id), columns named in the reader's language.

    Columns: number, touchpoint, stage (str), both scores and their difference (Float64, on the journey's scale), and
    how many people scored each (Int64).
    """
    return two_curves_table(_pairs(journey, persona), spoken_language(journey.language, language))


def two_states_sentence(journey: Journey, language: str | None = None, *, persona: str | None = None) -> str:
    """The chart in a sentence: how far the mean is to rise, and where most is to change."""
    spoken = spoken_language(journey.language, language)
    pairs = _pairs(journey, persona)
    if not pairs.rows:
        return say("chart.no_cards", spoken)
    if not any(row.score_b is not None for row in pairs.rows):
        scored = any(row.score_a is not None for row in pairs.rows)
        return say("charts.no_to_be" if scored else "charts.nobody_scored", spoken)
    return headline(pairs, spoken)


def _pairs(journey: Journey, persona: str | None) -> Pairs:
    document = journey.snapshot().document
    whose = _most_planned(document) if persona is None else persona
    as_is = Side(said("compare.as_is"), document, whose, "as_is")
    return pairs_of("states", as_is, Side(said("compare.to_be"), document, whose, "to_be"))


def _most_planned(document: Document) -> str:
    """The line that says most about how it should be; where none does, the one the emotion curve shows first."""
    reading = Reading(document, "iqr", 1)
    planned = [key for key in reading.ordered_lines() if key[1] == "to_be"]
    most = max(planned, key=lambda key: len(reading.lines[key]), default=None)
    return default_persona(document) if most is None else most[0]
