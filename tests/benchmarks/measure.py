"""One measurement in a process of its own, printed as one JSON object: `python -m tests.benchmarks.measure NAME`."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import associations, clustering, recommending
from tests.benchmarks.big_files import HEADER
from tests.benchmarks.crowd import crowd

if TYPE_CHECKING:
    from engine import Analysis

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
ONLINE_RETAIL = (DATA / "online_retail.xlsx",)
TRADE = tuple(DATA / "trade_sample" / f"{name}.csv" for name in ("customers", "products", "invoices"))


def load_only(paths: tuple[Path, ...] = ONLINE_RETAIL) -> dict[str, float]:
    """What the reading library alone takes to load the sheet to Arrow: the yardstick."""
    import fastexcel

    start = time.perf_counter()
    rows = fastexcel.read_excel(paths[0]).load_sheet(0).to_arrow().num_rows
    return {"load": time.perf_counter() - start, "rows": rows}


def whole(paths: tuple[Path, ...]) -> dict[str, float]:
    """Files → Dataset → Analysis → workbook, stage by stage, with the peak memory of this process and its children."""
    import engine

    seconds: dict[str, float] = {}
    timed(seconds, "import", load_engine)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.xlsx"
        sources = timed(seconds, "inspect", lambda: engine.inspect_files(paths))
        dataset = timed(seconds, "read", lambda: engine.read_dataset(sources))
        analysis = timed(seconds, "analyse", lambda: engine.analyse(dataset, engine.Options()))
        timed(seconds, "export", lambda: engine.export_workbook(analysis, target))
        size = target.stat().st_size / 1e6
    return seconds | {
        "peak_mb": peak_megabytes(),
        "workbook_mb": size,
        "recommendations": len(analysis.recommendations),
    }


def load_engine() -> None:
    """What the window loads after its first paint, so that the first run need not wait for it."""
    import engine

    for name in engine.__all__:
        getattr(engine, name)


def timed(seconds: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    seconds[name] = time.perf_counter() - start
    return result


def peak_megabytes() -> float:
    import resource

    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def gaps(paths: tuple[Path, ...]) -> dict[str, float]:
    """How long the window is not served while the worker opens, runs, compares models on the largest segment, exports.

    By a timer of 5 ms.
    """
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    import engine
    from gui import app as window
    from gui.jobs import GarbageCollection, PoolOfOne
    from gui.session import Session

    app = QApplication([])
    pool = PoolOfOne()
    session = Session(pool, engine.Options())
    collection = GarbageCollection(pool.is_busy)
    worst: dict[str, float] = {}
    last = time.perf_counter()
    title = ""

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        worst[title] = max(worst.get(title, 0.0), (now - last) * 1000)
        last = now

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=5)
    timer.timeout.connect(tick)
    timer.start()
    loaded: list[bool] = []
    compared: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.xlsx"
        for title, begin, ended in (  # noqa: B007 - read by tick
            (
                "load",
                lambda: session.runner.warm_up(lambda: loaded.append(window.load_engine() is None)),
                lambda: bool(loaded),
            ),
            ("open", lambda: session.open(paths), lambda: session.dataset is not None),
            ("run", session.run, lambda: session.analysis is not None),
            (
                "compare",
                lambda: session.compare_models(largest_segment(session.analysis), compared.append),
                lambda: bool(compared),
            ),
            ("export", lambda: session.export(target), target.exists),
        ):
            last = time.perf_counter()
            begin()
            while not ended():
                app.processEvents()
    session.runner.wait_for_end()
    collection.stop()
    return {f"{name}_ms": value for name, value in worst.items()}


def largest_segment(analysis: Analysis | None) -> int:
    assert analysis is not None
    return max(analysis.segmentation.segments, key=lambda segment: len(segment.members)).id


def scatter(points: int = 20_000, frames: int = 60) -> dict[str, float]:
    """CPU time of a frame while the scatter is panned and zoomed, drawn offscreen at 1,000 × 700."""
    import numpy as np
    from PySide6.QtWidgets import QApplication

    from gui.plots.cloud import Cloud, Group
    from gui.plots.scatter import Scatter

    app = QApplication([])
    rng = np.random.default_rng(0)
    plot = Scatter()
    plot.resize(1000, 700)
    groups = tuple(Group(number, f"Cluster {number}") for number in range(1, 5))
    plot.show_cloud(Cloud(rng.normal(size=(points, 2)), rng.integers(0, 4, points), groups), lambda point: [str(point)])
    plot.show()
    app.processEvents()
    view = plot.view
    result = {}
    for name, move in (("pan", lambda: view.translateBy(x=0.01, y=0.01)), ("zoom", lambda: view.scaleBy((0.99, 0.99)))):
        start = time.process_time()
        for _ in range(frames):
            move()
            plot.grab()
        result[f"{name}_ms"] = (time.process_time() - start) / frames * 1000
    return result


def load_workbook(path: Path) -> dict[str, float]:
    """The reading library alone, typing as it likes: the yardstick for long workbooks."""
    import fastexcel

    start = time.perf_counter()
    rows = fastexcel.read_excel(path).load_sheet_eager(0).num_rows
    return {"load": time.perf_counter() - start, "rows": rows}


def load_csv(path: Path) -> dict[str, float]:
    """The reading library alone, all texts: the yardstick for long text files."""
    import pyarrow as pa
    from pyarrow import csv

    start = time.perf_counter()
    texts = csv.ConvertOptions(column_types=dict.fromkeys(HEADER, pa.string()))
    rows = csv.read_csv(path, parse_options=csv.ParseOptions(delimiter=";"), convert_options=texts).num_rows
    return {"load": time.perf_counter() - start, "rows": rows}


def read_long(path: Path) -> dict[str, float]:
    """File → Dataset, with the peak memory of this process and its children."""
    import engine

    load_engine()
    seconds: dict[str, float] = {}
    sources = timed(seconds, "inspect", lambda: engine.inspect_files([path]))
    dataset = timed(seconds, "read", lambda: engine.read_dataset(sources))
    return seconds | {"rows": len(dataset.lines), "peak_mb": peak_megabytes(), "file_mb": path.stat().st_size / 1e6}


def read_in_4_gb(path: Path) -> dict[str, float]:
    """The same in a process that may have 4 GB of memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (4 << 30, 4 << 30))
    return read_long(path)


LONG: dict[str, Callable[[Path], dict[str, float]]] = {
    "load-workbook": load_workbook,
    "read-workbook": read_long,
    "load-csv": load_csv,
    "read-csv": read_long,
    "read-in-4-gb": read_in_4_gb,
}
"""Measurements of a file that is given."""

MEASUREMENTS: dict[str, Callable[[], dict[str, float]]] = {
    "load": load_only,
    "online": lambda: whole(ONLINE_RETAIL),
    "trade": lambda: whole(TRADE),
    "online-gaps": lambda: gaps(ONLINE_RETAIL),
    "trade-gaps": lambda: gaps(TRADE),
    "scatter": scatter,
    "crowd": crowd,
    "choosing": clustering.choosing,
    "million": lambda: clustering.million() | {"peak_mb": peak_megabytes()},
    "affinity": recommending.affinity,
    "proof": recommending.proof,
}

if __name__ == "__main__":
    name, *given = sys.argv[1:]
    print(json.dumps((LONG | associations.MEASUREMENTS)[name](Path(given[0])) if given else MEASUREMENTS[name]()))
