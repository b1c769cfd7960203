"""Door 1 of commissie, the desk of the deskundige: write, and seal for good."""

from __future__ import annotations

from uuid import UUID

from infra.unit_of_work import UnitOfWork
from services.commissie import advies as regels
from services.commissie import mandaat
from services.commissie.cases import regels_van, weiger, zo_nodig_afsluiten
from services.commissie.contract import AdviesBewaren, AdviesVerzegeld, AdviesVerzegelen, Bewaard
from services.commissie.ledger import zetels
from services.commissie.links import voor_link
from services.commissie.proces import BEHANDELING
from services.commissie.service import COMMISSIE
from services.commissie.tables import Advies, Behandeling
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden
from services.kern.policy import Deel
from services.kern.rollen import Rol


async def _eigen(unit: UnitOfWork, id: UUID, versie: int, act: str) -> tuple[Advies, Behandeling]:
    """The own seat and its case, both locked. Somebody else's seat, or one that was taken over, does not exist."""
    gezien = await unit.get(Advies, id)
    if gezien is None or gezien.persoon != unit.principal.persoon or gezien.vervallen_op is not None:
        raise NietGevonden()
    await unit.admit(gezien.behandeling_id, Deel.BEHANDELING)
    # The case first, as every other act does: two who seal at once wait for each other and never deadlock.
    zaak = await unit.lock(Behandeling, gezien.behandeling_id)
    advies = await unit.lock(Advies, id)
    await unit.session.refresh(advies)
    if advies.vervallen_op is not None:
        raise NietGevonden()
    if advies.verzegeld_op is not None:
        raise KanNiet("Dit advies is verzegeld. Er verandert niets meer aan.")
    BEHANDELING.toets(act, unit.principal.rol, zaak.status)
    if versie != advies.versie:
        raise Gewijzigd(
            "U hebt dit advies intussen in een ander venster gewijzigd.",
            extra={
                "door": unit.principal.naam,
                "op": (advies.bewaard_op or advies.benoemd_op).isoformat(),
                "versie": advies.versie,
                "nu": {
                    "oordeel": advies.oordeel or "",
                    "categorie": advies.categorie or "",
                    "onderbouwing": advies.onderbouwing,
                    **advies.antwoorden,
                },
            },
        )
    return advies, zaak


@COMMISSIE.act(AdviesBewaren)
async def advies_bewaren(unit: UnitOfWork, opdracht: AdviesBewaren) -> Bewaard:
    """A draft is private: no fact, no line in the tijdlijn, nothing that tells others that somebody is writing."""
    advies, zaak = await _eigen(unit, opdracht.advies_id, opdracht.versie, "advies_bewaren")
    unit.zaak = zaak.id  # the parents may see that an expert worked on it
    inhoud = regels.Advies(opdracht.oordeel, opdracht.categorie, opdracht.onderbouwing, opdracht.antwoorden)
    weiger(regels.concept_toetsen(inhoud, regels_van(unit, zaak).soorten[zaak.soort].categorieen))
    advies.oordeel, advies.categorie = opdracht.oordeel, opdracht.categorie
    advies.onderbouwing, advies.antwoorden = opdracht.onderbouwing, dict(opdracht.antwoorden)
    advies.bewaard_op = unit.nu
    advies.versie += 1
    return Bewaard(id=advies.id, versie=advies.versie, op=unit.nu)


async def _eerste_deskundige_vragen(unit: UnitOfWork, zaak: Behandeling) -> None:
    """Where a deskundige makes the eindadvies, that person has no werkvoorraad to find it in, so gets an e-mail."""
    tenant = regels_van(unit, zaak)
    if tenant.commissie.eindadvies_door != Rol.DESKUNDIGE:
        return
    plekken = tenant.plekken(zaak.categorie, zaak.complex, zaak.soort)
    zitten = {zetel.plek: zetel.persoon for zetel in await zetels(unit, zaak.id)}
    if eerste := mandaat.eerste_deskundige(plekken, zitten):
        unit.mail("bericht_klaar", aan=eerste, zaak=zaak.id, link=voor_link("adviezen"))


@COMMISSIE.act(AdviesVerzegelen)
async def advies_verzegelen(unit: UnitOfWork, opdracht: AdviesVerzegelen) -> Bewaard:
    """Closed for good. The last one to seal opens all advices."""
    advies, zaak = await _eigen(unit, opdracht.advies_id, opdracht.versie, "advies_verzegelen")
    inhoud = regels.Advies(advies.oordeel, advies.categorie, advies.onderbouwing, advies.antwoorden)
    weiger(regels.verzegelen_toetsen(inhoud, regels_van(unit, zaak).soorten[zaak.soort].categorieen))
    advies.verzegeld_op = unit.nu
    advies.zegel = regels.zegel(
        inhoud, behandeling=zaak.id, plek=advies.plek, persoon=advies.persoon, op=advies.verzegeld_op
    )
    advies.versie += 1
    await unit.flush()
    if await zo_nodig_afsluiten(unit, zaak):
        await _eerste_deskundige_vragen(unit, zaak)
        zaak.versie += 1
        zaak.gewijzigd_op, zaak.gewijzigd_door = unit.nu, unit.principal.naam
    unit.record(AdviesVerzegeld(zaak=zaak.id, persoon=advies.persoon, plek=advies.plek))
    return Bewaard(id=advies.id, versie=advies.versie, op=unit.nu)
