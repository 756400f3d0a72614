from __future__ import annotations

from dataclasses import replace

from engine.workbook.description import Heading, Sentence
from engine.workbook.method_sheet import method_sheet
from tests.engine.workbook.builders import analysed, column, described, table


def method(**recommending: object):
    analysis = analysed()
    options = replace(analysis.options, recommending=replace(analysis.options.recommending, **recommending))
    return described(method_sheet, replace(analysis, options=options))


def sentences(sheet) -> list[str]:
    """What is said below the heading “Not offered” and above the next one."""
    blocks = list(sheet.blocks)
    first = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "Not offered")
    after = [i for i, block in enumerate(blocks) if isinstance(block, Heading) and i > first]
    return [block.text for block in blocks[first : after[0]] if isinstance(block, Sentence)]


def test_how_many_products_are_offered_to_nobody_is_said_by_reason() -> None:
    product = analysed().dataset.products["product_id"].iloc[0]
    sheet = method(not_offered=(product,), discontinued_after=0)
    found = table(sheet, "NotOffered")
    shown = dict(zip(column(found, "Why").values, column(found, "Products").values, strict=True))
    assert shown["On a do-not-sell list"] == "1"
    assert sum(map(int, shown.values())) == int(sentences(sheet)[0].split(" of ")[0])
    assert sentences(sheet)[0].endswith(" offered to nobody.")


def test_what_was_turned_down_and_what_no_file_has_is_said() -> None:
    said = sentences(method(not_offered=tuple(f"X{i}" for i in range(7)), dismissed=("C9 | X1",)))
    assert "1 offer was turned down for one customer alone." in said
    assert "name “X0”, “X1”, “X2”, “X3”, “X4” and 3 more, which these files do not have." in said[-1]


def test_a_long_list_is_cut_and_a_file_is_named_without_its_folder() -> None:
    shown = table(method(not_offered=tuple(f"X{i}" for i in range(2_000)), do_not_sell="/home/me/list.csv"), "Options")
    values = dict(zip(column(shown, "Option").values, column(shown, "Value").values, strict=True))
    assert values["recommending.not_offered"].endswith("X19 and 1,980 more")
    assert values["recommending.do_not_sell"] == "list.csv"
