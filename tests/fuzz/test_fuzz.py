"""A few damaged files on every run; `make.py fuzz` goes on for an hour."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.fuzz.mutating import MUTATIONS, mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.trying import Trier, read_whole

NUMBERS = range(60)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_damaged_file_is_read_or_refused_in_our_own_words(number: int, tmp_path: Path) -> None:
    chance = random.Random(number)
    seed = chance.choice(seeds(tmp_path, []))
    path = tmp_path / f"{number}-{seed.name}"
    path.write_bytes(mutated(chance, seed.read_bytes()))

    end, detail = read_whole(path)

    assert end in ("read", "refused"), detail


def test_the_same_number_damages_a_file_in_the_same_way(tmp_path: Path) -> None:
    content = seeds(tmp_path, [])[0].read_bytes()
    assert mutated(random.Random(7), content) == mutated(random.Random(7), content)


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize("content", [b"", b"7", b"a;b\n1;2\n"])
def test_even_the_smallest_file_can_be_damaged(mutation, content: bytes) -> None:
    for number in range(30):
        assert isinstance(mutation(random.Random(number), content), bytes)


def test_most_damaged_files_differ_from_the_file_they_were(tmp_path: Path) -> None:
    content = seeds(tmp_path, [])[0].read_bytes()
    different = sum(mutated(random.Random(number), content) != content for number in range(100))
    assert different > 90


def dies(_path: Path) -> tuple[str, str]:
    os.abort()


def sleeps(_path: Path) -> tuple[str, str]:
    time.sleep(60)
    return "read", ""


@pytest.mark.parametrize(("reader", "end"), [(dies, "crashed"), (sleeps, "hung")])
def test_a_reader_that_dies_or_hangs_is_found_out_and_the_next_file_is_tried(reader, end: str, tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("customer,item,quantity\nC1,P1,1\n")
    trier = Trier(reader)
    try:
        assert trier.try_file(good, longest=20 if reader is dies else 5).end == end
        trier.read = read_whole
        trier.restart()
        assert trier.try_file(good).end == "read"
    finally:
        trier.stop()
