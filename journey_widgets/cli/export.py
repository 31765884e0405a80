"""`journey-widgets export notebook.ipynb --to slides`: a notebook as a deck that needs no network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from journey_widgets.words import say

if TYPE_CHECKING:
    import argparse

    from journey_widgets.words import Language

__all__ = ["register", "run"]

_FORMATS = ("slides", "html", "pptx")


def register(parser: argparse.ArgumentParser, language: Language) -> None:
    """Say what the command takes."""
    parser.add_argument("notebook", metavar="NOTEBOOK.ipynb", help=say("export.arg_notebook", language))
    parser.add_argument("--to", choices=_FORMATS, default="slides", help=say("export.arg_to", language))
    parser.add_argument("-o", "--output", metavar="FILE", help=say("export.arg_output", language))
    parser.add_argument("--execute", action="store_true", help=say("export.arg_execute", language))
    parser.add_argument("--code", action="store_true", help=say("export.arg_code", language))
    parser.add_argument("--language", choices=["ja", "en"], help=say("export.arg_language", language))
    parser.add_argument("--theme", choices=["light", "dark"], help=say("export.arg_theme", language))
    parser.add_argument("--template", metavar="FILE", help=say("export.arg_template", language))


def run(chosen: argparse.Namespace, language: Language) -> int:
    """Write the file and say where it is: 0 done, 1 could not, 130 interrupted."""
    from journey_widgets.model.errors import JourneyError  # noqa: PLC0415 - `--help` answers at once

    try:
        from journey_widgets.slides.notebook import export  # noqa: PLC0415 - as above

        made, found = export(
            chosen.notebook,
            chosen.to,
            chosen.output,
            execute=chosen.execute,
            code=chosen.code,
            language=chosen.language,
            theme=chosen.theme,
            template=chosen.template,
        )
    except JourneyError as problem:
        print(problem.text(language), file=sys.stderr)
        return 1
    except ImportError as missing:
        command = f'"{sys.executable}" -m pip install "journey-widgets[slides]"'
        print(say("export.missing", language, name=missing.name or missing, command=command), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("export.interrupted", language), file=sys.stderr)
        return 130
    if found.without_picture:
        print(say("export.without_picture", language, n=found.without_picture), file=sys.stderr)
    print(say("export.made", language, path=made, n=len(found.sheets)))
    return 0
