"""The emotion curve: the scores line by line, and why it dips where it dips."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.analysis.reading import Place
from journey_widgets.analysis.rows import dataset_rows
from journey_widgets.analysis.summary import summary_numbers
from journey_widgets.slides.chapters.board import focus, whose
from journey_widgets.slides.chapters.source import Source

__all__ = ["Curve", "Line", "Step", "curve"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: as many values as there are places, None where nobody scored."""

    persona: str
    state: str
    name: str
    #: Which line style: 0 for everyone, then the personas from 1.
    index: int
    values: list[float | None]
    low: list[float | None]
    high: list[float | None]
    people: list[int]


@dataclass(frozen=True, slots=True)
class Step:
    """A mark of the score axis."""

    score: float
    shown: str
    name: str
    face: int


@dataclass(frozen=True, slots=True)
class Curve:
    """All lines over the placed touchpoints; the one in focus first."""

    places: list[Place]
    #: (stage id, name, how many places), from left to right; stages without cards are left out.
    stages: list[tuple[str, str, int]]
    #: Mean of each such stage on the line in focus, as a person reads it; "" where nothing is scored.
    means: list[str]
    lines: list[Line]
    steps: list[Step]
    low: float
    high: float
    neutral: float
    #: Indexes into `places` where the line in focus dips below neutral, lowest first.
    dips: list[int]


def curve(source: Source) -> Curve | None:
    """The curve's content; None where no placed touchpoint has a score."""
    first = focus(source)
    if first is None:
        return None
    reading = source.reading
    order = [first, *(line for line in reading.ordered_lines() if line != first)]
    lines = [_line(source, line) for line in order]
    stages: list[tuple[str, str, int]] = []
    means: list[str] = []
    for stage in reading.stages:
        at = [index for index, place in enumerate(reading.places) if place.stage == stage]
        if at:
            stages.append((stage, reading.stage_name(stage), len(at)))
            found = [value for value in (lines[0].values[index] for index in at) if value is not None]
            means.append(source.signed(sum(found) / len(found)) if found else "")
    steps = [
        Step(row["score"], source.signed(row["score"]), row[source.language], row["face"])
        for row in dataset_rows(source.document, grain=12)["steps"]  # the ribbon is not needed here
    ]
    scale = source.scale
    return Curve(
        reading.places, stages, means, lines, steps, scale.low, scale.high, scale.score(0), dips(source, lines[0])
    )


def _line(source: Source, line: tuple[str, str]) -> Line:
    found = source.reading.lines[line]
    measures = [found[place.id][0] if place.id in found else None for place in source.reading.places]
    return Line(
        line[0],
        line[1],
        whose(source, line),
        source.reading.persona_index.get(line[0], 0),
        [None if measure is None else measure.score for measure in measures],
        [None if measure is None or measure.n < 2 else measure.low for measure in measures],
        [None if measure is None or measure.n < 2 else measure.high for measure in measures],
        [0 if measure is None else measure.n for measure in measures],
    )


def dips(source: Source, line: Line) -> list[int]:
    """Where a line is below neutral and no neighbour is lower, lowest first; the lowest score is always one."""
    values = line.values
    scored = [index for index, value in enumerate(values) if value is not None]
    if not scored:
        return []

    def score(index: int) -> float:
        value = values[index] if 0 <= index < len(values) else None
        return float("inf") if value is None else value

    lowest = min(scored, key=score)
    found = [
        index
        for index in scored
        if index == lowest
        or (source.scale.unit(score(index)) < 0 and score(index) <= min(score(index - 1), score(index + 1)))
    ]
    return sorted(found, key=score)


def sentence(source: Source, content: Curve) -> str:
    """The curve in a sentence: where it is lowest, and where people disagree most."""
    line = content.lines[0]
    if not content.dips:
        return ""
    at = content.dips[0]
    lowest, score = source.called(content.places[at].id), source.signed(line.values[at])
    spreads = [
        (high - low, index)
        for index, (low, high) in enumerate(zip(line.low, line.high, strict=True))
        if low is not None and high is not None
    ]
    spread, widest = max(spreads, default=(0.0, 0), key=lambda entry: entry[0])
    if spread * 4 >= content.high - content.low and widest != at:
        low, high = source.signed(line.low[widest]), source.signed(line.high[widest])
        return source.say(
            "lowest_and_widest",
            lowest=lowest,
            score=score,
            widest=source.called(content.places[widest].id),
            low=low,
            high=high,
        )
    return source.say("lowest_is", lowest=lowest, score=score)


def notes(source: Source, content: Curve) -> str:
    """What to say aloud: the journey in numbers, and the reasons behind every dip of every line as it is."""
    numbers = summary_numbers(source.document)
    said = [
        source.say(
            "numbers",
            mean=source.signed(numbers["mean"]),
            end=source.signed(numbers["end"]),
            peak_end=source.signed(numbers["peak_end"]),
            n=numbers["n"],
        )
        if numbers["n"]
        else ""
    ]
    for line in content.lines:
        if line.state != "as_is" and line is not content.lines[0]:
            continue
        said += ["", source.say("dips_of", line=line.name)]
        said += [_dip(source, content, line, index) for index in dips(source, line)]
    return "\n".join(said).strip()


def _dip(source: Source, content: Curve, line: Line, index: int) -> str:
    place = content.places[index]
    _, entry = source.reading.lines[line.persona, line.state][place.id]
    head = source.say("dip", card=source.called(place.id), score=source.signed(line.values[index]))
    if line.people[index]:
        head += source.say("dip_people", n=line.people[index])
    reasons = entry.reasons()
    lines = [
        source.say("dip_reason", head=head, reasons=reasons) if reasons else source.say("dip_no_reason", head=head)
    ]
    lines += [
        source.say("dip_note", kind=source.say(note["kind"]), text=note["text"])
        for note in source.table("notes").values()
        if note.get("touchpoint") == place.id and note["kind"] in ("pain", "quote") and not note.get("merged_into")
    ]
    return "\n".join(lines)
