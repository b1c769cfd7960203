"""The TLV's a school may expect, and the money that follows from besluiten."""

from __future__ import annotations

from datetime import date

from services.commissie.contract import TlvKort, TlvLijst
from services.financien.contract import JaarTotaal, Verplichtingen, VerplichtingStand
from tenants.schema import Tenant
from web import views
from web.filling.words import categorienaam, soortnaam
from web.formatting import aantal, bedrag, datum, getal
from web.views import SchooljaarTotaal, Status, TlvRegel, Verplichting

ONBEKEND = "Nog niet bekend"


def ontvangende_school(lijst: TlvLijst, tenant: Tenant, school: str, vandaag: date) -> views.OntvangendeSchool:
    return views.OntvangendeSchool(
        school=school,
        tlvs=[_tlv(kort, tenant, vandaag) for kort in lijst.tlvs],
        uitleg="Leerlingen met een verklaring waarin uw school als nieuwe school staat.",
    )


def _tlv(kort: TlvKort, tenant: Tenant, vandaag: date) -> TlvRegel:
    tot = f"tot en met {datum(kort.tot_en_met)}" if kort.tot_en_met else "voor de hele schoolloopbaan"
    if kort.tot_en_met and kort.tot_en_met < vandaag:
        staat = Status("Verlopen", "stil", "x")
    elif kort.van > vandaag:
        staat = Status("Geldt straks", "info", "clock")
    else:
        staat = Status("Geldig", "ok", "check")
    categorie = f", categorie {categorienaam(kort.categorie).lower()}" if kort.categorie else ""
    return TlvRegel(
        leerling=kort.leerling,
        geboren=f"geboren op {datum(kort.geboren_op)}",
        nummer=kort.nummer,
        soort=f"{soortnaam(tenant, kort.soort)}{categorie}",
        geldig=f"{datum(kort.van)} {tot}",
        van_school=kort.school,
        afgegeven=f"door {tenant.korte_naam}",
        staat=staat,
    )


def verplichtingen(antwoord: Verplichtingen, tenant: Tenant) -> views.Verplichtingen:
    regels = antwoord.verplichtingen
    besluiten = len({regel.zaak for regel in regels})
    open_jaren = sorted({schooljaar(r.schooljaar) for r in regels if r.cent is None})
    return views.Verplichtingen(
        samenvatting=f"{aantal(besluiten, 'besluit', 'besluiten')} met gevolgen voor de begroting. "
        "Alleen bedragen die vaststaan of voorlopig bekend zijn; er wordt niets geschat.",
        totalen=_totalen(antwoord.totalen),
        regels=[_regel(regel, tenant) for regel in regels],
        open_bedragen=[f"Voor schooljaar {jaar} zijn nog niet alle bedragen bekend." for jaar in open_jaren],
    )


def _totalen(totalen: list[JaarTotaal]) -> list[SchooljaarTotaal]:
    uit = []
    for jaar in sorted({t.schooljaar for t in totalen}):
        rijen = [t for t in totalen if t.schooljaar == jaar]
        onbekend = sum(t.onbekend for t in rijen)
        zin = aantal(onbekend, "verplichting", "verplichtingen")
        uit.append(
            SchooljaarTotaal(
                schooljaar=schooljaar(jaar),
                aantal=getal(sum(t.aantal for t in rijen)),
                laag=_som(rijen, "laag"),
                midden=_som(rijen, "midden"),
                hoog=_som(rijen, "hoog"),
                totaal=_bekend(rijen),
                opmerking=f"Van {zin} is het bedrag nog niet bekend" if onbekend else "",
            )
        )
    return uit


def _som(rijen: list[JaarTotaal], categorie: str) -> str:
    eigen = [t for t in rijen if t.categorie == categorie]
    return _bekend(eigen) if eigen else "-"


def _bekend(rijen: list[JaarTotaal]) -> str:
    """The sum of what is known; a sum of which nothing is known is not nought but not known."""
    if rijen and all(t.onbekend == t.aantal for t in rijen):
        return ONBEKEND
    return bedrag(sum(t.cent for t in rijen))


def _regel(regel: VerplichtingStand, tenant: Tenant) -> Verplichting:
    return Verplichting(
        nummer=regel.nummer,
        soort=soortnaam(tenant, regel.soort),
        categorie=categorienaam(regel.categorie) or "-",
        schooljaar=schooljaar(regel.schooljaar) + (" en verder" if regel.tot_en_met is None else ""),
        bedrag=bedrag(regel.cent) if regel.cent is not None else ONBEKEND,
        open=regel.cent is None,
        grond=regel.bron or "",
    )


def schooljaar(jaar: int) -> str:
    """2026 to 2026-2027"""
    return f"{jaar}-{jaar + 1}"
