"""Two schools have a dossier of one pupil: only who sees both learns of it, and each school hears of its own alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.consult.contract import ConsultKoppelen, ConsultVragen
from services.intake.leerlingen.contract import (
    DossiersSamenvoegen,
    DubbelBijScholen,
    DubbelBijScholenTonen,
    DubbelenTonen,
    GegevensTonen,
    InschrijvingBevestigen,
    InschrijvingNavragen,
    LeerlingenOnderscheiden,
    LeerlingTonen,
    LeerlingUitschrijven,
    SamenvoegingTerugdraaien,
    VandaagTonen,
)
from services.kern.errors import KanNiet, MagNiet, NietGevonden
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_zien
from tests.stack import Stack

DAAR = "19CO00"
SWV = {"rol": "steunpuntcoordinator", "organisatie": "PO2202"}


class Elders:
    """The same people with the hat of the other school."""

    def __init__(self, bezig: School):
        self.bezig, self.gewoon = bezig, bezig.stack.ask

    def __enter__(self) -> None:
        async def daar(dienst: str, vraag: Any, als: str | None = None, **hoed: Any) -> Any:
            return await self.gewoon(dienst, vraag, als, **({"organisatie": DAAR} | hoed))

        self.bezig.stack.ask = daar

    def __exit__(self, *_: object) -> None:
        del self.bezig.stack.ask


async def delen(bezig: School, dossier: UUID) -> None:
    """With consent of the parents the consult names the pupil; from then on the samenwerkingsverband reads along."""
    vraag: Any = ConsultVragen(opdracht=uuid4(), onderwerp="Lezen", tekst="Hoe helpen wij met lezen?")
    gesteld = await bezig.stack.ask("intake", vraag, als="iris")
    vraag = ConsultKoppelen(
        opdracht=uuid4(),
        consult_id=gesteld.id,
        versie=gesteld.versie,
        dossier_id=dossier,
        toestemming_op=clock.vandaag(),
        bewijs="Mail van de moeder.",
    )
    await bezig.stack.ask("intake", vraag, als="iris")


async def twee(bezig: School, naam: str, *, gedeeld: bool = True) -> tuple[UUID, UUID]:
    hier = await dossier_maken(bezig, roepnaam="Sem", achternaam=naam)
    with Elders(bezig):
        daar = await dossier_maken(bezig, roepnaam="Sem", achternaam=naam)
        await delen(bezig, daar)
    if gedeeld:
        await delen(bezig, hier)
    return hier, daar


async def lijst(stack: Stack, **hoed: Any) -> DubbelBijScholen:
    return await stack.ask("intake", DubbelBijScholenTonen(), als="vera", **(SWV | hoed))


async def antwoorden(stack: Stack, *ids: UUID) -> list[str | None]:
    van = {k.id: k.antwoord for k in (await lijst(stack)).leerlingen}
    return [van[id] for id in ids]


def over(gezien: DubbelBijScholen, *ids: UUID) -> bool:
    return any({p.een, p.ander} == set(ids) for p in gezien.paren)


async def vraag(stack: Stack, soort: type, een: UUID, ander: UUID, **hoed: Any) -> Any:
    opdracht = soort(opdracht=uuid4(), dossier_id=een, ander_id=ander)
    return await stack.ask("intake", opdracht, als="vera", **(SWV | hoed))


async def test_wat_een_school_niet_deelde_verraadt_geen_lijst_en_geen_handeling(stack: Stack):
    bezig = school(stack)
    hier, daar = await twee(bezig, f"Stil{uuid4().hex[:8]}", gedeeld=False)
    assert not over(await lijst(stack), hier, daar)
    for soort in (InschrijvingNavragen, LeerlingenOnderscheiden):
        with pytest.raises(NietGevonden):
            await vraag(stack, soort, daar, hier)
        with pytest.raises(MagNiet):
            await vraag(stack, soort, daar, hier, rol="ib_er", organisatie="16MA00")
    with pytest.raises(MagNiet):
        await lijst(stack, rol="ib_er", organisatie="16MA00")
    with pytest.raises(NietGevonden):
        await lijst(stack, organisatie="PO2201")


async def test_wie_beide_ziet_vraagt_het_na_en_de_scholen_maken_er_zelf_een_van(stack: Stack):
    bezig, naam = school(stack), f"Over{uuid4().hex[:8]}"
    hier, daar = await twee(bezig, naam)
    assert over(await lijst(stack), hier, daar) and await antwoorden(stack, hier, daar) == [None, None]
    gezien = await stack.sql("select 1 from intake.audit_getoond where zaak = $1", daar)
    assert gezien, "wie in de lijst stond, is opgeschreven"
    await vraag(stack, InschrijvingNavragen, hier, daar)
    assert await antwoorden(stack, hier, daar) == ["", ""]
    with pytest.raises(KanNiet, match="nog antwoorden"):
        await vraag(stack, InschrijvingNavragen, daar, hier)

    # Each school hears of its own pupil, in words that fit any pupil, and of no other dossier.
    for dossier, ander, met in ((hier, daar, {}), (daar, hier, {"organisatie": DAAR})):
        stand = await stack.ask("intake", LeerlingTonen(dossier_id=dossier), als="iris", **met)
        assert stand.tijdlijn[-1].zin == "Het samenwerkingsverband vroeg of de leerling op deze school zit."
        werk = (await stack.ask("intake", VandaagTonen(), als="iris", **met)).regels
        assert [r.soort for r in werk if r.zaak == dossier and r.soort == "navraag"] == ["navraag"]
        assert not [r for r in werk if r.zaak == ander]
        with pytest.raises(NietGevonden):
            await stack.ask("intake", GegevensTonen(dossier_id=ander), als="iris", **met)
        dubbel = await stack.ask("intake", DubbelenTonen(), als="iris", **met)
        assert not [p for p in dubbel.dubbelen if ander in (p.een, p.ander)]

    # One school says: here. The other: gone, to that school; the dossier goes along.
    await doe(bezig, InschrijvingBevestigen, hier)
    with pytest.raises(KanNiet, match="Niemand vraagt"):
        await doe(bezig, InschrijvingBevestigen, hier)
    assert await antwoorden(stack, hier, daar) == ["hier", ""]
    with Elders(bezig):
        await doe(bezig, LeerlingUitschrijven, daar, per=clock.vandaag(), naar="16MA00")
    assert not over(await lijst(stack), hier, daar), "nu is het iets van die ene school"
    dubbel = (await stack.ask("intake", DubbelenTonen(), als="iris")).dubbelen
    assert [p for p in dubbel if {p.een, p.ander} == {hier, daar}]


async def test_na_het_uitschrijven_voegt_de_school_samen_en_maakt_het_weer_ongedaan(stack: Stack):
    bezig, naam = school(stack), f"Samen{uuid4().hex[:8]}"
    hier = await dossier_maken(bezig, roepnaam="Sem", achternaam=naam)
    with Elders(bezig):
        daar = await dossier_maken(bezig, roepnaam="Sem", achternaam=naam)
        await doe(bezig, LeerlingUitschrijven, daar, per=clock.vandaag(), naar="16MA00")
    await doe(bezig, DossiersSamenvoegen, hier, ander_id=daar)
    assert (await dossier_zien(bezig, daar)).status == "samengevoegd"
    samen = (await stack.ask("intake", DubbelenTonen(), als="iris")).samengevoegd
    id = next(s.id for s in samen if s.ander_id == daar)
    await doe(bezig, SamenvoegingTerugdraaien, hier, samenvoeging_id=id)
    assert (await dossier_zien(bezig, daar)).status == "lopend"


async def test_twee_leerlingen_komen_niet_terug_en_geen_school_hoort_ervan(stack: Stack):
    bezig, naam = school(stack), f"Neef{uuid4().hex[:8]}"
    hier, daar = await twee(bezig, naam)
    voor = len((await dossier_zien(bezig, hier)).tijdlijn)
    await vraag(stack, LeerlingenOnderscheiden, daar, hier)
    assert not over(await lijst(stack), hier, daar)
    assert len((await dossier_zien(bezig, hier)).tijdlijn) == voor
    anders = await dossier_maken(bezig, roepnaam="Luuk", achternaam=naam)
    await delen(bezig, anders)
    with pytest.raises(KanNiet, match="lijken niet"):
        await vraag(stack, InschrijvingNavragen, anders, daar)
