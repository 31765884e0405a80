"""The command line. `journey-widgets --help` lists the commands; each is a module of its name in this folder.

A command's module has two functions:

- `register(parser, language)` says what it takes (an `argparse.ArgumentParser` of its own, to fill in);
- `run(chosen, language)` does it and returns the exit code: 0 done, 1 could not
  (`review`: 1 found something, 2 could not).

A command that passes on to another program what follows `--` says `PASSES_ON = True` and finds it in `chosen.more`.
What a command is for stands in the catalogue as `cli.<command>`. Only the module of the command that was asked for is
imported, and heavy packages only where `run` needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import locale
import os
import sys
from typing import TYPE_CHECKING, Final

from journey_widgets.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journey_widgets.words import Language

__all__ = ["COMMANDS", "machine_language", "main"]

COMMANDS: Final = ("workshop", "export", "review", "diff", "merge", "git")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 could not, 2 not understood (from argparse)."""
    ours = list(sys.argv[1:] if arguments is None else arguments)
    dashes = ours.index("--") if "--" in ours else len(ours)
    ours, more = ours[:dashes], ours[dashes + 1 :]
    language = machine_language(os.environ)
    parser = _parser(language, wanted=ours[:1])
    chosen = parser.parse_args(ours)
    if more and not chosen.passes_on:
        parser.error(say("cli.nothing_after_dashes", language, command=chosen.command))
    chosen.more = more
    try:
        done = int(chosen.run(chosen, language))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough (`| head`). Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return done


def machine_language(environment: Mapping[str, str]) -> Language:
    """`ja` where the machine speaks Japanese, otherwise `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "ja" if environment[name].lower().startswith("ja") else "en"
    # Windows has no such variables and names its locales in English ("Japanese_Japan").
    return "ja" if (locale.getlocale()[0] or "").lower().startswith("ja") else "en"


def _parser(language: Language, wanted: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journey-widgets", description=say("cli.about", language))
    parser.add_argument("--version", action=_Version, nargs=0, help=say("cli.version", language))
    commands = parser.add_subparsers(dest="command", required=True, metavar=say("cli.command", language))
    for name in COMMANDS:
        words = say(f"cli.{name}", language)
        of_command = commands.add_parser(name, help=words, description=words)
        if name in wanted:
            module = importlib.import_module(f"journey_widgets.cli.{name}")
            module.register(of_command, language)
            of_command.set_defaults(run=module.run, passes_on=getattr(module, "PASSES_ON", False))
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from journey_widgets import __version__  # noqa: PLC0415 - reading it costs, and only who asks should pay

        print(f"journey-widgets {__version__}")
        parser.exit()
