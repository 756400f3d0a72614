"""The language of a table, by the words of its headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from engine.reading.words.words import normal

Language = Literal["de", "fr", "es", "it", "pt", "nl", "en"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_STEMS: dict[Language, tuple[str, ...]] = {
    "de": _words(
        "kunde kunden debitor nummer menge stuck betrag preis wert umsatz datum rechnung beleg auftrag lieferschein artikel "
        "warengruppe bezeichnung einzel gesamt netto brutto vertreter verkaufer anzahl gebiet bestellung"
    ),
    "fr": _words(
        "client clients code article facture date quantite qte prix montant libelle designation ht ttc unitaire commande remise famille "
        "numero vendeur ligne chiffre affaires"
    ),
    "es": _words(
        "cliente clientes factura fecha cantidad precio importe articulo descripcion producto unitario vendedor pedido "
        "numero codigo familia zona"
    ),
    "it": _words(
        "cliente clienti fattura data quantita qta prezzo importo articolo descrizione prodotto unitario agente ordine "
        "numero codice famiglia ragione sociale riga"
    ),
    "pt": _words(
        "cliente clientes fatura nota fiscal data quantidade qtd qtde preco valor artigo descricao produto unitario vendedor "
        "pedido encomenda numero codigo familia"
    ),
    "nl": _words(
        "klant klanten factuur factuurnummer klantnummer klantnaam datum factuurdatum aantal prijs bedrag artikelcode artikel "
        "omschrijving stuk order regel eenheid groep verkoper"
    ),
    "en": _words(
        "customer client account invoice date quantity qty price amount value product item article description unit total number "
        "name id line sales net order code"
    ),
}
_COMPOUNDING: tuple[Language, ...] = ("de", "nl")
_SHORTEST = 5


def language_of(headers: Sequence[str]) -> Language | None:
    """The language whose words most headers hold; None where two are level or fewer than two headers say anything.

    German and Dutch words are also found inside a longer one: "Rechnungsbetrag".
    """
    words = [word for header in headers for word in normal(header).split()]
    hits = {language: sum(_is_of(word, language) for word in words) for language in _STEMS}
    best, second = sorted(hits.values(), reverse=True)[:2]
    return next(language for language, count in hits.items() if count == best) if best > second and best > 1 else None


def writes_decimal_comma(language: Language | None) -> bool:
    """Whether a language usually writes a decimal comma: all of them but English."""
    return language is not None and language != "en"


def _is_of(word: str, language: Language) -> bool:
    stems = _STEMS[language]
    inside = language in _COMPOUNDING and any(len(stem) >= _SHORTEST and stem in word for stem in stems)
    return word in stems or inside
