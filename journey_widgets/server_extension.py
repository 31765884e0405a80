"""What we add to a Jupyter server: answers that are not held back, and no question about news in front of the room.

The kernel's websocket sends every answer as several small frames (busy, the message, idle). Without TCP_NODELAY the
second waits for the acknowledgement of the first, about 40 ms: 47 ms instead of 10 ms for each round trip.

JupyterLab asks everyone who opens it for the first time whether it may fetch news from the internet, and no option of
the command line stops it from asking.

`journey-widgets workshop` turns both on for its own server; nobody else's is touched. Another server can ask for it:
`--ServerApp.jpserver_extensions="journey_widgets.server_extension=True"`.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    PageConfig = dict[str, Any]
    Hook = Callable[[object, PageConfig], PageConfig]

#: The plugin of JupyterLab that fetches news and looks for updates.
NEWS = "@jupyterlab/apputils-extension:announcements"


class _WebApp(Protocol):
    settings: MutableMapping[str, Any]


class _Server(Protocol):
    """What is used of a jupyter_server `ServerApp`."""

    log: logging.Logger
    web_app: _WebApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:  # pyright: ignore[reportUnusedFunction]
    return [{"module": "journey_widgets.server_extension"}]


def _load_jupyter_server_extension(server: _Server) -> None:  # pyright: ignore[reportUnusedFunction]
    without_news(server.web_app.settings)
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler  # noqa: PLC0415 - may be gone some day: then it is said
    except ImportError as problem:
        server.log.warning(
            "journey_widgets: this jupyter_server has its websocket elsewhere (%s); answers may take 40 ms longer.",
            problem,
        )
        return
    send_at_once(KernelWebsocketHandler, server.log)


def without_news(settings: MutableMapping[str, Any]) -> None:
    """Leave JupyterLab's announcements out of the pages of this server; the user's own settings stay as they are."""
    before = cast("Hook | None", settings.get("page_config_hook"))

    def hook(handler: object, page_config: PageConfig) -> PageConfig:
        page_config = page_config if before is None else before(handler, page_config)
        return {**page_config, "disabledExtensions": [*page_config.get("disabledExtensions", ()), NEWS]}

    settings["page_config_hook"] = hook


def send_at_once(handler: type[Any], log: logging.Logger) -> bool:
    """Make a tornado websocket handler set TCP_NODELAY on opening. Returns whether it could; the log says why not."""
    if getattr(handler, "_journey_widgets_nodelay", False):
        return True
    if not callable(getattr(handler, "open", None)) or not callable(getattr(handler, "set_nodelay", None)):
        log.warning(
            "journey_widgets: %s has no open() or set_nodelay() any more; answers may take 40 ms longer.",
            handler.__name__,
        )
        return False
    before: Callable[..., Awaitable[None] | None] = handler.open

    @functools.wraps(before)
    def opened(self: Any, *args: object, **kwargs: object) -> Awaitable[None] | None:  # noqa: ANN401
        try:
            self.set_nodelay(True)
        except Exception as problem:  # noqa: BLE001 - a slower answer is better than a kernel nobody can reach
            log.warning("journey_widgets: TCP_NODELAY could not be set (%s); answers may take 40 ms longer.", problem)
        return before(self, *args, **kwargs)

    handler.open = opened
    handler._journey_widgets_nodelay = True  # noqa: SLF001 - a mark for ourselves: two loads must not wrap twice
    return True
