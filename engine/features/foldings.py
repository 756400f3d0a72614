"""Values folded to groups: education and marital status to four each, birth years to generations, rare values to “Other”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.reading.words.words import normal

EDUCATION = ("Basic or secondary", "Bachelor", "Master", "Doctor")
MARITAL_STATUS = ("Single", "Partnered", "Divorced", "Widowed")
OTHER = "Other"
NO_YES = ("No", "Yes")

MOST_GROUPS = 12
"""Groups of one category that are compared; more are folded to “Other”."""
RARE = 0.01
"""Share of the customers that know their value; rarer values are folded to “Other”."""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """A value of a column, the group it counts as (“” where it is taken for unknown), and how many customers have it."""

    value: str
    group: str
    customers: int


def _table(groups: Sequence[str], words: Sequence[str]) -> dict[str, str]:
    return {word.replace("_", " "): group for group, text in zip(groups, words, strict=True) for word in text.split()}


_EDUCATION = _table(
    ("Doctor", "Master", "Basic or secondary", "Bachelor", "Basic or secondary"),
    (
        """phd ph_d doctor doctorate doctoral doktor dr promotion promoviert doctorat doctorado dottorato doutorado doctoraat""",
        """master masters msc mba m_sc m_a 2n_cycle 2nd_cycle second_cycle magister diplom magistrale maestria mestrado maitrise
        postgraduate post_graduate post_grad pos_graduacao staatsexamen laurea_magistrale wo""",
        """bachillerato high_school some_school upper_secondary undereducated""",
        """bachelor bachelors bsc b_sc b_a ba graduation graduate graduated undergraduate degree college university licence
        licenciatura licenciado grado laurea hbo hochschule fachhochschule universite universidad universita universidade
        universitat 1st_cycle first_cycle associate ensino_superior graduacao superior""",
        """basic primary secondary school highschool elementary none uneducated illiterate vocational apprenticeship abitur
        realschule hauptschule grundschule lehre berufsschule mittlere_reife baccalaureat bac lycee brevet
        secundaria primaria obligatoria primario secundario liceo licenza diploma media elementare superiore
        mbo vmbo havo vwo basisschool fundamental ensino_medio basico basica medio""",
    ),
)
_MARITAL = _table(
    ("Single", "Partnered", "Divorced", "Widowed"),
    (
        """unmarried never_married not_married single alone bachelor s ledig alleinstehend allein nicht_verheiratet celibataire seul
        seule soltero soltera celibe nubile solteiro solteira ongehuwd alleenstaand""",
        """married together partner partnered cohabiting cohabitation couple in_couple civil_partnership relationship m
        verheiratet zusammen lebenspartnerschaft verpartnert marie mariee pacse pacsee en_couple concubinage union_libre
        casado casada pareja en_pareja coniugato coniugata sposato sposata convivente uniao_estavel uniao_de_facto
        gehuwd getrouwd samenwonend""",
        """divorced divorcee separated d geschieden getrennt divorce divorcees separe separee divorciado divorciada separado
        separada divorziato divorziata separato separata gescheiden""",
        """widow widowed widower w verwitwet witwe witwer veuf veuve viudo viuda vedovo vedova viuvo viuva weduwe weduwnaar""",
    ),
)
_NO_WORDS, _YES_WORDS = (
    "no n false f nein falsch non faux nao nee falso 0",
    "yes y true t ja j wahr oui o vrai si s sim v vero x 1",
)
_NO, _YES = frozenset(_NO_WORDS.split()), frozenset(_YES_WORDS.split())


def education_of(text: str) -> str:
    """One of `EDUCATION`, or "" where the words of the text name none: “2n Cycle” is a Master."""
    return _folded(text, _EDUCATION)


def marital_status_of(text: str) -> str:
    """One of `MARITAL_STATUS`, or "": “Together” is Partnered, “YOLO” is unknown."""
    return _folded(text, _MARITAL)


def yes_or_no_of(text: str) -> str:
    """“Yes” or “No”, or "" where the text is neither; 1 is yes, and so is a cross."""
    word = normal(text)
    return NO_YES[0] if word in _NO else NO_YES[1] if word in _YES else ""


def with_rare_folded(texts: Sequence[str], counts: NDArray[np.int64]) -> dict[str, str]:
    """Each value to itself, but the rare ones and those beyond `MOST_GROUPS` to “Other”; one rare value alone stays itself."""
    by_size = sorted(zip(texts, counts.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    total = sum(count for _, count in by_size)
    room = MOST_GROUPS if len(by_size) <= MOST_GROUPS else MOST_GROUPS - 1
    kept = {text for text, count in by_size[:room] if count >= RARE * total}
    others = [text for text, _ in by_size if text not in kept]
    return {text: OTHER if text not in kept and len(others) > 1 else text for text in texts}


def in_words(pairs: Sequence[ValueGroup]) -> str:
    """Which values count as a group of another name: “Married and Together count as Partnered.”; "" where none does."""
    sentences = []
    for group in dict.fromkeys(pair.group for pair in pairs if pair.group):
        values = sorted(pair.value for pair in pairs if pair.group == group)
        if values != [group]:
            listed = listing(values)
            sentences.append(f"{listed} {'count' if len(values) > 1 else 'counts'} as {group}")
    return f"{'; '.join(sentences)}." if sentences else ""


def listing(texts: Sequence[str], most: int = 6) -> str:
    """“A, B and C”; “A, B, C and 34 others” where there are more than `most`."""
    shown = list(texts[:most]) + ([f"{len(texts) - most:,} others"] if len(texts) > most else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _folded(text: str, table: Mapping[str, str]) -> str:
    """The group of the whole text, else of the first phrase of the table that it holds."""
    words = normal(text)
    if words in table:
        return table[words]
    return next((group for phrase, group in table.items() if len(phrase) > 1 and f" {phrase} " in f" {words} "), "")
