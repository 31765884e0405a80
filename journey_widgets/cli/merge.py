"""`journey-widgets merge`: two people's versions of a map into one, for git (a merge driver) and for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journey_widgets.cli.maps import read_map
from journey_widgets.model.errors import JourneyError
from journey_widgets.model.merge import merge
from journey_widgets.storage import file
from journey_widgets.storage.errors import why
from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse

    from journey_widgets.words import Language


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """What the command takes: git's `%O %A %B %P`."""
    parser.add_argument("base", help=say("cli.merge_base", language))
    parser.add_argument("ours", help=say("cli.merge_ours", language))
    parser.add_argument("theirs", help=say("cli.merge_theirs", language))
    parser.add_argument("path", nargs="?", default="", help=say("cli.merge_path", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Write the merged map into `ours`, and list what could not be merged. 0 where nothing is left to decide."""
    shown = chosen.path or chosen.ours
    try:
        base, ours, theirs = (read_map(path, shown, newer=False) for path in (chosen.base, chosen.ours, chosen.theirs))
        if ours["id"] != theirs["id"]:
            print(say("cli.merge_strangers", language, path=shown), file=sys.stderr)
            return 1
        merged = merge(base, ours, theirs)
        file.write(chosen.ours, merged.document)
    except JourneyError as problem:
        print(problem.text(language), file=sys.stderr)
        return 1
    except OSError as problem:
        print(say("cli.merge_not_written", language, path=shown, problem=why(problem)), file=sys.stderr)
        return 1
    for conflict in merged.conflicts:
        print(f"  {conflict.words[language]}")
    if merged.conflicts:
        print(say("cli.merge_conflicts", language, path=shown, n=len(merged.conflicts)))
    return 1 if merged.conflicts else 0
