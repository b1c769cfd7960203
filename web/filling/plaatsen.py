"""Free places in words: for the own school with buttons, for everybody else to look for a place. No child is in it."""

from __future__ import annotations

from datetime import date, datetime

from infra.clock import AMSTERDAM
from services.intake.plaatsen.contract import (
    LEERJAREN,
    MAANDEN,
    MEESTE_PLEKKEN,
    REDENEN,
    GroepStand,
    Plekken,
    SchoolPlekken,
    VolverklaringStand,
)
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, Rol
from services.kern.wetsartikelen import WEC_40_6, WPO_40_5, WVO_8_9
from tenants.organisaties import School, elke_school, gemeente, postcodes, scholen, school
from tenants.schema import Tenant
from web.formatting import aantal, datum, datum_bij
from web.views import Formulier, Keuze, Link, Status
from web.views_plaatsen import (
    EigenPlekken,
    GroepPagina,
    PlekGroep,
    PlekkenFilter,
    PlekkenPagina,
    PlekSchool,
    VolRegel,
)

SOORTEN = {
    "bo": "Basisonderwijs",
    "sbo": "Speciaal basisonderwijs",
    "so": "Speciaal onderwijs",
    "so_vso": "Speciaal en voortgezet speciaal onderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "vo": "Voortgezet onderwijs",
    "pro": "Praktijkonderwijs",
}
LEERJAAR = {"PO": "groep", "VO": "leerjaar"}
NABIJ = ("zelfde postcode", "zelfde gemeente", "zelfde streek")
TOEVOEGEN, BEVESTIGEN = "/plekken/groep-toevoegen", "/plekken/plekken-bevestigen"
ZIET_ZONDER = COMMISSIEROLLEN | {Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND}


def wet(tenant: Tenant) -> str:
    """What the law says of refusing because a school is full."""
    waar = f"{WPO_40_5}, {WEC_40_6}" if tenant.sector == "PO" else f"{WVO_8_9}, {WEC_40_6}"
    return (
        "Een school mag een leerling alleen weigeren omdat zij vol is, als zij vol is voor alle leerlingen en dat "
        f"altijd zo doet ({waar}). De school waar de leerling zit of is aangemeld, blijft zoeken naar een plek."
    )


def geleden(op: datetime, vandaag: date) -> str:
    """vandaag; gisteren; 5 dagen geleden; 3 weken geleden; 4 maanden geleden"""
    dagen = max((vandaag - op.astimezone(AMSTERDAM).date()).days, 0)
    if dagen < 2:
        return ("vandaag", "gisteren")[dagen]
    if dagen < 14:
        return f"{dagen} dagen geleden"
    if dagen < 61:
        return f"{dagen // 7} weken geleden"
    return f"{dagen // 30} maanden geleden"


def _vers(op: datetime, verouderd: bool, vandaag: date) -> Status:
    tekst = f"Bijgewerkt {geleden(op, vandaag)}"
    return Status(tekst, "let-op", "clock") if verouderd else Status(tekst, "stil")


def leerjaren(groep: GroepStand, sector: str) -> str:
    """groep 3; groep 3 tot en met 5; alle groepen"""
    woord = LEERJAAR[sector]
    if groep.leerjaar_van is None:
        return f"alle {woord}en" if sector == "PO" else "alle leerjaren"
    if groep.leerjaar_van == groep.leerjaar_tot:
        return f"{woord} {groep.leerjaar_van}"
    return f"{woord} {groep.leerjaar_van} tot en met {groep.leerjaar_tot}"


def _wanneer(groep: GroepStand, vandaag: date) -> str:
    return "nu" if groep.per <= vandaag or not groep.vrij else f"vanaf {datum_bij(groep.per, vandaag)}"


