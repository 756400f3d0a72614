"""Credit notes are told by their type or number, and never count as purchases whatever sign the file gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Dataset, ReadOptions
from engine.reading.joining.document_words import DocumentType, document_types
from tests.engine.reading.files import issue, kinds, left_out, read, read_lines, write_csv

HEADER = ("invoice", "customer", "item", "qty", "amount", "date")
TYPED = ("document_type", *HEADER)
CREDIT_WORDS = """Credit memo; Credit Note; CREDIT; Customer credit; Sales Credit Memo; out_refund; Gutschrift; Rechnungsgutschrift;
    Stornorechnung; Storno; Retoure; Abono; Nota de abono; Factura rectificativa; Devolución; Avoir; Avoir client;
    Nota di credito; Nota credito; Reso; Nota de crédito; Nota de Credito; Devolução; Creditnota; Creditfactuur;
    Retourfactuur; Kreditnota; Kreditfaktura; Return; Sales Return; Refund; CM; CN; CR; GS; NC; AV"""
OTHER_WORDS = """Invoice; Rechnung; Facture; Factura; Fattura; Factuur; Fatura; Cash sale; Credit card sale; Order; RE; RG; FA;
    Lieferung; out_invoice; Stornierung Gutschrift; Debit memo; Lastschrift; Sales Receipt"""


def words(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(";")]


@pytest.mark.parametrize("word", words(CREDIT_WORDS))
def test_words_for_credit_notes_are_known_in_seven_languages(word: str) -> None:
    assert document_types(["Invoice", word], [10, 2]) == [DocumentType.OTHER, DocumentType.CREDIT]


@pytest.mark.parametrize("word", words(OTHER_WORDS))
def test_words_for_other_documents_are_no_credit_notes(word: str) -> None:
    assert document_types([word, "Gutschrift"], [10, 2]) == [DocumentType.OTHER, DocumentType.CREDIT]


@pytest.mark.parametrize(
    "word", ["Sample", "Muster", "FOC", "Free of charge", "Free goods", "Gratis", "Kostenlos", "Muestra"]
)
def test_words_for_free_goods_are_known(word: str) -> None:
    assert document_types(["Invoice", word], [10, 2]) == [DocumentType.OTHER, DocumentType.FREE]


def test_codes_of_sap_count_only_among_each_other() -> None:
    assert document_types(["F2", "RE", "G2"], [10, 2, 1]) == [
        DocumentType.OTHER,
        DocumentType.CREDIT,
        DocumentType.CREDIT,
    ]
    assert document_types(["M", "O", "N"], [10, 2, 1]) == [DocumentType.OTHER, DocumentType.CREDIT, DocumentType.CREDIT]
    assert document_types(["RE", "LS"], [10, 2]) is None


def test_a_short_code_on_most_lines_is_no_credit_note() -> None:
    assert document_types(["CR", "CA"], [10, 2]) is None


def with_types(folder: Path, *, signed: bool, options: ReadOptions | None = None) -> Dataset:
    sign = -1 if signed else 1
    rows = [
        ("Rechnung", "1", "C1", "P1", 5, 50, "2024-01-01"),
        ("Rechnung", "2", "C2", "P2", 3, 30, "2024-01-02"),
        ("Gutschrift", "3", "C1", "P1", 2 * sign, 20 * sign, "2024-01-03"),
        ("Gutschrift", "3", "C1", "P2", 1 * sign, 10 * sign, "2024-01-03"),
    ]
    return read_lines(folder, ("Belegart", *HEADER[:]), rows, options)


@pytest.mark.parametrize("signed", [True, False])
def test_a_credit_note_is_subtracted_whether_the_file_gives_it_a_sign_or_not(tmp_path: Path, *, signed: bool) -> None:
    dataset = with_types(tmp_path, signed=signed)

    assert list(dataset.lines.quantity) == [5.0, 3.0, -2.0, -1.0]
    assert dataset.lines.amount is not None
    assert list(dataset.lines.amount) == [50.0, 30.0, -20.0, -10.0]
    assert dataset.report.amount_read == 50.0
    note = issue(dataset, "credit_notes")
    assert note.message == (
        "2 lines belong to 1 credit note, told by “Belegart”: netted, and never counted as a purchase."
    )
    assert (note.count, note.amount, note.places[0].row) == (2, -30.0, 4)
    assert ("unsigned_credit_notes" in kinds(dataset)) is not signed


def test_credit_notes_without_a_sign_are_warned_of_with_their_places(tmp_path: Path) -> None:
    warning = issue(with_types(tmp_path, signed=False), "unsigned_credit_notes")

    assert warning.message == "2 lines of credit notes have no minus sign; taken as negative."
    assert (warning.count, warning.amount, warning.severity) == (2, -30.0, "warning")
    assert [place.row for place in warning.places] == [4, 5]


def test_without_document_numbers_each_line_of_a_credit_note_has_its_own_sign(tmp_path: Path) -> None:
    rows = [("Invoice", "C1", "P1", 5, 50), ("Credit memo", "C1", "P1", 2, 20), ("Credit memo", "C1", "P1", -1, -10)]

    dataset = read_lines(tmp_path, ("Document Type", "customer", "item", "qty", "amount"), rows)

    assert list(dataset.lines.quantity) == [5.0, -2.0, -1.0]
    assert dataset.report.amount_used == 20.0


def test_a_column_of_plain_types_says_what_a_credit_note_is_by_its_words(tmp_path: Path) -> None:
    rows = [("Invoice", "1", "C1", "P1", 5, 50, "2024-01-01"), ("Credit Memo", "2", "C1", "P1", 2, 20, "2024-01-02")]

    dataset = read_lines(tmp_path, ("Type", *HEADER), rows)

    assert list(dataset.lines.quantity) == [5.0, -2.0]
    assert "told by “Type”" in issue(dataset, "credit_notes").message


def test_what_a_credit_note_charges_is_no_purchase_but_its_money_counts(tmp_path: Path) -> None:
    rows = [
        ("Invoice", "1", "C1", "P1", 5, 50, "2024-01-01"),
        ("Credit Memo", "2", "C1", "P1", -4, -40, "2024-01-02"),
        ("Credit Memo", "2", "C1", "P2", 1, 3, "2024-01-02"),
    ]

    dataset = read_lines(tmp_path, TYPED, rows)

    assert list(dataset.lines.quantity) == [5.0, -4.0, 0.0]
    assert dataset.report.amount_used == 13.0


@pytest.mark.parametrize("prefix", ["C", "CN-", "GS", "AV/", "NC ", "2024-CR-"])
def test_letters_that_only_negative_documents_have_tell_a_credit_note(tmp_path: Path, prefix: str) -> None:
    rows = [("1001", "C1", "P1", 5, 50, "2024-01-01"), (f"{prefix}1002", "C1", "P1", -2, -20, "2024-01-02")]

    note = issue(read_lines(tmp_path, HEADER, rows), "credit_notes")

    letters = "".join(c for c in prefix if c.isalpha())
    assert note.message.startswith(f"1 line belongs to 1 credit note, told by their numbers ({letters}…)")


def test_letters_that_sales_have_too_tell_nothing(tmp_path: Path) -> None:
    rows = [
        ("C1", "C1", "P1", 5, 50, "2024-01-01"),
        ("C2", "C1", "P1", -2, -20, "2024-01-02"),
        ("3", "C1", "P1", 1, 10, ""),
    ]

    dataset = read_lines(tmp_path, HEADER, rows)

    assert issue(dataset, "returns").count == 1
    assert "credit_notes" not in kinds(dataset)


def test_strange_letters_need_to_be_seen_often(tmp_path: Path) -> None:
    sale = ("1", "C1", "P1", 50, 500, "2024-01-01")
    few = [(f"XY{i}", "C1", "P1", -1, -10, "2024-01-02") for i in range(2)]
    many = [(f"XY{i}", "C1", "P1", -1, -10, "2024-01-02") for i in range(20)]

    assert "credit_notes" not in kinds(read_lines(tmp_path, HEADER, [sale, *few]))
    assert "credit_notes" in kinds(read_lines(tmp_path, HEADER, [sale, *many]))


def test_free_goods_are_kept_as_purchases_and_left_out_on_request(tmp_path: Path) -> None:
    rows = [
        ("Invoice", "1", "C1", "P1", 5, 50, "2024-01-01"),
        ("Invoice", "1", "C1", "P2", 2, 0, "2024-01-01"),
        ("Sample", "2", "C1", "P3", 1, 7, "2024-01-02"),
    ]

    kept = read_lines(tmp_path, TYPED, rows)
    dropped = read_lines(tmp_path, TYPED, rows, ReadOptions(free_goods="drop"))

    assert list(kept.lines.quantity) == [5.0, 2.0, 1.0]
    assert issue(kept, "free_goods").message == "2 lines cost nothing: samples and free goods, kept as purchases."
    assert left_out(dropped) == {"free_goods": 2}
    assert issue(dropped, "free_goods").message == "2 lines cost nothing; left out."
    assert (dropped.report.amount_read, dropped.report.amount_used) == (57.0, 50.0)


def test_a_line_whose_money_is_unknown_is_not_free(tmp_path: Path) -> None:
    rows = [("1", "C1", "P1", 5, 50, "2024-01-01"), ("1", "C1", "P2", 2, "", "2024-01-01")]

    assert "free_goods" not in kinds(read_lines(tmp_path, HEADER, rows))


def test_where_nothing_costs_anything_nothing_is_free(tmp_path: Path) -> None:
    assert "free_goods" not in kinds(read_lines(tmp_path, HEADER, [("1", "C1", "P1", 5, 0, "2024-01-01")]))


def test_two_files_may_tell_credit_notes_in_two_ways(tmp_path: Path) -> None:
    north = write_csv(
        tmp_path / "north.csv",
        TYPED,
        [("Invoice", "1", "C1", "P1", 9, 90, "2024-01-01"), ("Credit memo", "2", "C1", "P1", 2, 20, "2024-01-02")],
    )
    south = write_csv(
        tmp_path / "south.csv",
        HEADER,
        [("3", "C2", "P1", 9, 90, "2024-01-01"), ("C4", "C2", "P1", -2, -20, "2024-01-02")],
    )

    dataset = read(north, south)

    assert sorted(dataset.lines.quantity) == [-2.0, -2.0, 9.0, 9.0]
    assert "told by “document_type” and by their numbers (C…)" in issue(dataset, "credit_notes").message
