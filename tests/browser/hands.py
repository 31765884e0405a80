"""What a person's hands do: real mouse, touch and input-method events, never synthetic DOM events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Locator, Page


@dataclass(frozen=True)
class Point:
    """Pixels in the page's viewport."""

    x: float
    y: float


def middle(target: Locator, *, across: float = 0.5, down: float = 0.5) -> Point:
    """A point inside an element, as shares of its width and height."""
    box = target.bounding_box()
    assert box, f"{target} is not on screen"
    return Point(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


class Mouse:
    """The left button."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @contextmanager
    def holding(self, start: Point) -> Iterator[Callable[[Point], None]]:
        """Press at a point; the body moves; the button is released at its end, wherever that is."""
        self.page.mouse.move(start.x, start.y)
        self.page.mouse.down()
        try:
            yield self.move
        finally:
            self.page.mouse.up()

    def move(self, to: Point, steps: int = 12) -> None:
        """Move there in small steps, as a hand does."""
        self.page.mouse.move(to.x, to.y, steps=steps)

    def drag(self, start: Point, end: Point) -> None:
        """Press, move, release."""
        with self.holding(start) as move:
            move(end)


class Finger:
    """One finger on a touch screen."""

    def __init__(self, devtools: CDPSession) -> None:
        self.devtools = devtools

    def down(self, at: Point) -> None:
        """Touch the glass."""
        self._send("touchStart", [at])

    def move(self, start: Point, end: Point, steps: int = 12) -> None:
        """Slide from one point to another."""
        for step in range(1, steps + 1):
            share = step / steps
            self._send("touchMove", [Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)])

    def up(self) -> None:
        """Lift the finger."""
        self._send("touchEnd", [])

    def cancel(self) -> None:
        """The system takes the touch away (a call comes in)."""
        self._send("touchCancel", [])

    def _send(self, kind: str, points: list[Point]) -> None:
        self.devtools.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": p.x, "y": p.y} for p in points]}
        )


class InputMethod:
    """A Japanese input method: what is typed is a proposal until it is converted and confirmed."""

    def __init__(self, devtools: CDPSession) -> None:
        self.devtools = devtools

    def propose(self, text: str) -> None:
        """Show text under composition."""
        self.devtools.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )

    def confirm(self, text: str) -> None:
        """Press Enter to end the conversion, as the system does it: a keydown that belongs to the composition, then the text."""
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
        self.devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        self.devtools.send("Input.insertText", {"text": text})
        self.devtools.send(
            "Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        )

    def type(self, *proposals: str) -> None:
        """Propose each text in turn and confirm the last."""
        for text in proposals:
            self.propose(text)
        self.confirm(proposals[-1])