def _groep(groep: GroepStand, tenant: Tenant, vandaag: date, mag: bool = False, verklaart: bool = False) -> PlekGroep:
    """Without `mag` to look at only."""
    vol = groep.volverklaring
    dicht = vol is not None and vol.begonnen
    terug = ""
    if mag and not dicht and groep.vorige is not None and groep.vorige != groep.vrij:
        terug = str(groep.vorige)
    return PlekGroep(
        id=str(groep.id),
        naam=groep.naam,
        leerjaar=leerjaren(groep, tenant.sector),
        vrij=str(groep.vrij),
        telling=aantal(groep.vrij, "plek vrij", "plekken vrij") if groep.vrij else "geen plek vrij",
        wanneer=_wanneer(groep, vandaag),
        vers=_vers(groep.bijgewerkt_op, groep.verouderd, vandaag),
        vol=_vol(vol, tenant, verklaart) if vol else None,
        formulier=Formulier(url=f"/plekken/groepen/{groep.id}/plekken-bijwerken", versie=str(groep.versie))
        if mag and not dicht
        else None,
        minder=str(groep.vrij - 1) if mag and groep.vrij > 0 else "",
        meer=str(groep.vrij + 1) if mag and groep.vrij < MEESTE_PLEKKEN else "",
        terug=terug,
        url=f"/plekken/groepen/{groep.id}" if mag else "",
    )


def _vol(vol: VolverklaringStand, tenant: Tenant, mag: bool) -> VolRegel:
    begin = f"vanaf {datum(vol.van)} " if not vol.begonnen else ""
    return VolRegel(
        kop=f"Vol verklaard {begin}tot en met {datum(vol.tot_en_met)}",
        reden=f"{REDENEN[vol.reden]}.",
        beleid=vol.beleid,
        wet=wet(tenant),
        door=f"Door {vol.door}" if vol.door else "",
        intrekken=Formulier(url=f"/plekken/volverklaringen/{vol.id}/volverklaring-intrekken", versie=str(vol.versie))
        if mag
        else None,
    )


def _leerjaarkeuzes(sector: str) -> list[Keuze]:
    return [Keuze(str(n), f"{LEERJAAR[sector].capitalize()} {n}") for n in range(1, LEERJAREN[sector] + 1)]


# ------------------------------------------------------------------------------------------ the own school


def eigen(stand: Plekken, tenant: Tenant, *, getypt: Formulier | None = None, gedaan: str = "") -> EigenPlekken | None:
    """The card of the own school; None for who keeps no places here."""
    if not stand.eigen:
        return None
    groepen = next((een.groepen for een in stand.scholen if een.school == stand.eigen), [])
    naam = school(tenant.swv_nummer, stand.eigen)
    oudste = min((groep.bijgewerkt_op for groep in groepen), default=None)
    toevoegen = getypt if getypt is not None and getypt.url == TOEVOEGEN else Formulier(url=TOEVOEGEN)
    fout = getypt.algemene_fout or " ".join(getypt.fouten.values()) if getypt and getypt.url != TOEVOEGEN else ""
    return EigenPlekken(
        school=naam.aanduiding if naam else stand.eigen,
        groepen=[_groep(groep, tenant, stand.vandaag, stand.bijhouden, stand.verklaren) for groep in groepen],
        vers=_vers(oudste, any(groep.verouderd for groep in groepen), stand.vandaag) if oudste else None,
        bevestigen=Formulier(url=BEVESTIGEN) if groepen and stand.bijhouden else None,
        toevoegen=toevoegen if stand.bijhouden else None,
        leerjaren=_leerjaarkeuzes(tenant.sector),
        leerjaar_label=LEERJAAR[tenant.sector].capitalize(),
        fout=fout,
        gedaan=gedaan,
    )


def veranderd(stand: Plekken, groep_id: str) -> str:
    """What the press did, for who hears the screen."""
    for groep in (g for een in stand.scholen if een.school == stand.eigen for g in een.groepen):
        if str(groep.id) == groep_id:
            return f"{groep.naam}: {aantal(groep.vrij, 'plek', 'plekken')} vrij."
    return ""


