"""What ties a journey to where it is kept, and how it says whether everything is safe; `storage` passes one in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from journey_widgets.words import Said

if TYPE_CHECKING:
    from journey_widgets.model.journey import Journey

__all__ = ["Binding", "BindingState"]


@dataclass(frozen=True, slots=True)
class BindingState:
    """How things stand between a journey and its file.

    `saving`: `saved` (everything is kept), `waiting` (it soon will be) or `failed` (it could not be; `problem` says
    why). `read_only`: it cannot be changed here; `owner` names who can, where somebody else has it open.
    """

    saving: Literal["saved", "waiting", "failed"]
    problem: Said | None = None
    read_only: bool = False
    owner: Said | None = None


class Binding(Protocol):
    """What ties a journey to where it is kept."""

    def save(self, journey: Journey) -> None:
        """Write the journey down now."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def state(self) -> BindingState:
        """How things stand. Takes no lock of the journey's and may be asked from any thread."""
        ...

    def on_state(self, observer: Callable[[BindingState], None]) -> Callable[[], None]:
        """Call `observer(state)` whenever it changes, from any thread and without locks; returns what ends that."""
        ...
