"""The XML of a dossier, read in the throw-away process (`infra.jail`): untrusted, and nothing of it leaves but what the
profile allows.

lxml, as for DOCX (`infra/cleaning/office.py`): no DTD at all, no entities, no network, no huge trees. What comes back
is JSON and the attachments one after the other.
"""

from __future__ import annotations

import encodings.ascii
import encodings.cp437
import encodings.latin_1
import encodings.utf_8
import re
import unicodedata
from typing import Any

import msgspec
from lxml import etree

from services.intake.oso.bijlagen import GROOTST, MEESTE, SAMEN, Beschadigd, Stuk, uitpakken
from services.intake.oso.boom import Veld
from services.intake.oso.lezen import Gelezen, Geweigerd, lezen
from services.intake.oso.profiel import FAMILIE, NUMMERS, VAN_NAAMRUIMTE, Versie

# Loaded before the fences stand: afterwards no file opens, not even one of Python.
LOADED = (encodings.ascii, encodings.cp437, encodings.latin_1, encodings.utf_8, unicodedata)
ELEMENTS = 200_000
DEPTH = 64
_DECLARED = re.compile(rb"""^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class Fout(ValueError):
    """Not a dossier that can be read. `code`: one of `weigering.ZINNEN`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def work(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer: `fout` (a code), `regels` (that refuse it), or `lengte` of the JSON, with JSON and attachments."""
    try:
        uitkomst = lezen(*parse(data))
    except Fout as fout:
        return {"fout": fout.code}, b""
    if isinstance(uitkomst, Geweigerd):
        return {"regels": [regel.regel for regel in uitkomst.regels]}, b""
    stukken, inhoud = _unpacked(uitkomst)
    uitkomst.bijlagen = []
    kop = msgspec.json.encode({"gelezen": uitkomst, "stukken": stukken})
    return {"lengte": len(kop)}, kop + b"".join(inhoud)


def parse(data: bytes) -> tuple[Veld, Versie]:
    """The dossier as fields, and which version it follows. Raises Fout."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")):
        raise Fout("codering")
    if not data.lstrip().startswith(b"<"):
        raise Fout("geen_xml")
    declared = _DECLARED.match(data)
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Fout("codering")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fout("codering") from None
    if re.search(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", text, re.I):
        raise Fout("dtd")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    del text
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fout:
        words = str(fout).lower()
        if "depth" in words:
            raise Fout("te_diep") from None
        raise Fout("bijlage_te_groot" if "huge" in words else "kapot") from None
    if root.getroottree().docinfo.doctype:
        raise Fout("dtd")
    naam = etree.QName(root)
    if naam.localname != "dossier" or not (naam.namespace or "").startswith(FAMILIE):
        raise Fout("geen_oso")
    versie = VAN_NAAMRUIMTE.get(naam.namespace or "")
    if versie is None:
        raise Fout("versie")
    return _fields(root, versie.naamruimte), versie


def _fields(root: etree._Element, naamruimte: str) -> Veld:
    """Only elements of the profile's own namespace, with their text; attributes say nothing that is read."""
    top = Veld(naam="dossier")
    waiting, count = [(root, top, 1)], 0
    while waiting:
        element, veld, depth = waiting.pop()
        if depth > DEPTH:
            raise Fout("te_diep")
        for child in element:
            if not isinstance(child.tag, str):
                continue
            count += 1
            if count > ELEMENTS:
                raise Fout("te_zwaar")
            naam = etree.QName(child)
            if naam.namespace != naamruimte:
                # A number is refused under whatever name space it hides; the rest is unknown and not read.
                veld.kinderen.append(Veld(naam=naam.localname if naam.localname.lower() in NUMMERS else "?"))
                continue
            kind = Veld(naam=naam.localname, tekst=child.text or "")
            veld.kinderen.append(kind)
            waiting.append((child, kind, depth + 1))
    return top


def _unpacked(gelezen: Gelezen) -> tuple[list[Stuk], list[bytes]]:
    stukken, inhoud, ruimte = [], [], SAMEN
    for nummer, bijlage in enumerate(gelezen.bijlagen):
        bytes_, kapot = b"", None
        try:
            if nummer >= MEESTE:
                raise Beschadigd("te_veel")
            bytes_ = uitpakken(bijlage.inhoud, min(GROOTST, ruimte))
        except Beschadigd as fout:
            kapot = fout.code
        ruimte -= len(bytes_)
        inhoud.append(bytes_)
        stukken.append(
            Stuk(
                naam=bijlage.naam,
                omschrijving=bijlage.omschrijving,
                bij=bijlage.bij,
                soort=bijlage.soort,
                op=bijlage.op.isoformat(),
                grootte=len(bytes_),
                kapot=kapot,
            )
        )
    return stukken, inhoud
