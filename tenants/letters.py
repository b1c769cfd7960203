"""The letters and e-mails of a samenwerkingsverband: read, judged and filled in.

A text stands in `brieven/<naam>.md`. A letter begins with its title (`# …`) and is plain Markdown: headings,
paragraphs, lists, tables, emphasis; no HTML, links or images. An e-mail begins with `Onderwerp: …`, then an
empty line, then plain words. Both use the fields of `tenants.briefsoorten` in the language of
`tenants.placeholders`.

Values never pass through Markdown: they are escaped and put in afterwards, so nothing a person typed can
become markup, a field or a heading.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from services.kern.kalender import in_woorden
from tenants.briefsoorten import (
    ACCOUNTMAILS,
    ARTIKELEN,
    BRIEFSOORTEN,
    CATEGORIEN,
    VAN_DE_TENANT,
    Briefsoort,
    Veldregel,
)
from tenants.letter_layout import datum_in_woorden, letter_html
from tenants.placeholders import Boom, PlaceholderFout, Veld, always, compile_text, fields, render
from tenants.schema import Tenant

LENGTE = 20_000
_ACCOUNT = Path(__file__).parent / "account"
# Characters that Markdown passes on as they are and that no text or value may hold itself.
_VAN, _TOT = "\ue000", "\ue001"
_PLAATS = re.compile(f"{_VAN}([a-z_.]+){_TOT}")
_ALLEEN = re.compile(f"<p>{_VAN}([a-z_.]+){_TOT}</p>")
_MARKDOWN = MarkdownIt("zero").enable(["heading", "list", "emphasis", "table", "hr", "newline", "escape"])


class BriefFout(Exception):
    """A letter that cannot be used, or a value that does not belong in it. One Dutch sentence."""


@dataclass(frozen=True)
class Brief:
    """A text ready for use. `versie` is a hash of the text, to be kept with what was sent."""

    soort: Briefsoort
    titel: Boom
    tekst: Boom
    versie: str


@dataclass(frozen=True)
class Mail:
    """An e-mail in plain text."""

    onderwerp: str
    tekst: str


def render_mail(tenant: Tenant, naam: str, velden: Mapping[str, Any]) -> Mail:
    """The e-mail `naam` of this samenwerkingsverband. `velden` as for `render_letter`. Raises BriefFout."""
    brief = _brief(tenant, naam, "mail")
    waarden = _waarden(tenant, brief.soort, velden)
    gevuld = {veld: bool(waarde) for veld, waarde in waarden.items()}

    def tekst(boom: Boom) -> str:
        return render(boom, gevuld, lambda veld: waarden[veld.naam] or "")

    onderwerp = " ".join(tekst(brief.titel).split())
    return Mail(onderwerp, re.sub(r"\n{3,}", "\n\n", tekst(brief.tekst)).strip() + "\n")


def render_letter(tenant: Tenant, naam: str, velden: Mapping[str, Any]) -> str:
    """The letter `naam` as a full HTML document, ready for `infra.pdf.make_pdf`.

    `velden`: nested or dotted names (`{"kind": {"naam": …}}` or `{"kind.naam": …}`), values str, date,
    bool or a list of str; an empty or absent value only for a field that may be left out. `tlv.soort` and
    `tlv.categorie` are given as their ids. Raises BriefFout for an unknown, missing or malformed field.
    """
    brief = _brief(tenant, naam, "brief")
    waarden = _waarden(tenant, brief.soort, velden)
    gevuld = {veld: bool(waarde) for veld, waarde in waarden.items()}
    titel = render(brief.titel, gevuld, lambda veld: waarden[veld.naam] or "")
    markdown = render(brief.tekst, gevuld, lambda veld: f"{_VAN}{veld.naam}{_TOT}")
    opgemaakt = _MARKDOWN.render(markdown)
    opgemaakt = _ALLEEN.sub(lambda plek: _blok(waarden[plek[1]]), opgemaakt)
    inhoud = _PLAATS.sub(lambda plek: _inline(waarden[plek[1]]), opgemaakt)
    return letter_html(
        tenant,
        titel=titel,
        aan=[waarden["aan.naam"], *(waarden["aan.regels"] or [])],
        datum=_plat(velden)["brief.datum"],
        kenmerk=waarden["brief.kenmerk"],
        inhoud=inhoud,
    )


def version(tenant: Tenant, naam: str) -> str:
    """The hash of the text in use, to keep beside a letter that was sent."""
    return _brief(tenant, naam, BRIEFSOORTEN[naam].medium).versie


# ------------------------------------------------------------------------------------------------ reading


def faults(teksten: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the letters of a tenant: the name of the letter and why, one for each letter."""
    for naam in BRIEFSOORTEN:
        if naam not in teksten:
            yield naam, "deze brief ontbreekt"
    for naam, tekst in sorted(teksten.items()):
        if naam not in BRIEFSOORTEN:
            yield naam, "een brief met deze naam bestaat niet"
            continue
        try:
            _gelezen(naam, tekst)
        except (PlaceholderFout, BriefFout) as fout:
            yield naam, str(fout)


