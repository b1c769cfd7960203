"""TLV's that end, per school and for the samenwerkingsverband, and what came of renewing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from itertools import groupby
from uuid import UUID

from services.commissie.contract import TlvKort, TlvLijst, Verloop, VerloopRegel
from services.intake.contract import AanvragenLijst, Verlengd, Verlenging, Verlengingen
from services.intake.verlenging import verder
from services.kern.kalender import plus_jaren, plus_maanden
from tenants.schema import Tenant
from web import views_verloop as views
from web.filling.leerlingen import LEERJAREN
from web.filling.words import AANVRAAG_STATUS, categorienaam, schoolnaam, soortnaam
from web.formatting import aantal, datum
from web.views import Formulier, Keuze, Link, Status

HOOGSTENS = 60  # in one click: two groups of a school at once
INLEIDING = "Verklaringen die binnen een jaar aflopen of net zijn afgelopen. Een verlenging is een nieuwe aanvraag."
BINNENKORT = 4  # months: from then on it presses


def loopt_af(tot_en_met: date | None, vandaag: date) -> bool:
    return tot_en_met is not None and plus_maanden(vandaag, -3) <= tot_en_met <= plus_jaren(vandaag, 1)


def van_school(lijst: TlvLijst, vandaag: date) -> list[TlvKort]:
    """The TLV's of this school that end, the first to end first."""
    return sorted(
        (tlv for tlv in lijst.tlvs if loopt_af(tlv.tot_en_met, vandaag)),
        key=lambda tlv: (tlv.tot_en_met or vandaag, tlv.leerling),
    )


def school(
    tlvs: list[TlvKort],
    verlengingen: Verlengingen,
    tenant: Tenant,
    vandaag: date,
    gekozen: Set[str],
    getypt: Formulier | None = None,
) -> views.Verloop:
    """What the school can renew, and what it began already."""
    bezig = {v.tlv: v for v in verlengingen.verlengingen}
    leerjaren = LEERJAREN[tenant.sector]
    regels = [_van_school(tlv, bezig.get(tlv.behandeling_id), tenant, vandaag, gekozen, leerjaren) for tlv in tlvs]
    nog = [regel for regel in regels if regel.kan]
    groepen = [
        views.VerloopGroep(
            "Nog niet begonnen", "Kies de leerlingen die hier blijven. Terug naar gewoon onderwijs gaat voor.", nog
        ),
        views.VerloopGroep("Verlenging loopt", "", [regel for regel in regels if not regel.kan]),
    ]
    return views.Verloop(
        kop="Verklaringen die aflopen",
        inleiding=INLEIDING,
        groepen=[groep for groep in groepen if groep.regels],
        leeg="Er loopt bij uw school geen verklaring af.",
        formulier=(getypt or Formulier(url="/verloop/aanvraag-verlengen")) if nog else None,
        leerjaren=[Keuze(jaar, jaar.capitalize()) for jaar in leerjaren],
        alles=Link("Alle leerlingen kiezen", "/verloop?kies=alle") if nog and not gekozen else None,
        knop="Verlengingen beginnen",
    )


def _van_school(
    tlv: TlvKort,
    bezig: Verlenging | None,
    tenant: Tenant,
    vandaag: date,
    gekozen: Set[str],
    leerjaren: list[str],
) -> views.VerloopRegel:
    assert tlv.tot_en_met is not None
    return views.VerloopRegel(
        id=str(tlv.behandeling_id),
        leerling=tlv.leerling,
        sub=f"geboren op {datum(tlv.geboren_op)}",
        nummer=tlv.nummer,
        soort=_soort(tenant, tlv.soort, tlv.categorie),
        einde=_einde(tlv.tot_en_met, vandaag),
        status=AANVRAAG_STATUS[bezig.status] if bezig else _dringt(tlv.tot_en_met, vandaag),
        kan=bezig is None,
        gekozen="alle" in gekozen or str(tlv.behandeling_id) in gekozen,
        groep=verder(tlv.groep, tlv.ontvangen_op or vandaag, vandaag, leerjaren),
        link=Link("Naar de aanvraag", f"/aanvragen/{bezig.aanvraag_id}") if bezig else None,
    )


