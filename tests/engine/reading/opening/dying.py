"""Work for the contained process in which something goes wrong."""

from __future__ import annotations

import os
import sys

import numpy as np


def double(number: int) -> int:
    return 2 * number


def number_of_the_process() -> int:
    return os.getpid()


def die() -> None:
    os.abort()


def leave() -> None:
    os._exit(0)


def run_for_ever() -> None:
    while True:
        pass


def fill_memory() -> int:
    """4 GB, written piece by piece, so that the memory is really taken."""
    pieces = [np.ones(64 << 20, dtype=np.uint8) for _ in range(64)]
    return len(pieces)


def raise_what_no_handler_expects() -> None:
    raise BaseException("panic")


def shout() -> None:
    sys.stdout.write("to the standard output")
    sys.stderr.write("to the standard error")
    os.write(1, b"to the descriptor of the output")
    os.write(2, b"to the descriptor of the error")


def heavy_packages() -> list[str]:
    return [name for name in ("pandas", "sklearn", "scipy", "PySide6", "pytest") if sys.modules.get(name)]


def parse_and_name_heavy_packages(content: bytes) -> list[str]:
    from engine.reading.opening.workbooks import read_workbook  # noqa: PLC0415 - imported where it is tried

    read_workbook("orders.xlsx", content, "xlsx")
    return heavy_packages()
