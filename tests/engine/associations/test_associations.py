from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control, fisher_exact

import engine
from engine import OptionError, associate_anew
from engine.analysis import analyse
from engine.associations.baskets import NO_LINES, make_baskets
from engine.associations.by_cluster import OVERALL, rule_keys, strongest
from engine.options import AssociationOptions, ClusterOptions, Options
from engine.progress import Cancelled
from tests.engine.associations.builders import analysed, contents_of, sales, shop, singles

FEW = {"basket": "invoice", "least_count": 2, "least_support": 0.001, "least_confidence": 0.1, "false_discovery": 1.0}


@pytest.fixture(scope="module", params=range(3))
def analysis(request):
    return analysed(shop(request.param), **FEW)


def held(baskets, names):
    return np.array([set(names) <= set(content) for content in contents_of(baskets)])


def each_row(associations):
    """(row, cluster, names of the first items, name of the last)."""
    names = associations.baskets.names
    for row, (cluster, last) in enumerate(associations.table[["cluster", "consequent"]].itertuples(index=False)):
        first = [names[item] for item in associations.antecedent[row] if item >= 0]
        yield row, cluster, first, names[last]


def test_there_are_rules_overall_and_in_each_cluster_strongest_first(analysis):
    found = analysis.associations
    assert sorted(set(found.table["cluster"])) == [-1, 0, 1]
    assert len(found) == len(found.overall) + sum(map(len, found.by_cluster)) > 30
    for scope, rules in zip((-1, 0, 1), (found.overall, *found.by_cluster), strict=True):
        own = found.table[found.table["cluster"] == scope]
        np.testing.assert_array_equal(own["lift"], rules.lift)
        np.testing.assert_array_equal(own["consequent"], rules.consequent)
        assert (own["rule"] == np.arange(len(own))).all()
        assert (np.diff(own["strength"]) <= 1e-9).all()


def test_counts_are_those_of_the_baskets_of_the_cluster(analysis):
    found = analysis.associations
    cluster = analysis.segmentation.cluster_of[found.baskets.customer]
    np.testing.assert_array_equal(found.cluster_of_basket, cluster)
    across = found.across(np.arange(len(found)))
    for row, own, first, last in each_row(found):
        has_first, has_both = held(found.baskets, first), held(found.baskets, [*first, last])
        inside = np.ones(len(cluster), dtype=bool) if own == OVERALL else cluster == own
        rule = found.table.iloc[row]
        assert rule["antecedent_count"] == (has_first & inside).sum()
        assert rule["both"] == (has_both & inside).sum()
        assert rule["consequent_count"] == (held(found.baskets, [last]) & inside).sum()
        assert rule["baskets"] == inside.sum()
        assert rule["overall"] == has_both.sum() / has_first.sum()
        assert across.antecedent[row].tolist() == [
            n.sum() for n in (has_first, *(has_first & (cluster == c) for c in (0, 1)))
        ]
        assert across.both[row].tolist() == [n.sum() for n in (has_both, *(has_both & (cluster == c) for c in (0, 1)))]
        if own == OVERALL or not (has_first & ~inside).any():
            assert np.isnan(rule["elsewhere"])
        else:
            assert rule["elsewhere"] == (has_both & ~inside).sum() / (has_first & ~inside).sum()


def test_confidence_is_a_share(analysis):
    table, across = analysis.associations.table, analysis.associations.across(np.arange(len(analysis.associations)))
    for share in (table["confidence"], table["overall"], table["elsewhere"].dropna(), across.confidence):
        assert np.nanmin(share) >= 0
        assert np.nanmax(share) <= 1


def test_rules_of_a_cluster_are_those_of_a_file_with_its_customers_alone(analysis):
    dataset, found = analysis.dataset, analysis.associations
    region = dataset.customers["region"].to_numpy()
    for cluster in analysis.segmentation.clusters:
        own = np.isin(dataset.lines.customer, cluster.members)
        assert set(region[cluster.members]) == {analysis.segmentation.segments[cluster.segment].name}
        lines = replace(
            dataset.lines,
            **{name: getattr(dataset.lines, name)[own] for name in ("customer", "product", "order", "day", "quantity")},
        )
        alone = analyse(replace(dataset, lines=lines), analysis.options).associations
        mine = {(*first, last) for _, at, first, last in each_row(found) if at == cluster.id}
        assert {(*first, last) for _, at, first, last in each_row(alone) if at == OVERALL} == mine


