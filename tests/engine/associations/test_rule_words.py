from dataclasses import replace

import numpy as np

from engine import antecedent_names, rule_sentences
from engine.analysis import analyse
from engine.associations.rule_words import percent
from engine.options import AssociationOptions, Options
from tests.engine.associations.builders import analysed, sales, shop

FEW = {"least_count": 2, "least_support": 0.001, "least_confidence": 0.1, "false_discovery": 1.0}
LINES = [(f"C{i}", "1", p, 1.0, "2024-01-01") for i in range(5) for p in "ab"]
LINES += [("C5", "1", "a", 1.0, "2024-01-01"), *((f"D{i}", "1", "c", 1.0, "2024-01-01") for i in range(4))]


def sentence_of(kind, names=("a",), **options):
    found = analyse(sales(LINES), Options(associating=AssociationOptions(basket=kind, **options)))
    associations = found.associations
    wanted = [f"“Name of {name}”" for name in names]
    rows = [
        row for row, text in enumerate(antecedent_names(associations, np.arange(len(associations)))) if text in wanted
    ]
    return rule_sentences(associations, found.segmentation, rows[:1])[0]


def test_where_a_basket_is_a_customer_a_rule_speaks_of_customers():
    text = "Of 6 customers buying “Name of a”, 5 also buy “Name of b” (83 %; all customers: 50 %)."
    assert sentence_of("customer") == text


def test_where_a_basket_is_an_invoice_a_rule_speaks_of_invoices():
    text = "Of 6 invoices with “Name of a”, 5 also hold “Name of b” (83 %; all invoices: 50 %)."
    assert sentence_of("invoice") == text


def test_days_and_windows_are_baskets():
    assert sentence_of("customer day").startswith("Of 6 baskets with “Name of a”, 5 also hold")
    assert sentence_of("customer window").endswith("(83 %; all baskets: 50 %).")


def test_where_recent_baskets_weigh_more_the_sentence_says_so():
    assert sentence_of("invoice", half_life=10).endswith(" Recent ones count more.")


def test_inside_a_cluster_its_name_is_said_and_what_holds_elsewhere():
    analysis = analysed(shop(), basket="invoice", **FEW)
    found = analysis.associations
    rows = np.flatnonzero((found.table["cluster"] == 0) & found.table["elsewhere"].notna())
    cluster, (text,) = analysis.segmentation.clusters[0], rule_sentences(found, analysis.segmentation, rows[:1])
    rule = found.table.iloc[rows[0]]
    assert (
        f" invoices of cluster {cluster.label} ({analysis.segmentation.segments[cluster.segment].name}) with “" in text
    )
    assert f"({rule['confidence'] * 100:.0f} %; all invoices of the cluster: " in text
    assert text.endswith(f"; elsewhere: {rule['elsewhere'] * 100:.0f} %).")


def test_a_cluster_that_was_renamed_has_its_new_name():
    analysis = analysed(shop(), basket="invoice", **FEW)
    found = analysis.associations
    clusters = tuple(replace(cluster, name="Painters") for cluster in analysis.segmentation.clusters)
    row = int(np.flatnonzero(found.table["cluster"] == 1)[0])
    (text,) = rule_sentences(found, replace(analysis.segmentation, clusters=clusters), [row])
    assert "of cluster 1 Painters (South)" in text


def test_several_first_items_are_listed():
    found = analysed(shop(), basket="invoice", longest=4, **FEW).associations
    size = (found.antecedent >= 0).sum(axis=1)
    for n in (1, 2, 3):
        row = int(np.flatnonzero(size == n)[0])
        names = [f"“{found.baskets.names[item]}”" for item in found.antecedent[row][:n]]
        (text,) = antecedent_names(found, np.array([row]))
        assert text == {1: "{0}", 2: "{0} and {1}", 3: "{0}, {1} and {2}"}[n].format(*names)


def test_halves_of_a_per_cent_are_rounded_as_a_spreadsheet_does():
    assert [percent(share) for share in (0.625, 5 / 8, 0.005, 0.0049, 1.0, 0.285)] == [
        "63 %",
        "63 %",
        "1 %",
        "0 %",
        "100 %",
        "29 %",
    ]


def test_no_rows_make_no_sentences():
    analysis = analysed(shop(), basket="invoice", **FEW)
    assert rule_sentences(analysis.associations, analysis.segmentation, []) == []
