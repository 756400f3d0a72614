"""`python3 make.py fuzz [MINUTES] [FOLDER …]`: damaged copies of real and generated files, until the minutes are over.

`python3 make.py fuzz 0 FOLDER …` reads the files of the folders just as they are, and counts how they ended.
Files that broke the reader, or took it more than five seconds, are kept in fuzz-failures/, each with its number in the name: the same number makes it again.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.mutating import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.trying import Outcome, Trier

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "fuzz-failures"
SLOW = 5.0


def main(minutes: float, folders: Sequence[Path]) -> int:
    trier = Trier()
    try:
        outcomes = damaged(trier, minutes, folders) if minutes else as_they_are(trier, folders)
    finally:
        trier.stop()
    for row in rows(outcomes):
        print(row)
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def damaged(trier: Trier, minutes: float, folders: Sequence[Path]) -> list[Outcome]:
    """Outcomes of mutated files; those that failed are kept."""
    outcomes = []
    number = random.SystemRandom().randrange(10**9)
    ends = time.monotonic() + minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        files = seeds(Path(folder), folders)
        print(f"{len(files)} files to damage, for {minutes:g} minutes; the first number is {number}.", flush=True)
        while time.monotonic() < ends:
            number += 1
            chance = random.Random(number)
            seed = chance.choice(files)
            path = Path(folder) / f"{number}-{seed.name}"
            path.write_bytes(mutated(chance, seed.read_bytes()))
            outcomes.append(trier.try_file(path))
            if worth_keeping(outcomes[-1]):
                KEPT.mkdir(exist_ok=True)
                (KEPT / path.name).write_bytes(path.read_bytes())
                print(
                    f"{outcomes[-1].end} {outcomes[-1].seconds:.1f} s: {path.name}: {outcomes[-1].detail}", flush=True
                )
            path.unlink()
    return outcomes


def as_they_are(trier: Trier, folders: Sequence[Path]) -> list[Outcome]:
    """Outcomes of the files of the folders; failures are printed."""
    outcomes = []
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        outcomes.append(trier.try_file(path))
        if worth_keeping(outcomes[-1]):
            print(f"{outcomes[-1].end} {outcomes[-1].seconds:.1f} s: {path}: {outcomes[-1].detail}", flush=True)
    return outcomes


def worth_keeping(outcome: Outcome) -> bool:
    """Whether a file is to be looked at again: it broke the reader, or was slow."""
    return outcome.failed or outcome.seconds > SLOW


def rows(outcomes: Sequence[Outcome]) -> list[str]:
    """How many ended how, the sentences of the refusals, and the times."""
    if not outcomes:
        return ["There was no file to read."]
    ends = Counter(outcome.end for outcome in outcomes)
    sentences = Counter(_shape(outcome.detail) for outcome in outcomes if outcome.end == "refused")
    seconds = sorted(outcome.seconds for outcome in outcomes)
    median, late = seconds[len(seconds) // 2], seconds[min(int(len(seconds) * 0.99), len(seconds) - 1)]
    return [
        f"{len(outcomes):,} files: " + ", ".join(f"{end} {count:,}" for end, count in ends.most_common()),
        f"seconds: median {median:.3f}, 99th of 100 {late:.2f}, longest {seconds[-1]:.1f}",
        *(f"{count:>7,}  {sentence}" for sentence, count in sentences.most_common(40)),
    ]


def _shape(sentence: str) -> str:
    """A refusal without the names in it."""
    return re.sub(r"“[^”]*”", "“…”", re.sub(r"^.*?\.\w{2,5}\b", "…", sentence))[:150]


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(float(given[0]) if given else 60, [Path(name) for name in given[1:]]))
