"""What a record of each table holds: one pydantic model per table. JSON Schema and TypeScript types come from here.

Documents stay plain dicts: the models check, they are never stored. Fields we don't know are kept. Absent means
"not said", so a default of None never appears in a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from journey_widgets.model.rank import is_rank

__all__ = ["RANKED", "REFERENCES", "TABLES", "About", "Record", "Reference"]

State = Literal["as_is", "to_be"]
Evidence = Literal["assumed", "staff", "customer", "measured"]


def _rank(text: str) -> str:
    if not is_rank(text):
        raise PydanticCustomError("not_a_rank", "not a rank")
    return text


def _day(text: str) -> str:
    try:
        if "T" in text:
            datetime.fromisoformat(text)
        else:
            date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("not_a_day", "not a date") from None
    return text


#: Something a person reads on a card or a lane: an empty one could not be seen, spoken or found.
Name = Annotated[str, Field(pattern=r"\S")]
Rank = Annotated[str, Field(pattern=r"^[A-Za-z][0-9A-Za-z]+$"), AfterValidator(_rank)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T.+)?$"), AfterValidator(_day)]
#: ISO 8601 in weeks, days and times only: months and years have no length.
Duration = Annotated[
    str,
    Field(
        # [0-9], not \d: Python's would also take １ and ٣, which no other reader of the file does.
        pattern=r"^P(?=[0-9]|T[0-9])([0-9]+(\.[0-9]+)?W)?([0-9]+(\.[0-9]+)?D)?"
        r"(T(?=[0-9])([0-9]+(\.[0-9]+)?H)?([0-9]+(\.[0-9]+)?M)?([0-9]+(\.[0-9]+)?S)?)?$",
        json_schema_extra={"format": "duration"},
    ),
]
#: Strict: `True` is no number, "2" is none either. Whole numbers arrive as integers.
Number = Annotated[float, Field(strict=True)]
Amount = Annotated[float, Field(strict=True, ge=0)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]
Count = Annotated[int, Field(strict=True, ge=0)]
Five = Annotated[int, Field(strict=True, ge=1, le=5)]
Flag = Annotated[bool, Field(strict=True)]
Texts = list[str]


class Record(BaseModel):
    """A record of a table: a row of its DataFrame."""

    model_config = ConfigDict(extra="allow", strict=True, regex_engine="python-re")


class ScaleRecord(Record):
    """The emotion scale all raw scores are on."""

    low: Number
    high: Number
    step: Annotated[float, Field(strict=True, gt=0)] = 1
    neutral: Number | None = None
    labels: dict[str, dict[str, str]] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ScaleRecord:
        middle = (self.low + self.high) / 2 if self.neutral is None else self.neutral
        if not self.low < self.high or not self.low <= middle <= self.high:
            raise PydanticCustomError("scale_order", "low < high, neutral between")
        if (self.high - self.low) / self.step > 10_000:
            raise PydanticCustomError("scale_order", "too many steps")
        return self


class About(Record):
    """What the whole map is about."""

    title: str
    purpose: str | None = None
    scenario: str | None = None
    target: str | None = None
    north_star: Annotated[str | None, Field(description="The KPI that matters most.")] = None
    language: Literal["ja", "en"] | None = None
    scale: ScaleRecord
    reviewed_on: Day | None = None


class Persona(Record):
    """A kind of customer."""

    name: Name
    segment: str | None = None
    age: str | None = None
    location: str | None = None
    occupation: str | None = None
    goals: Texts | None = None
    wishes: Texts | None = None
    fears: Texts | None = None
    habits: Annotated[Texts | None, Field(description="How they buy.")] = None
    concerns: Texts | None = None
    quote: str | None = None
    share: Annotated[Share | None, Field(description="Share of all customers, 0–1.")] = None
    color: str | None = None


class Stage(Record):
    """A stretch of the journey: a lane of the board."""

    name: Name
    rank: Rank
    goal: Annotated[str | None, Field(description="What the customer wants to reach.")] = None
    strategy: Annotated[str | None, Field(description="What the company does about it.")] = None
    kpi: str | None = None
    duration: Duration | None = None
    owner: str | None = None


class Check(Record):
    """One line of a touchpoint's check list."""

    text: str
    ok: Flag | None = None


class Touchpoint(Record):
    """A moment where customer and company meet: a card of the board."""

    title: Name
    stage: Annotated[str | None, Field(description="Absent: still in the pool.")] = None
    rank: Rank
    channel: str | None = None
    action: str | None = None
    thought: str | None = None
    need: str | None = None
    backstage: str | None = None
    owner: str | None = None
    importance: Five | None = None
    moment_of_truth: Flag | None = None
    evidence: Evidence | None = None
    exists_in: Literal["as_is", "to_be", "both"] | None = None
    duration: Duration | None = None
    checks: dict[str, Check] | None = None
    image: Annotated[str | None, Field(description="A file name inside `<map>.files/`.")] = None
    image_alt: Annotated[str | None, Field(description="What is to be seen on it; absent: the title says it.")] = None
    custom: dict[str, Any] | None = None