def groep_pagina(stand: Plekken, groep: GroepStand, tenant: Tenant, getypt: Formulier | None = None) -> GroepPagina:
    """One group of the own school, with the form that was refused as it was typed."""

    def formulier(einde: str, **waarden: str) -> Formulier:
        url = f"/plekken/groepen/{groep.id}/{einde}"
        if getypt is not None and getypt.url == url:
            return getypt
        return Formulier(url=url, versie=str(groep.versie), waarden=waarden)

    naam = school(tenant.swv_nummer, stand.eigen)
    mag = stand.verklaren
    maanden = (tenant.plaatsen and tenant.plaatsen.volverklaring_hoogstens_maanden) or MAANDEN
    vol = groep.volverklaring
    return GroepPagina(
        naam=groep.naam,
        school=naam.aanduiding if naam else stand.eigen,
        terug=Link("Terug naar de plekken", "/plekken"),
        aantal=formulier("plekken-bijwerken", vrij=str(groep.vrij), per=groep.per.isoformat()),
        weghalen=formulier("groep-weghalen"),
        vol=_vol(vol, tenant, mag) if vol else None,
        verklaren=formulier("volverklaring-doen", van=stand.vandaag.isoformat()) if mag and not vol else None,
        redenen=[Keuze(sleutel, zin) for sleutel, zin in REDENEN.items()],
        wet=wet(tenant),
        hoogstens=f"Verplicht, en hooguit {aantal(maanden, 'maand', 'maanden')} na de eerste dag. "
        "Daarna eindigt het vanzelf.",
        alleen_directeur="" if mag or vol else "Alleen de directeur van de school verklaart een groep vol.",
    )


# --------------------------------------------------------------------------------------------------- the board


def plekken(
    stand: Plekken,
    tenant: Tenant,
    rol: str,
    *,
    q: str = "",
    soort: str = "",
    leerjaar: str = "",
    postcode: str = "",
    vrij: bool = False,
    kaart: EigenPlekken | None = None,
    terug: Link | None = None,
) -> PlekkenPagina:
    """All schools that keep places, with those nearby first when a postcode is given."""
    fout = "" if not postcode or (postcode.isdecimal() and len(postcode) == 4) else "Vul vier cijfers in, zoals 7824."
    getal = int(leerjaar) if leerjaar.isdecimal() and len(leerjaar) == 1 else None
    gevonden: list[tuple[int, str, PlekSchool]] = []
    houdt_bij = [een for een in stand.scholen if een.groepen]
    bekend = {een.school: _bekend(een.school, tenant) for een in houdt_bij}
    for een in houdt_bij:
        waar = bekend[een.school]
        groepen = [g for g in een.groepen if _past(g, getal, vrij) and _zoekt(q, waar, g)]
        if not groepen or (soort and (waar is None or waar.soort != soort)):
            continue
        ver = _nabij(waar, postcode, tenant) if postcode and not fout else 0
        naam = waar.aanduiding if waar else een.school
        nabij = NABIJ[ver] if postcode and not fout and ver < len(NABIJ) else ""
        gevonden.append((ver, naam, _school(een, waar, groepen, tenant, stand.vandaag, nabij)))
    gevonden.sort(key=lambda rij: rij[:2])
    filters = [q, soort, leerjaar, postcode, "ja" if vrij else ""]
    zonder = _zonder(stand, tenant) if rol in ZIET_ZONDER else []
    return PlekkenPagina(
        samenvatting=_samenvatting(houdt_bij, stand.vandaag),
        scholen=[rij[2] for rij in gevonden],
        filter=PlekkenFilter(
            q=q,
            soort=soort,
            leerjaar=leerjaar,
            postcode=postcode,
            vrij=vrij,
            soorten=[Keuze(s, SOORTEN[s]) for s in SOORTEN if any(b and b.soort == s for b in bekend.values())],
            leerjaren=_leerjaarkeuzes(tenant.sector),
            leerjaar_label=LEERJAAR[tenant.sector].capitalize(),
            actief=f"{aantal(sum(map(bool, filters)), 'filter', 'filters')} actief" if any(filters) else "",
            fout=fout,
        ),
        telling=f"{aantal(len(gevonden), 'school', 'scholen')} gevonden.",
        eigen=kaart,
        zonder_kop=f"{aantal(len(zonder), 'school houdt', 'scholen houden')} nog geen plekken bij" if zonder else "",
        zonder=zonder,
        terug=terug,
        uitleg="Een vrije plek is nog geen toezegging. De school beslist na een aanmelding of een leerling kan komen."
        if rol in FAMILIEROLLEN
        else "",
    )


