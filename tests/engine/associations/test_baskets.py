from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.associations.baskets import NO_ITEMS, NO_LINES, make_baskets
from engine.errors import OptionError
from engine.options import AssociationOptions
from tests.engine.associations.builders import contents_of, sales
from tests.engine.builders import make_dataset

AUTO = AssociationOptions()
INVOICES = AssociationOptions(basket="invoice")


def names(*products):
    return tuple(f"Name of {product}" for product in products)


purchase = st.tuples(
    st.sampled_from("ABC"),
    st.sampled_from("123"),
    st.sampled_from("pqrs"),
    st.sampled_from([-2.0, -1.0, 1.0, 2.0]),
    st.sampled_from(["2024-01-01", "2024-01-02", "2024-03-01"]),
)


def slowly(lines, key):
    """What each basket holds, from the definition: bought in it, and not returned in full by its customer."""
    left = {}
    for customer, _, product, quantity, _ in lines:
        left[customer, product] = left.get((customer, product), 0.0) + quantity
    found = {}
    for line in lines:
        customer, _, product, quantity, _ = line
        if quantity > 0 and left[customer, product] > 0:
            found.setdefault(key(line), set()).add(f"Name of {product}")
    return sorted(tuple(sorted(basket)) for basket in found.values())


@given(st.lists(purchase, min_size=1, max_size=40))
def test_baskets_are_what_the_definition_says(lines):
    dataset = sales(lines)
    keys = {
        "invoice": lambda line: line[:2],
        "customer day": lambda line: (line[0], first_day[line[:2]]),
        "customer": lambda line: line[0],
    }
    first_day = {}
    for line in lines:
        first_day[line[:2]] = min(line[4], first_day.get(line[:2], line[4]))
    for kind, key in keys.items():
        made = make_baskets(dataset, AssociationOptions(basket=kind))
        assert sorted(contents_of(made)) == slowly(lines, key)


@given(st.lists(purchase, min_size=1, max_size=40), st.randoms())
def test_the_order_of_the_lines_does_not_matter(lines, random):
    mixed = list(lines)
    random.shuffle(mixed)
    for kind in ("invoice", "customer window"):
        one, two = (make_baskets(sales(some), AssociationOptions(basket=kind)) for some in (lines, mixed))
        assert contents_of(one) == contents_of(two)
        np.testing.assert_array_equal(one.customer, two.customer)


def test_the_first_basket_of_one_customer_is_not_the_first_of_another_and_one_number_of_two_customers_is_two_invoices():
    dataset = sales([("A", "1", "p", 1), ("A", "1", "q", 1), ("B", "1", "q", 1), ("B", "1", "r", 1)])
    for kind in ("invoice", "customer"):
        made = make_baskets(dataset, AssociationOptions(basket=kind))
        assert contents_of(made) == [names("p", "q"), names("q", "r")]
        assert made.customer.tolist() == [0, 1]


def test_the_table_is_sparse_binary_and_sorted_however_often_an_item_was_bought():
    lines = [("A", str(invoice), "q", 1.0) for invoice in range(300)] + [("A", "0", "p", 1.0)]
    made = make_baskets(sales(lines), AssociationOptions(basket="customer"))
    assert made.items.format == "csr"
    assert made.items.dtype == np.uint8
    assert made.items.has_canonical_format
    assert made.items.toarray().tolist() == [[1, 1]]


def test_what_was_returned_in_full_is_no_evidence():
    dataset = sales(
        [("A", "1", "p", 2), ("A", "1", "q", 1), ("A", "2", "p", -2), ("B", "1", "p", 2), ("B", "2", "p", -1)]
    )
    made = make_baskets(dataset, INVOICES)
    assert contents_of(made) == [names("q"), names("p")]


GOODS = {"is_goods": [False, True, True]}
PARCELS = [("A", "1", "POST", 1), ("A", "1", "p", 1), ("A", "2", "POST", 1), ("A", "2", "q", 1)]


def test_postage_is_no_item_and_is_named_with_its_lines():
    made = make_baskets(sales(PARCELS, products=GOODS), INVOICES)
    assert contents_of(made) == [names("p"), names("q")]
    assert made.notes == ("No items of a basket: POST (Name of POST) with 2 lines.",)
    (charge,) = made.left_out
    assert (charge.product_id, charge.lines, charge.why) == ("POST", 2, "charge")


def test_a_charge_can_be_taken_back_and_goods_can_be_left_out_by_id_or_by_name():
    options = replace(INVOICES, items_after_all=("post",), not_items=("NAME OF P", "bags"))
    made = make_baskets(sales(PARCELS, products=GOODS), options)
    assert contents_of(made) == [names("POST"), names("POST", "q")]
    assert [(part.product_id, part.why) for part in made.left_out] == [("p", "asked")]
    assert "No product is called “bags”." in made.notes


