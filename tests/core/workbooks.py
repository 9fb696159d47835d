"""Workbooks for tests, good and bad, written part by part: a library would refuse to make the bad ones."""

import io
import struct
import zipfile

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = (
    f'<workbook {NS} xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)
_LINKS = (
    f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet"'
    ' Target="worksheets/sheet1.xml"/></Relationships>'
)
_PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _ROOT,
    "xl/workbook.xml": _BOOK,
    "xl/_rels/workbook.xml.rels": _LINKS,
}


def packed(sheet, extra=None):
    """A workbook whose one sheet is the XML given (text, or pieces of bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in {**_PARTS, **(extra or {})}.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [sheet.encode()] if isinstance(sheet, str) else sheet:
                part.write(piece)
    return out.getvalue()


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows, before=""):
    return f'<?xml version="1.0"?>{before}<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>'


def corner():
    """A kilobyte with something in the last cell that there is: parsed, it takes all memory."""
    rows = f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "y")}</row>'
    return packed(sheet(rows))


def far_column():
    return packed(sheet(f'<row r="1">{cell("A1", "x")}{cell("XFD1", "y")}</row>'))


def laughs():
    """Entities that multiply by ten, eight times."""
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8))
    start = f'<!DOCTYPE l [<!ENTITY a "lollollollol">{entities}]>'
    return packed(sheet(f'<row r="1">{cell("A1", "&i;")}</row>', start))


def outside():
    """An entity that names a file of the server."""
    start = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return packed(sheet(f'<row r="1">{cell("A1", "&x;")}</row>', start))


def bomb(megabytes=300):
    """Many cells without a reference, which pack to nothing."""
    row = ("<row>" + '<c t="inlineStr"><is><t>aaaaaaaaaaaaaaaa</t></is></c>' * 100 + "</row>").encode()
    pieces = [row * (2**20 // len(row))] * megabytes
    start = f'<?xml version="1.0"?><worksheet {NS}><sheetData>'.encode()
    return packed([start, *pieces, b"</sheetData></worksheet>"])


def one_big_cell(megabytes=300):
    start = f'<?xml version="1.0"?><worksheet {NS}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
    end = b"</t></is></c></row></sheetData></worksheet>"
    return packed([start.encode(), *[b"a" * 2**20] * megabytes, end])


def lying(content, claimed=1000):
    """The same archive, whose directory claims that the sheet unpacks to little."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(struct.pack("<L", size), struct.pack("<L", claimed))


def shared_text(cells=200_000, characters=30_000):
    """One text that many cells point at."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    strings = f'<sst {NS} count="1" uniqueCount="1"><si><t>{"a" * characters}</t></si></sst>'
    links = _LINKS.replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    )
    return packed(sheet(rows), {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": links})


def encrypted():
    """What a workbook with a password is from the outside."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )


def old_excel():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600


def other_zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()
