from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from engine.analysis import Analysis, analyse
from engine.associations.by_cluster import OVERALL
from engine.associations.rule_words import antecedent_names, rule_sentences
from engine.options import AssociationOptions, Options
from engine.workbook import export_workbook
from engine.workbook.bought_together_sheet import EVERYONE, bought_together_sheet
from engine.workbook.contents import contents
from engine.workbook.describing import describe_workbook
from engine.workbook.description import Sentence, Sheet, Table, Title
from engine.workbook.targets_sheet import targets_sheet
from tests.engine.associations.builders import analysed as analysed_shop
from tests.engine.associations.builders import sales, shop
from tests.engine.workbook.builders import column

MANY = 1_000_000
FEW = {"basket": "invoice", "least_count": 2, "least_support": 0.001, "least_confidence": 0.1, "false_discovery": 1.0}
RULES = (
    "Rule · Segment · Cluster · If bought · Then offer · Invoices with all · Invoices with the first · Confidence · Average · "
    "Elsewhere · Only here · Lift · Support · Leverage · Conviction · Zhang · Jaccard · Targets · In words"
)
TARGETS = (
    "Rule · Customer ID · Customer · Rep · Segment · Cluster · Spend · Bought · Offer · Product ID · Suggested quantity · "
    "Confidence"
)


def analysed(**options: object) -> Analysis:
    """The shop with prices and reps."""
    plain = shop()
    lines = replace(plain.lines, amount=plain.lines.quantity * 2.5)
    customers = plain.customers.assign(rep=["Ann", "Bo", ""] * 8)
    return analysed_shop(replace(plain, lines=lines, customers=customers), **{**FEW, **options})


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysed()


def rules(analysis: Analysis) -> Table:
    return bought_together_sheet(contents(analysis), MANY).tables[0]


def targets(analysis: Analysis) -> Table:
    return targets_sheet(contents(analysis), MANY).tables[0]


def said(sheet: Sheet) -> str:
    texts = [block.sentence for block in sheet.blocks if isinstance(block, Title)]
    return " ".join([*texts, *(block.text for block in sheet.blocks if isinstance(block, Sentence))])


def test_the_headers_are_those_that_were_agreed_in_that_order(analysis: Analysis) -> None:
    assert " · ".join(c.header for c in rules(analysis).columns) == RULES
    assert " · ".join(c.header for c in targets(analysis).columns) == TARGETS


def test_every_rule_has_one_row_with_its_scope_and_figures(analysis: Analysis) -> None:
    found, table = analysis.associations, rules(analysis)
    segmentation, every = analysis.segmentation, np.arange(len(found))
    assert table.rows == len(found) > 30
    firsts, sentences = antecedent_names(found, every), rule_sentences(found, segmentation, every)
    for i, rule in enumerate(found.table.itertuples()):
        cluster = None if rule.cluster == OVERALL else segmentation.clusters[rule.cluster]
        expected = {
            "Rule": i + 1,
            "Segment": segmentation.segments[cluster.segment].name if cluster else "",
            "Cluster": cluster.label if cluster else EVERYONE,
            "If bought": firsts[i],
            "Then offer": found.baskets.names[rule.consequent],
            "Invoices with all": rule.both,
            "Invoices with the first": rule.antecedent_count,
            "Confidence": rule.confidence,
            "Average": rule.consequent_count / rule.baskets,
            "Only here": "Yes" if rule.only_here else "",
            "Lift": rule.lift,
            "Targets": rule.targets,
            "In words": sentences[i],
        }
        assert {header: column(table, header).values[i] for header in expected} == expected


def test_the_sheet_says_which_baskets_and_how_many_rules(analysis: Analysis) -> None:
    text = said(bought_together_sheet(contents(analysis), MANY))
    assert "rules among all customers, " in text
    assert analysis.associations.baskets.sentence in text
    assert analysis.associations.overall.sentence in text


