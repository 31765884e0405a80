"""What must hold in every deck's package, whatever is in it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from xml.etree import ElementTree

from openxml_audit import OpenXmlValidator

from tests.slides.office import parts

R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


_VALIDATOR = OpenXmlValidator()


def sound(deck: Path, *, languages: bool = True) -> None:
    """A deck is valid Open XML, its relationships lead somewhere inside it, ids, names and languages are as they must.

    `languages=False` where somebody else has written on the slides, too.
    """
    errors = [str(error) for error in _VALIDATOR.validate(deck).errors]
    assert errors == [], f"{deck.name}: {errors[:5]}"
    found = parts(deck)
    _relationships_lead_somewhere(found)
    for name, content in found.items():
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
            _shapes_are_told_apart(name, content)
        if languages and re.fullmatch(r"ppt/(slides|charts|notesSlides)/\w+\.xml", name):
            _every_run_has_a_language(name, content)


def _relationships_lead_somewhere(found: dict[str, bytes]) -> None:
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relationship in ElementTree.fromstring(content).iter(f"{R}Relationship"):
            assert relationship.get("TargetMode") != "External", f"{name} leads out of the file"
            target = posixpath.normpath(posixpath.join("/", folder, relationship.attrib["Target"])).lstrip("/")
            assert target in found, f"{name}: {target} is not there"


def _shapes_are_told_apart(name: str, content: bytes) -> None:
    properties = list(ElementTree.fromstring(content).iter(f"{P}cNvPr"))
    ids = [each.attrib["id"] for each in properties]
    assert len(ids) == len(set(ids)), f"{name}: shape ids twice"
    names = [each.attrib["name"] for each in properties if each.attrib["name"]]
    assert len(names) == len(set(names)), f"{name}: shape names twice {sorted(names)}"


def _every_run_has_a_language(name: str, content: bytes) -> None:
    tree = ElementTree.fromstring(content)
    for tag in ("rPr", "defRPr", "endParaRPr"):
        for properties in tree.iter(f"{A}{tag}"):
            assert None not in {properties.get("lang"), properties.get("altLang")}, f"{name}: {properties.attrib}"
    for run in tree.iter(f"{A}r"):
        assert run.find(f"{A}rPr") is not None, f"{name}: a run without a language"
