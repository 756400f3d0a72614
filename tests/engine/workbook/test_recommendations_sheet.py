from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.recommending import Recommendations
from engine.workbook.contents import contents
from engine.workbook.description import Table
from engine.workbook.recommendations_sheet import OUTCOMES, categories, recommendations_sheets
from tests.engine.apart import apart
from tests.engine.workbook.builders import PRODUCTS, analysed, column, distributor, without_money, without_offers

HEADERS = (
    "Customer ID · Customer · Rep · Segment · Cluster · Play · Rank · Product ID · Product · Category · "
    "Suggested quantity · Expected value · Peers buying · Peers · Adoption · Grade · Reason · Outcome · Comment · "
    "Chance · Last bought"
)
MANY = 1_000_000


def offers(analysis=None) -> Table:
    (sheet,) = recommendations_sheets(contents(analysis or analysed()), MANY)
    return sheet.tables[0]


def test_the_headers_are_those_that_were_agreed_in_that_order() -> None:
    assert " · ".join(c.header for c in offers().columns) == HEADERS


def test_every_recommendation_has_one_row_in_rank_order() -> None:
    analysis, table = analysed(), offers()
    assert table.rows == len(analysis.recommendations) > 0
    assert list(column(table, "Rank").values) == list(analysis.recommendations.table["rank"])


def test_each_row_tells_its_recommendation_in_words() -> None:
    analysis, table = analysed(), offers()
    dataset, segmentation = analysis.dataset, analysis.segmentation
    for i, offer in enumerate(analysis.recommendations.table.itertuples()):
        customer, product = dataset.customers.iloc[offer.customer], dataset.products.iloc[offer.product]
        expected = {
            "Customer ID": customer["customer_id"],
            "Customer": customer["customer_name"],
            "Rep": customer["rep"],
            "Segment": segmentation.segments[segmentation.segment_of[offer.customer]].name,
            "Cluster": segmentation.clusters[segmentation.cluster_of[offer.customer]].label,
            "Play": "Whitespace",
            "Product ID": product["product_id"],
            "Product": product["product_name"],
            "Suggested quantity": offer.quantity,
            "Expected value": offer.value,
            "Peers buying": offer.buyers,
            "Peers": offer.peers,
            "Adoption": offer.buyers / offer.peers,
            "Grade": offer.grade,
            "Reason": offer.reason,
            "Outcome": "",
            "Comment": "",
        }
        assert {header: column(table, header).values[i] for header in expected} == expected


def test_the_category_is_the_l2_category_else_l3_else_the_brand() -> None:
    assert list(categories(distributor())) == ["Paints", "Brushes", "Brushes", "Plumbing", "Pipes", "Acme"]


def test_products_without_any_category_have_a_blank_one() -> None:
    dataset = distributor()
    bare = replace(dataset, products=dataset.products.drop(columns=list(PRODUCTS)))
    assert list(categories(bare)) == [""] * 6


def test_ids_are_text_with_their_leading_zeros() -> None:
    table = offers()
    assert column(table, "Customer ID").kind == column(table, "Product ID").kind == "text"
    assert "007" in column(table, "Customer ID").values


def test_expected_value_is_blank_without_money() -> None:
    assert np.isnan(column(offers(without_money()), "Expected value").values).all()


def test_the_rep_is_blank_where_unknown() -> None:
    analysis = analysed()
    customers = analysis.dataset.customers.drop(columns=["rep"])
    nameless = replace(analysis, dataset=replace(analysis.dataset, customers=customers))
    assert set(column(offers(nameless), "Rep").values) == {""}
    assert "" in column(offers(), "Rep").values


def test_adoption_is_a_share_and_reasons_wrap() -> None:
    table = offers()
    assert column(table, "Adoption").kind == "share"
    assert (column(table, "Reason").kind, column(table, "Reason").width) == ("wrapped", 76)


def test_reps_choose_an_outcome_from_a_list() -> None:
    assert column(offers(), "Outcome").choices == OUTCOMES
    assert len(",".join(OUTCOMES)) <= 255  # as much as Excel takes
    assert not any("," in outcome for outcome in OUTCOMES)


def test_the_header_and_the_customer_stay_in_view() -> None:
    assert offers().frozen_columns == 2


def test_no_recommendation_leaves_an_empty_table_with_all_headers() -> None:
    table = offers(without_offers())
    assert table.rows == 0
    assert len(table.columns) == len(HEADERS.split(" · "))


def test_more_rows_than_a_sheet_holds_go_on_in_the_next() -> None:
    analysis = analysed()
    found = contents(analysis, rows_per_sheet=4)
    sheets = recommendations_sheets(found, 4)
    n = len(analysis.recommendations)
    assert [s.name for s in sheets[:2]] == ["Recommendations", "Recommendations 2"]
    assert [s.tables[0].rows for s in sheets] == [4] * (n // 4) + ([n % 4] if n % 4 else [])
    assert len({s.tables[0].name for s in sheets}) == len(sheets)
    whole = [i for s in sheets for i in column(s.tables[0], "Product ID").values]
    assert whole == list(column(offers(), "Product ID").values)


def test_exactly_a_full_sheet_needs_no_second_one() -> None:
    analysis = analysed()
    n = len(analysis.recommendations)
    assert contents(analysis, rows_per_sheet=n).recommendations == ("Recommendations",)


def test_the_analysis_is_not_changed() -> None:
    analysis = analysed()
    before = Recommendations(analysis.recommendations.table.copy(deep=True))
    offers(analysis)
    assert analysis.recommendations.table.equals(before.table)


def test_an_offer_to_a_key_account_says_so() -> None:
    analysis = apart(analysed(), key_accounts=[0], noise=[1])
    clusters = column(offers(analysis), "Cluster").values
    customers = analysis.recommendations.table["customer"]
    assert {clusters[i] for i, customer in enumerate(customers) if customer == 0} <= {"Key account"}
    assert {clusters[i] for i, customer in enumerate(customers) if customer == 1} <= {"No cluster"}
    assert {0, 1} & set(customers)