def test_a_rule_holds_only_here_where_fishers_test_says_so_and_no_other_cluster_keeps_it():
    analysis = analysed(shop(customers=60), **{**FEW, "false_discovery": 0.05, "least_confidence": 0.3})
    found = analysis.associations
    inside = found.table[found.table["cluster"] != OVERALL]
    cluster, p, rules = found.cluster_of_basket, [], []
    for _, own, first, last in each_row(found):
        if own != OVERALL:
            has_first, has_last = held(found.baskets, first), held(found.baskets, [last])
            here = cluster == own
            counted = [[(has_first & has_last & at).sum(), (has_first & ~has_last & at).sum()] for at in (here, ~here)]
            p.append(fisher_exact(counted, alternative="greater").pvalue)
            rules.append((frozenset(first), last))
    expected = (false_discovery_control(np.minimum(p, 1)) <= 0.05) & [rules.count(rule) == 1 for rule in rules]
    assert inside["only_here"].tolist() == expected.tolist()
    assert not found.table["only_here"][found.table["cluster"] == OVERALL].any()
    assert (frozenset(["Name of a"]), "Name of b") in {
        (frozenset(first), last) for row, _, first, last in each_row(found) if found.table["only_here"].iloc[row]
    }


def test_a_rule_that_another_cluster_keeps_below_those_listed_does_not_hold_only_here():
    every = analysed(shop(), **FEW).associations
    few = analysed(shop(), **FEW, most_rules=9).associations
    assert [len(few.overall), *map(len, few.by_cluster)] == [9, 9, 9]
    listed = every.table.groupby("cluster").head(9).reset_index(drop=True)
    pd.testing.assert_series_equal(few.table["only_here"], listed["only_here"])
    inside = [(frozenset(first), last) for _, own, first, last in each_row(few) if own != OVERALL]
    seen_once = np.array([inside.count(rule) == 1 for rule in inside])
    assert (seen_once & ~few.table["only_here"][few.table["cluster"] != OVERALL]).any()
    assert few.overall.sentence.endswith("The 9 strongest are listed.")


def test_the_same_rule_has_the_same_key_whatever_its_padding():
    rules = analysed(shop(), **FEW).associations.overall
    keys = rule_keys(rules, 8)
    assert len(set(keys.tolist())) == len(rules)
    wider = replace(rules, antecedent=np.pad(rules.antecedent, ((0, 0), (0, 2)), constant_values=-1))
    np.testing.assert_array_equal(rule_keys(wider, 8), keys)
    assert len(strongest(rules, 2)) == len(strongest(rules, 2).lift) == 2
    assert strongest(rules, len(rules)) is rules


def test_top_items_have_their_share_of_all_baskets_and_of_those_of_each_cluster(analysis):
    found = analysis.associations
    held_in = {name: held(found.baskets, [name]) for name in found.baskets.names}
    counts = [held_in[found.baskets.names[item]].sum() for item in found.top.items]
    assert counts == sorted((n.sum() for n in held_in.values()), reverse=True)
    for item, support in zip(found.top.items, found.top.support, strict=True):
        mine = held_in[found.baskets.names[item]]
        expected = [mine.mean(), *(mine[found.cluster_of_basket == cluster].mean() for cluster in (0, 1))]
        np.testing.assert_allclose(support, expected)


def test_recent_baskets_weigh_more_everywhere_alike():
    found = analysed(shop(), **FEW, half_life=30).associations
    weight = found.baskets.weight
    across = found.across(np.arange(len(found)))
    for row, own, first, last in each_row(found):
        inside = np.ones(len(weight), dtype=bool) if own == OVERALL else found.cluster_of_basket == own
        both = held(found.baskets, [*first, last])
        assert found.table["both"].iloc[row] == pytest.approx(weight[both & inside].sum())
        assert across.both[row, 0] == pytest.approx(weight[both].sum())
    assert found.top.support[0, 0] == pytest.approx(
        weight[held(found.baskets, [found.baskets.names[found.top.items[0]]])].sum() / weight.sum()
    )


