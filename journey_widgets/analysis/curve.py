"""The emotion curve as DataFrames, for whoever takes the map further: what the board draws under its lanes.

The page derives the same rows from its own copy of the document (`js/src/analysis/curve.ts`);
`tests/contract/curve.json` holds the two together. Everything here is a pure function of the document and gives the
same rows in the same order every time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from journey_widgets.analysis.rows import dataset_rows
from journey_widgets.analysis.scores import Band

if TYPE_CHECKING:
    import pandas as pd

    from journey_widgets.model import Journey

__all__ = ["curve", "ribbon", "stages_curve"]


def curve(journey: Journey, *, band: Band = "iqr", by: Literal["persona", "overall"] = "persona") -> pd.DataFrame:
    """The emotion curve: one row per placed touchpoint, persona and state that has a score, in reading order.

    A score without participant is what was agreed and is taken as it is; otherwise `score` is the mean of the
    participants, weighted by `scores.weight`, else `participants.weight`, else 1. Touchpoints nobody scored for a
    persona as it is now have rows with a missing score: a gap stays a gap.

    Args:
        journey: the journey.
        band: what `low` and `high` are: the quartiles of the participants' scores ("iqr") or their range ("range").
        by: "persona" for a line of each persona; "overall" for one line of all customers, see below.

    Returns:
        Indexed by `id` (`touchpoint/persona/state`). `no` is the reading number from 1 over placed cards, `x` the place
        along the curve in stages from the left. On the journey's scale: `score`, `low`, `high`, `was` (the score as it
        is, in rows of what should be) and `delta` (`score − was`). `unit` is the score on −1 … 1, `face` is −2 … 2,
        `n` counts participants, `spread` is `high − low`, `run` numbers the stretches without a gap from 1,
        `side` is 1 where the point stands above its neighbours and −1 below, `sampled` says that the line is drawn from
        `ribbon`.

        By "overall": indexed by `touchpoint/state`, `score` is `Σ w·s / Σ w` over the personas that have a score `s` at
        the touchpoint, where `w` is a persona's share of the customers. The shares are made to add up to 1 over those
        personas; `covered` (0 … 1) says how much of all customers they are, `personas` how many. A persona that says no
        share has an equal part of what the others leave of 1 (nothing, where they make 1 or more); where no share is
        above 0, all weigh the same. Scores for no persona in particular are left out. `low` and `high` are the lowest
        and the highest persona.

    Raises:
        ValueError: there is no such `band` or `by`.

    """
    if by not in ("persona", "overall"):
        raise ValueError(f"by is 'persona' (a line for each) or 'overall' (one, weighted by their shares), not {by!r}")
    return _frame(journey, "overall" if by == "overall" else "curve", band)


def ribbon(journey: Journey, *, band: Band = "iqr") -> pd.DataFrame:
    """The curve and its band as drawn: 13 points for each pair of neighbours, straight between them.

    The segments are flat-tangent cubics, `y0 + (y1 − y0)(3t² − 2t³)`: they keep order, so a mean cannot leave its band
    between the points (a monotone spline can: in 6 % of journeys, `docs`). Lines without a spread are not here: they
    are drawn monotone. Lines of what should be always are, with `lead` segments to and from the neighbours as they are.

    Returns:
        Indexed by `id` (`touchpoint/persona/state/piece`), with `x` in stages from the left and `score`, `low`, `high`
        on the journey's scale; `low` and `high` only where two or more people scored at both ends.

    """
    return _frame(journey, "ribbon", band)


def stages_curve(journey: Journey) -> pd.DataFrame:
    """The mean of every stage's scored cards for each persona and state.

    Returns:
        Indexed by `id` (`stage/persona/state`): `mean` on the journey's scale, its `face` (−2 … 2), `n` cards, drawn
        from `x0` to `x1` (in stages from the left).

    """
    return _frame(journey, "stages_curve", "iqr")


_COLUMNS = {
    "curve": "id touchpoint no title stage stage_name stage_index x persona persona_name persona_index state score "
    "unit face n low high spread agreed moment_of_truth lowest run side sampled was delta reasons channel",
    "overall": "id touchpoint no title stage stage_name stage_index x state score unit face personas covered low high "
    "lowest run",
    "ribbon": "id persona state run lead x score low high",
    "stages_curve": "id stage name index mean face n x0 x1 persona state",
}
_TYPES: dict[str, str] = {
    **dict.fromkeys(
        ["score", "unit", "low", "high", "spread", "was", "delta", "mean", "x", "x0", "x1", "covered"], "Float64"
    ),
    **dict.fromkeys(["no", "stage_index", "persona_index", "n", "face", "side", "index", "personas"], "Int64"),
    **dict.fromkeys(["agreed", "moment_of_truth", "lowest", "sampled", "lead"], "boolean"),
    **dict.fromkeys(
        [
            "id",
            "touchpoint",
            "title",
            "stage",
            "stage_name",
            "persona",
            "persona_name",
            "run",
            "reasons",
            "channel",
            "name",
        ],
        "str",
    ),
}


def _frame(journey: Journey, name: str, band: Band) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - slow to import, and rows do without it

    rows = dataset_rows(journey.snapshot().document, band=band)[name]
    columns = _COLUMNS[name].split(" ")
    frame = pd.DataFrame({column: [row[column] for row in rows] for column in columns})
    frame["state"] = pd.Categorical(frame["state"], categories=["as_is", "to_be"], ordered=True)
    typed = frame.astype({column: _TYPES[column] for column in columns if column in _TYPES})  # pyright: ignore[reportUnknownMemberType]
    return typed.set_index("id")  # pyright: ignore[reportUnknownMemberType]
