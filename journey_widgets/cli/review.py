"""`journey-widgets review`: what a map still lacks, one line a finding; for a person and for CI."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from journey_widgets.cli.maps import read_map
from journey_widgets.model.errors import JourneyError
from journey_widgets.storage import file
from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse

    from journey_widgets.model.patch import Document
    from journey_widgets.words import Language


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """What the command takes: maps, a language, rules by name."""
    parser.add_argument("maps", nargs="+", metavar="MAP", help=say("cli.review_map", language))
    parser.add_argument("--language", choices=["ja", "en"], help=say("cli.diff_language", language))
    parser.add_argument("--only", action="append", metavar="RULE", help=say("cli.review_only", language))
    parser.add_argument("--skip", action="append", metavar="RULE", help=say("cli.review_skip", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print one line for each finding.

    Returns:
        0 nothing lacking, 1 something is, 2 a file cannot be read or a rule is not known.

    """
    from journey_widgets.analysis.review import ALL, findings  # noqa: PLC0415 - only who reviews loads the rules
    from journey_widgets.analysis.review.finding import card_of  # noqa: PLC0415
    from journey_widgets.analysis.review.review import name_of, places  # noqa: PLC0415

    spoken: Language = chosen.language or language
    names = [name_of(rule) for rule in ALL]
    named: list[str] = [*(chosen.only or []), *(chosen.skip or [])]
    for asked in named:
        if asked not in names:
            print(say("cli.review_no_such_rule", spoken, value=asked, valid=names), file=sys.stderr)
            return 2
    rules = [
        rule for rule in ALL if name_of(rule) in (chosen.only or names) and name_of(rule) not in (chosen.skip or [])
    ]
    worst = 0
    for path in chosen.maps:
        try:
            document = _read(path)
        except JourneyError as problem:
            print(problem.text(spoken), file=sys.stderr)
            worst = 2
            continue
        found = findings(document, rules)
        standing = places(document, spoken)
        for one in found:
            at = standing.get(card_of(document, one.table, one.id), "")
            words = one.words[spoken]
            place = say("cli.review_at", spoken, where=at) if at else ""
            print(f"{path}: {words}{place} [{one.rule}]")
        if not found:
            print(say("cli.review_nothing", spoken, path=path))
        worst = max(worst, 1 if found else 0)
    return worst


def _read(path: str) -> Document:
    """The map in a file; an empty file is git's word for no map, and no map to review."""
    here = Path(path)
    if here.is_file() and not here.read_bytes().strip():
        return file.parsed(b"", here).document
    return read_map(path)
