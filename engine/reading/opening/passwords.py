"""Workbooks that are encrypted by the password that Excel itself tries: nobody was ever asked for it."""

from __future__ import annotations

import io
import logging

import msoffcrypto

_EXCELS_OWN = "VelvetSweatshop"


def opened_by_excel(content: bytes) -> bytes | None:
    """The workbook inside an encrypted one that Excel opens without asking; None where it asks for a password.

    Excel encrypts a workbook whose *structure* is protected by a password of its own, and tries that first. Takes
    .xlsx, .xlsb (an OLE file that holds “EncryptedPackage”) and .xls (a “FILEPASS” record). [MS-OFFCRYPTO] 2.4.2.3.
    Costs about 0.1 s, the price of a password that is slow to guess.
    """
    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)
    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return None
        file.load_key(password=_EXCELS_OWN)
        file.decrypt(opened)
    except Exception:  # noqa: BLE001 - it raises whatever its parsers met, in a dozen kinds of its own and of others
        return None
    return opened.getvalue() or None
