"""What was measured: numbers with their n, period and source."""

from __future__ import annotations

from dataclasses import dataclass

from journey_widgets.slides.chapters.source import Source

__all__ = ["Measured", "evidence"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured number, as a person reads it; "" where nothing is said."""

    id: str
    where: str
    metric: str
    value: str
    n: str
    range: str
    period: str
    source: str


def evidence(source: Source) -> list[Measured]:
    """The measures along the journey."""
    stages = {stage: index for index, stage in enumerate(source.reading.stages)}
    records = source.table("measures")

    def place(name: str) -> tuple[int, int, str, str]:
        record = records[name]
        card = source.places.get(record.get("touchpoint", ""))
        if card is not None:
            return card.stage_index, card.no, record["metric"], name
        return stages.get(record.get("stage", ""), len(stages)), 0, record["metric"], name

    return [_measured(source, name) for name in sorted(records, key=place)]


def _measured(source: Source, name: str) -> Measured:
    record = source.table("measures")[name]
    unit: str = record.get("unit", "")
    low, high = record.get("low"), record.get("high")
    between = "" if low is None or high is None else f"{source.number(low)}–{source.number(high, unit)}"
    if source.language == "ja":
        between = between.replace("–", "〜")
    return Measured(
        name,
        source.where(record) or source.say("whole_journey"),
        record["metric"],
        source.number(record["value"], unit),
        "" if record.get("n") is None else f"{record['n']:,}",
        between,
        record.get("period", ""),
        record.get("source", ""),
    )


def sentence(source: Source, content: list[Measured]) -> str:
    """How many numbers, and where none is."""
    measured = {record.get("touchpoint") for record in source.table("measures").values()}
    missing = sum(1 for name in source.places if name not in measured)
    values = source.many("values_n", len(content))
    return source.say("measured", values=values, cards=source.many("cards", missing)) if missing else values
