"""Several changes as one, on a private copy that only the thread or task that makes them sees."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from journey_widgets.model.patch import Document

__all__ = ["Batch"]


class Batch:
    """The open `with journey.batch()` block of one thread or task: where it began, and where it is."""

    __slots__ = ("base", "document", "owner")

    def __init__(self, owner: object, document: Document) -> None:
        self.owner, self.base, self.document = owner, document, document

    @staticmethod
    def of(owner: object) -> Batch | None:
        """The batch of `owner` that is open here; None where there is none."""
        for batch in _open.get():
            if batch.owner is owner:
                return batch
        return None

    @contextmanager
    def here(self) -> Generator[None]:
        """Be the open batch for the block."""
        token = _open.set((*_open.get(), self))
        try:
            yield
        finally:
            _open.reset(token)

    @contextmanager
    def part(self) -> Generator[None]:
        """A batch inside this one: an exception takes back its part only."""
        before = self.document
        try:
            yield
        except BaseException:
            self.document = before
            raise


#: Per thread and per asyncio task: a cell's batch must not swallow what a hand does on the board meanwhile.
_open: ContextVar[tuple[Batch, ...]] = ContextVar("journey_widgets_batches", default=())
