"""Where the built JavaScript of a widget is."""

from __future__ import annotations

from pathlib import Path

__all__ = ["bundle"]

STATIC = Path(__file__).parent.parent / "static"


def bundle(name: str) -> Path:
    """The file of the bundle `name` (made from `js/src/entries/<name>`).

    Raises:
        ImportError: it has not been built; names the commands that build it.

    """
    path = STATIC / f"{name}.js"
    if not path.is_file():
        raise ImportError(
            f"journey_widgets/static/{name}.js has not been built. In a checkout, type `npm --prefix js ci && "
            "npm --prefix js run build`, or `uv sync --reinstall-package journey-widgets`."
        )
    return path
