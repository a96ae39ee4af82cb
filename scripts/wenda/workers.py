"""Work on all cores, and how far it is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import click

Given = TypeVar("Given")
Made = TypeVar("Made")

_FEW = 8  # so little work is done before other processes have begun theirs
_SECONDS = 5.0  # between two lines of a log

_work: Callable[..., object]


def each(
    work: Callable[[Given], Made], items: Sequence[Given], label: str, few: int = _FEW
) -> Iterator[Made]:
    """The results in the order of the items, made on all cores that this process may use.

    The processes are copies of this one, so that they know all that it knows; where a system has
    no such copies (Windows, macOS), or for fewer items than `few`, the work is done here. An error
    of a worker is raised here. `label` says what is being done, on a terminal or in a log.
    """
    count = min(available(), len(items))
    if count < 2 or len(items) < few or not _can_fork():
        yield from _followed(map(work, items), len(items), label)
        return
    global _work
    _work = work  # the copies find it there
    pool = multiprocessing.get_context("fork").Pool(count, _start)
    try:
        chunk = max(1, min(16, len(items) // (4 * count)))
        results: Iterator[Any] = pool.imap(_call, items, chunk)
        yield from _followed(results, len(items), label)
    finally:
        pool.terminate()
        pool.join()


def available() -> int:
    """How many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    return sys.platform.startswith("linux") and not multiprocessing.current_process().daemon


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says that all stop


def _call(item: object) -> object:
    return _work(item)


def _followed(results: Iterator[Made], count: int, label: str) -> Iterator[Made]:
    """The results, and how far they are: a bar on a terminal, now and then a line in a log."""
    begun = said = time.monotonic()
    bar = None
    try:
        for number, result in enumerate(results, start=1):
            yield result
            now = time.monotonic()
            if bar is not None:
                bar.update(1)
            elif now - begun > 1 and sys.stderr.isatty():
                bar = click.progressbar(length=count, label=label, file=sys.stderr)
                bar.__enter__()
                bar.update(number)
            elif now - said > _SECONDS:
                said = now
                print(f"{label} {number}/{count}", file=sys.stderr, flush=True)
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)
