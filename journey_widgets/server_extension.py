"""What we add to a Jupyter server: kernel answers that are not held back.

The kernel's websocket sends every answer as several small frames (busy, the message, idle). Without TCP_NODELAY the
second waits for the acknowledgement of the first, about 40 ms: 47 ms instead of 10 ms for each round trip.
`journey-widgets workshop` turns this on for its own server; nobody else's is touched. Another server can ask for it:
`--ServerApp.jpserver_extensions="journey_widgets.server_extension=True"`.
"""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class _Server(Protocol):
    """The one thing used of a jupyter_server `ServerApp`."""

    log: logging.Logger


def _jupyter_server_extension_points() -> list[dict[str, str]]:  # pyright: ignore[reportUnusedFunction]
    return [{"module": "journey_widgets.server_extension"}]


def _load_jupyter_server_extension(server: _Server) -> None:  # pyright: ignore[reportUnusedFunction]
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler  # noqa: PLC0415
    except ImportError as problem:
        server.log.warning(
            "journey_widgets: this jupyter_server has its websocket elsewhere (%s); answers may take 40 ms longer.",
            problem,
        )
        return
    send_at_once(KernelWebsocketHandler, server.log)


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
