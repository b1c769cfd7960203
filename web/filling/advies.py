"""An advice beside the documents of the case."""

from __future__ import annotations

from datetime import date

from services.commissie.contract import AdviesDossier, AdviesKort, Bewaard
from services.intake.contract import AanvraagStand
from tenants.schema import Tenant
from web import views
from web.filling.aanvraag import gelezen, hoofdstukken
from web.filling.besluit import advies_lezen
from web.filling.words import CATEGORIEEN, soortnaam
from web.formatting import bestandsgrootte, dagen_over, datum, korte_dag, lange_datum, moment, tijdstip, urgentie
from web.views import Formulier, Keuze, Leesstuk, Link, Rekenregel, Status, Veld

ONDERBOUWING = "onderbouwing"
STATUS = {
    "benoemd": Status("Nog niet begonnen", "let-op", "clock"),
    "concept": Status("Concept", "info", "edit"),
    "verzegeld": Status("Verzegeld", "ok", "lock"),
}


def regel(kort: AdviesKort, tenant: Tenant, vandaag: date) -> views.AdviesRegel:
    klaar = kort.status == "verzegeld"
    return views.AdviesRegel(
        url=f"/adviezen/{kort.id}",
        leerling=kort.leerling,
        sub=f"{kort.kenmerk} · {soortnaam(tenant, kort.soort)} · {kort.school}",
        plek=kort.plek_titel,
        staat=STATUS[kort.status],
        datum=f"besluit uiterlijk {korte_dag(kort.uiterlijk_op)}",
        urgentie="gewoon" if klaar else urgentie(kort.uiterlijk_op, vandaag),
        dagen="" if klaar else dagen_over(kort.uiterlijk_op, vandaag),
    )


def labels(dossier: AdviesDossier) -> dict[str, str]:
    """What each text of the advice is called."""
    return dossier.vragen | {ONDERBOUWING: "Onderbouwing van uw oordeel"}


def advies(
    dossier: AdviesDossier,
    aanvraag: AanvraagStand | None,
    tenant: Tenant,
    *,
    stuk: str,
    getypt: Formulier | None = None,
    verzegelen: Formulier | None = None,
) -> views.Advies:
    """`stuk`: which document is open. `getypt`, `verzegelen`: the forms as they were typed."""
    eigen, zaak = dossier.advies, dossier.behandeling
    versie, url = str(eigen.versie), f"/adviezen/{eigen.id}"
    klaar = eigen.status == "verzegeld"
    inhoud = dict(eigen.antwoorden or {}) | {
        ONDERBOUWING: eigen.onderbouwing or "",
        "strekking": eigen.oordeel or "",
        "categorie": eigen.categorie or "",
    }
    velden = [Veld(naam, label, "lang", verplicht=naam == ONDERBOUWING) for naam, label in labels(dossier).items()]
    ander = next((lezen for a in zaak.adviezen if not a.eigen and (lezen := advies_lezen(a, zaak.vandaag))), None)
    mag_eindadvies = "eindadvies_maken" in zaak.handelingen and "eindadvies_maken" not in zaak.beletsels
    mag_verzegelen = not klaar and "advies_verzegelen" in zaak.handelingen
    return views.Advies(
        leerling=zaak.leerling,
        kenmerk=f"{zaak.kenmerk} · {soortnaam(tenant, zaak.soort)}",
        plek=f"Uw plek: {eigen.plek_titel.lower()}",
        uiterlijk=f"Het besluit valt uiterlijk {lange_datum(zaak.uiterlijk_op)}",
        stukken=stukken(aanvraag, tenant, stuk),
        criteria=velden,
        strekkingen=[Keuze(waarde, titel) for waarde, titel in dossier.oordelen.items()],
        soorten=[],
        categorieen=[Keuze(naam, CATEGORIEEN[naam]) for naam in tenant.soorten[zaak.soort].categorieen],
        formulier=getypt or Formulier(url=f"{url}/advies-bewaren", versie=versie, waarden=inhoud),
        verzegelen=(verzegelen or Formulier(url=f"{url}/advies-verzegelen", versie=versie)) if mag_verzegelen else None,
        bewaard="",
        blind="Wat u schrijft ziet niemand anders tot alle adviezen zijn verzegeld."
        if tenant.commissie.blind and ander is None
        else "",
        kruimels=[Link("Adviezen", "/adviezen"), Link(zaak.leerling, url)],
        verzegeld=f"Verzegeld: {moment(eigen.verzegeld_op, zaak.vandaag)}" if klaar and eigen.verzegeld_op else "",
        ander=ander,
        eindadvies=Link("Eindadvies maken", f"{url}/eindadvies-maken") if mag_eindadvies else None,
    )


def stukken(aanvraag: AanvraagStand | None, tenant: Tenant, open_: str) -> list[Leesstuk]:
    """The filled-in form, what the family said, and the files."""
    if aanvraag is None:
        tekst = Rekenregel("De stukken komen eraan", "Ze zijn nu nog niet te lezen. Laad de pagina zo opnieuw.", "")
        return [Leesstuk("aanvraag", "Aanvraag", "", "", [tekst], actief=True)]
    formulier = [
        Rekenregel(veld.label, gevuld[veld.naam], "")
        for _, _, velden in hoofdstukken(aanvraag, tenant)
        for gevuld in [gelezen(aanvraag, velden)]
        for veld in velden
        if gevuld[veld.naam]
    ]
    stukken = [Leesstuk("aanvraag", "Aanvraag", aanvraag.kenmerk, "", formulier)]
    gezegd = [Rekenregel(z.naam, z.tekst, z.van) for z in aanvraag.zienswijzen if z.tekst]
    if gezegd:
        stukken.append(Leesstuk("zienswijzen", "Zienswijzen", "Wat ouders en leerling zeggen", "", gezegd))
    regels = {r.soort: r.naam for r in tenant.recept(aanvraag.soort).documenten}
    for document in aanvraag.documenten:
        if document.status != "bruikbaar":
            continue
        op = f"{datum(document.gedagtekend_op)}, " if document.gedagtekend_op else ""
        stukken.append(
            Leesstuk(
                id=str(document.id),
                naam=regels.get(document.soort, "Ander document"),
                sub=f"{op}{bestandsgrootte(document.grootte)}",
                url=f"/bestanden/{document.id}",
            )
        )
    gekozen = open_ if any(s.id == open_ for s in stukken) else "aanvraag"
    return [Leesstuk(s.id, s.naam, s.sub, s.url, s.alineas, actief=s.id == gekozen) for s in stukken]


def bewaard(antwoord: Bewaard, fouten: dict[str, str]) -> views.AdviesBewaard:
    """The answer to autosave: the version also goes into the form that seals."""
    versie = str(antwoord.versie)
    return views.AdviesBewaard(
        bewaard=f"Bewaard om {tijdstip(antwoord.op)}",
        versies={"advies-versie": versie, "verzegelen-versie": versie},
        fouten=fouten,
    )
