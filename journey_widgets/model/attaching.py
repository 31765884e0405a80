"""Putting pictures on cards."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from journey_widgets.model.describe import thing
from journey_widgets.model.errors import JourneyError, NoSuchRecord
from journey_widgets.model.patch import diff
from journey_widgets.model.pictures import Pictures, read

if TYPE_CHECKING:
    from journey_widgets.model.change import Change, Snapshot
    from journey_widgets.words import Said

__all__ = ["Attaching"]


class Attaching(ABC):
    """What a `Journey` can do with pictures; they are in `pictures`, which whoever keeps the map sets."""

    __slots__ = ()

    pictures: Pictures

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """The journey at this moment."""

    @abstractmethod
    def apply(
        self, patch: Mapping[str, Any], *, label: str | Said | None = None, notes: tuple[Said, ...] = ()
    ) -> Change:
        """The one door."""

    @property
    @abstractmethod
    def language(self) -> str:
        """The language errors are said in."""
        ...

    def attach(self, touchpoint: str, image: str | os.PathLike[str] | bytes | None, alt: str | None = None) -> Change:
        """Put a picture on a touchpoint's card; None takes it off. Undo brings the one before back.

        It is kept beside the map (`<map>.files/`), at most 1,024 pixels a side, without what a camera wrote into it
        (place, time, device).

        Args:
            touchpoint: its id.
            image: a file or the bytes of one: PNG, JPEG or WebP. Never an address: nothing is fetched.
            alt: what is to be seen, for those who do not see it; the card's title where None.

        Raises:
            ChangeError: no such touchpoint; or it is no picture, not what its name says, broken or too large.
            SaveError: it cannot be written beside the map.

        """
        old = self.snapshot().document["touchpoints"].get(touchpoint)
        if old is None:
            raise NoSuchRecord(
                "model.no_such_record", language=self.language, thing=thing("touchpoints"), id=touchpoint
            )
        self.apply({})  # what may not be changed is refused before anything is written beside it
        name = None
        try:
            if image is not None:
                data, called = (image, "") if isinstance(image, bytes) else read(image)
                name = self.pictures.put(data, called)
        except JourneyError as error:
            error.language = self.language
            raise
        said = {"image": name, "image_alt": alt if name else None}
        new = {key: value for key, value in {**old, **said}.items() if value is not None}
        return self.apply({"touchpoints": {touchpoint: diff(old, new)}})
