"""The server extension: answers are not held back, and a server that changed is still served."""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

import pytest

from journey_widgets import server_extension

LOG = logging.getLogger("server under test")


class Handler:
    """What is used of a tornado websocket handler."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def set_nodelay(self, value: bool) -> None:
        self.done.append(("nodelay", value))

    async def open(self, kernel_id: str) -> str:
        self.done.append(("open", kernel_id))
        return kernel_id


@pytest.fixture
def handler() -> type[Handler]:
    return type("KernelWebsocketHandler", (Handler,), {"open": Handler.open})


def test_a_websocket_sends_at_once_from_the_moment_it_opens(handler):
    assert server_extension.send_at_once(handler, LOG)
    one = handler()
    assert asyncio.run(one.open("k1")) == "k1"
    assert one.done == [("nodelay", True), ("open", "k1")]


def test_loading_twice_wraps_once(handler):
    assert server_extension.send_at_once(handler, LOG)
    assert server_extension.send_at_once(handler, LOG)
    one = handler()
    asyncio.run(one.open("k1"))
    assert one.done == [("nodelay", True), ("open", "k1")]


def test_a_socket_that_refuses_is_opened_all_the_same_and_the_log_says_why(handler, caplog):
    def refuses(_: object, __: bool) -> None:
        raise OSError("not a TCP socket")

    handler.set_nodelay = refuses
    server_extension.send_at_once(handler, LOG)
    one = handler()
    asyncio.run(one.open("k1"))
    assert one.done == [("open", "k1")]
    assert "not a TCP socket" in caplog.text


def test_a_handler_without_the_method_is_left_alone_and_the_log_says_so(caplog):
    class Changed:
        pass

    assert not server_extension.send_at_once(Changed, LOG)
    assert "Changed has no open() or set_nodelay()" in caplog.text


def test_a_server_that_moved_its_websocket_is_served_and_the_log_says_so(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "jupyter_server.services.kernels.websocket", None)
    server = type("Server", (), {"log": LOG, "web_app": type("App", (), {"settings": {}})()})()
    server_extension._load_jupyter_server_extension(server)
    assert "websocket elsewhere" in caplog.text


def test_todays_jupyter_server_has_what_is_needed():
    from jupyter_server.services.kernels import websocket

    assert callable(websocket.KernelWebsocketHandler.open)
    assert callable(websocket.KernelWebsocketHandler.set_nodelay)
    (point,) = server_extension._jupyter_server_extension_points()
    assert point["module"] == server_extension.__name__


def test_pages_come_without_the_question_about_news_and_keep_what_others_decided():
    settings = {"page_config_hook": lambda _, page: {**page, "theirs": True}}
    server_extension.without_news(settings)
    page = settings["page_config_hook"](None, {"disabledExtensions": ["other"]})
    assert page == {"disabledExtensions": ["other", server_extension.NEWS], "theirs": True}


def test_a_server_without_disabled_extensions_gets_the_list():
    settings: dict[str, object] = {}
    server_extension.without_news(settings)
    assert settings["page_config_hook"](None, {}) == {"disabledExtensions": [server_extension.NEWS]}


def test_todays_jupyterlab_has_that_plugin_and_asks_the_hook():
    import jupyterlab
    from jupyterlab_server import handlers

    assert "page_config_hook" in Path(handlers.__file__).read_text(encoding="utf-8")
    static = Path(jupyterlab.__file__).parent / "static"
    assert any(server_extension.NEWS in bundle.read_text(encoding="utf-8") for bundle in static.glob("jlab_core.*.js"))
