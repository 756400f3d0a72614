"""Which one-byte encoding a text is in, by what its bytes would make: letters of one language in their usual company."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from engine.reading.opening.alphabets import LETTERS, WORDS
from engine.reading.opening.signs import is_letter, sign_score

CANDIDATES = ("cp1252", "iso8859-15", "cp850", "cp437", "mac-roman", "cp1250", "cp1251", "cp852", "cp866")
"""In the order that equal evidence prefers."""

_BLOCK = 1 << 20
_MOST_SEEN = 60_000
_MOST_WORDS = 500
_FEW_WORDS = 12
_CLEAR = 8.0
_AROUND = 24
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]+")
_STRANGER = -9.0
_WRONG_CASE = -4.0
_MIXED_SCRIPTS = -6.0
_NEIGHBOUR = 0.9
_NO_NEIGHBOUR = -0.6
_TWO_IN_A_ROW = -1.5
_BESIDE_A_DIGIT = -4.0
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding and the evidence for it.

    words     how many different words with letters beyond ASCII spoke
    example   one of them as read
    rival     the next best encoding that reads other letters
    sure      whether the evidence is plenty and clear
    """

    encoding: str
    words: int
    example: str
    rival: str
    sure: bool


def guess_encoding(content: bytes) -> Guess:
    """The one-byte encoding under which the words of the whole file look most like words.

    Every candidate turns a byte into one sign, so the likelihoods of the readings compare directly: that of a word
    is a mixture over languages (weights fitted to the file by a few rounds of expectation–maximisation), each letter
    by how often its language has it and whether its neighbours are known beside it; signs by where they may stand.
    Cost: a vectorised pass over the bytes; Python over at most 500 different words.
    """
    words = _sample(_words(content))
    readings = {name: [_decoded(word, name) for word in words] for name in CANDIDATES}
    scores = {name: _likelihood(texts, list(words.values())) for name, texts in readings.items()}
    best = max(CANDIDATES, key=lambda name: (round(scores[name], 6), -CANDIDATES.index(name)))
    others = [name for name in CANDIDATES if readings[name] != readings[best]]
    rival = max(others, key=scores.__getitem__, default="")
    clear = not rival or scores[best] - scores[rival] >= _CLEAR
    return Guess(best, len(words), _example(readings[best]), rival, clear and len(words) >= _FEW_WORDS)


def _example(texts: Sequence[str]) -> str:
    return max(texts, key=lambda text: sum(c.isalpha() for c in text[:20]), default="")


def _words(content: bytes) -> Counter[bytes]:
    """Words with a byte beyond ASCII and how often each was seen, from places spread over the whole file."""
    seen: Counter[bytes] = Counter()
    blocks = range(0, len(content), _BLOCK)
    share = max(50, _MOST_SEEN // max(1, len(blocks)))
    for start in blocks:
        block = content[start : start + _BLOCK]
        found = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) & 0x80)
        end = -1
        for at in found[:: max(1, len(found) // share)].tolist():
            if at >= end:
                word, end = _word_at(block, at)
                seen[word] += 1
    return seen


def _word_at(block: bytes, at: int) -> tuple[bytes, int]:
    left = max(0, at - _AROUND)
    for match in _WORD.finditer(block[left : at + _AROUND]):
        if left + match.end() > at:
            return match.group(), left + match.end()
    raise AssertionError("the byte itself belongs to a word")


def _sample(seen: Counter[bytes]) -> dict[bytes, float]:
    """A few hundred of the words, spread over all of them, with a weight that grows slowly with their number."""
    words = list(seen.items())
    step = max(1, len(words) // _MOST_WORDS)
    return {word: 1.0 + math.log(count) for word, count in words[::step]}


def _decoded(word: bytes, encoding: str) -> str:
    return word.decode(encoding, errors="replace")


def _likelihood(texts: Sequence[str], weights: Sequence[float]) -> float:
    """The log-likelihood of the texts under a mixture of languages fitted to them."""
    if not texts:
        return 0.0
    table = np.array([_by_language(text) for text in texts])
    weight = np.array(weights)[:, None]
    shares = np.full(table.shape[1], 1.0 / table.shape[1])
    for _ in range(_ROUNDS):
        joint = table + np.log(shares)
        total = np.logaddexp.reduce(joint, axis=1, keepdims=True)
        shares = (np.exp(joint - total) * weight).sum(axis=0) + 0.05
        shares /= shares.sum()
    return float((total * weight).sum())


def _by_language(text: str) -> list[float]:
    """The log-likelihood of one word's signs beyond ASCII in each language."""
    beyond = [i for i, c in enumerate(text) if c > "\x7f"]
    letters = [i for i in beyond if is_letter(text[i])]
    common = sum(sign_score(text, i) for i in beyond if not is_letter(text[i])) + _cases(text)
    return [common + sum(_letter(text, i, known) for i in letters) for known in _languages()]


@dataclass(frozen=True, slots=True)
class _Language:
    cyrillic: bool
    letters: Mapping[str, float]
    pairs: frozenset[str]


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(_language(name) for name in LETTERS)


def _language(name: str) -> _Language:
    counts = {entry[0]: float(entry[1:]) for entry in LETTERS[name].split()}
    total = sum(counts.values())
    pairs = {f" {word} "[i : i + 2] for word in WORDS[name].split() for i in range(len(word) + 1)}
    return _Language(name == "Cyrillic", {c: math.log(n / total) for c, n in counts.items()}, frozenset(pairs))


def _letter(text: str, i: int, known: _Language) -> float:
    """How likely a letter is where it stands."""
    small, before, after = text[i].lower(), _beside(text, i - 1), _beside(text, i + 1)
    among_capitals = text[i - 1 : i].isupper() or text[i + 1 : i + 2].isupper()
    score = known.letters.get(small if among_capitals else text[i])
    if score is None:
        return _STRANGER
    for pair in (before + small, small + after):
        score += _NEIGHBOUR if pair in known.pairs else _NO_NEIGHBOUR
    score += _BESIDE_A_DIGIT * (before == after == " " and (text[i - 1 : i] + text[i + 1 : i + 2]).isdigit())
    if known.cyrillic:
        return score + _MIXED_SCRIPTS * ("a" <= before <= "z" or "a" <= after <= "z")
    return score + _TWO_IN_A_ROW * (before > "\x7f")


def _beside(text: str, i: int) -> str:
    return text[i].lower() if 0 <= i < len(text) and text[i].isalpha() else " "


def _cases(text: str) -> float:
    """What speaks against a word by its capitals: one after a small letter, or a small one among capitals."""
    wrong = 0
    for i, c in enumerate(text):
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        if c > "\x7f" and c.isupper():
            wrong += before.islower() or (before.isupper() and after.islower() and i > 1)
        elif c > "\x7f" and c.islower() and c not in "ßªº":
            wrong += before.isupper() and (after.isupper() or (text[i - 2 : i - 1].isupper() and i > 1))
    return _WRONG_CASE * wrong