def _bekend(id: str, tenant: Tenant) -> School | None:
    return school(tenant.swv_nummer, id) or elke_school(id)


def _past(groep: GroepStand, leerjaar: int | None, vrij: bool) -> bool:
    hoort = (
        leerjaar is None or groep.leerjaar_van is None or groep.leerjaar_van <= leerjaar <= (groep.leerjaar_tot or 0)
    )
    return hoort and (not vrij or groep.vrij > 0)


def _zoekt(q: str, waar: School | None, groep: GroepStand) -> bool:
    tekst = f"{waar.naam} {waar.plaats}" if waar else ""
    return all(woord in f"{tekst} {groep.naam}".casefold() for woord in q.casefold().split())


def _nabij(waar: School | None, postcode: str, tenant: Tenant) -> int:
    """0: the same four digits; 1: the same gemeente; 2: the same first two digits; 3: elsewhere. Not a distance."""
    if waar is None:
        return 3
    if waar.postcode[:4] == postcode:
        return 0
    gemeenten = {s.gemeentecode for s in scholen(tenant.swv_nummer) if s.postcode[:4] == postcode}
    gebied = postcodes().get(postcode)
    hier = gemeente(waar.gemeentecode)
    if waar.gemeentecode in gemeenten or (gebied and hier and gebied.gemeente == hier.naam):
        return 1
    return 2 if waar.postcode[:2] == postcode[:2] else 3


def _school(
    een: SchoolPlekken, waar: School | None, groepen: list[GroepStand], tenant: Tenant, vandaag: date, nabij: str
) -> PlekSchool:
    nu = sum(groep.vrij for groep in groepen if groep.per <= vandaag)
    straks = sum(groep.vrij for groep in groepen if groep.per > vandaag)
    totaal = aantal(nu, "plek vrij", "plekken vrij") if nu else "Nu geen plek vrij"
    keren = aantal(een.volverklaringen, "keer", "keer") if een.volverklaringen else ""
    return PlekSchool(
        naam=waar.aanduiding if waar else een.school,
        sub=SOORTEN[waar.soort] if waar else "",
        totaal=f"{totaal}, {straks} later" if straks else totaal,
        nabij=nabij,
        groepen=[_groep(groep, tenant, vandaag) for groep in groepen],
        keren=f"In twee jaar {keren} een groep vol verklaard" if keren else "",
    )


def _samenvatting(houdt_bij: list[SchoolPlekken], vandaag: date) -> str:
    if not houdt_bij:
        return "Nog geen school houdt hier plekken bij."
    vrij = sum(groep.vrij for een in houdt_bij for groep in een.groepen if groep.per <= vandaag)
    return f"{aantal(vrij, 'plek', 'plekken')} vrij bij {aantal(len(houdt_bij), 'school', 'scholen')}."


def _zonder(stand: Plekken, tenant: Tenant) -> list[str]:
    bij = {een.school for een in stand.scholen if een.groepen}
    return [s.aanduiding for s in scholen(tenant.swv_nummer) if s.id not in bij]
