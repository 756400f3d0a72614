"""Figures of what is bought together: against mlxtend, pyfim and the bare sparse product, and in how much memory."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import rivals

if TYPE_CHECKING:
    from scipy import sparse

    from engine.associations.itemsets import Itemsets

RIVALS = ("mlxtend==0.25.0", "pyfim==6.28")
"""Installed into a folder that goes when the benchmark ends; a run without them leaves their rows out."""
TURNS = 3
NO_CEILING = 10**9
Figures = dict[str, float]


def prepare(folder: Path, workbook: Path) -> None:
    """Write the baskets that are measured, and make the environment of the rivals."""
    for name, baskets in (("online", all_invoices(workbook)), ("own", own_baskets(workbook)), ("big", big())):
        save(folder, name, baskets)
    steps = ([sys.executable, "-m", "venv", folder / "rivals"], [python_of(folder), "-m", "pip", "install", *RIVALS])
    if any(subprocess.run(step, capture_output=True, check=False).returncode for step in steps):
        print(f"{' and '.join(RIVALS)} cannot be installed here, so nothing is compared with them.")
        python_of(folder).unlink(missing_ok=True)


def python_of(folder: Path) -> Path:
    """The interpreter that has the rivals; there is none where they could not be installed."""
    return folder / "rivals" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def save(folder: Path, name: str, baskets: sparse.csr_array) -> None:
    from scipy import sparse

    sparse.save_npz(folder / f"{name}.npz", sparse.csr_matrix(baskets))


def load(folder: Path, name: str) -> sparse.csr_array:
    from scipy import sparse

    return sparse.csr_array(sparse.load_npz(folder / f"{name}.npz"))


def all_invoices(workbook: Path) -> sparse.csr_array:
    """Every invoice of Online Retail, with a customer or not; without returns, free lines and what is no product."""
    import fastexcel
    import pandas as pd

    lines = fastexcel.read_excel(workbook).load_sheet(0).to_pandas()
    invoice, code = (lines[name].astype(str).str.strip().str.upper() for name in ("InvoiceNo", "StockCode"))
    bought = (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0) & code.str.match(r"\d{5}") & invoice.str.match(r"\d")
    return table(pd.factorize(invoice[bought])[0], pd.factorize(code[bought])[0])


def own_baskets(workbook: Path) -> sparse.csr_array:
    """Online Retail as the product puts it into baskets."""
    import engine
    from engine.associations.baskets import make_baskets

    dataset = engine.read_dataset(engine.inspect_files([workbook]))
    return make_baskets(dataset, engine.AssociationOptions(basket="invoice")).items


def big(n_baskets: int = 200_000, n_items: int = 5_000) -> sparse.csr_array:
    """Baskets of 22 items on average, some bought far more often than others, with 600 bundles in them; always the same."""
    import numpy as np

    rng = np.random.default_rng(0)
    popular = 1 / (np.arange(n_items) + 50.0) ** 0.9
    popular /= popular.sum()
    sizes = np.minimum(rng.geometric(1 / 20, n_baskets), 400)
    single = rng.choice(n_items, sizes.sum(), p=popular)
    bundles = [rng.choice(n_items, rng.integers(2, 5), replace=False, p=popular) for _ in range(600)]
    times = rng.poisson(1.0, n_baskets)
    chosen = rng.integers(0, len(bundles), times.sum())
    lengths = np.array([len(bundle) for bundle in bundles])[chosen]
    basket = np.concatenate(
        (np.repeat(np.arange(n_baskets), sizes), np.repeat(np.repeat(np.arange(n_baskets), times), lengths))
    )
    return table(basket, np.concatenate((single, *(bundles[bundle] for bundle in chosen))))


def table(basket: Any, item: Any) -> sparse.csr_array:
    import numpy as np
    from scipy import sparse

    bought = sparse.csr_array((np.ones(len(basket), dtype=np.int32), (basket, item)))
    bought.data = np.ones(bought.nnz, dtype=np.uint8)
    return bought


def against_rivals(folder: Path, name: str, share: float = 0.005) -> Figures:
    """Itemsets of up to three items: the engine and its rivals in turns, mlxtend once; the quickest of each counts."""
    baskets = load(folder, name)
    least = math.ceil(share * baskets.shape[0])
    seconds: dict[str, list[float]] = {}
    python = python_of(folder)
    for turn in range(TURNS):
        taken, found = clocked(lambda: itemsets(baskets, least, 3))
        seconds.setdefault("engine", []).append(taken)
        if python.exists():
            mine = fingerprint(found)
            for program in rivals.PROGRAMS if turn == 0 else ("pyfim",):
                theirs = by_rival(python, folder / f"{name}.npz", least, program)
                if theirs["digest"] != mine:
                    sys.exit(f"{program} finds other itemsets than the engine in {name}.")
                seconds.setdefault(program, []).append(theirs["seconds"])
    best = {program: min(values) for program, values in seconds.items()}
    ratios = (
        {"faster": best["mlxtend"] / best["engine"], "pyfim_ratio": best["engine"] / best["pyfim"]}
        if python.exists()
        else {}
    )
    return best | ratios | {"found": len(found), "peak_mb": peak_megabytes()}


def by_rival(python: Path, path: Path, least: int, program: str) -> dict[str, Any]:
    command = [python, rivals.__file__, path, str(least), "3", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{program} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def against_product(folder: Path, name: str, share: float = 0.001) -> Figures:
    """Pairs against the bare product of the baskets of frequent items with themselves; in turns, the quickest of each."""
    import numpy as np

    baskets = load(folder, name)
    least = math.ceil(share * baskets.shape[0])
    frequent = np.bincount(baskets.indices) >= least
    seconds: dict[str, list[float]] = {"engine": [], "bare": []}
    for _ in range(TURNS):
        seconds["engine"].append(clocked(lambda: itemsets(baskets, least, 2))[0])
    peak = peak_megabytes()
    counted = baskets[:, np.flatnonzero(frequent)].astype(np.int32)
    for _ in range(TURNS):
        seconds["bare"].append(clocked(lambda: counted.T @ counted)[0])
        taken, found = clocked(lambda: itemsets(baskets, least, 2))
        seconds["engine"].append(taken)
    product = counted.T @ counted
    same = (product.data >= least).sum() == len(found.counts[0]) + 2 * len(found.counts[1])
    if not same:
        sys.exit(f"The product finds other pairs than the engine in {name}.")
    best = {program: min(values) for program, values in seconds.items()}
    return best | {"ratio": best["engine"] / best["bare"], "pairs": len(found.counts[1]), "peak_mb": peak}


def to_the_ceiling(folder: Path, share: float = 0.001) -> Figures:
    """Up to three items at 0.1 %, with the ceiling of the options; the longest that a cancel would have waited."""
    from engine import AssociationOptions
    from engine.associations.itemsets import frequent_itemsets
    from engine.associations.rules import rules_of

    baskets, options = load(folder, "online"), AssociationOptions()
    waits: list[float] = []
    last = time.perf_counter()

    def report(stage: str, fraction: float) -> None:
        nonlocal last
        now = time.perf_counter()
        waits.append(now - last)
        last = now

    itemsets(baskets, 1000, 2)
    last = start = time.perf_counter()
    least = share * baskets.shape[0]
    found = frequent_itemsets(baskets, least=least, longest=3, most=options.most_itemsets, report=report)
    seconds = time.perf_counter() - start
    if found.ceiling != options.most_itemsets:
        sys.exit("The ceiling did not bite.")
    print(found.sentence, file=sys.stderr)
    wait = max(waits)
    rules_seconds, rules = clocked(lambda: rules_of(found, options))
    return {
        "seconds": seconds,
        "wait_ms": wait * 1000,
        "found": len(found),
        "peak_mb": peak_megabytes(),
        "rules_seconds": rules_seconds,
        "rules": len(rules),
    }


def itemsets(baskets: sparse.csr_array, least: int, longest: int) -> Itemsets:
    from engine.associations.itemsets import frequent_itemsets

    return frequent_itemsets(baskets, least=least, longest=longest, most=NO_CEILING)


def fingerprint(found: Itemsets) -> str:
    pieces = zip(found.members, found.counts, strict=True)
    return rivals.digest(
        (row, int(count)) for rows, counts in pieces for row, count in zip(rows.tolist(), counts.tolist(), strict=True)
    )


def clocked(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak_megabytes() -> float:
    """Of this process alone, with all libraries."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(folder: str, workbook: str) -> None:
    """In a process of its own: a process takes over the peak memory of the one that starts it."""
    prepare(Path(folder), Path(workbook))


MEASUREMENTS: dict[str, Callable[[Path], Figures]] = {
    "itemsets-online": lambda folder: against_rivals(folder, "online"),
    "itemsets-own": lambda folder: against_rivals(folder, "own"),
    "itemsets-big": lambda folder: against_rivals(folder, "big"),
    "pairs-online": lambda folder: against_product(folder, "online"),
    "pairs-big": lambda folder: against_product(folder, "big"),
    "ceiling": to_the_ceiling,
}
"""Measurements of the baskets in a folder that `prepare` has filled."""

if __name__ == "__main__":
    main(*sys.argv[1:])
