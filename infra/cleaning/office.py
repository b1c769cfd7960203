"""A DOCX or ODT built anew from the parts that hold what people wrote: no macro, no embedded thing, nothing that
fetches.

Every part is parsed and written again; a part that is not named here is left out. A part with a DTD is refused: nothing
that Word or LibreOffice writes has one, and a billion laughs does.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree

from infra.cleaning import image
from infra.cleaning.refuse import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
MEMBERS = 2_000
UNPACKED = 100 * 1024 * 1024
PART = 40 * 1024 * 1024

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_HREF = "{http://www.w3.org/1999/xlink}href"

_WORD = re.compile(
    r"word/(?:document|styles|stylesWithEffects|settings|fontTable|numbering|footnotes|endnotes|comments"
    r"|header\d*|footer\d*|theme/theme\d+)\.xml"
)
_PICTURE = re.compile(r"(?:word/media|Pictures)/[^/]+\.(png|jpe?g)", re.I)
_DRAWN = re.compile(r"(?:word/media|Pictures|ObjectReplacements)/[^/]+", re.I)
# What an instruction in a field may not be: each of these fetches or starts something.
_FETCHES = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE|MACROBUTTON|HYPERLINK|QUOTE)\b", re.I
)
# Elements that carry or fetch something else; by local name, whatever the namespace.
_AWAY = {
    "object", "OLEObject", "control", "altChunk", "subDoc", "attachedTemplate", "attachedSchema", "mailMerge",
    "script", "scripts", "event-listeners", "event-listener", "object-ole", "applet", "plugin", "floating-frame",
    "dde-source", "dde-connection", "dde-connection-decls", "linkStyles", "saveThroughXslt", "smartTag", "customXmlPr",
    "docVars", "rsids", "creator", "date", "forms", "database-name", "embedRegular", "embedBold",
    "embedItalic", "embedBoldItalic",
}  # fmt: skip
_KEEP_INSIDE = {"smartTag"}
# One clear point, in place of a drawing that we do not know.
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def clean(data: bytes, mediatype: str) -> tuple[bytes, list[str]]:
    """The document and its text, as one page. Raises Refused: `macro`, `uitpakken`, `wachtwoord`, `kapot`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = _unpacked(source)
        return (_docx if mediatype == DOCX else _odt)(parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, RuntimeError):
        raise Refused("kapot") from None


