"""Invoices on extra support in words: what was granted, what is over, and what does not fit."""

from __future__ import annotations

from datetime import date

from services.intake.arrangementen.contract import FacturenBlad, FactuurStand
from tenants.schema import Tenant
from web import views_arrangementen as views
from web.filling.arrangementen import ALLE, beslisser
from web.filling.words import schoolnaam
from web.formatting import bedrag, datum, datum_bij
from web.views import Formulier, Link, Status

STATUS = {
    "ingediend": Status("Wacht op goedkeuring", "let-op", "clock"),
    "goedgekeurd": Status("Goedgekeurd", "ok", "check"),
    "afgekeurd": Status("Afgekeurd", "fout", "x"),
}
WACHT = Status("Wordt gecontroleerd op virussen", "let-op", "clock")


def pagina(
    blad: FacturenBlad, tenant: Tenant, vandaag: date, getypt: Formulier | None = None, welke: str = ""
) -> views.Facturen:
    """`getypt`: the form that was refused; `welke`: of which invoice, "" for handing one in."""
    url = f"/facturen/{blad.arrangement_id}/factuur-indienen"
    indienen = None
    if "factuur_indienen" in blad.handelingen:
        indienen = getypt if getypt and not welke else Formulier(url=url, waarden={"afzender": schoolnaam(blad.school)})
    rest = bedrag(blad.over_cent) if blad.over_cent >= 0 else f"{bedrag(-blad.over_cent)} te veel goedgekeurd"
    return views.Facturen(
        kruimels=[ALLE, Link(blad.titel, f"/arrangementen/{blad.arrangement_id}"), Link("Facturen", "")],
        titel=blad.titel,
        kenmerk=blad.kenmerk,
        wie=blad.wie,
        feiten=[
            ("Beschikking", blad.kenmerk),
            ("Toegekend", bedrag(blad.toegekend_cent)),
            ("Nog over", rest),
            ("Keurt goed", beslisser(tenant, blad.beslist)),
        ],
        facturen=[_kaart(een, blad, vandaag, getypt if welke == str(een.id) else None) for een in blad.facturen],
        leeg="Er is nog geen factuur op deze beschikking.",
        indienen=indienen,
    )


def _kaart(een: FactuurStand, blad: FacturenBlad, vandaag: date, getypt: Formulier | None) -> views.Factuurkaart:
    eigen = f"/facturen/{blad.arrangement_id}"

    def formulier(naam: str) -> Formulier | None:
        if naam not in een.handelingen:
            return None
        url = f"{eigen}/{naam.replace('_', '-')}"
        if getypt is not None and getypt.url == url:
            return getypt
        return Formulier(url=url, versie=str(een.versie))

    besluit = ""
    if een.besluit_op is not None:
        besluit = f"{een.besluit_door}, {datum_bij(een.besluit_op, vandaag)}. {een.reden}".strip()
    wacht = een.status == "ingediend" and een.bestand_status == "wacht"
    return views.Factuurkaart(
        id=str(een.id),
        kop=f"Factuur {een.nummer}",
        afzender=f"{een.afzender}, ingediend door {een.ingediend_door} op {datum_bij(een.ingediend_op, vandaag)}",
        bedrag=bedrag(een.cent),
        datum=datum(een.datum),
        status=WACHT if wacht else STATUS[een.status],
        bestand=Link(een.bestand, f"{eigen}/{een.id}") if een.bestand_status == "bruikbaar" else None,
        melding=een.melding,
        bevindingen=een.bevindingen,
        besluit=besluit,
        goedkeuren=formulier("factuur_goedkeuren"),
        afkeuren=formulier("factuur_afkeuren"),
    )
