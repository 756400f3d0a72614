"""How good recommendations are, beside libraries that are made for nothing else: `python3 make.py bench-quality [NAME …]`.

The last 60 days are hidden; judged are customers with three products before and a first purchase after, of products that
had been sold before; lists hold ten products that the customer never bought. Every method but the engine's own has several
settings and is told by the best of them on the hidden days themselves; the engine's are chosen before these days.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

import engine
from engine.market_baskets import market_baskets
from engine.proving.back_test import back_test
from engine.proving.holdout import HoldOut, hold_out
from engine.proving.intervals import Interval, bootstrap
from engine.proving.metrics import measure
from engine.recommending.affinity import AffinitySettings, fit_affinity
from engine.recommending.best_first import best_first
from engine.recommending.evidence_at import decayed_purchases, product_momentum
from tests.benchmarks import quality_rivals
from tests.benchmarks.measure import DATA, ROOT
from tests.benchmarks.recommending import best_by_affinity

DAYS, N, SEED = 60, 10, 0
IMPLICIT = "implicit==0.7.3"
"""Installed into a folder that goes when the benchmark ends; a run without it leaves its rows out."""
SETS = {
    "online_retail": ("online_retail.xlsx", "≥ 0.135"),
    "household_groceries": ("household_groceries.csv.gz", "≥ 0.157"),
}
RIDGES = (100.0, 250.0, 500.0, 1_000.0, 3_000.0, 10_000.0)
NEIGHBOURS = (25, 50, 100, 200, 500)
ENGINE = "affinity"


@dataclass(frozen=True, eq=False)
class Split:
    """The hold-out and what the methods learn from: purchases (how often) and all that was ever touched."""

    held: HoldOut
    baskets: Any
    times: sparse.csr_array
    touched: sparse.csr_array


def main(names: Sequence[str]) -> int:
    if unknown := [name for name in names if name not in SETS]:
        print(f"There is no {', '.join(unknown)}. There are: {', '.join(SETS)}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        python = rivals_environment(Path(folder))
        for name in names or SETS:
            file, target = SETS[name]
            if not (DATA / file).exists():
                print(f"{file} is not beside the project, so there is nothing to measure.")
                continue
            print(f"\n{name}", flush=True)
            for line in table(DATA / file, target, Path(folder), python):
                print(line, flush=True)
    return 0


def rivals_environment(folder: Path) -> Path | None:
    """The interpreter of an environment with the libraries, or None where they cannot be installed."""
    python = folder / "rivals" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    steps = ([sys.executable, "-m", "venv", folder / "rivals"], [python, "-m", "pip", "install", IMPLICIT])
    if any(subprocess.run(step, capture_output=True, check=False).returncode for step in steps):
        print(f"{IMPLICIT} cannot be installed here, so nothing is compared with it.")
        return None
    return python


def table(path: Path, target: str, folder: Path, python: Path | None) -> Iterator[str]:
    """One line per method: NDCG@10 with its interval, hit rate@10, the settings taken."""
    dataset = engine.read_dataset(engine.inspect_files((path,)))
    split = split_of(dataset)
    yield f"{len(split.held.judged):,} customers judged; known up to {split.held.cut}"
    proof = back_test(dataset, engine.Options(), days=DAYS)
    for result in proof.methods:
        goal, settings = (target, str(proof.tuning.settings)) if result.method == ENGINE else ("", "")
        yield row(result.method, result.ndcg, result.hit_rate, goal, settings)
    free = lists_by_affinity(split, proof.tuning.settings)
    yield best(split, "affinity, all customers as one cluster", {str(proof.tuning.settings): free})
    published = {f"ridge {r:,g}": lists_by_affinity(split, AffinitySettings(0.0, r, 0, 0.0)) for r in RIDGES}
    yield best(split, "EASE as published", published)
    yield best(split, "user-kNN", {f"{k} neighbours": by_neighbours(split, k) for k in NEIGHBOURS})
    if python is not None:
        found = by_rivals(split, folder, python)
        for library in ("ALS", "BM25", "cosine"):
            yield best(
                split, f"implicit: {library}", {name: ranked for name, ranked in found.items() if library in name}
            )


def split_of(dataset: Any) -> Split:
    held = hold_out(dataset, DAYS)
    assert held is not None
    baskets = market_baskets(held.before)
    times = baskets.matrix(np.where(baskets.bought, baskets.times, 0).astype(np.float64)).copy()
    times.eliminate_zeros()
    return Split(held, baskets, times, baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8)))


def lists_by_affinity(split: Split, settings: AffinitySettings) -> NDArray[np.int32]:
    purchases = decayed_purchases(split.baskets, settings.half_life)
    fitted = fit_affinity(purchases, product_momentum(split.baskets, settings.window), settings)
    lists: NDArray[np.int32] = best_by_affinity(fitted, purchases, split.touched, split.held.judged)
    return lists


def by_neighbours(split: Split, near: int) -> NDArray[np.int32]:
    """What the `near` customers buy that are nearest by cosine, each counting by its nearness."""
    once = sparse.csr_array((split.times > 0).astype(np.float64))
    length = np.sqrt(once.sum(axis=1))
    unit = sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1)) @ once)
    nearness = np.asarray((unit[split.held.judged] @ unit.T).toarray())
    nearness[np.arange(len(nearness)), split.held.judged] = 0
    least = np.partition(nearness, -near, axis=1)[:, [-near]]
    scores = np.where(nearness >= least, nearness, 0) @ once
    return best_first(scores, split.touched[split.held.judged].toarray() == 0, N)


def by_rivals(split: Split, folder: Path, python: Path) -> dict[str, NDArray[np.int32]]:
    """The lists of every library and setting, without what was ever touched."""
    purchases, customers, out = folder / "purchases.npz", folder / "customers.npy", folder / "lists.npz"
    sparse.save_npz(purchases, sparse.csr_matrix(split.times))
    np.save(customers, split.held.judged)
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    command = [python, quality_rivals.__file__, purchases, customers, out]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    taken = split.touched[split.held.judged].toarray() > 0
    with np.load(out) as found:
        return {name: without(found[name], taken) for name in found.files}


def without(lists: NDArray[np.int32], taken: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The first N of each list that are not taken."""
    out = (lists < 0) | np.take_along_axis(taken, np.maximum(lists, 0), axis=1)
    order = np.argsort(out, axis=1, kind="stable")[:, :N]
    return np.take_along_axis(np.where(out, -1, lists), order, axis=1)


def best(split: Split, name: str, lists: dict[str, NDArray[np.int32]]) -> str:
    """The line of the setting with the highest NDCG."""
    bought = split.held.bought[split.held.judged]
    measured = {setting: measure(ranked, bought, None) for setting, ranked in lists.items()}
    setting = max(measured, key=lambda s: measured[s].ndcg.mean())
    ndcg, hit_rate = bootstrap(np.column_stack([measured[setting].ndcg, measured[setting].hit_rate]), SEED)
    return row(name, ndcg, hit_rate, "", setting)


def row(name: str, ndcg: Interval, hit_rate: Interval, target: str, settings: str) -> str:
    return (
        f"{name:<40}{ndcg.value:>8.4f} ({ndcg.low:.4f} – {ndcg.high:.4f}) {target:<9}"
        f"{hit_rate.value:>7.3f} ({hit_rate.low:.3f} – {hit_rate.high:.3f})  {settings}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
