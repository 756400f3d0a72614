"""The letters of text files: every encoding that a branch office has, told by what its bytes make."""

from __future__ import annotations

import random

import pytest

from engine import ReadOptions
from engine.reading.opening.text_files import read_text
from engine.reading.sources import RawTable

WESTERN = ("cp1252", "iso8859-15", "cp850", "mac-roman")
TEXTS = {
    "German": "Eisenhändler Gröber,Türschloß,Spülmittel,Bürobedarf Jäkel,Flügelmutter,Lüftergitter,Geländer weiß,Körnerbrot,MÖBELHÜTTE",
    "French": "Épicerie Gérard,Râteau,Brosse à réchauffer,Quincaillerie Bézier,Pâte brisée,Fenêtre coulissante,HÔTEL DU CHÊNE",
    "Spanish": "Droguería Castaño,Cepillo pequeño,Bombín,Suministros Ordóñez,Válvula,Pulgadas según catálogo,PANADERÍA BEGOÑA",
    "Italian": "Caffè del Borgo,Macchina da tè,Città di Forlì,Serietà Srl,Più gusto,Purè di patate,Bontà",
    "Portuguese": "Padaria Assunção,Sabão,Camarão,Ferragens Leitão,Balanças,Calça,Fogões,CONFECÇÕES MAGALHÃES",
    "Dutch": "Café Zoë,Geïmpregneerd hout,Coördinatie,Drieëndertig,Belgisch bier één liter,Hoogefficiënte pomp,Daniëlle",
    "Danish": "Købmand Sørensen,Rødvin,Hængelås,Skærebræt,Tømrer Lykkegård,Blåmuslinger,FÆLLESKØB",
    "Swedish": "Åkerlunds Färghandel,Köksö,Hängslen,Skärbräda,Målarfärg,Tvättmedel,Grönsaker,BYGGÅRE JÖNSSON",
    "Polish": "Hurtownia Wójcik,Wiertło,Śrubokręt,Kołek rozporowy,Półka sosnowa,Spożywczy Gąsior,Dłuto,ŻARÓWKA",
    "Czech": "Železářství Houžvička,Šroubovák,Klíč nástrčný,Závěsný hřebík,Přípojka,Řetěz,ČEŠTINA SPOL.",
    "Hungarian": "Szögező Kft.,Fűnyíró,Fúrófej,Erősítő,Gyümölcslé,Tetőcserép,Vízvezetékszerelő,SÜTŐPORÍTÓ",
    "Russian": "Инструментальный склад,Рулетка,Пассатижи,Обои,Щепка,Крупа гречневая,ЭЛЕКТРОТОВАРЫ",
    "Ukrainian": "Будівельна база,Шпалери,Рулетка,Їдальня,Гречка,Свердло,ЄВРОБУД,Ґрати",
    "Bulgarian": "Железария Стойчев,Тапети,Отвертка,Въже,Щипци,Боб зрял,ЕЛЕКТРОМАТЕРИАЛИ",
}
CASES = [(language, encoding) for language in list(TEXTS)[:8] for encoding in WESTERN]
CASES += [(language, "cp437") for language in ("German", "Spanish", "Italian")]
CASES += [(language, "cp1250") for language in ("Polish", "Czech", "Hungarian")]
CASES += [(language, "cp852") for language in ("Polish", "Czech", "Hungarian")]
CASES += [(language, "cp866") for language in ("Russian", "Bulgarian")]
CASES += [(language, "cp1251") for language in ("Russian", "Ukrainian", "Bulgarian")]


def table_of(content: bytes, options: ReadOptions | None = None) -> RawTable:
    return read_text("x.csv", content, options)


def cells_of(table: RawTable) -> list[list[str]]:
    return [list(row.values()) for row in table.cells.to_pylist()]


def export_of(language: str, encoding: str, letters: int) -> list[list[str]]:
    """Lines with names in a language until they have so many letters beyond ASCII."""
    words = [w for w in TEXTS[language].split(",") if w.encode(encoding, "ignore").decode(encoding) == w]
    rows, draw, seen = [["Customer", "Name", "Quantity"]], random.Random(1), 0
    while seen < letters:
        word = draw.choice(words)
        seen += sum(c > "\x7f" for c in word)
        rows.append([str(10_000 + len(rows)), word, str(draw.randint(1, 99))])
    return rows


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("letters", [20, 300])
def test_the_letters_of_each_language_come_back_from_each_encoding(language: str, encoding: str, letters: int) -> None:
    rows = export_of(language, encoding, letters)

    table = table_of("".join(";".join(row) + "\r\n" for row in rows).encode(encoding))

    assert cells_of(table) == rows


def test_evidence_far_below_the_first_kilobyte_decides() -> None:
    rows = [["a", "b"], *([str(i), "plain"] for i in range(20_000)), ["x", "Łódź, żarówka, śruba, pięść, gwóźdź"]]

    table = table_of("\n".join(";".join(row) for row in rows).encode("cp1250"))

    assert cells_of(table)[-1] == rows[-1]


def test_pounds_in_an_english_file_are_not_polish_letters() -> None:
    text = "customer;item;price\n" + "".join(f"C{i};Bolt {i}\xb0;\xa3{i}.50\n" for i in range(1, 30))

    assert cells_of(table_of(text.encode("cp1252")))[3] == ["C3", "Bolt 3°", "£3.50"]


def test_a_guess_from_few_words_is_said_with_one_of_them() -> None:
    table = table_of("Kunde;Ort\nMüller;Köln\n".encode("cp1252"))

    note = next(issue for issue in table.issues if issue.kind == "guessed_encoding")
    assert note.severity == "note"
    assert "“Müller”" in note.message
    assert "Windows-1252" in note.message
    assert table.how == "Windows-1252, separated by semicolons"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["German", "Russian"])
def test_no_guess_is_made_where_the_file_says_its_encoding(encoding: str, language: str) -> None:
    rows = export_of(language, "utf-8", 200)

    table = table_of("".join(";".join(row) + "\n" for row in rows).encode(encoding))

    assert cells_of(table) == rows
    assert not table.issues


def test_the_encoding_that_the_user_chose_is_obeyed() -> None:
    content = "Kunde;Ort\nMüller;Köln\n".encode("cp1252")

    table = table_of(content, ReadOptions(encoding="cp1251"))

    assert cells_of(table)[1] == ["Mьller", "Kцln"]
    assert table.how.startswith("Windows-1251")


def test_letters_that_the_chosen_encoding_does_not_have_are_counted_and_located() -> None:
    table = table_of("a;b\nMüller;1\nx;2\nKöln;3\n".encode("cp1252"), ReadOptions(encoding="utf-8"))

    issue = next(issue for issue in table.issues if issue.kind == "damaged_letters")
    assert issue.count == 2
    assert [place.row for place in issue.places] == [2, 4]
    assert cells_of(table)[1] == ["M\ufffdller", "1"]


def test_quotes_and_dashes_that_became_control_signs_are_turned_back_and_counted() -> None:
    table = table_of("a;b\nd\x92Or \x96 Paris;1\n".encode())

    assert cells_of(table)[1] == ["d’Or – Paris", "1"]
    assert next(issue for issue in table.issues if issue.kind == "control_signs").count == 2
