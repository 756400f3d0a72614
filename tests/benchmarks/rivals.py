"""What other programs take to find the same itemsets: `python rivals.py BASKETS.npz LEAST LONGEST PROGRAM`.

Runs in an environment of its own, so it imports nothing of the project. The input of each program is made before the clock
starts: lists of numbers for pyfim, a dense table of True and False for mlxtend.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any


def digest(counted: Iterable[tuple[Sequence[int], int]]) -> str:
    """A fingerprint of itemsets and their counts, in whatever order they come."""
    lines = sorted(f"{' '.join(map(str, sorted(items)))}:{count}" for items, count in counted)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def by_pyfim(baskets: Any, least: int, longest: int) -> tuple[float, str]:
    from fim import fpgrowth

    ends = baskets.indptr.tolist()
    lists = [baskets.indices[begin:end].tolist() for begin, end in pairwise(ends)]
    start = time.perf_counter()
    found = fpgrowth(lists, target="s", supp=-least, zmin=1, zmax=longest, report="a")
    return time.perf_counter() - start, digest(found)


def by_mlxtend(baskets: Any, least: int, longest: int) -> tuple[float, str]:
    import pandas as pd
    from mlxtend.frequent_patterns import fpgrowth

    table = pd.DataFrame(baskets.toarray().astype(bool))
    start = time.perf_counter()
    found = fpgrowth(table, min_support=(least - 0.5) / len(table), max_len=longest)
    seconds = time.perf_counter() - start
    counts = (found["support"] * len(table)).round().astype(int)
    return seconds, digest(zip(map(sorted, found["itemsets"]), counts, strict=True))


PROGRAMS = {"pyfim": by_pyfim, "mlxtend": by_mlxtend}

if __name__ == "__main__":
    from scipy import sparse

    path, least, longest, program = sys.argv[1:]
    seconds, found = PROGRAMS[program](sparse.load_npz(Path(path)), int(least), int(longest))
    print(json.dumps({"seconds": seconds, "digest": found}))
