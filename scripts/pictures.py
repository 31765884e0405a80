"""The pictures of `docs/pictures-of-a-map.md`, `links.md` and `time-and-channels.md`: `python scripts/pictures.py`, or with a folder to look at first."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import journey_widgets as jw  # noqa: E402
from journey_widgets.slides.picture import picture  # noqa: E402
from tests.slides.maps import crowd, shop  # noqa: E402


def main(folder: Path) -> None:
    """Draw them, no broader than a page shows them."""
    pictures = {
        "map-ja": picture(shop()),
        "map-en-dark": picture(jw.new("ecommerce", language="en"), theme="dark"),
        "map-curve-ja": picture(shop(), "curve"),
        "map-500-ja": picture(crowd(500)),
    }
    for name, made in pictures.items():
        (folder / f"{name}.png").write_bytes(made.png(min(1.0, 1400 / made.size[0])))
    wave = jw.new("welcome_series", language="en")
    for name, chart in {
        "paths-en": jw.charts.paths(wave),
        "durations-en": jw.charts.durations(wave),
        "channel-stage-en": jw.charts.channel_stage(wave),
    }.items():
        jw.to_picture(chart, folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures")
