"""What to work on first: touchpoints by opportunity, notes by severity × frequency or by dots, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from journey_widgets.analysis.bootstrap import DRAWS
from journey_widgets.analysis.ranking import By, Ranking, ranking

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["priorities"]

_TYPES: dict[str, str] = {
    **dict.fromkeys(["importance", "satisfaction", "value", "top_three"], "Float64"),
    **dict.fromkeys(["no", "rank", "n", "severity", "frequency", "dots"], "Int64"),
    **dict.fromkeys(["id", "title", "touchpoint", "kind", "source", "satisfaction_source"], "str"),
}
_COLUMNS = {
    "ulwick": "id no title importance satisfaction value source satisfaction_source n rank top_three",
    "severity": "id kind title touchpoint severity frequency value rank top_three",
    "votes": "id kind title touchpoint dots severity frequency value n rank top_three",
}


def priorities(
    journey: Journey,
    by: By = "ulwick",
    *,
    persona: str | None = None,
    state: Literal["as_is", "to_be"] = "as_is",
    seed: int = 0,
    draws: int = DRAWS,
) -> pd.DataFrame:
    """Rank what could be worked on, the first thing to do first, and say how stable the top three is.

    Args:
        journey: the journey.
        by: "ulwick" ranks touchpoints by `importance + max(importance − satisfaction, 0)` (Ulwick 2005, "What
            Customers Want"), "severity" ranks pains and opportunities by `severity × frequency`, "votes" by their dots.
        persona: for "ulwick", whose scores, by id ("" for those without a persona); by default everybody's.
        state: for "ulwick", the touchpoints as they are or as they should be.
        seed: of the bootstrap; the same seed gives the same shares here and on the page.
        draws: how often the participants are drawn again, with replacement.

    Returns:
        One row per candidate, indexed by id, in the order of `rank` (missing where something is not said, and last):

        - "ulwick": `importance` and `satisfaction`, each the (weighted) share of the people who gave one of the two top
          boxes, times ten: 4 or 5 of 5, or one of the two happiest of the five faces. `source` says whose importance it
          is: "people", "touchpoint" (nobody was asked: the card's own 1–5, spread over 0–10) or "middle" (nobody has
          said anything: 5). `satisfaction_source` is "people" or "agreed" (only an agreed score: its place on the
          scale, 0–10). `value` is 0–20, `n` counts the people.
        - "severity": `value` is 1–25. One judgement of the room, so there is nobody to draw again.
        - "votes": `value` are the dots, those of merged notes included, `n` the people who gave any.
        - `top_three`: share (0–1) of draws in which the row is among the first three; missing with fewer than two
          people, or with three candidates or fewer.

        `frame.attrs` has `by`, `formula`, `people` (who were drawn), `draws`, `seed` and `same_three`: the share of
        draws in which the same three come up, None where it cannot be said. Ties go the same way in every draw: by
        importance and along the journey, or by severity × frequency and by age.

    Raises:
        ValueError: `by` is none of these, or `draws` is below 1.

    """
    if by not in get_args(By):
        raise ValueError(f"by is 'ulwick', 'severity' or 'votes', not {by!r}")
    if draws < 1:
        raise ValueError(f"draws is 1 or more, not {draws!r}")
    return frame_of(ranking(journey.snapshot().document, by, persona=persona, state=state, seed=seed, draws=draws))


def frame_of(found: Ranking) -> pd.DataFrame:
    """A ranking as `priorities` gives it."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and rows do without it

    columns = _COLUMNS[found.by].split(" ")
    frame = pd.DataFrame({column: [row[column] for row in found.rows] for column in columns})
    typed = frame.astype({column: _TYPES[column] for column in columns}).set_index("id")  # pyright: ignore[reportUnknownMemberType]
    attrs: dict[Any, Any] = {
        "by": found.by,
        "formula": found.formula,
        "people": found.people,
        "draws": found.draws,
        "seed": found.seed,
        "same_three": found.same,
    }
    typed.attrs = attrs
    return typed