def test_many_charges_are_named_in_part_and_counted_in_whole():
    lines = [("A", "1", "p", 1), *(("A", "1", f"X{i:02d}", 1) for i in range(10) for _ in range(i + 1))]
    made = make_baskets(sales(lines, products={"is_goods": [False] * 10 + [True]}), INVOICES)
    assert len(made.left_out) == 10
    assert made.notes[0].endswith("X02 (Name of X02) with 3 lines, 2 more with 3 lines.")


def test_products_of_one_name_are_items_of_their_own_told_apart_by_id():
    lines = [("A", "1", "p1", 1), ("A", "1", "p2", 1), ("A", "1", "p3", 1)]
    dataset = sales(lines, products={"product_id": ["p1", "p2", "p3"], "product_name": ["Brush", "brush", "Roller"]})
    assert make_baskets(dataset, INVOICES).names == ("Brush (p1)", "brush (p2)", "Roller")


def test_an_id_with_five_names_is_one_item(tmp_path):
    rows = [f"{i},C1,P1,Brush {i},1" for i in range(5)] + ["5,C1,P2,Roller,1"]
    path = tmp_path / "lines.csv"
    path.write_text("\n".join(["invoice_id,customer_id,product_id,product_name,quantity", *rows]))
    made = make_baskets(engine.read_dataset(engine.inspect_files([path])), INVOICES)
    assert made.items.shape == (6, 2)
    assert len(made.names) == 2


LEVELS = {"l2_category": ["Paint", "Paint", ""], "brand": ["Acme", "Best", "Acme"]}


def test_items_can_be_categories_or_brands_and_products_without_one_are_none():
    dataset = sales([("A", "1", "p", 1), ("A", "1", "q", 1), ("A", "2", "r", 1)], products=LEVELS)
    made = make_baskets(dataset, replace(INVOICES, level="l2"))
    assert contents_of(made) == [("Paint",)]
    assert made.product.tolist() == [-1]
    assert made.item_of_product.tolist() == [0, 0, -1]
    assert contents_of(make_baskets(dataset, replace(INVOICES, level="brand"))) == [("Acme", "Best"), ("Acme",)]


def test_a_level_that_products_do_not_have_is_refused_with_those_they_have():
    dataset = sales([("A", "1", "p", 1), ("A", "1", "q", 1), ("A", "2", "r", 1)], products=LEVELS)
    with pytest.raises(OptionError, match="no column for L3 category") as refused:
        make_baskets(dataset, replace(INVOICES, level="l3"))
    assert refused.value.hint == "Choose one of: auto, product, l2, brand."


def test_items_know_their_products():
    made = make_baskets(sales([("A", "1", "p", 1), ("A", "2", "q", -1), ("A", "1", "r", 1)]), INVOICES)
    assert made.product.tolist() == [0, 2]
    assert made.item_of_product.tolist() == [0, -1, 1]


def test_a_basket_counts_half_for_each_half_life_before_the_last_day_of_the_data():
    lines = [("A", "1", "p", 1, "2024-01-01"), ("A", "2", "p", 1, "2024-01-31"), ("A", "3", "p", 1, "2024-03-01")]
    made = make_baskets(sales(lines), AssociationOptions(basket="invoice", half_life=30))
    np.testing.assert_allclose(made.weight, [0.25, 0.5, 1.0])
    assert "counts half as much for every 30 days" in made.notes[-1]
    assert make_baskets(sales(lines), INVOICES).weight is None


def test_a_basket_without_a_date_counts_like_the_middle_one():
    lines = [("A", "1", "p", 1, "2024-01-01"), ("A", "2", "p", 1, "NaT"), ("A", "3", "p", 1, "2024-01-31")]
    weight = make_baskets(sales(lines), AssociationOptions(basket="invoice", half_life=30)).weight
    np.testing.assert_allclose(weight, [0.5, 0.5**0.5, 1.0])


def test_without_dates_a_half_life_changes_nothing_and_says_so():
    made = make_baskets(make_dataset([("A", "p", 1), ("A", "q", 1)]), AssociationOptions(half_life=30))
    assert made.weight is None
    assert made.notes == ("Without dates all baskets count alike.",)


def test_where_no_column_names_the_customer_baskets_belong_to_nobody():
    dataset = replace(sales([("1", "1", "p", 1), ("1", "1", "q", 1), ("2", "2", "p", 1)]), has_customers=False)
    made = make_baskets(dataset, AUTO)
    assert (made.kind, made.customer.tolist()) == ("invoice", [-1, -1])
    assert "nobody to call" in made.notes[0]
    with pytest.raises(OptionError, match="no customers"):
        make_baskets(dataset, AssociationOptions(basket="customer"))


def test_lists_of_customers_and_charges_alone_make_no_baskets():
    listed = sales([("A", "1", "p", 1)], products={"is_goods": [False]})
    assert (len(make_baskets(listed, AUTO)), make_baskets(listed, AUTO).sentence) == (0, NO_ITEMS)
    none = make_dataset([("A", "p", 1)])
    nothing = np.empty(0, dtype=np.int32)
    lines = replace(none.lines, customer=nothing, product=nothing, order=nothing, quantity=np.empty(0))
    assert make_baskets(replace(none, lines=lines), AUTO).sentence == NO_LINES
