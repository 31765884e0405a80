"""The command line: `journey-widgets workshop` makes a folder with a notebook and a map, and opens JupyterLab on it."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import locale
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from journey_widgets import __version__
from journey_widgets.model import templates
from journey_widgets.storage import file
from journey_widgets.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Language = Literal["ja", "en"]

_NOTEBOOKS: dict[Language, str] = {"ja": "02_workshop.ipynb", "en": "02_workshop.en.ipynb"}
_NAME = "workshop"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 could not, 2 not understood (from argparse)."""
    ours = list(sys.argv[1:] if arguments is None else arguments)
    for_jupyter: list[str] = []
    if "--" in ours:
        dashes = ours.index("--")
        ours, for_jupyter = ours[:dashes], ours[dashes + 1 :]
    mine = machine_language(os.environ)
    chosen = _parser(mine).parse_args(ours)
    language: Language = chosen.language or mine
    try:
        notebook = prepare(Path(chosen.directory), chosen.template, language, said_in=mine)
    except OSError as problem:
        print(
            say("cli.cannot_write", language=mine, path=chosen.directory, problem=problem.strerror or problem),
            file=sys.stderr,
        )
        return 1
    if importlib.util.find_spec("jupyterlab") is None:
        command = f'"{sys.executable}" -m pip install jupyterlab'
        print(say("cli.no_jupyterlab", language=mine, command=command), file=sys.stderr)
        return 1
    print(say("cli.opening", language=mine), flush=True)
    return _run(jupyter_command(notebook, no_browser=chosen.no_browser, more=for_jupyter))


def machine_language(environment: Mapping[str, str]) -> Language:
    """`ja` where the machine speaks Japanese, otherwise `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "ja" if environment[name].lower().startswith("ja") else "en"
    # Windows has no such variables and names its locales in English ("Japanese_Japan").
    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


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
    """The text of the workshop notebook: `notebooks/02_workshop.ipynb` with the line changed that opens the map."""
    content: dict[str, Any] = json.loads(_packaged(_NOTEBOOKS[language]).read_text(encoding="utf-8"))
    line = f'journey = jw.open("{map_name}", template="{template}", language="{language}")'
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = [
                line + "\n" * part.endswith("\n") if part.startswith("journey = jw.open(") else part
                for part in cell["source"]
            ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


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


def _run(command: list[str]) -> int:
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
    inside = Path(__file__).parent / "notebooks" / name
    # A wheel carries the notebook inside the package; in a checkout it is where people read it.
    return inside if inside.exists() else Path(__file__).parent.parent / "notebooks" / name


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journey-widgets", description=say("cli.about", language=language))
    parser.add_argument("--version", action="version", version=f"journey-widgets {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="workshop")
    workshop = commands.add_parser(
        "workshop",
        help=say("cli.workshop", language=language),
        description=say("cli.workshop", language=language),
        epilog=say("cli.after_dashes", language=language),
    )
    names = templates.names()
    workshop.add_argument(
        "--template",
        default="ecommerce",
        choices=names,
        metavar="NAME",
        help=say("cli.template", language=language, names=", ".join(names)),
    )
    workshop.add_argument("--language", choices=["ja", "en"], help=say("cli.language", language=language))
    workshop.add_argument(
        "--directory", default="workshop", metavar="DIR", help=say("cli.directory", language=language)
    )
    workshop.add_argument("--no-browser", action="store_true", help=say("cli.no_browser", language=language))
    return parser


if __name__ == "__main__":
    sys.exit(main())
