"""`journey-widgets git`: teach the repository at hand to merge maps and to show differences in words."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse

    from journey_widgets.words import Language

#: For everybody who clones the repository. `eol=lf`: a map is the same bytes on every system.
ATTRIBUTES: Final = "*.journey.json text eol=lf merge=journey diff=journey"


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """What the command takes: nothing, or what git asks a driver."""
    parser.epilog = say("cli.git_what", language, line=ATTRIBUTES)
    parser.add_argument("--show", nargs="*", metavar="FILE", help=say("cli.git_show", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Set up the repository of the folder we are in; saying it twice changes nothing."""
    if chosen.show is not None:
        return show(chosen.show, language)
    try:
        top = Path(_git("rev-parse", "--show-toplevel"))
        _git("config", "merge.journey.name", "journey map, field by field")
        _git("config", "merge.journey.driver", f"{_us()} merge %O %A %B %P")
        _git("config", "diff.journey.command", f"{_us()} git --show")
    except FileNotFoundError:
        print(say("cli.git_missing", language), file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as problem:
        print(say("cli.git_refused", language, problem=problem.stderr.strip()), file=sys.stderr)
        return 1
    attributes = top / ".gitattributes"
    try:
        lines = attributes.read_text(encoding="utf-8").splitlines() if attributes.exists() else []
        if ATTRIBUTES not in lines:
            attributes.write_text("\n".join([*lines, ATTRIBUTES, ""]), encoding="utf-8", newline="\n")
    except OSError as problem:
        # Imported here: where all goes well, the set-up does without the model.
        from journey_widgets.storage.errors import why  # noqa: PLC0415 - see above

        words = say("cli.git_not_written", language, path=attributes, problem=why(problem))
        print(words, file=sys.stderr)
        return 1
    print(say("cli.git_done", language, path=attributes))
    return 0


def show(arguments: list[str], language: Language) -> int:
    """What git's `diff.<driver>.command` does: `path old-file old-hex old-mode new-file new-hex new-mode`."""
    from journey_widgets.cli.maps import read_map  # noqa: PLC0415 - the set-up does without the model
    from journey_widgets.model.difference import differences  # noqa: PLC0415
    from journey_widgets.model.errors import JourneyError  # noqa: PLC0415

    path = arguments[0] if arguments else ""
    print(f"── {path}")
    if len(arguments) < 7:  # git has only a path for what is not merged yet
        print(f"  {say('cli.git_unmerged', language)}")
        return 0
    try:
        before, after = (read_map(name, path) for name in (arguments[1], arguments[4]))
        for one in differences(before, after):
            print(f"  {one.words[language]}")
    except JourneyError as problem:
        # Not a failure: git would stop there and show no other file.
        print(f"  {problem.text(language)}")
    return 0


def _us() -> str:
    # The whole path: git may be started where this environment is not active. -P: the repository's own folders are
    # no packages of ours.
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m journey_widgets.cli"


def _git(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - fixed words, no shell
        ["git", *arguments],  # noqa: S607 - whichever git the person uses
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()
