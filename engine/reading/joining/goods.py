"""Which products are no goods: postage, bank charges, discounts and the like, which are never offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CODES = re.compile(
    r"(post|postage|dot|pads|cruk|amazonfee|bank charges|gift_\d\w*|freight|shipping|carriage|porto|versand|fracht|pfand|rabatt|rundung|verpackung|frete|portes)",
    re.IGNORECASE,
)
_CHARGE = r"( (costs?|charges?|fees?|surcharge))?"
_GERMAN = (
    r"|porto( und verpackung)?|versand|versand(kosten|pauschale|spesen)|fracht|fracht(kosten|pauschale|zuschlag)|liefer(kosten|pauschale)"
    r"|(mengen|treue|neukunden|sonder|kunden|aktions)?rabatt|skonto|bonus|nachlass|preisnachlass|gutschein"
    r"|(flaschen|kisten|paletten|leergut|fass|kasten|einweg|mehrweg)?pfand|leergut|paletten(tausch|gebühr)"
    r"|bank(gebühr|gebühren|spesen)|mahngebühr(en)?|kontoführung|verpackung|verpackungs(kosten|pauschale)"
    r"|(mindermengen|kleinmengen|energie|diesel|maut|express|teuerungs|inselzulage|rohstoff)zuschlag|mindermengenpauschale|zuschlag"
    r"|rundung|rundungs(differenz|betrag|ausgleich)|bearbeitungs(gebühr|pauschale)|versicherung|maut|verzugszinsen|zinsen"
)
_FRENCH = (
    r"|(frais|forfait) de (port|livraison|transport|gestion|dossier|facturation|traitement|banque|rappel)|frais bancaires"
    r"|frais d'(envoi|expédition|emballage)|port( et emballage)?|remise|rabais|ristourne|escompte|transport|livraison"
    r"|consigne(s)?|déconsigne|arrondi|participation (port|transport|gasoil)|surcharge (carburant|gasoil|énergie)|emballage"
    r"|éco[- ]?(participation|contribution|taxe)|supplément|assurance|intérêts de retard"
)
_SPANISH = (
    r"|gastos (de )?(env[ií]o|transporte|bancarios|gesti[oó]n|embalaje|devoluci[oó]n)|portes( pagados| debidos)?|flete|env[ií]o"
    r"|descuento|dto\.?|bonificaci[oó]n|rappel|fianza|dep[oó]sito|redondeo|recargo|comisi[oó]n(es)? bancarias?"
    r"|embalaje|seguro|intereses"
)
_ITALIAN = (
    r"|spese (di |d')?(spedizione|trasporto|incasso|bancarie|imballo|bolli|gestione)|trasporto|spedizione|contributo (trasporto|spese|conai|raee)"
    r"|sconto|abbuono|cauzione|arrotondamento|imballo|bollo|supplemento|commissioni bancarie|assicurazione"
)
_PORTUGUESE = (
    r"|(custos?|despesas?|gastos?|taxa) de (envio|transporte|entrega|porte|expedi[cç][aã]o|embalagem|servi[cç]o)|frete|portes( de envio)?|transporte"
    r"|desconto|dep[oó]sito|vasilhame|cau[cç][aã]o|arredondamento|despesas banc[aá]rias|taxas? banc[aá]rias?|sobretaxa|embalagem|seguro|juros"
)
_DUTCH = (
    r"|verzend(kosten|ing)|vracht(kosten)?|transport(kosten|toeslag)?|bezorg(kosten|ing)|porto ?kosten|(administratie|bank|verpakkings|order|incasso)kosten"
    r"|korting|statiegeld|emballage|afronding(sverschil)?|(brandstof|energie|kleine order|milieu)?toeslag|ordertoeslag|betalingskorting|verzekering"
)
_NORDIC = (
    r"|frakt|fragt|forsendelse|levering|leveringsomkostninger|rabat|rabatt|kontantrabatt|kasserabat|pant|öresutjämning|øreafrunding|afrunding|avrundning"
    r"|(ekspeditions|faktura|kort|betalings|miljø|miljö)(gebyr|avgift)|gebyr|avgift|fakturagebyr|emballage"
)
_NAMES = re.compile(
    rf"((dotcom|next day|express|standard|uk|export) )?(postage|freight|carriage|shipping|delivery|handling|packing|p&p){_CHARGE}"
    r"|(postage|shipping) (and|&) (packing|packaging|handling)"
    r"|(bank|service|handling|fuel|restocking|credit card|payment|small order) (charges?|fees?|surcharge)"
    r"|manual|discounts?|samples?|adjustments?|adjust bad debt|adjustment by .*|rounding|amazon fees?|cruk commission"
    r"|(dotcomgiftshop )?gift (voucher|card)s?( .*)?|deposits?|pallet deposit"
    r"|(fuel|energy|minimum order|small quantity|credit card|pallet|environmental|late payment) (surcharge|levy|fee|charge)"
    r"|(cash|quantity|volume|trade|loyalty|invoice|customer) discount|(bottle|crate|container|keg) deposit|rounding (difference|adjustment)"
    r"|interest( charges?)?|reminder fees?|insurance|call[- ]out charges?|pallets? (charges?|fees?)|surcharges?"
    + _GERMAN
    + _FRENCH
    + _SPANISH
    + _ITALIAN
    + _PORTUGUESE
    + _DUTCH
    + _NORDIC,
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\s+\d[\d.,]*\s*(%|€|£|\$|eur|euro|cent|ct)$", re.IGNORECASE)
_SERVICES = re.compile(
    r"services?|dienstleistung(en)?|serviceleistung(en)?|lohn|arbeitszeit|montage|prestations?( de services?)?|main d'[oœ]e?uvre"
    r"|servicios?|mano de obra|servizi(o)?|manodopera|serviços?|mão de obra|diensten|arbeidsloon|tjenester|tjänster|ydelser"
    r"|labou?r|fees|charges|gebühren|fracht|versandkosten|freight|shipping|transport|frais|gastos|spese|despesas|kosten",
    re.IGNORECASE,
)
_MOST_SHARE = 0.1
_MOST_ANYWAY = 3


def are_goods(ids: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """False where the whole id or the whole name (but for a price or percentage) is a word for postage, charges, discounts, samples or corrections.

    Where that would strike more than a tenth of the products, the words mean something else here: all are goods.
    """
    goods = np.array(
        [not (_CODES.fullmatch(code) or _NAMES.fullmatch(_bare(name))) for code, name in zip(ids, names, strict=True)],
        dtype=bool,
    )
    struck = int(np.count_nonzero(~goods))
    if struck == len(goods) or struck > max(_MOST_ANYWAY, _MOST_SHARE * len(goods)):
        return np.ones(len(goods), dtype=bool)
    return goods


def are_of_services(categories: Sequence[str]) -> NDArray[np.bool_]:
    """Whether the whole name of each category is a word for services or charges."""
    return np.array([bool(_SERVICES.fullmatch(category.strip())) for category in categories], dtype=bool)


def _bare(name: str) -> str:
    """The name without a percentage or a price at its end, as in "Rabatt 3 %" and "Pfand 0,25 €"."""
    return _FIGURE.sub("", name.strip())
