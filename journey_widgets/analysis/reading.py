"""A document read once for its curve: where every placed touchpoint stands, and what each line says there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journey_widgets.analysis.scores import Band, Document, Entry, Line, Measure, entries, measure
from journey_widgets.model.order import stages_in_order
from journey_widgets.model.scale import DEFAULT, Scale, scale_of

__all__ = ["Place", "Reading", "scale_in"]

#: A stage's share of the curve, one wide, holds its points between these margins.
MARGIN = 0.035


def scale_in(document: Document) -> Scale:
    """The document's emotion scale; −2…+2 where it says none."""
    scale = document.get("about", {}).get("scale")
    return scale_of(scale) if scale else DEFAULT


@dataclass(slots=True)
class Place:
    """A placed touchpoint: where it stands in the journey."""

    id: str
    record: dict[str, Any]
    no: int
    stage: str
    stage_index: int
    k: int
    n: int

    @property
    def x(self) -> float:
        """The place along the curve, in stages from the left."""
        return self.stage_index + MARGIN + (1 - 2 * MARGIN) * ((self.k + 0.5) / self.n)


class Reading:
    """A document read once: places in order, lines with their measures."""

    def __init__(self, document: Document, band: Band, grain: int) -> None:
        self.document = document
        self.grain = grain
        self.scale = scale_in(document)
        self.stages = stages_in_order(document)
        self.stage_records: dict[str, Any] = document.get("stages", {})
        self.persona_records: dict[str, Any] = document.get("personas", {})
        self.persona_index = {"": 0} | {name: index + 1 for index, name in enumerate(sorted(self.persona_records))}
        self.places = self._places()
        participants: dict[str, Any] = document.get("participants", {})
        placed = {place.id for place in self.places}
        self.lines: dict[Line, dict[str, tuple[Measure, Entry]]] = {}
        for touchpoint, lines in entries(document).items():
            if touchpoint not in placed:
                continue
            for line, entry in lines.items():
                found = measure(entry, participants, band)
                if found is not None:
                    self.lines.setdefault(line, {})[touchpoint] = (found, entry)

    def _places(self) -> list[Place]:
        lanes: dict[str, list[tuple[str, str, dict[str, Any]]]] = {stage: [] for stage in self.stages}
        for name, record in self.document.get("touchpoints", {}).items():
            lane = lanes.get(record.get("stage") or "")
            if lane is not None:
                lane.append((record.get("rank", ""), name, record))
        places: list[Place] = []
        for index, stage in enumerate(self.stages):
            lane = sorted(lanes[stage], key=lambda card: card[:2])
            for k, (_, name, record) in enumerate(lane):
                places.append(Place(name, record, len(places) + 1, stage, index, k, len(lane)))
        return places

    def ordered_lines(self) -> list[Line]:
        """Everyone's lines first, then the personas' by id; as it is before as it should be."""
        return sorted(self.lines, key=lambda line: (self.persona_index.get(line[0], 0), line))

    def sampled(self, line: Line) -> bool:
        """Whether a line is drawn from the ribbon: where people's scores spread, and for what should be."""
        return line[1] == "to_be" or any(found.n > 1 for found, _ in self.lines[line].values())

    def runs(self, line: Line) -> dict[str, str]:
        """Scored touchpoint → the number of its stretch without a gap, as text."""
        scored = self.lines[line]
        runs: dict[str, str] = {}
        run, running = 0, False
        for place in self.places:
            run += place.id in scored and not running
            running = place.id in scored
            if running:
                runs[place.id] = str(run)
        return runs

    def stage_name(self, stage: str) -> str:
        """The name of a stage."""
        return self.stage_records[stage].get("name", "")

    def persona_name(self, persona: str) -> str:
        """The name of a persona, "" for everyone."""
        return self.persona_records.get(persona, {}).get("name", "")
