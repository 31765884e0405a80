"""The pictures of docs/how-do-i: every page's own code, run as it stands, and what it draws.

Run: `.venv/bin/python scripts/how_do_i.py [page …]`
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "how-do-i"
OUT = ROOT / "docs" / "pictures" / "how-do-i"


def main(wanted: list[str]) -> None:
    """Run the pages that are named (all where none is) and keep their pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    for page in sorted(PAGES.glob("*.md")):
        if page.stem == "README" or (wanted and page.stem not in wanted):
            continue
        code = "\n".join(re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL))
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            os.environ["JOURNEY_WIDGETS_TEMPLATES"] = folder
            exec(compile(code, page.name, "exec"), {})
            for picture in Path(folder).glob("*.png"):
                shutil.copy(picture, OUT)
                print(OUT / picture.name)
            os.chdir(ROOT)


if __name__ == "__main__":
    main(sys.argv[1:])
