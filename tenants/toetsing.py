"""Whether a declaration can be true: within the law, complete, and without parts that no case can reach.

Each check yields where it looked (the key as it stands in the TOML) and why it cannot stay, as the end of one
Dutch sentence. Letters are judged by `tenants.letters`.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product

from services.kern.beslistermijn import BESLISTERMIJN_WEKEN
from services.kern.rollen import Rol
from tenants import (
    organisaties,
    toetsing_onderinstroom,
    toetsing_opp,
    toetsing_procedures,
    toetsing_rollen,
    toetsing_werkwijze,
)
from tenants.schema import OPENBARE_STAPPEN, VERPLICHTE_STAPPEN, Onderdeel, Recept, Tenant, Voorwaarde

Bezwaar = tuple[str, str]

# Which sector gives which kind, which kinds know a category, and to which schools one may go with it
# (WPO 40 lid 8, WEC 40, WVO 2.29; category: WPO 124 and WVO 5.15).
SOORTEN_PER_SECTOR = {"PO": {"sbo", "so"}, "VO": {"vso", "pro"}}
MET_CATEGORIE = {"so", "vso"}
ONTVANGEND = {"sbo": {"sbo"}, "so": {"so", "so_vso"}, "vso": {"vso", "so_vso"}, "pro": {"pro"}}
# WPO 18a lid 11 and UB WVO 2.51: an orthopedagoog or psycholoog first, and at least one expert besides.
DISCIPLINES = {
    "orthopedagoog",
    "psycholoog",
    "kinder_jeugdpsycholoog",
    "pedagoog",
    "kinderpsychiater",
    "maatschappelijk_werker",
    "arts",
}
EERSTE_DISCIPLINES = {"orthopedagoog", "psycholoog"}
MINSTENS_DESKUNDIGEN = 2
# A deskundige advises and never decides; nobody outside the samenwerkingsverband can hold its mandate.
MOGEN_BESLISSEN = {Rol.DIRECTEUR, Rol.BESTUUR, Rol.VOORZITTER, Rol.SECRETARIS}
MOGEN_EINDADVISEREN = MOGEN_BESLISSEN | {Rol.DESKUNDIGE}
# The themes that the screens have; `tests/guards/test_verklaringen.py` holds this against them.
THEMAS = {"meedoen", "veenrand", "dijken", "hunebed", "hanze", "uiterwaard"}
EENHEID_IN_DAGEN = {"werkdagen": 1.4, "dagen": 1, "weken": 7}


def bezwaren(tenant: Tenant, vandaag: date) -> Iterator[Bezwaar]:
    """Everything that stands in the way of working with this declaration as it is on one day."""
    yield from _wie(tenant)
    yield from _soorten(tenant)
    for naam, recept in tenant.recepten.items():
        yield from _recept(naam, recept)
        yield from _uit_dossier(tenant, naam, recept)
    yield from _termijnen(tenant, vandaag)
    yield from _commissie(tenant)
    yield from _mandaten(tenant)
    yield from _geldigheid(tenant)
    yield from _financien(tenant)
    for naam, formulier in tenant.formulieren.items():
        yield from _vragen(f"formulieren.{naam}", formulier.onderdelen, {})
    if tenant.opp is not None:
        yield from _vragen("opp", tenant.opp.onderdelen, {})
        yield from toetsing_opp.bezwaren(tenant)
    yield from toetsing_onderinstroom.bezwaren(tenant)
    yield from toetsing_rollen.bezwaren(tenant)
    yield from toetsing_procedures.bezwaren(tenant)
    yield from toetsing_werkwijze.bezwaren(tenant, vandaag)


def _wie(tenant: Tenant) -> Iterator[Bezwaar]:
    if not tenant.swv_nummer.startswith(tenant.sector):
        yield "swv_nummer", f"{tenant.swv_nummer} is geen nummer van een {tenant.sector}-samenwerkingsverband"
    if organisaties.samenwerkingsverband(tenant.swv_nummer) is None:
        yield "swv_nummer", f"een samenwerkingsverband {tenant.swv_nummer} bestaat niet"
    if not tenant.gemeenten:
        yield "gemeenten", "een samenwerkingsverband heeft ten minste één gemeente"
    for code in tenant.gemeenten:
        if organisaties.gemeente(code) is None:
            yield "gemeenten", f"gemeente {code} bestaat niet"
    for rol in tenant.rolnamen:
        if not _is_rol(rol):
            yield f"rolnamen.{rol}", f"de rol {rol} bestaat niet"
    for stap in tenant.openbare_stappen:
        if stap not in OPENBARE_STAPPEN:
            yield f"openbare_stappen.{stap}", f"de stap {stap} bestaat niet"
    for stap in OPENBARE_STAPPEN:
        if stap in VERPLICHTE_STAPPEN and stap not in tenant.openbare_stappen:
            yield "openbare_stappen", f"de tekst voor ouders bij de stap {stap} ontbreekt"
    if tenant.thema.naam not in THEMAS:
        yield "thema.naam", f"het thema {tenant.thema.naam} bestaat niet; kies uit {', '.join(sorted(THEMAS))}"
    if _contrast_met_wit(tenant.thema.accent) < 4.5:
        yield "thema.accent", f"de kleur {tenant.thema.accent} is te licht om op wit te lezen"


def _soorten(tenant: Tenant) -> Iterator[Bezwaar]:
    if not tenant.soorten:
        yield "soorten", "er is geen enkele soort TLV"
    for naam, soort in tenant.soorten.items():
        sleutel = f"soorten.{naam}"
        if naam not in SOORTEN_PER_SECTOR[tenant.sector]:
            yield sleutel, f"een {tenant.sector}-samenwerkingsverband geeft geen TLV van de soort {naam} af"
            continue
        if soort.recept not in tenant.recepten:
            yield f"{sleutel}.recept", f"het recept {soort.recept} ontbreekt"
        if naam in MET_CATEGORIE and not soort.categorieen:
            yield f"{sleutel}.categorieen", f"een TLV {naam} heeft een bekostigingscategorie nodig"
        if naam not in MET_CATEGORIE and soort.categorieen:
            yield f"{sleutel}.categorieen", f"een TLV {naam} kent geen bekostigingscategorie"
        for schoolsoort in soort.ontvangende_scholen:
            if schoolsoort not in ONTVANGEND[naam]:
                waarom = f"met een TLV {naam} kan niemand naar een school voor {schoolsoort}"
                yield f"{sleutel}.ontvangende_scholen", waarom
        if not soort.ontvangende_scholen:
            yield f"{sleutel}.ontvangende_scholen", "er is geen schoolsoort waar de leerling heen kan"
    for naam in tenant.recepten.keys() - {soort.recept for soort in tenant.soorten.values()}:
        yield f"recepten.{naam}", "geen enkele soort TLV gebruikt dit recept"


def _recept(naam: str, recept: Recept) -> Iterator[Bezwaar]:
    plek = f"recepten.{naam}"
    for dubbel in (n for n, keer in Counter(d.soort for d in recept.documenten).items() if keer > 1):
        yield f"{plek}.documenten.{dubbel}", f"{dubbel} staat er twee keer"
    antwoorden: dict[str, list[str] | None] = {}
    yield from _vragen(plek, recept.onderdelen, antwoorden)
    for document in recept.documenten:
        yield from _als_antwoord(f"{plek}.documenten.{document.soort}", document.als, antwoorden)
    for zienswijze in recept.zienswijzen:
        yield from _als_antwoord(f"{plek}.zienswijzen.{zienswijze.van}", zienswijze.als, antwoorden)
    yield from _mag_niet(plek, recept, antwoorden)
    yield from _zonder_instemming(plek, recept, antwoorden)
    yield from _toetsen(plek, recept, antwoorden)
    for nummer, kenmerk in enumerate(recept.kenmerken, 1):
        yield from _als_antwoord(f"{plek}.kenmerken[{nummer}]", kenmerk.als, antwoorden)
    if not any(z.van == "ouder" and z.verplicht and z.als is None for z in recept.zienswijzen):
        yield f"{plek}.zienswijzen", "de zienswijze van ouders hoort bij elke aanvraag (Awb 4:8)"


def _uit_dossier(tenant: Tenant, naam: str, recept: Recept) -> Iterator[Bezwaar]:
    """What is taken out of the OPP must be asked by the form of the OPP."""
    onderdelen = tenant.opp.onderdelen if tenant.opp else []
    van_school = {vraag.naam for deel in onderdelen for vraag in deel.vragen if vraag.van == "school"}
    for vraag in recept.vragen:
        bron, _, veld = vraag.uit.partition(".")
        if bron == "opp" and veld not in van_school:
            yield f"recepten.{naam}.vragen.{vraag.naam}.uit", f"{veld} is geen vraag van de school in het OPP"
    for document in recept.documenten:
        if document.uit == "opp" and tenant.opp is None:
            yield f"recepten.{naam}.documenten.{document.soort}.uit", "er is geen formulier voor het OPP"


def _mag_niet(plek: str, recept: Recept, antwoorden: dict[str, list[str] | None]) -> Iterator[Bezwaar]:
    soorten = {document.soort for document in recept.documenten}
    for dubbel in (n for n, keer in Counter(regel.naam for regel in recept.mag_niet).items() if keer > 1):
        yield f"{plek}.mag_niet.{dubbel}", f"{dubbel} staat er twee keer"
    for regel in recept.mag_niet:
        sleutel = f"{plek}.mag_niet.{regel.naam}"
        yield from _als_antwoord(sleutel, regel.als, antwoorden)
        if not (regel.documenten or regel.niet_gevraagd or regel.woorden):
            yield sleutel, "de regel zegt niet wat er niet in mag"
        if regel.tenzij and not regel.woorden:
            yield f"{sleutel}.tenzij", "tenzij hoort bij woorden"
        for soort in regel.documenten:
            if soort not in soorten:
                yield f"{sleutel}.documenten", f"{soort} is geen document van dit recept"
            elif any(d.soort == soort and d.verplicht and d.als == regel.als for d in recept.documenten):
                yield f"{sleutel}.documenten", f"{soort} is in hetzelfde geval verplicht"


def _zonder_instemming(plek: str, recept: Recept, antwoorden: dict[str, list[str] | None]) -> Iterator[Bezwaar]:
    vragen = {vraag.naam: vraag for vraag in recept.vragen}
    for nummer, regel in enumerate(recept.zonder_instemming, 1):
        sleutel = f"{plek}.zonder_instemming[{nummer}]"
        yield from _als_antwoord(sleutel, regel.als, antwoorden)
        if not regel.punten:
            yield f"{sleutel}.punten", "er is geen enkel punt"
        for naam in dict.fromkeys((*regel.punten, regel.aangekondigd, regel.verzenden)):
            if naam not in vragen or not vragen[naam].verplicht or vragen[naam].als != regel.als:
                yield f"{sleutel}.punten", f"{naam} is geen verplichte vraag die in dit geval gesteld wordt"
        for naam in (regel.aangekondigd, regel.verzenden):
            if naam in vragen and vragen[naam].soort != "datum":
                yield sleutel, f"{naam} vraagt niet om een datum"
        if regel.verzenden in vragen and not vragen[regel.verzenden].toekomst:
            yield sleutel, f"{regel.verzenden} moet een dag in de toekomst kunnen zijn"


def _toetsen(plek: str, recept: Recept, antwoorden: dict[str, list[str] | None]) -> Iterator[Bezwaar]:
    soorten = {vraag.naam: vraag.soort for vraag in recept.vragen}
    for nummer, regel in enumerate(recept.toetsen, 1):
        sleutel = f"{plek}.toetsen[{nummer}]"
        yield from _als_antwoord(sleutel, regel.als, antwoorden)
        getallen = ("iq", "dl", "inzichtelijk_rekenen", "begrijpend_lezen", "technisch_lezen", "spellen")
        moeten = [*((naam, "getal") for naam in getallen), ("iq_op", "datum")]
        if regel.sociaal_emotioneel is not None:
            moeten.append(("sociaal_emotioneel", "ja_nee"))
        if regel.goedgekeurd is not None:
            moeten.append(("goedgekeurd", "ja_nee"))
        for naam, soort in moeten:
            if soorten.get(getattr(regel, naam)) != soort:
                yield f"{sleutel}.{naam}", f"{getattr(regel, naam)} is geen vraag van de soort {soort}"


def _vragen(plek: str, onderdelen: list[Onderdeel], antwoorden: dict[str, list[str] | None]) -> Iterator[Bezwaar]:
    """The questions of a form; fills `antwoorden` with what each may be answered with, None for free words."""
    vragen = [vraag for onderdeel in onderdelen for vraag in onderdeel.vragen]
    for wat, namen in (
        ("onderdelen", [onderdeel.naam for onderdeel in onderdelen]),
        ("vragen", [vraag.naam for vraag in vragen]),
    ):
        for dubbel in (n for n, keer in Counter(namen).items() if keer > 1):
            yield f"{plek}.{wat}.{dubbel}", f"{dubbel} staat er twee keer"
    for vraag in vragen:
        sleutel = f"{plek}.vragen.{vraag.naam}"
        if (vraag.soort == "keuze") != bool(vraag.keuzes):
            yield f"{sleutel}.keuzes", "keuzes horen bij een vraag van de soort keuze, en alleen daarbij"
        if len(set(vraag.keuzes)) < len(vraag.keuzes):
            yield f"{sleutel}.keuzes", "een keuze staat er twee keer"
        if vraag.soort != "getal" and (vraag.minimum is not None or vraag.maximum is not None):
            yield sleutel, "minimum en maximum horen alleen bij een vraag van de soort getal"
        if vraag.uit and vraag.soort not in ("tekst", "lang"):
            yield f"{sleutel}.uit", "wat uit het dossier komt is tekst: kies tekst of lang"
        if vraag.toekomst and vraag.soort != "datum":
            yield sleutel, "toekomst hoort alleen bij een vraag van de soort datum"
        yield from _als_antwoord(sleutel, vraag.als, antwoorden)
        antwoorden[vraag.naam] = {"keuze": vraag.keuzes, "ja_nee": ["ja", "nee"]}.get(vraag.soort)


def _als_antwoord(sleutel: str, als, antwoorden: dict[str, list[str] | None]) -> Iterator[Bezwaar]:
    if als is None:
        return
    mogelijk = antwoorden.get(als.vraag)
    if mogelijk is None:
        yield f"{sleutel}.als", f"{als.vraag} is geen eerdere vraag met vaste antwoorden"
        return
    for waarde in als.is_een_van:
        if waarde not in mogelijk:
            yield f"{sleutel}.als", f"“{waarde}” is geen antwoord op de vraag {als.vraag}"


def _termijnen(tenant: Tenant, vandaag: date) -> Iterator[Bezwaar]:
    eigen, wet = tenant.termijnen.beslistermijn.weken, BESLISTERMIJN_WEKEN.op(vandaag)
    if eigen > wet:
        yield (
            "termijnen.beslistermijn",
            f"beslistermijn van {eigen} weken is langer dan de {wet} weken van art. 4:13 Awb",
        )
    dagen = min(eigen, wet) * 7
    if tenant.termijnen.waarschuwing_dagen >= dagen:
        yield "termijnen.waarschuwing_dagen", "de waarschuwing komt vóór het begin van de beslistermijn"
    if tenant.termijnen.herinnering_dagen >= tenant.termijnen.hersteltermijn_dagen:
        yield "termijnen.herinnering_dagen", "de herinnering komt vóór het begin van de hersteltermijn"
    for nummer, regel in enumerate(tenant.termijnen.streeftermijnen, 1):
        sleutel = f"termijnen.streeftermijnen[{nummer}]"
        yield from _als(tenant, f"{sleutel}.als", regel.als)
        streven = regel.aantal * EENHEID_IN_DAGEN[regel.eenheid]
        if regel.vanaf in ("ingediend", "compleet") and streven > dagen:
            lengte = f"{regel.aantal} {regel.eenheid}"
            yield sleutel, f"streeftermijn van {lengte} is langer dan de beslistermijn van {eigen} weken"
        eerder = tenant.termijnen.streeftermijnen[: nummer - 1]
        if any(andere.naam == regel.naam and andere.als is None for andere in eerder):
            yield sleutel, f"een eerdere regel {regel.naam} geldt altijd, dus deze nooit"


def _commissie(tenant: Tenant) -> Iterator[Bezwaar]:
    regels = tenant.commissie
    vast = [plek for plek in regels.plekken if plek.als is None]
    if regels.aantal_deskundigen != len(vast):
        yield (
            "commissie.aantal_deskundigen",
            f"{regels.aantal_deskundigen} deskundigen, maar {len(vast)} plekken die altijd vervuld worden",
        )
    for plek in regels.plekken:
        yield from _als(tenant, f"commissie.plekken.{plek.naam}.als", plek.als)
        if not plek.disciplines:
            yield f"commissie.plekken.{plek.naam}.disciplines", "er staat geen discipline"
        for discipline in plek.disciplines:
            if discipline not in DISCIPLINES:
                yield f"commissie.plekken.{plek.naam}.disciplines", f"de discipline {discipline} bestaat niet"
    if len({plek.naam for plek in regels.plekken}) < len(regels.plekken):
        yield "commissie.plekken", "twee plekken hebben dezelfde naam"
    for naam, recept in tenant.recepten.items():
        met_dossier = [d for d in recept.documenten if d.verplicht and d.als is None]
        aantal = sum("deskundige" in d.handtekeningen for d in met_dossier) + len(vast)
        if aantal < MINSTENS_DESKUNDIGEN:
            yield (
                "commissie.aantal_deskundigen",
                f"bij het recept {naam} is het aantal adviezen van deskundigen {aantal}, "
                f"minder dan de {MINSTENS_DESKUNDIGEN} van art. 18a lid 11 WPO en art. 2.51 UB WVO",
            )
    if vast and not any(EERSTE_DISCIPLINES & set(plek.disciplines) for plek in vast):
        waarom = "geen plek is voor een orthopedagoog of psycholoog, zoals art. 18a lid 11 WPO vraagt"
        yield "commissie.plekken", waarom
    if _is_rol(regels.eindadvies_door) and regels.eindadvies_door not in MOGEN_EINDADVISEREN:
        yield "commissie.eindadvies_door", f"de rol {regels.eindadvies_door} hoort niet bij de commissie"
    if not regels.verbonden_neemt_geen_deel:
        yield (
            "commissie.verbonden_neemt_geen_deel",
            "wie aan de aanvragende school verbonden is, mag daar niet over adviseren (art. 2.51 UB WVO)",
        )


def _mandaten(tenant: Tenant) -> Iterator[Bezwaar]:
    if not tenant.mandaten or tenant.mandaten[-1].als is not None:
        sleutel = f"mandaten[{len(tenant.mandaten)}]" if tenant.mandaten else "mandaten"
        yield sleutel, "het laatste mandaat heeft geen “als”, zodat altijd iemand beslist"
        return
    for nummer, mandaat in enumerate(tenant.mandaten, 1):
        sleutel = f"mandaten[{nummer}]"
        yield from _als(tenant, f"{sleutel}.als", mandaat.als)
        if _is_rol(mandaat.beslist) and mandaat.beslist not in MOGEN_BESLISSEN:
            yield f"{sleutel}.beslist", f"de rol {mandaat.beslist} kan geen mandaat hebben om te beslissen"
        if mandaat.als is None and nummer < len(tenant.mandaten):
            yield sleutel, "dit mandaat geldt altijd, dus de mandaten erna nooit"
    for soort, regels in tenant.soorten.items():
        for categorie, complex in product(regels.categorieen or [None], (False, True)):
            mandaat = tenant.beslisser(categorie, complex, soort)
            extern = any(plek.extern for plek in tenant.plekken(categorie, complex, soort))
            if mandaat.na_extern_advies and not extern:
                waarom = "beslist na extern advies, maar er is dan geen plek voor een extern deskundige"
                yield f"mandaten[{tenant.mandaten.index(mandaat) + 1}]", f"{mandaat.beslist} {waarom}"


def _geldigheid(tenant: Tenant) -> Iterator[Bezwaar]:
    if tenant.tlv.nummer_voorvoegsel != tenant.swv_nummer:
        yield "tlv.nummer_voorvoegsel", f"een TLV-nummer begint met {tenant.swv_nummer}"
    for nummer, regel in enumerate(tenant.tlv.geldigheid, 1):
        sleutel = f"tlv.geldigheid[{nummer}]"
        for soort in regel.soort or []:
            if soort not in tenant.soorten:
                yield f"{sleutel}.soort", f"de soort {soort} bestaat hier niet"
        if None not in (regel.leeftijd_van, regel.leeftijd_tot) and regel.leeftijd_van > regel.leeftijd_tot:
            yield sleutel, "leeftijd_van is hoger dan leeftijd_tot"
        if regel.max_jaren is not None and regel.max_jaren < regel.min_jaren:
            yield sleutel, "max_jaren is lager dan min_jaren"
        if regel.hele_schoolloopbaan and regel.max_jaren is not None:
            yield sleutel, "een TLV voor de hele schoolloopbaan heeft geen max_jaren"


def _financien(tenant: Tenant) -> Iterator[Bezwaar]:
    gezien = set()
    for nummer, bedrag in enumerate(tenant.financien.bedragen, 1):
        sleutel = f"financien.bedragen[{nummer}]"
        soort = tenant.soorten.get(bedrag.soort)
        if soort is None:
            yield f"{sleutel}.soort", f"de soort {bedrag.soort} bestaat hier niet"
        elif bedrag.categorie not in (soort.categorieen or [None]):
            wat = f"de categorie {bedrag.categorie} niet" if bedrag.categorie else "altijd een categorie"
            yield f"{sleutel}.categorie", f"een TLV {bedrag.soort} heeft hier {wat}"
        if (kenmerk := (bedrag.soort, bedrag.categorie, bedrag.jaar)) in gezien:
            yield sleutel, "dit bedrag staat er twee keer"
        gezien.add(kenmerk)


def _als(tenant: Tenant, sleutel: str, als: Voorwaarde | None) -> Iterator[Bezwaar]:
    if als is None:
        return
    if als.categorie is None and als.complex is None and als.soort is None:
        yield sleutel, "deze voorwaarde noemt geen kenmerk en geldt dus nooit"
    bestaand = {categorie for soort in tenant.soorten.values() for categorie in soort.categorieen}
    for categorie in als.categorie or []:
        if categorie not in bestaand:
            yield f"{sleutel}.categorie", f"geen soort TLV heeft hier de categorie {categorie}"
    for soort in als.soort or []:
        if soort not in tenant.soorten:
            yield f"{sleutel}.soort", f"de soort {soort} bestaat hier niet"


def _is_rol(naam: str) -> bool:
    return naam in set(Rol)


def _contrast_met_wit(kleur: str) -> float:
    """WCAG contrast ratio of a `#rrggbb` colour against white."""
    kanalen = [int(kleur[plaats : plaats + 2], 16) / 255 for plaats in (1, 3, 5)]
    lineair = [k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanalen]
    helderheid = 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]
    return 1.05 / (helderheid + 0.05)
