import numpy as np
import pytest

from gui.frames import associations as frames
from gui.frames import rule_plots
from tests.gui.analyses import listed
from tests.gui.associated import LACK_ROLLER, together

PAINT, ROLLER = "Name of paint", "Name of roller"


def all_rows():
    return np.arange(len(together().associations))


def columns():
    return {column.key: column for column in frames.rule_columns(together())}


def row_of(first, then, among=frames.EVERYBODY):
    shown = columns()
    rows = zip(shown["among"].values, shown["first"].values, shown["then"].values, strict=True)
    return list(rows).index((among, first, then))


def cells(row):
    return {key: column.text(row) for key, column in columns().items()}


def test_a_rule_says_among_whom_what_goes_with_what_and_how_often():
    row = cells(row_of(PAINT, ROLLER))
    assert (row["confidence"], row["average"], row["lift"]) == ("75", "38", "2.0")
    assert (row["both"], row["of"], row["targets"]) == ("18", "24", "2")


def test_the_same_rule_inside_its_cluster_is_compared_with_the_cluster_and_with_elsewhere():
    scopes = set(frames.scopes(together())) - {frames.EVERYBODY}
    painters = next(name for name in scopes if "Painting" in name)
    row = cells(row_of(PAINT, ROLLER, painters))
    assert (row["confidence"], row["average"], row["only_here"]) == ("75", "75", "yes")


def test_a_rule_is_read_out_in_a_sentence():
    assert frames.sentence(together(), row_of(PAINT, ROLLER)) == (
        "Of 24 baskets with “Name of paint”, 18 also hold “Name of roller” (75 %; all baskets: 38 %)."
    )


def test_who_lacks_the_second_half_is_listed_with_rep_and_the_usual_quantity_those_who_spend_most_first():
    row = row_of(PAINT, ROLLER)
    table = {column.key: column for column in frames.target_columns(together(), row)}
    assert table["customer"].values.tolist() == ["Name of P7", "Name of P6"]
    assert table["spend"].values.tolist() == [3 * 47.0, 3 * 46.0]
    assert table["quantity"].values.tolist() == [2.0, 2.0]
    assert set(table["rep"].values) == {"Luis"}
    ids = together().dataset.customers["customer_id"].to_numpy()
    assert set(ids[frames.targets_of(together(), row)]) == LACK_ROLLER
    assert frames.targets_title(together(), row) == "2 customers lack Name of roller"


def test_the_headline_counts_the_rules_shown_and_each_customer_once():
    assert frames.headline(together(), all_rows()) == "8 rules; 2 customers to call about them"
    assert frames.headline(together(), np.array([row_of(ROLLER, PAINT)])) == "1 rule; 0 customers to call about them"
    assert frames.headline(together(), np.empty(0, dtype=int)) == "No rule fits these filters."


def test_the_first_rule_opened_is_one_that_leaves_somebody_to_call():
    assert frames.first_to_call(together(), all_rows()) == row_of(PAINT, ROLLER)
    nobody = np.array([row_of(ROLLER, PAINT)])
    assert frames.first_to_call(together(), nobody) == nobody[0]
    assert frames.first_to_call(together(), nobody[:0]) is None


def test_a_list_of_customers_alone_has_no_rules_and_says_why():
    assert not len(listed().associations)
    assert frames.headline(listed(), np.empty(0, dtype=int)).startswith("No rules")
    assert "without invoice lines" in frames.basis(listed())


@pytest.mark.parametrize("make", [rule_plots.target_bars, rule_plots.support_bars, rule_plots.rule_map])
def test_without_rules_every_picture_has_a_sentence(make):
    assert make(listed(), np.empty(0, dtype=np.int64)).sentence


def test_pictures_are_of_everybodys_rules_unless_only_those_of_a_cluster_are_shown():
    cluster = together().associations.table["cluster"].to_numpy()
    assert set(cluster[rule_plots.drawn(together(), all_rows())]) == {-1}
    inside = np.flatnonzero(cluster == 1)
    np.testing.assert_array_equal(rule_plots.drawn(together(), inside), inside)


def test_rules_that_leave_nobody_to_call_have_no_bar():
    rows = rule_plots.by_targets(together(), all_rows())
    record = rule_plots.target_bars(together(), rows)
    assert record.rules == (f"{PAINT} → {ROLLER}",)
    assert record.lacking.tolist() == [2]
    assert record.sentence == f"2 customers to call about {PAINT} → {ROLLER}."


def test_top_products_are_the_shares_of_baskets_that_hold_them_overall_and_by_cluster():
    record = rule_plots.support_bars(together(), all_rows())
    shares = {name: row.tolist() for name, row in zip(record.items, record.shares, strict=True)}
    assert shares[PAINT] == pytest.approx([0.5, 0.0, 1.0])
    assert shares["Name of nails"] == pytest.approx([16 / 48, 16 / 24, 0.0])
    assert record.groups[0].name == frames.EVERYBODY
    assert record.baskets.tolist() == [48, 24, 24]


def test_filters_offer_steps_that_let_everything_above_them_pass():
    lacking = next(facet for facet in frames.facets(together()) if facet.key == "targets")
    assert lacking.upwards
    assert lacking.values[1] == "1 customer and more"
    assert lacking.codes.tolist() == [int(count > 0) for count in together().associations.table["targets"]]


def test_the_map_joins_products_by_the_rules_shown_with_the_share_of_baskets_that_hold_each():
    rows = rule_plots.drawn(together(), all_rows())
    record = rule_plots.rule_map(together(), rows)
    assert len(record.rules) == 4
    joined = {(record.names[rule.antecedent[0]], record.names[rule.consequent]) for rule in record.rules}
    assert (PAINT, ROLLER) in joined
    assert dict(zip(record.names, record.support.tolist(), strict=True))[ROLLER] == 18 / 48
    assert record.number == 0


def test_the_map_of_a_cluster_counts_its_own_baskets():
    painters = next(c.id for c in together().segmentation.clusters if "Painting" in c.name)
    rows = np.flatnonzero(together().associations.table["cluster"] == painters)
    record = rule_plots.rule_map(together(), rows)
    assert dict(zip(record.names, record.support.tolist(), strict=True))[ROLLER] == 18 / 24
    assert record.number == together().segmentation.clusters[painters].number