class Link(Record):
    """A branch or a triggered follow-up from one touchpoint to another."""

    source: str
    target: str
    condition: str | None = None
    delay: Duration | None = None
    share: Share | None = None


class Score(Record):
    """How a touchpoint feels, raw, on the journey's scale. Without participant: the agreed score."""

    touchpoint: str
    persona: str | None = None
    state: State
    participant: str | None = None
    score: Number
    importance: Five | None = None
    weight: Amount | None = None
    reason: str | None = None
    evidence: Evidence | None = None
    scored_on: Day | None = None


class Note(Record):
    """A pain, gain, opportunity, question or quote, on a touchpoint, a stage or nowhere yet."""

    kind: Literal["pain", "gain", "opportunity", "question", "quote"]
    text: Name
    touchpoint: str | None = None
    stage: str | None = None
    author: str | None = None
    severity: Five | None = None
    frequency: Five | None = None
    impact: Five | None = None
    effort: Five | None = None
    merged_into: str | None = None


class Vote(Record):
    """The dots a participant gave a note."""

    note: str
    participant: str
    dots: Count


class Action(Record):
    """What will be done about it."""

    title: Name
    note: str | None = None
    touchpoint: str | None = None
    pillar: Literal["segmentation", "automation", "personalization", "orchestration"] | None = None
    owner: str | None = None
    due: Day | None = None
    kpi: str | None = None
    status: Literal["todo", "doing", "done", "dropped"] | None = None
    effect: Annotated[Number | None, Field(description="Expected change of the score.")] = None
    effort: Five | None = None
    check_on: Day | None = None
    outcome: str | None = None
    score_before: Annotated[Number | None, Field(description="The touchpoint's score when it was decided.")] = None
    score_after: Annotated[Number | None, Field(description="The touchpoint's score when it was checked.")] = None


class Measure(Record):
    """A measured number about a touchpoint or a stage."""

    touchpoint: str | None = None
    stage: str | None = None
    metric: Name
    value: Number
    unit: str | None = None
    n: Count | None = None
    low: Number | None = None
    high: Number | None = None
    period: str | None = None
    source: str | None = None


class Participant(Record):
    """Someone in the room."""

    label: Name
    role: Literal["customer", "staff", "facilitator"] | None = None
    weight: Amount | None = None


class AgendaItem(Record):
    """A step of the workshop."""

    title: Name
    rank: Rank
    minutes: Amount
    activity: Literal["talk", "silent", "vote", "break"] | None = None
    hint: str | None = None
    #: The drawer this step is done in; absent: the board alone.
    opens: Literal["personas", "notes", "priorities", "actions", "review"] | None = None
    #: Dots each person has in a vote.
    dots: Count | None = None


class View(Record):
    """A saved view for presenting."""

    name: Name
    rank: Rank
    where: dict[str, Any] | None = None
    rows: str | None = None
    personas: Texts | None = None
    state: State | None = None
    shows: Texts | None = None


#: Every table of a journey and what its records are.
TABLES: Final[Mapping[str, type[Record]]] = {
    "personas": Persona,
    "stages": Stage,
    "touchpoints": Touchpoint,
    "links": Link,
    "scores": Score,
    "notes": Note,
    "votes": Vote,
    "actions": Action,
    "measures": Measure,
    "participants": Participant,
    "agenda": AgendaItem,
    "views": View,
}

#: Tables in an order people choose.
RANKED: Final = tuple(table for table, model in TABLES.items() if "rank" in model.model_fields)


class Reference:
    """`field` of `table` holds the id of a record of `target`.

    `owned`: the record has no meaning without it and goes with it; otherwise the field is cleared.
    """

    __slots__ = ("field", "owned", "table", "target")

    def __init__(self, table: str, field: str, target: str, *, owned: bool = False) -> None:
        self.table, self.field, self.target, self.owned = table, field, target, owned


REFERENCES: Final = (
    Reference("touchpoints", "stage", "stages"),
    Reference("links", "source", "touchpoints", owned=True),
    Reference("links", "target", "touchpoints", owned=True),
    Reference("scores", "touchpoint", "touchpoints", owned=True),
    Reference("scores", "persona", "personas", owned=True),
    Reference("scores", "participant", "participants", owned=True),
    Reference("notes", "touchpoint", "touchpoints"),
    Reference("notes", "stage", "stages"),
    Reference("notes", "merged_into", "notes"),
    Reference("votes", "note", "notes", owned=True),
    Reference("votes", "participant", "participants", owned=True),
    Reference("actions", "note", "notes"),
    Reference("actions", "touchpoint", "touchpoints"),
    Reference("measures", "touchpoint", "touchpoints"),
    Reference("measures", "stage", "stages"),
)