def test_where_one_cluster_is_everybody_each_rule_is_listed_once():
    dataset = shop()
    found = analyse(
        dataset,
        Options(
            segment_by=(),
            clustering=ClusterOptions(fewest_customers=1000, resamples=0),
            associating=AssociationOptions(**FEW),
        ),
    ).associations
    assert set(found.table["cluster"]) == {OVERALL}
    assert found.by_cluster == (found.overall,)


def test_a_cluster_with_fewer_baskets_than_a_rule_needs_says_so():
    lines = [("AB"[i % 2], str(i), p, 1.0) for i in range(9) for p in "pq"]
    lines += [("CD"[i % 2], str(i), "r", 1.0) for i in range(4)]
    found = analysed(sales(lines, customers={"region": ["North", "North", "South", "South"]})).associations
    assert found.cluster_notes[1] == "4 baskets, and a rule needs 5: no rules."
    assert found.cluster_notes[0].startswith("9 baskets, and a rule needs 5.")


def test_the_habits_of_a_single_customer_are_no_rule_of_a_cluster():
    lines = [("AB"[i % 2], str(i), p, 1.0) for i in range(12) for p in ("pq" if i % 3 else "r")]
    lines += [("C", str(i), p, 1.0) for i in range(12) for p in ("pq" if i % 3 else "r")]
    found = analysed(sales(lines, customers={"region": ["North", "North", "South"]}), basket="invoice").associations
    assert [len(rules) > 0 for rules in found.by_cluster] == [True, False]
    assert found.cluster_notes[1] == "12 baskets, all of one customer: no rules."
    assert found.overall.both.max() == 16


def test_where_a_support_keeps_nothing_the_sentence_says_what_the_largest_is():
    found = analysed(shop(), least_support=1.0, level="product").associations
    assert (len(found), len(found.targets.table)) == (0, 0)
    largest = max(held(found.baskets, [a, b]).sum() for a in found.baskets.names for b in found.baskets.names if a < b)
    assert any(f"are in {largest}" in note for note in found.notes)


def test_where_no_rule_about_products_holds_rules_are_about_their_categories_and_the_sentence_says_so():
    lines = []
    for i in range(40):
        products = [f"p{i % 20:02d}", f"q{i % 20:02d}"] if i % 2 else ["rope"]
        lines += [(f"C{i % 10}", str(i), product, 1.0) for product in products]
    bought = sorted({line[2] for line in lines})
    kind = {"p": "Paint", "q": "Brushes", "r": "Tools"}
    dataset = sales(lines, products={"l2_category": [kind[p[0]] for p in bought], "l3_category": bought})
    analysis = analyse(dataset, Options(associating=AssociationOptions(basket="invoice")))
    found = analysis.associations
    assert (found.baskets.level, analysis.options.associating.level) == ("l2", "l2")
    assert "because none about products or L3 categories holds among all customers." in found.notes[0]
    alone = analyse(dataset, Options(associating=AssociationOptions(basket="invoice", level="product"))).associations
    assert (alone.baskets.level, len(alone)) == ("product", 0)


def test_no_auto_is_left_in_the_options_of_the_run():
    analysis = analyse(singles(), Options())
    assert (analysis.options.associating.basket, analysis.options.associating.level) == ("customer window", "product")


def test_other_baskets_leave_customers_where_they_are(analysis):
    other = associate_anew(analysis, AssociationOptions(basket="customer"))
    assert other.segmentation is analysis.segmentation
    assert other.associations.baskets.kind == other.options.associating.basket == "customer"
    same = associate_anew(other, analysis.options.associating)
    pd.testing.assert_frame_equal(same.associations.table, analysis.associations.table)


