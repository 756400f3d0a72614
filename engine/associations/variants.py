"""The same product in another pack, size or colour, by the words of its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def _forms(stems: str, endings: str = "") -> frozenset[str]:
    """Each stem by itself and with each ending."""
    return frozenset(stem + ending for stem in stems.split() for ending in ("", *endings.split()))


COLOURS = (
    _forms(
        "red pink blue green white black silver gold golden grey gray yellow purple orange brown ivory cream beige "
        "turquoise navy lilac violet magenta teal khaki multicolour multicolor multicol assorted colour color",
        "s",
    )
    | _forms(
        "rot blau gelb grun weiss schwarz grau braun rosa lila violett turkis silber silbern gold golden elfenbein creme beige "
        "bunt farbig sortiert anthrazit pink orange",
        "e er es en em farben farbe",
    )
    | _forms("rouge bleu jaune vert noir gris marron brun violet rose orange dore argente ivoire turquoise", "s e es")
    | _forms("blanc blanche beige creme couleur assorti multicolore", "s e es")
    | _forms("roj amarill negr blanc morad dorad platead surtid", "o a os as")
    | _forms("azul verde gris marron naranja rosa beige crema color turquesa", "es s")
    | _forms("ross giall ner bianc grigi dorat argentat azzurr assortit", "o a i e h he")
    | _forms("blu verd marron arancion viola rosa beige avorio color turchese", "e i")
    | _forms("vermelh amarel pret branc rox cinzent castanh dourad pratead sortid", "o a os as")
    | _forms("azul azuis verde cinza castanho laranja rosa bege creme cor", "s es")
    | _forms(
        "rood rode blauw geel gele groen wit witte zwart grijs grijze bruin paars roze oranje zilver goud assorti kleur",
        "e",
    )
)
"""Without accents, in English, German, French, Spanish, Italian, Portuguese and Dutch."""
SIZES = (
    _forms("small medium large big mini midi maxi jumbo giant xs xl xxl xxxl size")
    | _forms("klein gross mittel mittler riesen grosse", "e er es en em")
    | _forms("petit grand moyen moyenne geant taille", "e s es")
    | _forms("pequen median grande gigante tamano talla", "o a os as s")
    | _forms("piccol medi grand gigant taglia misura", "o a i e")
    | _forms("pequen grande medio media tamanho", "o a os as s")
    | _forms("kleine groot grote middel middelgroot reuze maat")
)
BESIDE_NUMBERS = (
    _forms(
        "set pack pk pkt pc pcs piece pieces box boxes case cases carton ct pair pairs roll rolls bag bags of x by per"
    )
    | _forms("stuck stk st er packung pack pckg karton kiste beutel rolle rollen paar teilig tlg ve von mit je zu")
    | _forms("piece pieces pce pces paquet paquets lot boite boites carton sachet rouleau paire de par")
    | _forms("pieza piezas ud uds unidad unidades paquete paquetes caja cajas bolsa rollo par juego conjunto")
    | _forms("pezzo pezzi pz confezione confezioni conf scatola sacchetto rotolo paio da di")
    | _forms("peca pecas un unid unidade pacote pacotes caixa caixas saco conjunto jogo com")
    | _forms("stuks stuk doos dozen pak pakken zak zakken rol paar van met")
    | _forms(
        "kg g gr mg l lt ltr liter litre litro ml cl dl m mm cm km mtr meter metre metro inch inches in ft oz lb lbs qt gal"
    )
    | _forms("zoll pouce pouces pulgada pulgadas pollici polegadas duim v volt w watt kw ah mah hp ps bar din dn iso")
)
"""Packs and units; they say how much only next to a number, as in “box of 12” and “10 kg”."""
_SHADES = re.compile(r"^(hell|dunkel|licht|donker|light|dark)(?=.{3})")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def variant_groups(names: Sequence[str]) -> NDArray[np.int32]:
    """The group of each name, int32 (n), from 0: names of one group differ only in numbers, packs, sizes and colours.

    The words that are left are compared in any order and without accents. Colours and sizes are only left out where two
    other words remain: “orange juice” is not “juice”. A name without words is alike to the same name only.
    Cost: some 10 µs a name.
    """
    _, groups = np.unique(np.array([_telling(name) for name in names], dtype=str), return_inverse=True)
    return groups.astype(np.int32)


def _telling(name: str) -> str:
    """The words that tell what a product is, as one text."""
    words = _WORD.findall(_plain(name))
    left = [word for place, word in enumerate(words) if not (word.isdigit() or _beside_number(words, place))]
    what = sorted(word for word in left if not (_SHADES.sub("", word) in COLOURS or word in SIZES or len(word) == 1))
    return " ".join(what if len(what) > 1 else sorted(left)) or name


def _beside_number(words: list[str], place: int) -> bool:
    """Whether a word stands next to a number, but for other words of packs and units: “pack of 6”."""
    if words[place] not in BESIDE_NUMBERS:
        return False
    return _meets_number(words[place + 1 :]) or _meets_number(words[:place][::-1])


def _meets_number(words: list[str]) -> bool:
    return next((word for word in words if word not in BESIDE_NUMBERS), "").isdigit()


def _plain(name: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