def test_every_target_has_one_row_that_says_whom_to_call_and_what_to_offer(analysis: Analysis) -> None:
    found, table, dataset = analysis.associations, targets(analysis), analysis.dataset
    assert table.rows == len(found.targets.table) > 10
    firsts = antecedent_names(found, np.arange(len(found)))
    for i, target in enumerate(found.targets.table.itertuples()):
        customer = dataset.customers.iloc[target.customer]
        last = found.table["consequent"].iloc[target.row]
        expected = {
            "Rule": target.row + 1,
            "Customer ID": customer["customer_id"],
            "Customer": customer["customer_name"],
            "Rep": customer["rep"],
            "Segment": customer["region"],
            "Cluster": analysis.segmentation.clusters[analysis.segmentation.cluster_of[target.customer]].label,
            "Spend": analysis.figures.spend[target.customer],
            "Bought": firsts[target.row],
            "Offer": found.baskets.names[last],
            "Product ID": dataset.products["product_id"].iloc[found.baskets.product[last]],
            "Suggested quantity": target.quantity,
            "Confidence": found.table["confidence"].iloc[target.row],
        }
        assert {header: column(table, header).values[i] for header in expected} == expected


def test_where_lists_of_targets_are_cut_the_sheet_says_how_many_there_are() -> None:
    analysis = analysed(most_targets=1)
    shown, every = len(analysis.associations.targets.table), analysis.associations.targets.count.sum()
    assert f"the first 1 of each rule, {shown:,} of {every:,} rows." in said(targets_sheet(contents(analysis), MANY))


def test_more_rules_than_a_sheet_holds_are_cut_and_counted(analysis: Analysis) -> None:
    sheet = bought_together_sheet(contents(analysis), 7)
    assert sheet.tables[0].rows == 7
    assert f"A sheet holds no more than 7 of the {len(analysis.associations):,} rules." in said(sheet)
    assert targets_sheet(contents(analysis), 5).tables[0].rows == 5


def test_categories_have_neither_an_id_nor_a_quantity() -> None:
    lines = [(f"C{i}", "1", p, 1.0) for i in range(6) for p in "ab"] + [("D", "1", "a", 1.0), ("E", "1", "c", 1.0)]
    dataset = sales(lines, products={"l2_category": ["Paint", "Brushes", "Rope"]})
    options = Options(associating=AssociationOptions(basket="invoice", level="l2", false_discovery=1.0))
    table = targets(analyse(dataset, options))
    assert table.rows > 0
    assert {"Product ID", "Suggested quantity"}.isdisjoint(c.header for c in table.columns)


def test_no_rule_leaves_empty_tables_and_a_sentence() -> None:
    analysis = analysed(least_support=1.0)
    found = contents(analysis)
    assert (rules(analysis).rows, targets(analysis).rows) == (0, 0)
    assert "No rule was found." in said(bought_together_sheet(found, MANY))
    assert "has a customer who lacks its second half" in said(targets_sheet(found, MANY))


def test_a_rule_that_never_fails_has_a_blank_conviction_and_no_cell_is_nan_or_infinite(tmp_path: Path) -> None:
    lines = [(f"C{i}", "1", p, 1.0) for i in range(8) for p in "ab"] + [(f"D{i}", "1", "c", 1.0) for i in range(8)]
    analysis = analyse(sales(lines), Options(associating=AssociationOptions(basket="invoice")))
    assert np.isinf(analysis.associations.table["conviction"]).any()
    export_workbook(analysis, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    cells = [cell.value for name in ("Bought together", "Targets") for row in book[name] for cell in row]
    assert not {"nan", "inf", "-inf", "NaN", "#NUM!"} & {str(value) for value in cells}
    header = next(row for row in book["Bought together"].iter_rows(values_only=True) if row[0] == "Rule")
    first = next(row for row in book["Bought together"].iter_rows(values_only=True) if row[0] == 1)
    assert first[header.index("Conviction")] is None


def test_the_sheets_follow_the_recommendations(analysis: Analysis) -> None:
    assert [sheet.name for sheet in describe_workbook(analysis)][:4] == [
        "Summary",
        "Recommendations",
        "Bought together",
        "Targets",
    ]
