"""`journey-widgets workshop`: a folder with a notebook and a map, and JupyterLab opened on it."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from journey_widgets.storage import file
from journey_widgets.storage import own_templates as templates
from journey_widgets.storage.errors import why
from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from journey_widgets.words import Language

_NOTEBOOKS: Final[dict[Language, str]] = {"ja": "02_workshop.ipynb", "en": "02_workshop.en.ipynb"}
#: What follows `--` is JupyterLab's.
PASSES_ON: Final = True
_NAME: Final = "workshop"
_PACKAGE: Final = Path(__file__).parents[1]


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """What the command takes."""
    parser.epilog = say("cli.after_dashes", language)
    names = templates.names()
    parser.add_argument(
        "--template",
        default="ecommerce",
        choices=names,
        metavar="NAME",
        help=say("cli.template", language, names=", ".join(names)),
    )
    parser.add_argument("--language", choices=["ja", "en"], help=say("cli.language", language))
    parser.add_argument("--directory", default="workshop", metavar="DIR", help=say("cli.directory", language))
    parser.add_argument("--no-browser", action="store_true", help=say("cli.no_browser", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Make what is missing and become JupyterLab."""
    try:
        notebook = prepare(Path(chosen.directory), chosen.template, chosen.language or language, said_in=language)
    except OSError as problem:
        print(
            say("cli.cannot_write", language, path=chosen.directory, problem=why(problem)),
            file=sys.stderr,
        )
        return 1
    if importlib.util.find_spec("jupyterlab") is None:
        command = f'"{sys.executable}" -m pip install jupyterlab'
        print(say("cli.no_jupyterlab", language, command=command), file=sys.stderr)
        return 1
    print(say("cli.opening", language), flush=True)
    return _become(jupyter_command(notebook, no_browser=chosen.no_browser, more=chosen.more))


def prepare(folder: Path, template: str, language: Language, *, said_in: Language) -> Path:
    """Put the notebook and the map into `folder`, keeping what is there, and say so. Returns the notebook's path."""
    folder.mkdir(parents=True, exist_ok=True)
    chart = folder / f"{_NAME}.journey.json"
    notebook = folder / f"{_NAME}.ipynb"
    # The map first: whoever finds a notebook finds its map.
    if not chart.exists():
        file.write(chart, templates.new(template, language=language).document)
        print(say("cli.made", language=said_in, path=chart))
    else:
        print(say("cli.kept", language=said_in, path=chart))
    try:
        with notebook.open("x", encoding="utf-8", newline="\n") as out:
            out.write(workshop_notebook(chart.name, template, language))
        print(say("cli.made", language=said_in, path=notebook))
    except FileExistsError:
        print(say("cli.kept", language=said_in, path=notebook))
    return notebook


def workshop_notebook(map_name: str, template: str, language: Language) -> str:
    """The text of the workshop notebook: `notebooks/02_workshop.ipynb`, opening this map, and not for practice."""
    content: dict[str, Any] = json.loads(_packaged(_NOTEBOOKS[language]).read_text(encoding="utf-8"))
    lines = {
        "journey = jw.open(": f'journey = jw.open("{map_name}", template={json.dumps(template, ensure_ascii=False)},'
        f' language="{language}")',
        "practice = True": "practice = False",
    }
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = [_rewritten(part, lines) for part in cell["source"]]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _rewritten(part: str, lines: dict[str, str]) -> str:
    line = next((line for start, line in lines.items() if part.startswith(start)), None)
    return part if line is None else line + "\n" * part.endswith("\n")


def jupyter_command(notebook: Path, *, no_browser: bool, more: Sequence[str]) -> list[str]:
    """What is run: JupyterLab on the notebook, quick to answer, with nothing fetched from the internet."""
    command = [
        *(sys.executable, "-m", "jupyterlab"),
        # Not the file itself: the address it prints, all there is with --no-browser, would not lead to the notebook.
        f"--ServerApp.root_dir={notebook.parent.absolute()}",
        f"--LabApp.default_url=/lab/tree/{notebook.name}",
        "--ServerApp.jpserver_extensions=journey_widgets.server_extension=True",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]
    if no_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container one is root, and JupyterLab would refuse. It listens on this machine only and wants its token.
        command.append("--allow-root")
    return [*command, *more]


def _become(command: list[str]) -> int:
    sys.stdout.flush()
    if os.name == "posix":
        # Become JupyterLab: whoever stops us stops it, and Ctrl+C is its own affair.
        os.execv(command[0], command)  # noqa: S606 - our own command, no shell
    with subprocess.Popen(command) as jupyter:  # noqa: S603 - our own command, no shell
        while True:
            # Ctrl+C reaches JupyterLab as well, which asks back; we leave when it does.
            with contextlib.suppress(KeyboardInterrupt):
                return jupyter.wait()


def _packaged(name: str) -> Path:
    inside = _PACKAGE / "notebooks" / name
    # A wheel carries the notebook inside the package; in a checkout it is where people read it.
    return inside if inside.exists() else _PACKAGE.parent / "notebooks" / name