@lru_cache(maxsize=4_000)
def _gelezen(naam: str, tekst: str) -> Brief:
    return _lees(BRIEFSOORTEN[naam], tekst)


def _brief(tenant: Tenant, naam: str, medium: str) -> Brief:
    if naam in ACCOUNTMAILS and medium == "mail":
        return _van_het_account(naam)
    soort = BRIEFSOORTEN.get(naam)
    if soort is None or soort.medium != medium:
        raise BriefFout(f"er is geen {medium} met de naam {naam}")
    return _gelezen(naam, tenant.brieven[naam])


@lru_cache
def _van_het_account(naam: str) -> Brief:
    return _lees(ACCOUNTMAILS[naam], (_ACCOUNT / f"{naam}.md").read_text())


def _lees(soort: Briefsoort, tekst: str) -> Brief:
    if _VAN in tekst or _TOT in tekst:
        raise BriefFout("de tekst heeft een teken dat niet mag")
    kop, _, rest = tekst.replace("\r\n", "\n").partition("\n")
    begin = "# " if soort.medium == "brief" else "Onderwerp: "
    if not kop.startswith(begin) or not kop.removeprefix(begin).strip():
        raise BriefFout(f"regel 1: begint niet met “{begin.strip()}”")
    # The title is compiled apart; an empty line in its place keeps the line numbers right.
    titel, boom = compile_text(kop.removeprefix(begin).strip()), compile_text("\n" + rest)
    if soort.medium == "brief":
        _toets_koppen(rest)
    for fout in _bezwaren(soort, titel, boom, rest):
        raise BriefFout(fout)
    return Brief(soort, titel, boom, hashlib.sha256(tekst.encode()).hexdigest()[:16])


def _toets_koppen(tekst: str) -> None:
    for nummer, regel in enumerate(tekst.split("\n"), 2):
        if re.match(r"\s{0,3}#{1}(?!#)", regel):
            raise BriefFout(f"regel {nummer}: een brief heeft één titel; begin een tussenkop met “##”")
        if re.match(r"\s{0,3}#{3,}", regel):
            raise BriefFout(f"regel {nummer}: een tussenkop begint met “##”")


def _bezwaren(soort: Briefsoort, titel: Boom, boom: Boom, tekst: str) -> Iterator[str]:
    regels = ["", *tekst.split("\n")]
    for deel, zeker in (*fields(titel), *fields(boom)):
        regel = soort.velden.get(deel.naam)
        if regel is None:
            yield f"regel {deel.regel}: het veld {deel.naam} bestaat niet in deze brief"
            return
        if not isinstance(deel, Veld):
            if regel.nodig:
                yield f"regel {deel.regel}: {deel.naam} is altijd gevuld, dus [[als …]] heeft geen zin"
            continue
        if deel.lijst != (regel.soort == "lijst"):
            yield f"regel {deel.regel}: {deel.naam} is {'g' if deel.lijst else ''}een lijst"
        if regel.soort == "ja_nee":
            yield f"regel {deel.regel}: {deel.naam} kan alleen in [[als …]]"
        if not regel.nodig and deel.naam not in zeker:
            waar = f"[[als {deel.naam}]] en [[einde]]"
            yield f"regel {deel.regel}: {deel.naam} kan leeg zijn, dus zet het tussen {waar}"
        if deel.lijst and regels[deel.regel - 1].strip() != f"[[lijst {deel.naam}]]":
            yield f"regel {deel.regel}: [[lijst …]] hoort alleen op een regel"
    staat_er = always(titel) | always(boom)
    genoemd = staat_er | {deel.naam for deel, _ in (*fields(titel), *fields(boom)) if isinstance(deel, Veld)}
    for naam, waarom in soort.moet.items():
        if naam not in (staat_er if soort.velden[naam].nodig else genoemd):
            yield f"[[{naam}]] ontbreekt: {waarom}"


# ------------------------------------------------------------------------------------------------- values


def _waarden(tenant: Tenant, soort: Briefsoort, velden: Mapping[str, Any]) -> dict[str, Any]:
    """All fields of the letter, checked, cleaned and put into words. Empty ones are None."""
    gegeven = _plat(velden)
    for naam in gegeven:
        if naam not in soort.velden or naam in VAN_DE_TENANT or naam == "tlv.artikel":
            raise BriefFout(f"het veld {naam} hoort niet bij {soort.naam}")
    gegeven |= _van_de_tenant(tenant)
    if "tlv.soort" in soort.velden:
        gegeven |= _van_de_soort(tenant, gegeven)
    return {naam: _waarde(naam, regel, gegeven.get(naam)) for naam, regel in soort.velden.items()}


