"""Door 2 of commissie: intake told us something, or netwerk that an invited person is somebody we know."""

from __future__ import annotations

from uuid import UUID

from infra import keys
from infra.involvement import involve, release, replace
from infra.unit_of_work import UnitOfWork
from services.commissie import copies
from services.commissie.cases import stap
from services.commissie.contract import (
    AanvullingVerwerkt,
    BehandelingGeopend,
    BehandelingGestopt,
    BehandelingVernietigd,
)
from services.commissie.ledger import opnemen
from services.commissie.proces import BEHANDELING, LOPEND
from services.commissie.service import COMMISSIE
from services.commissie.tables import Behandeling, Vraag
from services.intake import contract as intake
from services.intake.leerlingen import contract as leerlingen
from services.kern.policy import Kring
from services.netwerk import contract as netwerk
from tenants import organisaties


@COMMISSIE.on(intake.AanvraagIngediend)
async def behandeling_openen(unit: UnitOfWork, feit: intake.AanvraagIngediend) -> None:
    """The day of receipt is the day of filing; from it the beslistermijn runs (Awb 4:13)."""
    zaak = await copies.openen(unit, await copies.halen(unit, feit.zaak))
    unit.record(BehandelingGeopend(zaak=zaak.id, ontvangen_op=zaak.ontvangen_op, uiterlijk_op=zaak.uiterlijk_op))


@COMMISSIE.on(intake.AanvullingIngediend)
async def aanvulling_verwerken(unit: UnitOfWork, feit: intake.AanvullingIngediend) -> None:
    """The clock runs again from the day of the answer. A late answer is kept, but its clock ran already."""
    zaak = await unit.lock(Behandeling, feit.zaak)
    vraag = await unit.lock(Vraag, feit.vraag_id)
    if vraag.behandeling_id != zaak.id or vraag.beantwoord_op is not None:
        return
    vraag.beantwoord_op = feit.ingediend_op
    opnemen(unit, zaak.id, "aanvulling_ontvangen", feit.ingediend_op, vraag_id=vraag.id)
    terug = zaak.status == "aanvulling_gevraagd" and vraag.verlopen_op is None
    if terug:
        stap(zaak, "aanvulling_verwerken")
    zin = None if terug else "De aanvulling kwam na de termijn binnen; zij hoort nu bij het dossier."
    unit.record(AanvullingVerwerkt(zaak=zaak.id, vraag_id=vraag.id, ontvangen_op=feit.ingediend_op), zin=zin)
    _gewijzigd(unit, zaak, "De school")


@COMMISSIE.ends(intake.AanvraagIngetrokken)
async def deskundigen_uitsluiten(unit: UnitOfWork, feit: intake.AanvraagIngetrokken) -> None:
    """Nothing is left to advise on, unless the besluit was made known already."""
    zaak = await unit.get(Behandeling, feit.zaak)
    if zaak is not None and zaak.status in BEHANDELING.rij("aanvraag_intrekken").van:
        await release(unit, feit.zaak, Kring.DESKUNDIGE)


@COMMISSIE.on(intake.AanvraagIngetrokken)
async def behandeling_stoppen(unit: UnitOfWork, feit: intake.AanvraagIngetrokken) -> None:
    """Until a besluit was made known the school may withdraw; after that there is nothing left to stop."""
    zaak = await _bekend(unit, feit.zaak)
    if zaak is None or zaak.status not in BEHANDELING.rij("aanvraag_intrekken").van:
        return
    await deskundigen_uitsluiten(unit, feit)
    opnemen(unit, zaak.id, "aanvraag_ingetrokken", feit.ingetrokken_op)
    stap(zaak, "aanvraag_intrekken")
    unit.record(BehandelingGestopt(zaak=zaak.id, gestopt_op=feit.ingetrokken_op))
    _gewijzigd(unit, zaak, "De school")


@COMMISSIE.on(leerlingen.SchoolNaarBestuur)
async def bestuur_overnemen(unit: UnitOfWork, feit: leerlingen.SchoolNaarBestuur) -> None:
    """Letters from that day on go to the board that the school is of. Of a dossier we have nothing."""
    zaak = await _bekend(unit, feit.zaak)
    if zaak is not None and zaak.bestuur != feit.bestuur:
        zaak.bestuur, zaak.bestuursnaam = feit.bestuur, organisaties.bestuur(feit.bestuur).aanduiding
        _gewijzigd(unit, zaak, unit.asker.naam)


_NU = """
select rol from betrokkenheid where tenant = :tenant and zaak = :zaak and houder = :school
    and rol in ('school', 'ontvangende_school') and (tot is null or tot > cast(:dag as date))
"""
# Who is connected to the school that went up is so to the other one: they take no part there either (R-TLV-7).
_VERBONDEN = """
update deskundige set verbonden_scholen = array_append(verbonden_scholen, cast(:naar as text))
where tenant = :tenant and :school = any(verbonden_scholen) and not :naar = any(verbonden_scholen)
"""


