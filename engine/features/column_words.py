"""What the header of a customer column says it holds, in the seven languages of the vocabulary."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from engine.reading.words.words import normal

Idea = Literal[
    "birth", "age", "income", "education", "marital", "children", "outcome", "first", "later", "code", "given"
]

_SHORTEST_INSIDE = 5
"""Letters; a shorter word counts only where it stands alone: “alter” is no “alternative”."""

_WORDS: dict[Idea, str] = {
    "birth": """birth birthday birthdate birthyear born dob yob geburt geburtsjahr geburtsdatum geboren jahrgang naissance
        nacimiento nascita nascimento geboorte geboortejaar geboortedatum""",
    "age": "=age =ages =alter =edad =eta =idade =leeftijd =lebensalter =agegroup =altersgruppe",
    "income": """income salary earnings =wage =wages einkommen gehalt verdienst =revenu =revenus salaire ingreso salario
        =renta reddito stipendio =renda rendimento inkomen =loon""",
    "education": """education =degree qualification schooling bildung ausbildung schulabschluss abschluss =etudes diplome
        =formation educacion =estudios formacion istruzione titolo_di_studio educacao escolaridade opleiding onderwijs""",
    "marital": """marital civil_status familienstand zivilstand etat_civil situation_familiale situation_matrimoniale
        estado_civil stato_civile burgerlijke_staat""",
    "children": """=kid =kids =kidhome =teen =teens =teenhome =teenager =teenagers child children kinder =kind jugendliche
        enfant =ados adolescent =hijos =ninos =figli bambini =filhos criancas adolescente kinderen tieners kidscount""",
    "outcome": """=mnt spend =spent spending amount revenue turnover =sales purchase =orders transactions =visit visits clicks
        =click =opened response responded accepted campaign =cmp =cmp1 =cmp2 =cmp3 =cmp4 =cmp5 =cmp6 complain churn recency
        frequency monetary refund =returns days_since last_order last_purchase last_visit redeemed =bought
        umsatz einkauf =kaufe bestellungen reaktion kampagne beschwerde reklamation ausgaben letzter_kauf letzte_bestellung
        depense =achat =achats commandes visites reponse campagne plainte chiffre_d_affaires dernier_achat
        =gasto =gastos =compra =compras pedidos visitas respuesta campana =queja =quejas =ventas facturacion ultima_compra
        =spesa acquisti ordini =visite risposta campagna reclamo fatturato vendite ultimo_acquisto
        resposta campanha reclamacao =vendas faturamento
        uitgaven aankoop bestelling bezoeken =reactie =klacht klachten =omzet laatste_aankoop""",
    "first": "=first erste erster premier premiere primera =primer =prima =primo primeira primeiro eerste",
    "later": """=due expiry expires expiration =until valid_to renewal =next contract_end =ende ablauf gultig_bis echeance
        vencimiento scadenza vencimento vervaldatum""",
    "code": """=id =ids =code =codes =kode =codigo =codice =key =ref =uuid =guid =zip =zipcode =plz postcode postleitzahl
        code_postal codigo_postal =cap =cep =phone telephone =mobile telefon telefono telefone telefoon =tel =fax email =mail
        =url =ean barcode =iban =bic =vat =vatno tax_id =siret =cif =nif =cnpj passport
        kundennummer debitorennummer klantnummer street strasse address adresse direccion indirizzo endereco
        =group =gruppe kundengruppe =groupe =grupo =gruppo =groep =klantgroep =class =klasse =classe =clase =category =kategorie
        =categorie =categoria =type =typ =tipo =segment =segmento =region =regione =gebiet =branche =sector =sektor""",
    "given": "limit credit budget target potential kredit ziel plafond objectif limite objetivo fido credito limiet doel",
}
_ENDS_IN_NUMBER = frozenset(("number", "no", "nr", "nummer", "numero"))
_SORTED: dict[Idea, tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]] = {}
for _idea, _text in _WORDS.items():
    _found = _text.split()
    _alone = [word.lstrip("=") for word in _found if "_" not in word]
    _inside = [word for word in _alone if f"={word}" not in _found and len(word) >= _SHORTEST_INSIDE]
    _phrases = [word.replace("_", " ") for word in _found if "_" in word]
    _SORTED[_idea] = (frozenset(_alone), tuple(_inside), tuple(_phrases))


@lru_cache(maxsize=1024)
def ideas_of(header: str) -> frozenset[Idea]:
    """What the header names: “Geburtsjahr” and “Year_Birth” are {"birth"}, “Credit limit” is {"given"}."""
    text = normal(header)
    words = text.split()
    found: set[Idea] = {idea for idea in _SORTED if _names(idea, text, words)}
    if len(words) > 1 and words[-1] in _ENDS_IN_NUMBER:
        found.add("code")
    return frozenset(found)


def first_word(header: str) -> str:
    """The first word of a header of several words, which columns of one kind share: “mnt”, “num”; else ""."""
    words = normal(header).split()
    return words[0] if len(words) > 1 else ""


def _names(idea: Idea, text: str, words: list[str]) -> bool:
    alone, inside, phrases = _SORTED[idea]
    return (
        any(word in alone for word in words)
        or any(stem in word for stem in inside for word in words)
        or any(f" {phrase} " in f" {text} " for phrase in phrases)
    )
