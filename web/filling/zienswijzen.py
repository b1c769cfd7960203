"""Whose view belongs in the dossier, who was invited, and what they said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.intake.contract import AanvraagStand, OuderStand, ZienswijzeStand
from services.intake.zonder_instemming import met_punten
from tenants.schema import Recept, Tenant, ZienswijzeRegel
from web.formatting import AMSTERDAM, datum_bij
from web.views import Formulier, Status, ZienswijzeStaat

WIE = {"ouder": "Ouder", "leerling": "Leerling", "beoogde_school": "Beoogde school"}
NOG = {"ouder": "Nog een ouder of verzorger"}
UITNODIGING = {
    "uitgenodigd": Status("Uitgenodigd", "info", "mail"),
    "aangemeld": Status("Nog geen mening", "let-op", "clock"),
    "verlopen": Status("Uitnodiging verlopen", "fout", "alert"),
}
INSTEMMING = {True: "Eens met de aanvraag.", False: "Niet eens met de aanvraag.", None: ""}


def zienswijzen(
    stand: AanvraagStand, tenant: Tenant, vandaag: date, getypt: Mapping[str, Formulier]
) -> list[ZienswijzeStaat]:
    """Per member of the family what they said, and room to invite whoever is not there yet."""
    rijen: list[ZienswijzeStaat] = []
    gezien = set()
    recept = tenant.recept(stand.soort)
    for regel in recept.zienswijzen_voor(stand.antwoorden):
        leden = [lid for lid in stand.ouders if lid.rol == regel.van]
        for lid in leden:
            gezien.add(lid.persoon)
            gegeven = next((z for z in stand.zienswijzen if z.persoon == lid.persoon), None)
            rijen.append(_lid(lid, gegeven, regel, recept, vandaag))
        if regel.van in ("ouder", "leerling") and (regel.van == "ouder" or not leden):
            if "ouder_uitnodigen" in stand.handelingen:
                rijen.append(_uitnodigen(stand, regel, bool(leden), getypt))
        elif regel.van == "beoogde_school":
            rijen.append(_beoogde_school(regel))
    rijen += [
        gegeven_zienswijze(z, recept, vandaag)
        for z in stand.zienswijzen
        if z.persoon not in gezien and (z.tekst or z.instemming is not None)
    ]
    return rijen


def gegeven_zienswijze(gegeven: ZienswijzeStand, recept: Recept, vandaag: date, wie: str = "") -> ZienswijzeStaat:
    op = gegeven.ingediend_op.astimezone(AMSTERDAM).date() if gegeven.ingediend_op else None
    datum = " ".join(
        filter(None, [f"Gegeven op {datum_bij(op, vandaag)}." if op else "", INSTEMMING[gegeven.instemming]])
    )
    return ZienswijzeStaat(
        id=str(gegeven.persoon or gegeven.van),
        wie=wie or WIE.get(gegeven.van, gegeven.van),
        naam=gegeven.naam,
        staat=Status("Gegeven", "ok", "check"),
        tekst=met_punten(recept, gegeven.tekst, gegeven.punten) or "",
        datum=datum,
    )


def _lid(
    lid: OuderStand, gegeven: ZienswijzeStand | None, regel: ZienswijzeRegel, recept: Recept, vandaag: date
) -> ZienswijzeStaat:
    if gegeven is not None and gegeven.ingediend_op is not None:
        return gegeven_zienswijze(gegeven, recept, vandaag)
    return ZienswijzeStaat(
        id=str(lid.persoon),
        wie=WIE[lid.rol],
        naam=lid.naam,
        staat=UITNODIGING[lid.status],
        regel=regel.uitleg,
        bron=regel.bron,
        datum=f"Uitgenodigd op {datum_bij(lid.uitgenodigd_op.astimezone(AMSTERDAM).date(), vandaag)}.",
    )


def _uitnodigen(
    stand: AanvraagStand, regel: ZienswijzeRegel, al_een: bool, getypt: Mapping[str, Formulier]
) -> ZienswijzeStaat:
    nodig = regel.verplicht and not al_een
    return ZienswijzeStaat(
        id=f"{regel.van}-nieuw",
        wie=NOG.get(regel.van, WIE[regel.van]) if al_een else WIE[regel.van],
        naam="",
        staat=Status("Nog niet uitgenodigd", "let-op", "mail") if nodig else Status("Niet verplicht", "stil"),
        regel="" if al_een else regel.uitleg,
        bron="" if al_een else regel.bron,
        uitnodigen=getypt.get(
            f"uitnodigen:{regel.van}",
            Formulier(
                url=f"/aanvragen/{stand.id}/ouder-uitnodigen", versie=str(stand.versie), waarden={"van": regel.van}
            ),
        ),
    )


def _beoogde_school(regel: ZienswijzeRegel) -> ZienswijzeStaat:
    return ZienswijzeStaat(
        id="beoogde_school",
        wie=WIE["beoogde_school"],
        naam="",
        staat=Status("Als document", "stil", "file"),
        regel=regel.uitleg or "Vraag de beoogde school wat zij vindt en voeg haar antwoord toe als document.",
        bron=regel.bron,
    )
