"""A notebook as slides: its headings, its words and the pictures of its outputs, in a file that needs no network."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from journey_widgets.slides.atomic import whole
from journey_widgets.slides.errors import SlidesError
from journey_widgets.slides.notebook.blocks import Sheet
from journey_widgets.slides.notebook.sheets import Read, read
from journey_widgets.slides.progress import steps
from journey_widgets.storage.errors import why
from journey_widgets.words import say

if TYPE_CHECKING:
    from journey_widgets.faces import Theme

__all__ = ["FORMATS", "export"]

Format = Literal["slides", "html", "pptx"]
#: What a notebook becomes → the ending of its file.
FORMATS: Final[dict[str, str]] = {"slides": ".slides.html", "html": ".html", "pptx": ".pptx"}
_KANA: Final = re.compile(r"[\u3041-\u30ff]")


def export(
    source: str | os.PathLike[str],
    to: Format,
    target: str | os.PathLike[str] | None = None,
    *,
    execute: bool = False,
    code: bool = False,
    language: str | None = None,
    theme: Theme | None = None,
    template: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> tuple[Path, Read]:
    """Write a notebook's slides, and say what they are of.

    Args:
        source: the notebook. It is not changed.
        to: "slides" (a deck in one HTML file), "html" (one page to read) or "pptx".
        target: where to; by default beside the notebook.
        execute: run the notebook first, in its own folder; otherwise its outputs are taken as they were saved.
        code: show the code of the cells as well.
        language: "ja" or "en"; by default Japanese where the notebook has kana.
        theme: of a deck: "light", "dark", or None: as the reader's machine has it.
        template: of a .pptx: a company's .pptx or .potx.
        progress: see `slides.progress.steps`.

    Raises:
        SlidesError: the notebook cannot be read, has never been run, or a cell of it fails.
        SaveError: the file cannot be written.

    """
    path = Path(source)
    made = Path(target) if target is not None else path.with_name(path.stem + FORMATS[to])
    notebook = _opened(path, language or "en")
    words = " ".join(cell["source"] for cell in notebook["cells"])
    spoken = language or ("ja" if _KANA.search(words) else "en")
    with whole(made, language=spoken) as temporary:
        if execute:
            _run(notebook, path, spoken, progress=progress)
        found = read(notebook["cells"], path.parent, code=code)
        if found.has_code and not found.has_outputs and not execute:
            raise SlidesError("export.not_run", language=spoken, path=path)
        title = next((sheet.title for sheet in found.sheets if sheet.title), path.stem)
        if to == "pptx":
            _powerpoint(found, temporary, title, spoken, template, progress=progress)
        else:
            from journey_widgets.slides.notebook.web import page  # noqa: PLC0415 - only what is needed is loaded

            sheets = steps(found.sheets, say("export.making", spoken), progress=progress)
            text = page(sheets, title, spoken, theme, flowing=to == "html")
            temporary.write_text(text, encoding="utf-8", newline="\n")
    return made, found


def _opened(path: Path, language: str) -> Any:  # noqa: ANN401 - nbformat has no types
    import nbformat  # noqa: PLC0415 - slow to import

    try:
        return cast("Any", nbformat).read(path, as_version=4)
    except OSError as problem:
        raise SlidesError("export.unreadable", language=language, path=path, problem=why(problem)) from problem
    except (ValueError, AttributeError, KeyError, nbformat.ValidationError) as problem:
        raise SlidesError("export.no_notebook", language=language, path=path) from problem


def _run(notebook: Any, path: Path, language: str, *, progress: bool | None) -> None:  # noqa: ANN401
    """Run all cells in the notebook's own folder."""
    from nbclient import NotebookClient  # noqa: PLC0415 - slow to import
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415 - as above

    client: Any = NotebookClient(
        notebook,
        timeout=None,
        resources={"metadata": {"path": str(path.parent.absolute())}},
        store_widget_state=False,
        # Who interrupts has waited long enough.
        shutdown_kernel="immediate",
    )
    cells: list[Any] = notebook["cells"]
    # What a kernel says to a terminal is for people who started one.
    with client.setup_kernel(stderr=subprocess.DEVNULL):
        for index, cell in enumerate(steps(cells, say("export.running", language), progress=progress)):
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as problem:
                raise SlidesError(
                    "export.cell_failed",
                    language=language,
                    path=path,
                    number=index + 1,
                    problem=f"{problem.ename}: {problem.evalue}",
                    line=cell["source"].strip().split("\n")[0][:80],
                ) from problem


def _powerpoint(
    found: Read,
    target: Path,
    title: str,
    language: str,
    template: str | os.PathLike[str] | None,
    *,
    progress: bool | None,
) -> None:
    from journey_widgets.slides.notebook.powerpoint import Presentation  # noqa: PLC0415 - only what is needed is loaded

    presentation = Presentation(title, language, template)
    sheets: list[Sheet] = found.sheets
    for sheet in steps(sheets, say("export.making", language), progress=progress):
        presentation.add(sheet)
    presentation.save(target)
