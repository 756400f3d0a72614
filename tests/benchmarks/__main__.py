"""The figures of the product, as ratios measured in one run: `python3 make.py bench [RUNS] [SECTION …]`.

Each measurement is a process of its own; they take turns, so that a slow minute of the machine hits all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks import associations
from tests.benchmarks.big_files import write_csv, write_workbook
from tests.benchmarks.measure import LONG, ONLINE_RETAIL, ROOT

Figures = dict[str, list[float]]


def main(runs: int, sections: Sequence[str]) -> int:
    """Print a table of the sections: figure, median of the runs, lowest to highest, target."""
    if not ONLINE_RETAIL[0].exists():
        print("The public data sets are not beside the project, so there is nothing to measure.")
        return 0
    if unknown := [name for name in sections if name not in SECTIONS]:
        print(f"There is no section {', '.join(unknown)}. There are: {', '.join(SECTIONS)}.")
        return 2
    wanted = [SECTIONS[name] for name in sections or SECTIONS]
    names = [name for section in wanted for name in section.measurements]
    with tempfile.TemporaryDirectory() as folder:
        files = long_files(Path(folder)) if set(LONG) & set(names) else {}
        files |= baskets(Path(folder)) if set(associations.MEASUREMENTS) & set(names) else {}
        found: dict[str, Figures] = {name: {} for name in names}
        for run in range(runs):
            for name, results in found.items():
                print(f"run {run + 1} of {runs}: {name} …", file=sys.stderr, flush=True)
                for key, value in measure(name, *files.get(name, ())).items():
                    results.setdefault(key, []).append(value)
    for section in wanted:
        print(*section.rows(found), sep="\n")
    return 0


def long_files(folder: Path) -> dict[str, tuple[str]]:
    """The file that each measurement of long files needs."""
    print("Writing the long files …", file=sys.stderr, flush=True)
    workbook, five, three = folder / "million.xlsx", folder / "five.csv", folder / "three.csv"
    write_workbook(workbook, 1_000_000)
    write_csv(five, 5_000_000)
    write_csv(three, 3_000_000)
    files = {"workbook": workbook, "csv": five, "4-gb": three}
    return {name: (str(files[next(end for end in files if name.endswith(end))]),) for name in LONG}


def baskets(folder: Path) -> dict[str, tuple[str]]:
    """The folder of baskets, and of the programs to compare with, for each measurement that needs them."""
    print("Making baskets, and an environment for other programs …", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-m", associations.__name__, folder, ONLINE_RETAIL[0]], cwd=ROOT, check=True)
    return dict.fromkeys(associations.MEASUREMENTS, (str(folder),))


def measure(name: str, *given: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.measure", name, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr}")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def rows(found: dict[str, Figures]) -> list[str]:
    online, trade, load = found["online"], found["trade"], found["load"]["load"]
    reading = [a + b for a, b in zip(online["inspect"], online["read"], strict=True)]
    engine = [a + b for a, b in zip(reading, online["analyse"], strict=True)]
    ends = [sum(parts) for parts in zip(*(trade[k] for k in ("inspect", "read", "analyse", "export")), strict=True)]
    return [
        row("Online Retail: load to Arrow alone", load, "s"),
        row("Online Retail: file → Dataset", reading, "s"),
        row("Online Retail: Dataset → Analysis", online["analyse"], "s"),
        row("Online Retail: file → Analysis", [a / b for a, b in zip(engine, load, strict=True)], "× the load", "≤ 3"),
        row("Online Retail: writing the workbook", online["export"], "s"),
        row("Online Retail: peak memory", online["peak_mb"], "MB", "≤ 1,500"),
        row("Trade sample: files → workbook", ends, "s"),
        row("Trade sample: peak memory", trade["peak_mb"], "MB"),
        *(
            row(f"{label}: window not served, {stage}", found[name][f"{stage}_ms"], "ms", "≤ 100")
            for label, name in (("Online Retail", "online-gaps"), ("Trade sample", "trade-gaps"))
            for stage in ("open", "run", "compare", "export")
        ),
        row("Start: libraries loaded in the worker", online["import"], "s"),
        row("Start: window not served meanwhile", found["online-gaps"]["load_ms"], "ms"),
    ]


def scatter_rows(found: dict[str, Figures]) -> list[str]:
    """The map of customers; a million points against a bare raster of them."""
    crowd = found["crowd"]
    against = [a / b for a, b in zip(crowd["paint_ms"], crowd["raster_ms"], strict=True)]
    return [
        row("Scatter, 20,000 points: pan", found["scatter"]["pan_ms"], "ms CPU a frame", "≤ 20"),
        row("Scatter, 20,000 points: zoom", found["scatter"]["zoom_ms"], "ms CPU a frame", "≤ 20"),
        row("Scatter, 1,000,000 points: bare numpy raster", crowd["raster_ms"], "ms CPU"),
        row("Scatter, 1,000,000 points: first paint", crowd["paint_ms"], "ms CPU"),
        row("Scatter, 1,000,000 points: first paint", against, "× the raster", "≤ 1.5"),
        row("Scatter, 1,000,000 points: pan", crowd["pan_ms"], "ms CPU a frame", "≤ 100"),
        row("Scatter, 1,000,000 points: hover, slowest", crowd["hover_ms"], "ms CPU", "≤ 16"),
        row("Scatter, 1,000,000 points: lasso to highlight", crowd["lasso_ms"], "ms CPU"),
    ]


def clustering_rows(found: dict[str, Figures]) -> list[str]:
    """Choosing how many clusters, against the bare fits; and as many customers as any company has."""
    choosing, million = found["choosing"], found["million"]
    return [
        row("20,000 × 40, k = 2 … 10: the fits alone", choosing["bare"], "s"),
        row("20,000 × 40, k = 2 … 10: with selection", choosing["ratio"], "× the fits", "≤ 1.10"),
        row("1,000,000 × 40: clusters, figures, map", million["seconds"], "s"),
        row("1,000,000 × 40: peak memory", million["peak_mb"], "MB", "≤ 4,096"),
    ]


def association_rows(found: dict[str, Figures]) -> list[str]:
    """What is bought together: against other programs, against the bare product, and up to the ceiling."""
    result = []
    for label, end in (
        ("Online Retail", "online"),
        ("Online Retail, own baskets", "own"),
        ("200,000 × 5,000", "big"),
    ):
        figures = found[f"itemsets-{end}"]
        result.append(row(f"{label}: 0.5 %, ≤ 3 items", figures["engine"], "s"))
        if "faster" in figures:
            result += [
                row(f"{label}: mlxtend", figures["mlxtend"], "s"),
                row(f"{label}: as fast as mlxtend", figures["faster"], "times", "≥ 20"),
                row(f"{label}: pyfim", figures["pyfim"], "s"),
                row(f"{label}: against pyfim", figures["pyfim_ratio"], "× pyfim", "≤ 1.5"),
            ]
        result.append(row(f"{label}: peak memory", figures["peak_mb"], "MB", "≤ 500"))
        if end == "own":
            continue
        figures = found[f"pairs-{end}"]
        result.append(row(f"{label}: pairs at 0.1 %", figures["engine"], "s"))
        result.append(row(f"{label}: pairs at 0.1 %", figures["ratio"], "× the product", "≤ 1.2"))
        result.append(row(f"{label}: pairs, peak memory", figures["peak_mb"], "MB", "≤ 500"))
    ceiling = found["ceiling"]
    return [
        *result,
        row("Online Retail, 0.1 %, ≤ 3 items, to the ceiling", ceiling["seconds"], "s", "ends"),
        row("Online Retail, 0.1 %: until a cancel is heard", ceiling["wait_ms"], "ms", "≤ 100"),
        row("Online Retail, 0.1 %: its rules", ceiling["rules_seconds"], "s"),
        row("Online Retail, 0.1 %: peak memory", ceiling["peak_mb"], "MB", "≤ 500"),
    ]


def affinity_rows(found: dict[str, Figures]) -> list[str]:
    """Fit and ten best of 20,000 customers × 5,000 products against bare numpy, and the back-test of them in fits."""
    affinity, proof = found["affinity"], found["proof"]
    return [
        row("20,000 × 5,000: bare inverse and product", affinity["bare"], "s"),
        row("20,000 × 5,000: affinity, fit and ten best", affinity["engine"], "s"),
        row("20,000 × 5,000: affinity, fit and ten best", affinity["ratio"], "× the bare", "≤ 1.5"),
        row("20,000 × 5,000: affinity, peak memory", affinity["engine_mb"], "MB", "≤ 1,500"),
        row("20,000 × 5,000: back-test with tuning", proof["back_test"], "s"),
        row("20,000 × 5,000: back-test with tuning", proof["fits"], "× one fit", "≤ 12"),
        row("20,000 × 5,000: back-test, peak memory", proof["own_mb"], "MB", "≤ 1,500"),
    ]


def long_rows(found: dict[str, Figures]) -> list[str]:
    """Files of millions of lines: against the library that reads them, and in how much memory."""
    result = []
    for label, name, load, target in (
        ("Workbook, 1,000,000 × 8", "read-workbook", "load-workbook", "≤ 1.5"),
        ("CSV, 5,000,000 lines", "read-csv", "load-csv", "≤ 2.5"),
    ):
        figures = found[name]
        seconds = [a + b for a, b in zip(figures["inspect"], figures["read"], strict=True)]
        against = [a / b for a, b in zip(seconds, found[load]["load"], strict=True)]
        memory = [a / b for a, b in zip(figures["peak_mb"], figures["file_mb"], strict=True)]
        result += [
            row(f"{label}: load to Arrow alone", found[load]["load"], "s"),
            row(f"{label}: file → Dataset", seconds, "s"),
            row(f"{label}: file → Dataset", against, "× the load", target),
            row(f"{label}: peak memory", figures["peak_mb"], "MB"),
            *([row(f"{label}: peak memory", memory, "× the file", "≤ 4")] if name == "read-csv" else []),
        ]
    narrow = found["read-in-4-gb"]
    return [*result, row("CSV, 3,000,000 lines, in 4 GB: peak memory", narrow["peak_mb"], "MB", "opens")]


def row(name: str, values: list[float], unit: str, target: str = "") -> str:
    return f"{name:<48}{median(values):>9,.2f} {unit:<16}({min(values):,.2f} – {max(values):,.2f})  {target}"


class Section(NamedTuple):
    """What is measured together, and how it is told."""

    measurements: tuple[str, ...]
    rows: Callable[[dict[str, Figures]], list[str]]


SECTIONS = {
    "job": Section(("online", "trade", "load", "online-gaps", "trade-gaps"), rows),
    "scatter": Section(("scatter", "crowd"), scatter_rows),
    "clustering": Section(("choosing", "million"), clustering_rows),
    "associations": Section(tuple(associations.MEASUREMENTS), association_rows),
    "affinity": Section(("affinity", "proof"), affinity_rows),
    "files": Section(tuple(LONG), long_rows),
}

if __name__ == "__main__":
    given = sys.argv[1:]
    runs = int(given.pop(0)) if given and given[0].isdigit() else 5
    sys.exit(main(runs, given))
