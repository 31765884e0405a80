"""`jw.compare`: two sides of an experience as a frame, a chart and a sentence for each finding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey_widgets import faces
from journey_widgets.analysis.compare import Kind, Pairs, Side, frame_of, pairs_of
from journey_widgets.analysis.compare_words import headline, sentences
from journey_widgets.analysis.maps import Source, read, shown
from journey_widgets.analysis.scores import Document
from journey_widgets.charts.staged import spoken_language
from journey_widgets.charts.two_curves import two_curves, two_curves_table
from journey_widgets.model.journey import Journey
from journey_widgets.model.scale import Scale
from journey_widgets.words import LANGUAGES, Language, Said, said

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """Two sides of an experience, touchpoint by touchpoint.

    `repr` and `str` give the sentences, so a cell that ends in a comparison says what it found.
    """

    pairs: Pairs
    language: str

    @property
    def frame(self) -> pd.DataFrame:
        """One row per touchpoint, in the order of the second side; index: its id there (or in the first).

        Columns: `no`, `title`, `stage` (str); `matched`: "id", "title", "only_a" or "only_b"; `a`, `b`, `delta`
        (Float64, on `scale`); `n_a`, `n_b` (Int64, scores people gave); `spread_a`, `spread_b` (Float64, interquartile
        range), `agreement_a`, `agreement_b` (Float64, van der Eijk's A); `moved` (boolean: in another stage),
        `was_called` (str: the title on the first side where it differs).
        """
        return frame_of(self.pairs)

    @property
    def scale(self) -> Scale:
        """The scale all scores are on: the second side's. `converted` says whether the first had another."""
        return self.pairs.scale

    @property
    def converted(self) -> bool:
        """Whether the first side's scores came from another scale."""
        return self.pairs.converted

    def sentences(self, language: Language | None = None) -> list[str]:
        """One sentence per finding, in `language` or the map's own."""
        return sentences(self.pairs, spoken_language(self.language, language))

    def sentence(self, language: Language | None = None) -> str:
        """The comparison in one sentence."""
        return headline(self.pairs, spoken_language(self.language, language))

    def table(self, language: Language | None = None) -> pd.DataFrame:
        """The chart's table twin, with columns named in the reader's language."""
        return two_curves_table(self.pairs, spoken_language(self.language, language))

    def chart(
        self, *, language: Language | None = None, theme: faces.Theme = "light", width: int | None = None
    ) -> alt.LayerChart:
        """Both curves over each other, and every difference as a bar under them.

        Args:
            language: "ja" or "en"; the map's own where None.
            theme: "light" or "dark".
            width: in pixels; by default as wide as its touchpoints need.

        """
        return two_curves(self.pairs, spoken_language(self.language, language), theme=theme, width=width)

    def __repr__(self) -> str:
        return "\n".join(self.sentences())


def compare(
    a: Source,
    b: Source | None = None,
    *,
    states: tuple[str, str] | None = None,
    personas: tuple[str, str] | None = None,
    checkpoints: tuple[str | int | None, str | int | None] | None = None,
    persona: str | None = None,
    state: str = "as_is",
) -> Comparison:
    """Compare two maps, or two states, personas or moments of one.

        jw.compare("spring.journey.json", "autumn.journey.json")
        jw.compare(journey, states=("as_is", "to_be"))
        jw.compare(journey, personas=("pe_hana", "pe_ken"))
        jw.compare(journey, checkpoints=("before the relaunch", None))   # None: as it is now

    Touchpoints of two maps are matched by id, then by title: in the same stage first, whatever the width and case of
    its letters. Where the scales differ, scores of `a` are shown on the scale of `b` (through −1 … +1, not rounded),
    and the first sentence says so. Only touchpoints on a stage are compared.

    Args:
        a: a journey, or the path of a map (which is only read).
        b: the other one; left out with `states`, `personas` or `checkpoints`.
        states: two of "as_is" and "to_be".
        personas: ids or names of two personas, "" for everyone's line.
        checkpoints: two moments: ids or names of checkpoints, revisions, or None for now.
        persona: whose line on both sides, by id or name; None: the mean of the lines that a touchpoint has on both
            sides (of all of them where it has none in common).
        state: which state on both sides.

    Raises:
        ValueError: nothing or too much to compare; no such state or persona.
        NoSuchRecord: there is no such checkpoint.
        ReadError: a file cannot be read.
        TypeError: `a` or `b` is neither a journey nor a path.

    """
    asked = [
        name for name, value in (("states", states), ("personas", personas), ("checkpoints", checkpoints)) if value
    ]
    if len(asked) + (b is not None) != 1:
        raise ValueError(
            "compare two maps, compare(a, b), or one map by one of states=(…, …), personas=(…, …), checkpoints=(…, …)"
        )
    document = read(a)
    kind: Kind = "journeys"
    if b is not None:
        other = read(b)
        names = _names(a, b, document, other)
        sides = (
            Side(names[0], document, _persona(document, persona), _state(state)),
            Side(names[1], other, _persona(other, persona), _state(state)),
        )
        return Comparison(pairs_of(kind, *sides), _language(other))
    if states:
        kind = "states"
        whose = _persona(document, persona)
        first, second = (Side(_called_state(one), document, whose, _state(one)) for one in _two(states, "states"))
    elif personas:
        kind = "personas"
        found = [_persona(document, one) or "" for one in _two(personas, "personas")]
        first, second = (Side(_called(document, one), document, one, _state(state)) for one in found)
    else:
        kind = "checkpoints"
        if not isinstance(a, Journey):
            raise ValueError("checkpoints are in a journey's journal: compare(journey, checkpoints=(…, …))")
        first, second = (
            _moment(a, one, persona, _state(state)) for one in _two(checkpoints or (None, None), "checkpoints")
        )
    return Comparison(pairs_of(kind, first, second), _language(document))


def _two(given: Any, name: str) -> tuple[Any, Any]:  # noqa: ANN401 - whatever a person typed
    if not isinstance(given, tuple | list) or len(given) != 2:  # pyright: ignore[reportUnknownArgumentType]
        raise ValueError(f"{name} are two to compare: {name}=(…, …), not {given!r}")
    return given[0], given[1]  # pyright: ignore[reportUnknownVariableType]


def _state(state: str) -> str:
    if state not in ("as_is", "to_be"):
        raise ValueError(f"state is 'as_is' or 'to_be', not {state!r}")
    return state


def _called_state(state: str) -> Said:
    return said(f"compare.{_state(state)}")


def _persona(document: Document, wanted: str | None) -> str | None:
    """The id of a persona by id or name; "" is everyone's line, None all of them."""
    if wanted is None or wanted == "":
        return wanted
    personas: dict[str, dict[str, Any]] = document.get("personas", {})
    if wanted in personas:
        return wanted
    named = [name for name, record in personas.items() if record.get("name") == wanted]
    if not named:
        there = ", ".join(f"{name!r} ({record.get('name')})" for name, record in personas.items())
        raise ValueError(f"there is no persona {wanted!r}. Personas: {there or 'none'}")
    return named[0]


def _called(document: Document, persona: str) -> Said:
    if not persona:
        return said("compare.everyone")
    name = str(document["personas"][persona].get("name", persona))
    return {"ja": name, "en": name}


def _moment(journey: Journey, which: str | int | None, persona: str | None, state: str) -> Side:
    if which is None:
        document = journey.snapshot().document
        return Side(said("compare.now"), document, _persona(document, persona), state)
    document = journey.at(which).snapshot().document
    return Side(_called_moment(journey, which), document, _persona(document, persona), state)


def _called_moment(journey: Journey, which: str | int) -> Said:
    if isinstance(which, int):
        return said("model.moment_revision", n=which)
    kept: dict[str, Any] = {language: journey.checkpoints(language)["name"] for language in LANGUAGES}
    return {language: str(names[which]) if which in names.index else which for language, names in kept.items()}


def _names(a: Source, b: Source, first: Document, second: Document) -> tuple[Said, Said]:
    """What two maps are called: their titles where those differ, otherwise their files', otherwise first and second."""
    titles = [str(document.get("about", {}).get("title", "")) for document in (first, second)]
    files = [Path(shown(one)).name.removesuffix(".journey.json").removesuffix(".json") for one in (a, b)]
    for names in (titles, files):
        if all(names) and names[0] != names[1]:
            return {"ja": names[0], "en": names[0]}, {"ja": names[1], "en": names[1]}
    return said("compare.first"), said("compare.second")


def _language(document: Document) -> str:
    return str(document.get("about", {}).get("language", "en"))
