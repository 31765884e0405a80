"""Doing something as a user whom permissions bind: root may read and write anything."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

NOBODY = 65_534


def as_another_user(act: Callable[[Path], Any], folder: Path) -> Any:
    """`act(folder)` in a process whose user owns the folder and is not root; what it returned.

    `folder` must not lie in one that other users cannot enter. What `act` imports must be imported already: Python's own
    folder may be one of those that only root can enter.

    Raises:
        AssertionError: `act` raised; its traceback is the message.

    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return act(folder)
    os.chown(folder, NOBODY, NOBODY)
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=_act, args=(act, folder, there))
    child.start()
    there.close()
    try:
        result, problem = here.recv()
    except EOFError:
        result, problem = None, "the process ended without a word"
    child.join(30)
    assert not problem, problem
    return result


def _act(act: Callable[[Path], Any], folder: Path, answer: Connection) -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    os.environ["HOME"] = str(folder)
    try:
        answer.send((act(folder), None))
    except BaseException:  # noqa: BLE001 - the parent raises it
        answer.send((None, traceback.format_exc()))
