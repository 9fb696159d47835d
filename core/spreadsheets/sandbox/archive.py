"""XLSX from the outside: a zip, of which only the parts that are read are unpacked, each counted.

What was checked is what is parsed: the parts are put into a new archive, so that no lie in the old
one's directory reaches the parser.
"""

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree

from . import limits
from .unreadable import SAVE_AS, Unreadable

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIP = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def damaged(what: str = "The workbook is damaged or cut short.") -> Unreadable:
    """The refusal of a workbook that is not whole."""
    return Unreadable(what, "Open it in Excel, save it again, and choose the new file.")


def _too_large() -> Unreadable:
    return Unreadable(
        "The workbook unpacks to more than a spreadsheet of this size should.",
        f"A workbook of at most {limits.UNPACKED_BYTES // 2**20} MB when unpacked. "
        "Copy the rows into a new workbook, or save the sheet as CSV UTF-8.",
    )


class Archive:
    """The members of a zip, read within limits."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError) as error:
            raise damaged() from error
        members = self._zip.infolist()
        if len(members) > limits.MEMBERS:
            raise Unreadable(f"The file is an archive of {len(members):,} files.", SAVE_AS)
        if sum(member.file_size for member in members) > limits.UNPACKED_BYTES:
            raise _too_large()
        # Some programs write the names in other case than they refer to them.
        self._members = {member.filename.lower(): member for member in members}
        self._left = limits.UNPACKED_BYTES

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def xml(self, name: str) -> bytes:
        """One part, unpacked and counted; Unreadable where it is missing or not the XML it should be."""
        member = self._members.get(name.lower())
        if member is None:
            raise damaged()
        if member.flag_bits & 0x1:
            raise Unreadable("The workbook is protected by a password.", "The same workbook without it.")
        limit = min(self._left, max(limits.RATIO_FROM_BYTES, member.compress_size * limits.RATIO))
        try:
            with self._zip.open(member) as part:
                content = part.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,  # and what zipfile says of a version or method that it does not know
        ) as error:
            raise damaged() from error
        if len(content) > limit:
            raise _too_large()
        self._left -= len(content)
        return _only_elements(content)


def _only_elements(content: bytes) -> bytes:
    """The same XML; Unreadable where it declares entities, which no spreadsheet program does."""
    if b"\0" in content[:64]:
        raise damaged()
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(
            "The workbook holds instructions (entities) that no spreadsheet program writes.",
            "A workbook saved by Excel or LibreOffice, or CSV UTF-8.",
        )
    return content


def first_sheet(archive: Archive) -> tuple[str, str]:
    """The first visible worksheet: its name, and its part in the archive."""
    if "xl/workbook.xml" not in archive:
        raise _other_archive(archive)
    try:
        book = ElementTree.fromstring(archive.xml("xl/workbook.xml"))  # noqa: S314 - no DOCTYPE gets here
        links = ElementTree.fromstring(archive.xml("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (ElementTree.ParseError, ValueError) as error:
        raise damaged() from error
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] != "sheet" or sheet.get("state", "visible") != "visible":
            continue
        target = targets.get(sheet.get(_RELATIONSHIP) or sheet.get(_STRICT_RELATIONSHIP), "")
        if "worksheets/" in target:
            return sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
    raise Unreadable(
        "The workbook has no sheet to read.", "A workbook whose first visible sheet holds the rows."
    )


def _other_archive(archive: Archive) -> Unreadable:
    if "xl/workbook.bin" in archive:
        return Unreadable("The file is a binary workbook (.xlsb).", SAVE_AS)
    if "content.xml" in archive and "mimetype" in archive:
        return Unreadable("The file is an OpenDocument file (.ods, .odt).", SAVE_AS)
    if "word/document.xml" in archive or "ppt/presentation.xml" in archive:
        return Unreadable("The file is a Word or PowerPoint document.", SAVE_AS)
    return Unreadable("The file is a zip archive, not a workbook.", SAVE_AS)


def repacked(archive: Archive, sheet_part: str, sheet: bytes) -> bytes:
    """A new archive of just what the parser needs for one sheet, as it was checked."""
    needed = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    wanted = ("xl/styles.xml", "xl/sharedStrings.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in needed + tuple(name for name in wanted if name in archive):
            new.writestr(name, archive.xml(name))
        new.writestr(sheet_part, sheet)
    return out.getvalue()