@COMMISSIE.on(leerlingen.SchoolOpgegaan)
async def school_overnemen(unit: UnitOfWork, feit: leerlingen.SchoolOpgegaan) -> None:
    """From that day on the other school is the applicant, or the school that gets the pupil. Terms go on."""
    await unit.execute(_VERBONDEN, school=feit.school, naar=feit.naar)
    zaak = await _bekend(unit, feit.zaak)
    naar = organisaties.elke_school(feit.naar)
    if zaak is None or naar is None or feit.school not in (zaak.school, zaak.beoogde_school):
        return
    if zaak.school == feit.school:
        zaak.school, zaak.schoolnaam = naar.id, naar.aanduiding
        zaak.bestuur, zaak.bestuursnaam = feit.bestuur, organisaties.bestuur(feit.bestuur).aanduiding
    if zaak.beoogde_school == feit.school:
        zaak.beoogde_school = naar.id
    await unit.flush()
    rollen = (await unit.execute(_NU, zaak=feit.zaak, school=feit.school, dag=unit.vandaag)).scalars().all()
    for rol in rollen:
        await release(unit, feit.zaak, Kring(rol), feit.school)
        await involve(unit, feit.zaak, Kring(rol), naar.id)
    _gewijzigd(unit, zaak, unit.asker.naam)


@COMMISSIE.on(intake.ZienswijzeGegeven)
async def zienswijze_overnemen(unit: UnitOfWork, feit: intake.ZienswijzeGegeven) -> None:
    """A view given after filing still counts, until the besluit."""
    await _bijwerken(unit, feit.zaak)


@COMMISSIE.on(intake.FamilieUitgenodigd)
async def familie_overnemen(unit: UnitOfWork, feit: intake.FamilieUitgenodigd) -> None:
    """Invited after the besluit they still follow the case, so they are involved whatever its status."""
    if await _bekend(unit, feit.zaak) is not None:
        await involve(unit, feit.zaak, Kring(feit.rol), feit.persoon)
    await _bijwerken(unit, feit.zaak)


@COMMISSIE.on(intake.FamilieVerbonden)
async def familie_betrekken(unit: UnitOfWork, feit: intake.FamilieVerbonden) -> None:
    """Who signed in is involved, also when the copy of the dossier was made with the key of the invitation."""
    if await _bekend(unit, feit.zaak) is not None:
        await involve(unit, feit.zaak, Kring(feit.rol), feit.persoon)


@COMMISSIE.on(netwerk.FamilieAangemeld)
async def betrokkene_herkennen(unit: UnitOfWork, feit: netwerk.FamilieAangemeld) -> None:
    """The invited person turned out to be somebody who has an account already: one person from now on."""
    if feit.wordt == feit.persoon or await _bekend(unit, feit.zaak) is None:
        return
    await replace(unit, feit.zaak, Kring(feit.rol), feit.persoon, feit.wordt)
    await unit.execute(
        "update betrokkene b set persoon = :wordt, uitgenodigd_als = :persoon"
        " where tenant = :tenant and behandeling_id = :zaak and persoon = :persoon"
        " and not exists (select 1 from betrokkene a where a.tenant = b.tenant"
        " and a.behandeling_id = b.behandeling_id and a.persoon = :wordt and a.rol = b.rol)",
        zaak=feit.zaak,
        persoon=feit.persoon,
        wordt=feit.wordt,
    )
    await unit.execute(
        "update zienswijze set persoon = :wordt where tenant = :tenant and behandeling_id = :zaak"
        " and persoon = :persoon",
        zaak=feit.zaak,
        persoon=feit.persoon,
        wordt=feit.wordt,
    )


async def _bekend(unit: UnitOfWork, zaak: UUID) -> Behandeling | None:
    """The case, locked; None while it was not filed."""
    return await unit.lock(Behandeling, zaak) if await unit.get(Behandeling, zaak) else None


async def _bijwerken(unit: UnitOfWork, id: UUID) -> None:
    zaak = await _bekend(unit, id)
    if zaak is not None and zaak.status in LOPEND:
        await copies.overnemen(unit, await copies.halen(unit, id))


def _gewijzigd(unit: UnitOfWork, zaak: Behandeling, door: str) -> None:
    zaak.versie += 1
    zaak.gewijzigd_op, zaak.gewijzigd_door = unit.nu, door


@COMMISSIE.on(intake.DossierVernietigd)
async def behandeling_vernietigen(unit: UnitOfWork, feit: intake.DossierVernietigd) -> None:
    """Rows, letters and the key of the case go with the dossier (WPO 18a lid 13). Twice is once."""
    await keys.vernietigen(unit, feit.zaak)
    geteld = (await unit.execute("select dossier_wissen(:zaak) as geteld", zaak=feit.zaak)).scalar_one()
    unit.later("brieven_wissen", zaak=feit.zaak)
    unit.record(BehandelingVernietigd(zaak=feit.zaak, rijen=sum(geteld.values())))
