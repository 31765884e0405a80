"""Every deck there is to look at: templates, real maps and awkward ones, made with nothing but defaults, as PNG.

uv run --group test python scripts/gallery.py [--into build/gallery] [--only shop-ja …] [--docs]

`--docs` writes the small pictures of docs/powerpoint.md. Real maps are read from JOURNEY_MATERIAL (default ../shared/material)
and left out where it is absent; their pictures may not be published.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import journey_widgets as jw  # noqa: E402
from tests.slides import maps, office  # noqa: E402
from tests.slides.templates import company  # noqa: E402

MATERIAL = Path(os.environ.get("JOURNEY_MATERIAL", ROOT.parent / "shared" / "material")) / "journey_maps"
PAGE = ROOT / "docs" / "maps-from-pandas.md"
#: Heading in the manual → the real file its code is run on, and the name the code gives it.
REAL = {
    "A Japanese Markdown table": ("ja_cjm_phase_table.md", "cjm.md"),
    "An Excel workbook that starts at B4": ("nike_customer_journey_map.xlsx", "map.xlsx"),
    "A nested JSON": ("marketplace_cjm_nested.json", "cjm.json"),
}
#: Picture of the manual → deck, page, dots an inch.
DOCS = {
    "powerpoint-board": ("shop-ja", 3, 72),
    "powerpoint-curve": ("shop-ja", 4, 72),
    "powerpoint-personas": ("shop-ja", 2, 50),
    "powerpoint-findings": ("shop-ja", 5, 50),
    "powerpoint-priorities": ("shop-ja", 6, 50),
    "powerpoint-actions": ("shop-ja", 7, 50),
    "powerpoint-template": ("ecommerce-en", 2, 50),
    "powerpoint-crowd": ("crowd-500", 2, 50),
}


def decks() -> dict[str, Callable[[], Any]]:
    """Name → journey."""
    found: dict[str, Callable[[], Any]] = {
        "shop-ja": maps.shop,
        "crowd-500": lambda: maps.crowd(500),
        "telling-ja": telling,
    }
    for template in jw.templates().index:
        for language in ("ja", "en"):
            found[f"{template}-{language}"] = lambda t=template, lang=language: jw.new(t, language=lang)
    if MATERIAL.is_dir():
        for heading, (_, name) in REAL.items():
            found[f"real-{Path(name).name.replace('.', '-')}"] = lambda h=heading: real(h)
    return found


def telling() -> jw.Journey:
    """Characters whose Japanese forms differ from the Chinese ones, and a title of sixty."""
    long = "会員登録の途中でエラーになり、入力した内容がすべて消えてしまったので、もう一度はじめから入力しなおすことになった顧客です"
    cards: list[tuple[str, str, int | None]] = [
        (f"{maps.TELLING}を確かめる", "直営店", -1),
        (long[:60], "サイト", -2),
        ("骨董の刃物を海外へ直送する", "配送", 1),
    ]
    return jw.Journey(maps.with_cards({"直": cards, "骨": cards[:1], "誤海": cards[1:2]}, long[:60]))


def real(heading: str) -> jw.Journey:
    """The map that the manual's code makes of a real file."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL))
    source, name = REAL[heading]
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(MATERIAL / source, Path(folder) / name)
        os.chdir(folder)
        try:
            names: dict[str, Any] = {}
            exec(compile(code, str(PAGE), "exec"), names)
            journey = names["journey"]
            document = journey.document
            journey.close()
        finally:
            os.chdir(here)
    return jw.Journey(document)


def main() -> None:
    """Make the decks, show them, say how many slides each has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "gallery")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--docs", action="store_true")
    chosen = parser.parse_args()
    wanted = {deck for deck, _, _ in DOCS.values()} if chosen.docs else set(chosen.only or decks())
    chosen.into.mkdir(parents=True, exist_ok=True)
    made = [
        jw.to_pptx(journey(), chosen.into / f"{name}.pptx", progress=False)
        for name, journey in decks().items()
        if name in wanted
    ]
    if not chosen.docs and not chosen.only:
        template = company(chosen.into / "company.potx")
        made.append(jw.to_pptx(maps.shop(), chosen.into / "company.pptx", template=template, progress=False))
    pdfs = office.to_pdf(made, chosen.into)
    shutil.rmtree(chosen.into / "profile", ignore_errors=True)
    for name, pdf in pdfs.items():
        for old in chosen.into.glob(f"{name}-*.png"):
            if re.fullmatch(rf"{re.escape(name)}-\d+\.png", old.name):
                old.unlink()
        subprocess.run(["pdftoppm", "-r", "72", "-png", str(pdf), str(chosen.into / name)], check=True)
        print(f"{name}: {office.pages(pdf)} slides")
    if chosen.docs:
        for picture, (deck, page, sharpness) in DOCS.items():
            target = ROOT / "docs" / "pictures" / picture
            command = ["pdftoppm", "-r", str(sharpness), "-f", str(page), "-l", str(page), "-png", "-singlefile"]
            subprocess.run([*command, str(pdfs[deck]), str(target)], check=True)
            print(target.with_suffix(".png").relative_to(ROOT))


if __name__ == "__main__":
    main()
