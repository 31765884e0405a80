"""`journey-widgets diff`: what differs between two maps, in words, and as a picture of both curves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journey_widgets.cli.maps import read_map
from journey_widgets.model.difference import differences
from journey_widgets.model.errors import JourneyError
from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse

    from journey_widgets.words import Language


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """What the command takes: two files."""
    parser.add_argument("before", help=say("cli.diff_before", language))
    parser.add_argument("after", help=say("cli.diff_after", language))
    parser.add_argument("--language", choices=["ja", "en"], help=say("cli.diff_language", language))
    parser.add_argument("--picture", metavar="FILE", help=say("cli.diff_picture", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Print one line for each difference; write the picture where one is asked for."""
    spoken: Language = chosen.language or language
    try:
        before, after = read_map(chosen.before), read_map(chosen.after)
        for one in differences(before, after):
            print(one.words[spoken])
        if before == after:
            print(say("cli.diff_none", spoken))
        if chosen.picture:
            # Drawing brings pandas and Altair, which words do without.
            from journey_widgets.charts.two_versions import two_versions  # noqa: PLC0415 - only a picture needs Altair
            from journey_widgets.model import Journey  # noqa: PLC0415 - only a picture needs it
            from journey_widgets.slides.picture import to_picture  # noqa: PLC0415 - only a picture needs Altair

            names = (chosen.before, chosen.after)
            chart = two_versions(Journey(before), Journey(after), names=names, language=spoken)
            made = to_picture(chart, chosen.picture, language=spoken)
            print(say("cli.made", spoken, path=made))
    except JourneyError as problem:
        print(problem.text(spoken), file=sys.stderr)
        return 1
    return 0
