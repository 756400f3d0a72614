"""The generator of the sample: the same bytes every time, and a trade that is worth learning from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
FILES = ("customers.csv", "products.csv", "invoices.csv")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    command = [sys.executable, str(SAMPLE / "make_sample.py"), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_generator_rebuilds_each_file_byte_for_byte(rebuilt: Path, name: str) -> None:
    assert (rebuilt / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_generator_writes_nothing_else(rebuilt: Path) -> None:
    assert {path.name for path in rebuilt.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_plain_ascii_with_unix_line_ends(name: str) -> None:
    content = (SAMPLE / name).read_bytes()
    assert content.isascii()
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return pd.read_csv(SAMPLE / "invoices.csv", parse_dates=["invoice_date"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("P011", "P046"), ("P015", "P041"), ("P043", "P044"), ("P031", "P035"), ("P049", "P048"), ("P016", "P022")],
    ids=["nails, plywood", "screws, hangers", "drywall, compound", "wire, boxes", "duct, foil tape", "paint, rollers"],
)
def test_what_one_job_takes_is_bought_together(lines: pd.DataFrame, one: str, other: str) -> None:
    invoices = lines.groupby("invoice_id")["product_id"].agg(set)
    with_one, with_other = (invoices.map(lambda products, p=p: p in products) for p in (one, other))
    assert (with_one & with_other).sum() >= 5
    assert (with_one & with_other).mean() > 4 * with_one.mean() * with_other.mean()


def test_most_lines_are_repeat_purchases(lines: pd.DataFrame) -> None:
    assert lines.duplicated(["customer_id", "product_id"]).mean() > 0.7


def test_several_customers_begin_to_buy_something_in_the_last_sixty_days(lines: pd.DataFrame) -> None:
    first = lines.groupby(["customer_id", "product_id"])["invoice_date"].min()
    begun = first[first > lines["invoice_date"].max() - pd.Timedelta(days=60)]
    assert begun.index.get_level_values("customer_id").nunique() >= 5


def test_nobody_orders_on_a_holiday(lines: pd.DataFrame) -> None:
    closed = pd.to_datetime(["2024-01-01", "2024-05-27", "2024-07-04", "2024-09-02", "2024-11-28", "2024-12-25"])
    assert not lines["invoice_date"].isin(closed).any()


def test_decks_and_outside_walls_are_summer_work(lines: pd.DataFrame) -> None:
    of_season = lines[lines["product_id"].isin(["P015", "P017", "P019"])]
    summer = of_season["invoice_date"].dt.month.between(4, 10)
    assert summer.mean() > 0.7
