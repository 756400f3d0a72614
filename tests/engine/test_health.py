"""The grade of what was read, and what would improve it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Dataset, data_health
from tests.engine.reading.files import read, read_lines, write_csv

FULL = ("invoice_id", "customer_id", "product_id", "quantity", "amount", "invoice_date", "region", "l2_category")


def whole(count: int = 60) -> list[tuple[object, ...]]:
    """Lines of two years that lack nothing."""
    return [
        (f"I{i}", f"C{i % 9}", f"P{i % 7}", 1, 10, f"{2023 + i % 2}-{i % 12 + 1:02}-{i % 28 + 1:02}", "North", "Paint")
        for i in range(count)
    ]


def without(tmp_path: Path, *columns: str) -> Dataset:
    keep = [at for at, name in enumerate(FULL) if name not in columns]
    return read_lines(tmp_path, [FULL[at] for at in keep], [[row[at] for at in keep] for row in whole()])


def test_files_that_lack_nothing_get_an_a_and_no_advice(tmp_path: Path) -> None:
    health = data_health(without(tmp_path))
    assert (health.grade, health.points, health.improvements) == ("A", 100.0, ())


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("invoice_date", "invoice date"),
        ("amount", "amounts or prices"),
        ("quantity", "quantities"),
        ("invoice_id", "invoice number"),
        ("region", "a region"),
        ("l2_category", "categories"),
    ],
)
def test_what_no_column_tells_is_asked_for(tmp_path: Path, column: str, words: str) -> None:
    health = data_health(without(tmp_path, column))
    assert health.points < 100
    assert words in health.improvements[0].sentence


def test_the_more_lines_are_left_out_the_worse_the_grade(tmp_path: Path) -> None:
    grades = []
    for nameless in (0, 20, 60, 200):
        rows = [*whole(), *[("I1", "", "P1", 1, 10, "2023-01-01", "North", "Paint")] * nameless]
        grades.append(data_health(read_lines(tmp_path, FULL, rows)).grade)
    assert grades == sorted(grades)
    assert len(set(grades)) > 2


def test_one_left_out_line_of_great_worth_weighs_by_its_money(tmp_path: Path) -> None:
    rows = [*whole(), ("I1", "", "P1", 1, 100_000, "2023-01-01", "North", "Paint")]
    health = data_health(read_lines(tmp_path, FULL, rows))
    assert health.grade == "E"
    assert health.improvements[0].sentence == "Give each line its customer: 1 line worth 100,000 is left out."


def test_three_pieces_of_advice_at_most_and_the_most_worthwhile_first(tmp_path: Path) -> None:
    improvements = data_health(without(tmp_path, "invoice_date", "amount", "region", "l2_category")).improvements
    points = [improvement.points for improvement in improvements]
    assert len(improvements) == 3
    assert points == sorted(points, reverse=True)
    assert all(improvement.sentence.endswith(".") for improvement in improvements)


def test_customers_that_are_not_in_the_list_cost_by_their_lines(tmp_path: Path) -> None:
    def points(listed: int) -> float:
        lines = write_csv(tmp_path / "lines.csv", FULL, whole())
        customers = write_csv(
            tmp_path / "customers.csv",
            ("customer_id", "customer_name"),
            [(f"C{i}", f"Name {i}") for i in range(listed)],
        )
        return data_health(read(lines, customers)).points

    assert points(9) > points(6) > points(2)


@pytest.mark.parametrize(("count", "words"), [(8, "1 customer with 6 lines is"), (2, "7 customers with 46 lines are")])
def test_customers_that_are_not_in_the_list_are_counted_with_their_lines(
    tmp_path: Path, count: int, words: str
) -> None:
    lines = write_csv(tmp_path / "lines.csv", FULL, whole())
    listed = [(f"C{i}", f"Name {i}") for i in range(count)]
    customers = write_csv(tmp_path / "customers.csv", ("customer_id", "customer_name"), listed)
    sentences = [improvement.sentence for improvement in data_health(read(lines, customers)).improvements]
    assert f"Complete the list of customers: {words} not in it." in sentences


def test_a_few_weeks_are_less_than_a_year(tmp_path: Path) -> None:
    rows = [(*row[:5], f"2024-01-{at % 28 + 1:02}", *row[6:]) for at, row in enumerate(whole())]
    assert "28 days" in data_health(read_lines(tmp_path, FULL, rows)).improvements[0].sentence


def test_totals_that_were_told_from_lines_cost_nothing(tmp_path: Path) -> None:
    rows = [*whole(), ("Total", "", "", 60, 600, "", "", "")]
    dataset = read_lines(tmp_path, FULL, rows)
    assert dataset.report.left_out[0].reason == "total_row"
    assert data_health(dataset).points == 100.0


@pytest.mark.parametrize("column", ["customer_id", "product_id"])
@pytest.mark.parametrize("ids", [["9.94E+14"], ["1234567890123450000", "4006381333931000000"], ["2024-03-01 00:00:00"]])
def test_ids_that_excel_has_ruined_cost_and_are_asked_for_as_text(tmp_path: Path, column: str, ids: list[str]) -> None:
    at = FULL.index(column)
    rows = [*whole(), *[(*row[:at], ruined, *row[at + 1 :]) for row, ruined in zip(whole(), ids, strict=False)]]

    health = data_health(read_lines(tmp_path, FULL, rows))

    assert health.points < 100
    assert health.improvements[0].sentence.startswith("Export ids as text: ")


def test_ids_ruined_in_several_ways_cost_as_much_as_in_one(tmp_path: Path) -> None:
    rows = [*whole(), ("I1", "9.94E+14", "P1", 1, 10, "2023-01-01", "North", "Paint")]
    one = data_health(read_lines(tmp_path, FULL, rows)).points
    rows += [("I1", "C1", "2024-03-01 00:00:00", 1, 10, "2023-01-01", "North", "Paint")]
    assert data_health(read_lines(tmp_path, FULL, rows)).points == one
