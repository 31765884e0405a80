"""Where a widget is shown, and where its page's code is."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from journey_widgets.widgets import bundle as bundles
from journey_widgets.widgets.bundle import bundle
from journey_widgets.widgets.host import is_open, session_key


def _pretend(monkeypatch: pytest.MonkeyPatch, name: str, **content: object) -> None:
    monkeypatch.setitem(sys.modules, name, SimpleNamespace(**content))


def test_a_jupyter_kernel_is_one_session(monkeypatch: pytest.MonkeyPatch):
    shell = object()
    _pretend(monkeypatch, "IPython", get_ipython=lambda: shell)
    assert session_key() == session_key() == f"ipython/{id(shell)}"


def test_a_marimo_process_holds_several_sessions(monkeypatch: pytest.MonkeyPatch):
    _pretend(monkeypatch, "marimo._runtime.context", get_context=lambda: SimpleNamespace(session_id="s1"))
    first = session_key()
    _pretend(monkeypatch, "marimo._runtime.context", get_context=lambda: SimpleNamespace(session_id="s2"))
    assert (first, session_key()) == ("marimo/s1", "marimo/s2")


def test_marimo_that_is_only_imported_is_not_a_session(monkeypatch: pytest.MonkeyPatch):
    def outside() -> None:
        raise RuntimeError("not initialised")

    _pretend(monkeypatch, "marimo._runtime.context", get_context=outside)
    _pretend(monkeypatch, "IPython", get_ipython=lambda: None)
    assert session_key() == "script"


def test_a_widget_is_open_as_long_as_its_comm_is():
    assert is_open(SimpleNamespace(comm=SimpleNamespace(_closed=False)))
    assert not is_open(SimpleNamespace(comm=SimpleNamespace(_closed=True)))
    assert not is_open(SimpleNamespace(comm=None))


def test_a_bundle_that_was_not_built_names_the_command_that_builds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    with pytest.raises(ImportError, match="npm --prefix js run build"):
        bundle("sync")
    (tmp_path / "sync.js").write_text("export default {}")
    assert bundle("sync") == tmp_path / "sync.js"