def test_what_the_files_lack_is_refused_before_any_work():
    dataset = sales([("A", "1", "p", 1), ("A", "1", "q", 1)])
    stages = []
    with pytest.raises(OptionError, match="no dates"):
        analyse(
            dataset,
            Options(associating=AssociationOptions(basket="customer day")),
            lambda stage, _: stages.append(stage),
        )
    assert stages == []
    with pytest.raises(OptionError, match="no column for Brand"):
        associate_anew(analyse(dataset, Options()), AssociationOptions(level="brand"))


def test_it_can_be_cancelled_at_every_stage():
    analysis, stages = analysed(shop(), **FEW), []
    associate_anew(analysis, analysis.options.associating, lambda stage, _: stages.append(stage))
    assert len(set(stages)) >= 5
    for stop in sorted(set(stages)):

        def report(stage, _fraction, stop=stop):
            if stage == stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            associate_anew(analysis, analysis.options.associating, report)


def test_one_product_everywhere_makes_no_rule():
    found = analysed(
        sales([(f"C{i}", str(i), "p", 1.0) for i in range(9)], customers={"region": ["North"] * 9})
    ).associations
    assert len(found) == 0
    assert found.top.support.tolist() == [[1.0, 1.0]]


def test_a_basket_of_three_thousand_products_stays_quick_and_makes_no_rule_of_its_own():
    lines = [("A", "0", f"p{i:04d}", 1.0) for i in range(3_000)]
    lines += [("B", str(n), product, 1.0) for n in range(1, 9) for product in ("p0001", "p0002")]
    lines += [("B", str(n), "p0003", 1.0) for n in range(9, 40)]
    found = analysed(sales(lines, customers={"region": ["North", "North"]})).associations
    assert {(tuple(first), last) for _, _, first, last in each_row(found)} == {
        (("Name of p0001",), "Name of p0002"),
        (("Name of p0002",), "Name of p0001"),
    }


def test_lists_of_customers_without_lines_have_no_associations_and_a_sentence(tmp_path):
    path = tmp_path / "customers.csv"
    rows = [f"C{i:02d},{20 + i},{'Town' if i % 2 else 'Village'}" for i in range(30)]
    path.write_text("\n".join(["customer_id,age,place", *rows]))
    analysis = analyse(engine.read_dataset(engine.inspect_files([path])), Options())
    assert (len(analysis.associations), len(analysis.associations.targets.table)) == (0, 0)
    assert analysis.associations.notes[0] == NO_LINES
    assert analysis.associations.top.items.tolist() == []


def test_rules_between_colours_of_a_product_are_left_out_on_request():
    names = {"product_name": ["Lunch bag red", "Lunch bag blue", "Kettle"]}
    lines = [("A", str(i), p, 1.0) for i in range(10) for p in "pqr"[: 2 + i % 2]]
    lines += [("A", str(i), "r", 1.0) for i in range(10, 14)]
    dataset = sales(lines, products=names)
    every, fewer = (
        {
            (*first, last)
            for _, _, first, last in each_row(
                analyse(
                    dataset,
                    Options(associating=AssociationOptions(basket="invoice", drop_variants=drop, false_discovery=1.0)),
                ).associations
            )
        }
        for drop in (False, True)
    )
    assert ("Lunch bag red", "Lunch bag blue") in every
    assert ("Lunch bag red", "Lunch bag blue") not in fewer


def test_the_order_of_the_lines_does_not_matter():
    dataset = shop()
    order = np.random.default_rng(1).permutation(len(dataset.lines))
    lines = replace(
        dataset.lines,
        **{name: getattr(dataset.lines, name)[order] for name in ("customer", "product", "order", "day", "quantity")},
    )
    one, two = analysed(dataset, **FEW).associations, analysed(replace(dataset, lines=lines), **FEW).associations
    pd.testing.assert_frame_equal(one.table, two.table)
    pd.testing.assert_frame_equal(one.targets.table, two.targets.table)


def test_baskets_of_the_run_are_those_made_alone(analysis):
    alone = make_baskets(analysis.dataset, analysis.options.associating)
    assert contents_of(alone) == contents_of(analysis.associations.baskets)
