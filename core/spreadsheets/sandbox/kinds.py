"""What a file is, by its content: its name proves nothing."""

import codecs
from typing import Literal

from .unreadable import SAVE_AS, Unreadable

Kind = Literal["text", "zip"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_KNOWN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"{\\rtf", "a word processor's document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_WEB = (b"<!doctype", b"<html", b"<?xml", b"<table")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind_of(content: bytes) -> Kind:
    """`zip` (perhaps a workbook) or `text` (perhaps CSV); Unreadable says what it is otherwise."""
    if not content.strip():
        raise Unreadable("The file is empty.", "A file with a row of headings and a row for each record.")
    if content.startswith(_ZIP):
        return "zip"
    if content.startswith(_OLE):
        raise _old_or_locked(content)
    for start, what in _KNOWN:
        if content.startswith(start):
            raise Unreadable(f"The file is {what}, not a spreadsheet.", SAVE_AS)
    if content.startswith(_UTF_16):
        raise Unreadable("The file is in UTF-16 (Excel's 'Unicode text').", SAVE_AS)
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:20].lower().startswith(_WEB):
        raise Unreadable("The file is a web page or XML, whatever its name says.", SAVE_AS)
    return "text"


def _old_or_locked(content: bytes) -> Unreadable:
    if _ENCRYPTED in content:
        return Unreadable(
            "The workbook is protected by a password.",
            "Take the password off in Excel (File, Info, Protect Workbook) and save it again.",
        )
    return Unreadable("The file is an old Excel (.xls) or Office file.", SAVE_AS)
