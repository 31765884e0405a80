"""`import journey_widgets as jw`: everything is there, nothing is loaded before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import journey_widgets as jw


def loaded(code: str) -> set[str]:
    """The modules that running `code` in a fresh Python loads."""
    shown = subprocess.run(
        [sys.executable, "-c", code + "; import sys; print(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return set(shown.stdout.split())


@pytest.mark.parametrize("name", jw.__all__)
def test_every_public_name_is_there(name):
    assert getattr(jw, name) is not None


def test_the_verbs_are_functions_and_not_the_modules_they_live_in():
    assert all(callable(getattr(jw, name)) for name in ("open", "new", "save", "templates", "curve", "summary", "data"))


def test_dir_lists_the_public_names():
    assert set(jw.__all__) <= set(dir(jw))


def test_a_misspelt_name_is_an_attribute_error_that_lists_the_names():
    with pytest.raises(AttributeError, match=r"no attribute 'Bord'.*Board"):
        jw.Bord  # noqa: B018


def test_importing_the_package_loads_no_pandas_altair_or_jupyter():
    assert not {"pandas", "altair", "anywidget", "ipywidgets", "pydantic"} & loaded("import journey_widgets")


def test_opening_a_map_loads_no_altair_or_jupyter(tmp_path):
    code = f"import journey_widgets as jw; jw.open({str(tmp_path / 'x.json')!r}, template='service').close()"
    assert not {"pandas", "altair", "anywidget", "ipywidgets"} & loaded(code)


def test_the_version_is_the_distributions():
    from importlib.metadata import version

    assert jw.__version__ == version("journey-widgets")
