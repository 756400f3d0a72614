import numpy as np
import pytest

from engine.associations.basket_choice import basket_choices
from engine.associations.baskets import make_baskets
from engine.errors import OptionError
from engine.options import AssociationOptions
from tests.engine.associations.builders import contents_of, sales, singles
from tests.engine.builders import make_dataset

AUTO = AssociationOptions()


def choices(dataset, options=AUTO):
    return {choice.kind: choice for choice in basket_choices(dataset, options)}


def test_invoices_with_several_products_are_the_baskets():
    dataset = sales([("A", "1", "p", 1), ("A", "1", "q", 1), ("B", "1", "p", 1), ("B", "2", "q", 1)])
    made = make_baskets(dataset, AUTO)
    assert made.kind == "invoice"
    assert made.sentence.startswith(
        "Baskets are invoices. All that stands on one invoice is one basket. 3 baskets hold"
    )


def test_where_every_invoice_is_one_line_the_next_basket_that_holds_several_products_is_taken_and_the_sentence_says_so():
    made = make_baskets(singles(), AUTO)
    assert made.kind == "customer window"
    assert "because 100 % of invoices hold one product." in made.sentence
    assert (
        "more than 7 days, the least that makes sense (the median gap between two purchases of a customer is 3 days)."
        in made.sentence
    )
    assert set(contents_of(made)) == {("Name of Brush", "Name of Roller")}


def test_each_choice_says_what_it_would_give():
    found = choices(singles(customers=4))
    assert list(found) == ["invoice", "customer day", "customer window", "customer"]
    invoice, window, customer = found["invoice"], found["customer window"], found["customer"]
    assert (invoice.baskets, invoice.per_basket, invoice.pairs, invoice.one_product) == (48, 1.0, 0, 1.0)
    assert (window.baskets, window.per_basket, window.pairs, window.one_product) == (24, 2.0, 24, 0.0)
    assert (customer.baskets, customer.pairs) == (4, 4)
    assert [choice.kind for choice in found.values() if choice.proposed] == ["customer window"]
    assert invoice.sentence.startswith("48 invoices with 1.0 products each on average; 100 % hold one product; 0 pairs")


def test_what_is_proposed_is_what_automatic_takes():
    for dataset in (singles(), singles(days=0), sales([("A", "1", "p", 1), ("A", "1", "q", 1)])):
        (proposed,) = [kind for kind, choice in choices(dataset).items() if choice.proposed]
        assert make_baskets(dataset, AUTO).kind == proposed


def test_where_hardly_any_basket_of_any_kind_holds_two_products_the_one_with_most_such_is_taken():
    lines = [(f"C{i:02d}", str(i), f"p{i % 3}", 1.0, "2024-01-01") for i in range(20)]
    dataset = sales([*lines, ("C01", "99", "p9", 1.0, "2024-01-01")])
    assert make_baskets(dataset, AUTO).kind == "customer day"
    assert choices(dataset)["customer day"].one_product == 0.95


def test_without_an_invoice_column_days_of_a_customer_are_baskets_and_the_sentence_says_why():
    dataset = make_dataset([("A", p, 1, "2024-01-01") for p in "pq"] + [("B", p, 1, "2024-01-01") for p in "pq"])
    made = make_baskets(dataset, AUTO)
    assert made.kind == "customer day"
    assert "because the files have no invoice numbers." in made.sentence
    assert "invoice" not in choices(dataset)
    with pytest.raises(OptionError, match="no invoice numbers") as refused:
        make_baskets(dataset, AssociationOptions(basket="invoice"))
    assert "auto, customer day" in refused.value.hint


def test_without_invoices_and_dates_all_that_a_customer_buys_is_one_basket():
    made = make_baskets(make_dataset([("A", "p", 1), ("A", "q", 1), ("B", "p", 1)]), AUTO)
    assert made.kind == "customer"
    assert contents_of(made) == [("Name of p", "Name of q"), ("Name of p",)]
    with pytest.raises(OptionError, match="no dates"):
        make_baskets(make_dataset([("A", "p", 1)]), AssociationOptions(basket="customer window"))


def test_orders_whose_date_is_missing_are_baskets_of_their_own():
    dataset = sales(
        [
            ("A", "1", "p", 1, "NaT"),
            ("A", "1", "q", 1, "NaT"),
            ("A", "2", "p", 1, "NaT"),
            ("A", "3", "q", 1, "2024-05-01"),
        ]
    )
    for kind in ("customer day", "customer window"):
        made = make_baskets(dataset, AssociationOptions(basket=kind))
        assert sorted(map(len, contents_of(made))) == [1, 1, 2]
        assert "2 orders without a date are baskets of their own." in made.sentence


def test_where_all_dates_are_missing_days_are_no_choice():
    dataset = sales([("A", "1", "p", 1, "NaT"), ("A", "1", "q", 1, "NaT")])
    assert list(choices(dataset)) == ["invoice", "customer"]
    assert make_baskets(dataset, AssociationOptions(half_life=30)).weight is None


def test_one_product_everywhere_has_no_pairs_in_any_basket():
    dataset = sales([(f"C{i}", str(i), "p", 1.0, "2024-01-01") for i in range(9)])
    found = choices(dataset)
    assert all(choice.pairs == 0 and choice.one_product == 1.0 for choice in found.values())
    assert make_baskets(dataset, AUTO).items.shape == (9, 1)


def test_a_basket_of_three_thousand_products_is_a_basket():
    dataset = sales([("A", "1", f"p{i:04d}", 1.0, "2024-01-01") for i in range(3_000)])
    made = make_baskets(dataset, AUTO)
    assert made.items.shape == (1, 3_000)
    assert choices(dataset)["invoice"].pairs == 3_000 * 2_999 // 2
    assert np.all(made.items.data == 1)
