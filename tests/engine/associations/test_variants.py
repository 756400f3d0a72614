from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.associations.variants import variant_groups


def alike(*names: str) -> bool:
    return len(set(variant_groups(names).tolist())) == 1


@pytest.mark.parametrize(
    "names",
    [
        (
            "WHITE HANGING HEART T-LIGHT HOLDER",
            "Red hanging heart T-light holder",
            "CREAM HANGING HEART T-LIGHT HOLDER",
        ),
        ("SET OF 6 T-LIGHTS SANTA", "SET/12 T-LIGHTS SANTA", "T-LIGHTS SANTA 4 PCS"),
        ("60 CAKE CASES DOLLY GIRL DESIGN", "PACK OF 72 CAKE CASES, DOLLY GIRL DESIGN"),
        ("LARGE HEART MEASURING SPOONS", "SMALL HEART MEASURING SPOONS", "HEART MEASURING SPOONS"),
        ("Wandfarbe matt weiß 10 l", "Wandfarbe matt, hellgrau, 2,5 Liter", "Matt Wandfarbe schwarz"),
        ("Holzschrauben verzinkt 4x40 200 Stück", "Holzschrauben verzinkt 5 x 60 mm, 100 Stk"),
        ("Gants de travail noirs taille M", "Gants de travail bleus taille XL"),
        ("Guantes de trabajo rojos pequeños", "Guantes de trabajo azules grandes"),
        ("Guanti da lavoro rossi piccoli", "Guanti da lavoro neri grandi"),
        ("Luvas de trabalho vermelhas pequenas", "Luvas de trabalho brancas grandes"),
        ("Rode werkhandschoenen leer klein", "Zwarte werkhandschoenen leer groot"),
        ("DeWalt cordless drill 18 V", "DeWalt 20V cordless drill"),
    ],
)
def test_names_that_differ_in_packs_sizes_and_colours_are_one_product(names: tuple[str, ...]) -> None:
    assert alike(*names)


@pytest.mark.parametrize(
    "names",
    [
        ("Orange juice", "Juice"),
        ("Red wine", "White wine vinegar"),
        ("JUMBO BAG RED RETROSPOT", "JUMBO BAG OWLS"),
        ("GREEN REGENCY TEACUP", "REGENCY CAKESTAND 3 TIER"),
        ("Gift box large", "Gift bag large"),
        ("Copper pipe 15 mm", "Steel pipe 15 mm"),
        ("12", "24"),
        ("", "x"),
    ],
)
def test_other_words_are_another_product(names: tuple[str, ...]) -> None:
    assert len(set(variant_groups(names).tolist())) == len(names)


@given(st.lists(st.text(max_size=12) | st.sampled_from(["red 2 pack mug", "mug blue", "pack of 6", "6", "rouge"])))
def test_every_name_has_a_group_and_equal_names_have_the_same(names: list[str]) -> None:
    groups = variant_groups(names).tolist()
    assert len(groups) == len(names)
    assert sorted(set(groups)) == list(range(len(set(groups))))
    assert all(groups[a] == groups[b] for a in range(len(names)) for b in range(len(names)) if names[a] == names[b])
