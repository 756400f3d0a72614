"""Workbooks that Excel opens by its own password, and those it asks for one."""

from __future__ import annotations

import io

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from engine.reading.opening.passwords import opened_by_excel
from tests.engine.reading.files import HEADER, workbook_bytes


def locked(content: bytes, password: str) -> bytes:
    """The workbook as Excel writes it with a password to open it."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, buffer)
    return buffer.getvalue()


def test_a_workbook_locked_by_excels_own_password_is_opened() -> None:
    content = workbook_bytes({"A": [HEADER]})

    assert opened_by_excel(locked(content, "VelvetSweatshop")) == content


def test_a_workbook_locked_by_another_password_stays_shut() -> None:
    assert opened_by_excel(locked(workbook_bytes({"A": [HEADER]}), "secret")) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        locked(workbook_bytes({"A": [HEADER]}), "VelvetSweatshop")[:3000],
    ],
)
def test_what_is_not_an_encrypted_workbook_is_left_alone(content: bytes) -> None:
    assert opened_by_excel(content) is None


def test_a_workbook_that_is_not_encrypted_is_left_alone() -> None:
    assert opened_by_excel(workbook_bytes({"A": [HEADER]})) is None
