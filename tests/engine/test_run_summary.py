from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from engine.dataset import LeftOut
from engine.run_summary import summary
from tests.engine.workbook.builders import ISSUES, analysed, without_money

KEYS = ["lines", "amount", "customers", "products", "segments", "clusters", "recommendations", "issues", "seconds"]


def with_report(**changes: object):
    analysis = analysed()
    report = replace(analysis.dataset.report, **changes)
    return replace(analysis, dataset=replace(analysis.dataset, report=report))


def test_the_object_has_the_agreed_keys_in_order() -> None:
    found = summary(analysed(), {"Reading": 0.5})
    assert list(found) == KEYS
    assert list(found["lines"]) == list(found["amount"]) == ["read", "used", "left_out"]
    assert [list(issue) for issue in found["issues"]] == [["kind", "count", "message"]] * len(ISSUES)
    assert found["seconds"] == {"Reading": 0.5}


@pytest.mark.parametrize("part", ["lines", "amount"])
def test_used_and_left_out_add_up_to_read(part: str) -> None:
    found = summary(analysed(), {})[part]
    assert found["used"] + sum(found["left_out"].values()) == pytest.approx(found["read"])
    assert found["left_out"].keys() == {"no_customer", "no_quantity"}


def test_two_entries_for_one_reason_are_added_up() -> None:
    twice = (LeftOut("x", "X", 2, 1.5), LeftOut("x", "X in another file", 3, 2.5))
    found = summary(with_report(left_out=twice), {})
    assert (found["lines"]["left_out"], found["amount"]["left_out"]) == ({"x": 5}, {"x": 4.0})


def test_it_survives_json_strictly_and_unchanged() -> None:
    found = summary(with_report(amount_read=float("nan"), amount_used=math.inf), {"Reading": float("nan")})
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["amount"]["read"] is found["amount"]["used"] is found["seconds"]["Reading"] is None


def test_it_counts_what_the_analysis_found() -> None:
    analysis = analysed()
    found = summary(analysis, {})
    assert found["customers"] == 8
    assert found["products"] == 6
    assert found["segments"] == len(analysis.segmentation.segments)
    assert found["clusters"] == len(analysis.segmentation.clusters)
    assert found["recommendations"] == len(analysis.recommendations)


def test_customers_are_those_that_buy() -> None:
    analysis = analysed()
    assert summary(analysis, {})["customers"] == sum(len(s.members) for s in analysis.segmentation.segments)


def test_money_is_zero_where_there_is_none() -> None:
    found = summary(without_money(), {})["amount"]
    assert found["used"] == 0.0
