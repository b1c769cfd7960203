"""The question of the commissie as the school answers it, at the spot where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from services.intake.contract import AanvraagStand, VraagAanSchool
from tenants.schema import Tenant
from web import views
from web.filling.stukken import IN_CONTROLE, OVERIG, eis
from web.filling.words import soortnaam
from web.formatting import dagen_over, datum, lange_datum, urgentie
from web.views import DocumentEis, Formulier, Link

GEVOLG = (
    "Tot uw antwoord staat de beslistermijn stil. Komt er geen antwoord, dan loopt de termijn daarna weer en "
    "beslist het samenwerkingsverband met de stukken die er zijn."
)


def schoolvraag(
    stand: AanvraagStand, vraag: VraagAanSchool, tenant: Tenant, vandaag: date, getypt: Mapping[str, Formulier]
) -> views.SchoolVraag:
    """`getypt`: `aanvulling` and `document:<soort>`, as they were typed."""
    open_ = vraag.status == "open" and "aanvulling_indienen" in stand.handelingen
    beantwoord = ""
    if vraag.beantwoord_op:
        beantwoord = f"Beantwoord op {lange_datum(vraag.beantwoord_op)}."
    elif vraag.status == "verlopen":
        beantwoord = f"Deze vraag kon tot en met {lange_datum(vraag.termijn_tot)} worden beantwoord."
    url = f"/aanvragen/{stand.id}/aanvulling-indienen?vraag={vraag.id}"
    return views.SchoolVraag(
        leerling=f"{stand.leerling.roepnaam} {stand.leerling.achternaam}",
        kenmerk=f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}",
        vraag=vraag.tekst,
        gesteld_door=tenant.korte_naam,
        gesteld_op=datum(vraag.gevraagd_op),
        uiterlijk=lange_datum(vraag.termijn_tot),
        over=dagen_over(vraag.termijn_tot, vandaag).capitalize() if open_ else "",
        urgentie=urgentie(vraag.termijn_tot, vandaag),
        gevolg=GEVOLG if open_ else "",
        documenten=[_met_vraag(e, vraag) for e in _eisen(stand, vraag, tenant, vandaag, getypt)] if open_ else [],
        formulier=getypt.get("aanvulling", Formulier(url=url, versie=str(stand.versie))),
        terug=Link("Terug naar de aanvraag", f"/aanvragen/{stand.id}"),
        redenen=["Een document wordt nog gecontroleerd."] if _wordt_gecontroleerd(stand) else [],
        beantwoord=beantwoord or ("" if open_ else "Deze vraag is al beantwoord."),
    )


def _eisen(
    stand: AanvraagStand, vraag: VraagAanSchool, tenant: Tenant, vandaag: date, getypt: Mapping[str, Formulier]
) -> list[DocumentEis]:
    regels = {regel.soort: regel for regel in tenant.recept(stand.soort).documenten}
    soorten = dict.fromkeys(filter(None, [vraag.document_soort, OVERIG]))
    return [
        eis(stand, soort, regels.get(soort), vandaag, getypt, verplicht=soort == vraag.document_soort)
        for soort in soorten
    ]


def _met_vraag(document: DocumentEis, vraag: VraagAanSchool) -> DocumentEis:
    """Forms and the look-again address lead back to the question instead of to the aanvraag."""

    def hier(formulier: Formulier | None) -> Formulier | None:
        if formulier is None or "vraag=" in formulier.url:
            return formulier
        teken = "&" if "?" in formulier.url else "?"
        return msgspec.structs.replace(formulier, url=f"{formulier.url}{teken}vraag={vraag.id}")

    return msgspec.structs.replace(
        document,
        toevoegen=hier(document.toevoegen),
        bestanden=[msgspec.structs.replace(b, verwijderen=hier(b.verwijderen)) for b in document.bestanden],
        ververs_url=f"{document.ververs_url}/vragen/{vraag.id}" if document.ververs_url else "",
    )


def _wordt_gecontroleerd(stand: AanvraagStand) -> bool:
    return any(document.status in IN_CONTROLE for document in stand.documenten)