def _plat(velden: Mapping[str, Any]) -> dict[str, Any]:
    plat: dict[str, Any] = {}
    for naam, waarde in velden.items():
        if isinstance(waarde, Mapping):
            plat |= {f"{naam}.{onder}": iets for onder, iets in waarde.items()}
        else:
            plat[naam] = waarde
    return plat


def _van_de_tenant(tenant: Tenant) -> dict[str, str]:
    contact = tenant.contact
    adres = f"{contact.adres}, {contact.postcode} {contact.plaats}" if contact.adres else ""
    return {
        "swv.naam": tenant.naam,
        "swv.korte_naam": tenant.korte_naam,
        "swv.plaats": contact.plaats,
        "swv.website": contact.website,
        "swv.adres": adres,
        "swv.email": contact.email,
        "swv.telefoon": contact.telefoon,
        "swv.commissie": tenant.commissie.naam,
    }


def _van_de_soort(tenant: Tenant, gegeven: Mapping[str, Any]) -> dict[str, str | None]:
    soort = tenant.soorten.get(str(gegeven.get("tlv.soort")))
    if soort is None:
        raise BriefFout(f"de soort {gegeven.get('tlv.soort')} bestaat niet bij {tenant.korte_naam}")
    categorie = gegeven.get("tlv.categorie") or None
    # Only what is granted has a category for certain; a school may have asked without naming one.
    open_gelaten = categorie is None and "tlv.nummer" not in gegeven
    if not open_gelaten and categorie not in (soort.categorieen or [None]):
        raise BriefFout(f"de categorie {categorie} bestaat niet bij {soort.naam}")
    return {
        "tlv.soort": soort.naam[0].lower() + soort.naam[1:],
        "tlv.artikel": ARTIKELEN[str(gegeven["tlv.soort"])],
        "tlv.categorie": CATEGORIEN[categorie] if categorie else None,
    }


def _waarde(naam: str, regel: Veldregel, waarde: Any) -> str | list[str] | bool | None:
    if waarde is None or waarde == "" or waarde == [] or waarde is False:
        if regel.nodig:
            raise BriefFout(f"het veld {naam} ontbreekt")
        return None
    soort_klopt = {
        "tekst": lambda: isinstance(waarde, str),
        "alinea": lambda: isinstance(waarde, str),
        "datum": lambda: type(waarde) is date,
        "dag": lambda: type(waarde) is date,
        "ja_nee": lambda: waarde is True,
        "lijst": lambda: isinstance(waarde, list | tuple) and all(isinstance(w, str) and w for w in waarde),
    }[regel.soort]
    if not soort_klopt():
        raise BriefFout(f"het veld {naam} is geen {regel.soort}")
    if naam == "link" and not re.fullmatch(r"https?://[^\s<>\"]+", waarde):
        raise BriefFout("het veld link is geen adres van een pagina")
    if regel.soort == "datum":
        return datum_in_woorden(waarde)
    if regel.soort == "dag":
        return in_woorden(waarde)
    if regel.soort in ("tekst", "alinea"):
        schoon = _schoon(waarde, naam)
        schoon = schoon.strip() if regel.soort == "alinea" else " ".join(schoon.split())
        if not schoon and regel.nodig:
            raise BriefFout(f"het veld {naam} ontbreekt")
        return schoon or None
    return [" ".join(_schoon(w, naam).split()) for w in waarde] if regel.soort == "lijst" else waarde


def _schoon(tekst: str, naam: str) -> str:
    """Without control, private-use and text-direction characters; composed, with plain line ends."""
    if len(tekst) > LENGTE:
        raise BriefFout(f"het veld {naam} is langer dan {LENGTE} tekens")
    tekst = unicodedata.normalize("NFC", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(t for t in tekst if t == "\n" or unicodedata.category(t)[0] != "C")


def _inline(waarde: str | None) -> str:
    return html.escape(waarde or "").replace("\n", "<br>")


def _blok(waarde: str | list[str] | None) -> str:
    """A value that stands alone: a list, or as many paragraphs as it has."""
    if isinstance(waarde, list):
        return "<ul>" + "".join(f"<li>{html.escape(regel)}</li>" for regel in waarde) + "</ul>"
    alineas = re.split(r"\n\s*\n", waarde or "")
    return "\n".join(f"<p>{_inline(alinea.strip())}</p>" for alinea in alineas)