def _unpacked(source: zipfile.ZipFile) -> dict[str, bytes]:
    """What may stay, counted as it is unpacked: what a zip says of its own size is not believed."""
    members = source.infolist()
    if len(members) > MEMBERS:
        raise Refused("uitpakken")
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise Refused("kapot")
    if any("vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused("macro")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("wachtwoord")
    parts, room = {}, UNPACKED
    for member in members:
        with source.open(member) as opened:
            content = opened.read(min(PART, room) + 1)
        if len(content) > min(PART, room):
            raise Refused("uitpakken")
        room -= len(content)
        parts[member.filename] = content
    return parts


def _tree(raw: bytes) -> etree._Element:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", raw[:65_536].replace(b"\0", b""), re.I):
        raise Refused("kapot")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise Refused("kapot") from None
    if root.getroottree().docinfo.doctype:
        raise Refused("kapot")
    return root


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _without(root: etree._Element, away: Callable[[etree._Element], bool]) -> None:
    for element in [one for one in root.iter() if away(one)]:
        parent = element.getparent()
        if parent is None:
            continue
        if _local(element) in _KEEP_INSIDE:
            at = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
        parent.remove(element)


def _picture(name: str, content: bytes) -> bytes:
    """Pixels only; a drawing of another kind (EMF, WMF, SVG) becomes one clear point."""
    if not _PICTURE.fullmatch(name):
        return _DOT
    soort = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    try:
        return image.clean(content, soort)
    except Refused as why:
        if why.code == "te_veel_pixels":
            raise
        return _DOT


def _zipped(parts: list[tuple[str, bytes]], first: tuple[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for (name, content), method in [(first, zipfile.ZIP_STORED)] * bool(first) + [
            (part, zipfile.ZIP_DEFLATED) for part in parts
        ]:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = method
            target.writestr(member, content)
    return out.getvalue()


# ---------------------------------------------------------------------------------------------------- DOCX


def _docx(parts: dict[str, bytes]) -> tuple[bytes, list[str]]:
    kept: dict[str, bytes] = {}
    words: list[str] = []
    for name, content in parts.items():
        if _WORD.fullmatch(name):
            away = _relations(parts.get(_rels_of(name), b""), name, parts)[1]
            root = _tree(content)
            _of_word(root, away)
            kept[name] = _written(root)
            words.append(_words(root))
        elif name.startswith("word/media/") and _DRAWN.fullmatch(name):
            kept[name] = _picture(name, content)
    if "word/document.xml" not in kept:
        raise Refused("kapot")
    for name in [one for one in kept if _WORD.fullmatch(one)]:
        rels = _relations(parts.get(_rels_of(name), b""), name, parts)[0]
        if rels is not None:
            kept[_rels_of(name)] = rels
    start = [(one, one) for one in ("word/document.xml",)]
    kept["_rels/.rels"] = _rels_file([("rId1", f"{_R}/officeDocument", start[0][0])])
    types = _tree(parts["[Content_Types].xml"])
    _without(types, lambda one: _local(one) == "Override" and one.get("PartName", "").lstrip("/") not in kept)
    _without(types, lambda one: _local(one) == "Default" and "vbaproject" in one.get("ContentType", "").lower())
    for one in types:
        if "macroenabled" in one.get("ContentType", "").lower():
            raise Refused("macro")
    return _zipped([("[Content_Types].xml", _written(types)), *kept.items()]), ["\n".join(words)]


def _rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _relations(raw: bytes, of: str, parts: dict[str, bytes]) -> tuple[bytes | None, set[str]]:
    """The relations that stay, as a file; and the ids of those that go: outside this file, or to a part that goes."""
    if not raw:
        return None, set()
    folder, stay, away = of.rpartition("/")[0], [], set()
    for one in _tree(raw):
        id, kind, target = one.get("Id", ""), one.get("Type", ""), one.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        inside = one.get("TargetMode", "Internal") != "External" and part in parts
        if inside and (_WORD.fullmatch(part) or (part.startswith("word/media/") and _DRAWN.fullmatch(part))):
            stay.append((id, kind, target))
        else:
            away.add(id)
    return _rels_file(stay), away


def _rels_file(relations: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
    for id, kind, target in relations:
        etree.SubElement(root, f"{{{_RELS}}}Relationship", Id=id, Type=kind, Target=target)
    return _written(root)


def _of_word(root: etree._Element, away: set[str]) -> None:
    _without(root, lambda one: _local(one) in _AWAY)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in list(element.attrib):
            space, local = etree.QName(name).namespace, etree.QName(name).localname
            if space in (_R, _STRICT_R) and (element.get(name) in away or local in ("link", "href")):
                del element.attrib[name]
            elif local in ("author", "initials", "date", "dateUtc", "userId") or local.startswith("rsid"):
                # Who wrote a note, and when, is not part of what it says; Word wants a name there.
                if local in ("author", "initials"):
                    element.set(name, "Auteur" if local == "author" else "A")
                else:
                    del element.attrib[name]
        if _local(element) == "instrText" and _FETCHES.search(element.text or ""):
            element.text = ""
        if _local(element) == "fldSimple":
            for name in element.attrib:
                if etree.QName(name).localname == "instr" and _FETCHES.search(element.get(name) or ""):
                    element.set(name, "")


def _words(root: etree._Element) -> str:
    out: list[str] = []
    for element in root.iter():
        local = _local(element)
        if local in ("t", "delText") and element.text:
            out.append(element.text)
        elif local in ("p", "br", "tr"):
            out.append("\n")
        elif local in ("tab", "tc"):
            out.append(" ")
    return "".join(out)


# ----------------------------------------------------------------------------------------------------- ODT


def _odt(parts: dict[str, bytes]) -> tuple[bytes, list[str]]:
    kept: dict[str, bytes] = {}
    words: list[str] = []
    for name in ("content.xml", "styles.xml"):
        if name not in parts:
            if name == "content.xml":
                raise Refused("kapot")
            continue
        root = _tree(parts[name])
        _without(root, lambda one: _local(one) in _AWAY - {"date"})
        _without(root, lambda one: _local(one) in ("creator", "date") and "dc" in (one.prefix or ""))
        for element in root.iter():
            target = element.get(_HREF)
            if target is not None and not _in_package(target, parts):
                element.set(_HREF, "")
        kept[name] = _written(root)
        words.append("\n".join("".join(p.itertext()) for p in root.iter(f"{{{_TEXT}}}p", f"{{{_TEXT}}}h")))
    for name, content in parts.items():
        if name.startswith(("Pictures/", "ObjectReplacements/")) and _DRAWN.fullmatch(name):
            kept[name] = _picture(name, content)
    kept["META-INF/manifest.xml"] = _manifest(kept)
    return _zipped(list(kept.items()), first=("mimetype", ODT.encode())), ["\n".join(words)]


def _in_package(target: str, parts: dict[str, bytes]) -> bool:
    return target.startswith("#") or target.removeprefix("./") in parts


def _manifest(kept: dict[str, bytes]) -> bytes:
    m = f"{{{_MANIFEST}}}"
    root = etree.Element(f"{m}manifest", {f"{m}version": "1.2"}, nsmap={"manifest": _MANIFEST})
    entries = [("/", ODT), *((name, "text/xml" if name.endswith(".xml") else _kind(kept[name])) for name in kept)]
    for path, kind in entries:
        etree.SubElement(root, f"{m}file-entry", {f"{m}full-path": path, f"{m}media-type": kind})
    return _written(root)


def _kind(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"


assert _OFFICE and _TYPES
