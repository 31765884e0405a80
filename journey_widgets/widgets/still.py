"""What a widget shows where it cannot run: a picture, of the state now, in the same output as the live widget.

nbconvert, GitHub, RISE and an untrusted notebook have no kernel to run a widget with; they show the PNG or the SVG that
stands beside it. A program that can run the widget takes the widget.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, cast

if TYPE_CHECKING:
    from journey_widgets.slides.picture import Picture

__all__ = ["Still"]

_log = logging.getLogger("journey_widgets")
#: The PNG of a very large map is drawn smaller, so that no notebook grows by megabytes; its SVG is sharp at any size.
MOST_PIXELS = 2_000_000

Bundle = dict[str, Any]


class Still:
    """Put before `anywidget.AnyWidget`: gives the widget's output a picture of what it shows."""

    #: `jw.LiveChart.pictures = False` saves the time a picture takes (a board 0.1 s, an Altair chart up to 1 s).
    pictures: ClassVar[bool] = True

    def still(self) -> Picture:
        """The picture of the widget as it is now."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[Bundle, Bundle] | None:
        parent: Any = super()
        given = parent._repr_mimebundle_(**kwargs)  # noqa: SLF001 - the hook every display of a widget goes through
        data, metadata = _taken_apart(given)
        if data is None or not self.pictures:
            return given
        try:
            picture = self.still()
            width, height = picture.size
            drawn, about = picture.bundle(min(1.0, (MOST_PIXELS / (width * height)) ** 0.5))
        except Exception:
            # Whatever is wrong with the picture, the widget itself must show.
            _log.warning("the still picture of %s could not be drawn", type(self).__name__, exc_info=True)
            return data, metadata
        # The widget's own words come last: "text/plain" stays what it prints as.
        return {**drawn, **data}, {**about, **metadata}


def _taken_apart(given: object) -> tuple[Bundle | None, Bundle]:
    """What a widget gives to be shown: nothing, data, or data and what is kept beside it."""
    if isinstance(given, tuple):
        data, metadata = cast("tuple[Bundle, Bundle]", given)
        return dict(data), dict(metadata)
    return (None if given is None else dict(cast("Bundle", given))), {}