def samenwerkingsverband(verloop: Verloop, verlengingen: Verlengingen, tenant: Tenant, vandaag: date) -> views.Verloop:
    """Per school what ends; a renewal shows from the day that it was filed."""
    bezig = {v.tlv: v for v in verlengingen.verlengingen}
    per_school = sorted(verloop.regels, key=lambda regel: (_school(regel), regel.tot_en_met, regel.leerling))
    groepen = []
    for naam, regels in groupby(per_school, key=_school):
        rijen = [_regel(regel, bezig.get(regel.behandeling_id), tenant, vandaag) for regel in regels]
        open_ = sum(regel.link is None for regel in rijen)
        groepen.append(
            views.VerloopGroep(naam, f"{aantal(open_, 'verlenging', 'verlengingen')} nog niet ingediend.", rijen)
        )
    return views.Verloop(
        kop="Verklaringen die aflopen",
        inleiding=INLEIDING,
        groepen=groepen,
        leeg="Er loopt geen verklaring af.",
    )


def _regel(regel: VerloopRegel, bezig: Verlenging | None, tenant: Tenant, vandaag: date) -> views.VerloopRegel:
    return views.VerloopRegel(
        id=str(regel.behandeling_id),
        leerling=regel.leerling,
        sub="",
        nummer=regel.nummer,
        soort=_soort(tenant, regel.soort, regel.categorie),
        einde=_einde(regel.tot_en_met, vandaag),
        status=AANVRAAG_STATUS[bezig.status] if bezig else _dringt(regel.tot_en_met, vandaag),
        link=Link("Naar het dossier", f"/dossiers/{bezig.aanvraag_id}") if bezig else None,
    )


def _school(regel: VerloopRegel) -> str:
    return schoolnaam(regel.school) if regel.school else "School nog niet bekend"


def _soort(tenant: Tenant, soort: str, categorie: str | None) -> str:
    return f"{soortnaam(tenant, soort)}{f', categorie {categorienaam(categorie).lower()}' if categorie else ''}"


def _einde(dag: date, vandaag: date) -> str:
    return f"liep af op {datum(dag)}" if dag < vandaag else f"loopt af op {datum(dag)}"


def _dringt(dag: date, vandaag: date) -> Status:
    if dag < vandaag:
        return Status("Afgelopen", "fout", "alert")
    if dag <= plus_maanden(vandaag, BINNENKORT):
        return Status("Binnenkort", "let-op", "clock")
    return Status("Nog niet begonnen", "stil", "minus")


def verlengd(namen: Mapping[UUID, str], uitslag: Iterable[tuple[UUID, Verlengd | str]]) -> views.Verlengd:
    """What came of each; a sentence where no concept was begun."""
    regels = [
        views.VerlengdRegel(namen.get(tlv, ""), "", [], [], fout=uit)
        if isinstance(uit, str)
        else views.VerlengdRegel(namen.get(tlv, ""), f"/aanvragen/{uit.id}", uit.overgenomen, uit.te_oud)
        for tlv, uit in uitslag
    ]
    gelukt = sum(not regel.fout for regel in regels)
    return views.Verlengd(
        kop="Verlengingen begonnen" if gelukt else "Geen verlenging begonnen",
        samenvatting=f"{aantal(gelukt, 'concept staat', 'concepten staan')} klaar. Alleen uw school ziet ze.",
        regels=regels,
        terug=Link("Verklaringen die aflopen", "/verloop"),
        verder=Link("Naar de aanvragen", "/aanvragen"),
    )


def tekenen(
    lijst: AanvragenLijst, tenant: Tenant, getypt: Formulier | None = None, uitslag: list[str] | None = None
) -> views.Tekenen:
    """The drafts that only wait for a signature."""
    return views.Tekenen(
        regels=[
            views.TekenRegel(
                id=str(kort.id),
                versie=str(kort.te_tekenen),
                leerling=kort.leerling,
                sub=f"{kort.kenmerk} · {soortnaam(tenant, kort.soort)}",
                url=f"/aanvragen/{kort.id}",
            )
            for kort in lijst.aanvragen
            if kort.te_tekenen is not None
        ],
        formulier=getypt or Formulier(url="/aanvragen/ondertekenen"),
        uitleg="Aan deze aanvragen ontbreekt alleen uw handtekening. Open ze eerst: u tekent voor wat er nu staat.",
        uitslag=uitslag or [],
    )
