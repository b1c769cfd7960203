"""An aanvraag that began without a leerlingdossier comes in one, with one click and nothing typed twice."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from services.intake.contract import AanvraagIndienen
from services.intake.leerlingen.contract import AanvraagOnderbrengen, LosseAanvragen, LosseAanvragenTonen
from services.kern.errors import KanNiet, MagNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken, dossier_zien
from tests.stack import Stack


async def los(stack: Stack, **hoed: str) -> LosseAanvragen:
    return await stack.ask("intake", LosseAanvragenTonen(), als="iris", **hoed)


async def onderbrengen(bezig: School, als: str = "iris", **velden: object) -> object:
    opdracht = AanvraagOnderbrengen(**({"opdracht": uuid4(), "aanvraag_id": bezig.id} | velden))
    return await bezig.stack.ask("intake", opdracht, als=als)


async def begonnen(stack: Stack, naam: str) -> School:
    bezig = school(stack)
    gewoon = bezig.beginnen
    bezig.beginnen = lambda: gewoon(achternaam=naam)
    return await bezig.begin()


async def test_een_losse_aanvraag_krijgt_een_dossier_zonder_iets_over_te_typen(stack: Stack):
    bezig = await begonnen(stack, f"Los{uuid4().hex[:8]}")
    (rij,) = [a for a in (await los(stack)).aanvragen if a.id == bezig.id]
    assert rij.lijkt_op is None
    opdracht = uuid4()
    dossier = (await onderbrengen(bezig, opdracht=opdracht)).id
    assert (await onderbrengen(bezig, opdracht=opdracht)).id == dossier, "twee keer klikken is een dossier"
    stand, leerling = await dossier_zien(bezig, dossier), (await bezig.zien()).leerling
    assert (stand.roepnaam, stand.achternaam, stand.geboren_op, stand.groep) == (
        leerling.roepnaam,
        leerling.achternaam,
        leerling.geboren_op,
        leerling.groep,
    )
    assert [p.id for p in stand.procedures] == [bezig.id] and not stand.gedeeld
    assert bezig.id not in [a.id for a in (await los(stack)).aanvragen]
    with pytest.raises(KanNiet, match="al in een dossier"):
        await onderbrengen(bezig)


async def test_bestaat_het_dossier_al_dan_komt_de_aanvraag_daarin(stack: Stack):
    naam = f"Bekend{uuid4().hex[:8]}"
    bezig = await begonnen(stack, naam)
    dossier = await dossier_maken(bezig, achternaam=naam)
    (rij,) = [a for a in (await los(stack)).aanvragen if a.id == bezig.id]
    assert rij.lijkt_op == dossier
    assert (await onderbrengen(bezig, dossier_id=dossier)).id == dossier
    assert [p.id for p in (await dossier_zien(bezig, dossier)).procedures] == [bezig.id]


async def test_wat_is_ingediend_leest_het_samenwerkingsverband_ook_in_het_dossier(stack: Stack):
    bezig = school(stack)
    await bezig.compleet()
    await bezig.doe(AanvraagIndienen)
    dossier = (await onderbrengen(bezig)).id
    stand = await dossier_zien(bezig, dossier, rol="steunpuntcoordinator", organisatie="PO2202")
    assert stand.gedeeld and stand.procedures == []


async def test_alleen_de_eigen_school_brengt_onder(stack: Stack):
    """N1: no list and no act reaches an aanvraag or a dossier of another."""
    naam = f"Eigen{uuid4().hex[:8]}"
    bezig = await begonnen(stack, naam)
    assert bezig.id not in [a.id for a in (await los(stack, organisatie="19CO00")).aanvragen]
    vraag = AanvraagOnderbrengen(opdracht=uuid4(), aanvraag_id=bezig.id)
    with pytest.raises(NietGevonden):
        await stack.ask("intake", vraag, als="iris", organisatie="19CO00")
    with pytest.raises(MagNiet):
        await stack.ask("intake", vraag, als="vera")
    with pytest.raises(NietGevonden):
        await onderbrengen(bezig, dossier_id=uuid4())
    ander = await dossier_maken(bezig, geboren_op=date(2017, 5, 3))
    with pytest.raises(OngeldigeInvoer, match="andere leerling"):
        await onderbrengen(bezig, dossier_id=ander)
