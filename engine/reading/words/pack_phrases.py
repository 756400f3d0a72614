"""How headers say that a column holds the units in a pack, and whether a product is still sold."""

from __future__ import annotations

import re

_PACK = """pack size; packing size; packing unit; packaging unit; pack quantity; pack qty; case size; case pack; inner pack; order multiple;
verpackungs einheit; vpe menge; vpe grosse; ve menge; gebinde grosse; unite d emballage; unite de conditionnement; unidad de embalaje;
unidad de empaque; unidades de empaque; cantidad por empaque; unita di imballo; unita imballo; unita di confezionamento; unidade de embalagem;
quantidade por embalagem; verpakkings eenheid; multiplo de venda; multiplo de venta"""
_PER = (
    (
        "unit units piece pieces pc pcs each items bottles",
        "per in",
        "case carton box pack package crate bag bundle tray",
    ),
    ("stuck stueck stk einheiten flaschen", "pro je im", "karton packung vpe ve gebinde kiste verpackung paket"),
    ("unites pieces bouteilles", "par", "carton colis conditionnement boite caisse paquet"),
    ("unidades uds unid piezas", "por", "caja embalaje paquete bulto empaque"),
    ("pezzi pz unita", "per", "confezione conf cartone scatola collo"),
    ("stuks aantal", "per", "doos verpakking colli omdoos"),
    ("unidades unid pecas", "por", "caixa embalagem pacote fardo"),
)
"""What is in it, the word between (which a stroke leaves out), and what it is in."""
_AMOUNT_PER = ("qty quantity menge anzahl qte quantite cantidad quantita quantidade qtd", "per pro je par por")
"""Words that mean the units in a pack only where the word between is written: “Qty box” may be boxes that were sold."""
_ENDED = """phased out; phase out; end of life; end of sale; fin de serie; fin de vida; fuori produzione; fuori catalogo; fora de linha; uit assortiment;
product active; item active; active product; active item; artikel aktiv; produkt aktiv; article actif; produit actif; articulo activo; producto activo;
articolo attivo; prodotto attivo; artikel actief; produto ativo; artigo ativo; item status active"""


def _phrases() -> dict[str, str]:
    packs = {" ".join(text.split()): "packsize" for text in _PACK.split(";")}
    return packs | {" ".join(text.split()): "discontinued" for text in _ENDED.split(";")}


def _per() -> re.Pattern[str]:
    said = [rf"(?:{_any(inner)}) (?:(?:{_any(between)}) )?(?:{_any(outer)})" for inner, between, outer in _PER]
    amounts, links = _AMOUNT_PER
    said.append(rf"(?:{_any(amounts)}) (?:{_any(links)}) (?:{_any(' '.join(outer for _, _, outer in _PER))})")
    return re.compile(rf"(?<= )(?:{'|'.join(said)})(?= )")


def _any(words: str) -> str:
    return "|".join(dict.fromkeys(words.split()))


PACK_PHRASES = _phrases()
"""Whole phrases → the one word of the vocabulary that they stand for."""
UNITS_PER_PACK = _per()
"""“units per case” in a header between blanks, which stands for the word “packsize”."""
