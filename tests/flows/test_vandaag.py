"""The first page of a school: what waits, over every subject of its pupils, and gone from it when it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.leerlingen.contract import LeerlingUitnodigen, VandaagLijst, VandaagTonen
from services.intake.zorgplicht.contract import AanmeldingIntrekken, AanmeldingVastleggen
from services.kern.errors import MagNiet
from services.kern.kalender import plus_jaren
from tests.flows.gesprek_dossier import gesprek_beginnen
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import doe, dossier_maken
from tests.flows.opp_dossier import Opp
from tests.stack import Stack

DAG = timedelta(days=1)


async def vandaag(stack: Stack, als: str = "iris", **hoed: Any) -> VandaagLijst:
    return await stack.ask("intake", VandaagTonen(), als=als, **hoed)


async def van(stack: Stack, dossier: UUID, als: str = "iris", **hoed: Any) -> dict[str, Any]:
    return {r.soort: r for r in (await vandaag(stack, als, **hoed)).regels if r.zaak == dossier}


async def test_wat_er_moet_gebeuren_staat_bij_elkaar_en_gaat_weg_als_het_is_gedaan(stack: Stack):
    bezig, nu = school(stack), clock.vandaag()
    dossier = await dossier_maken(bezig, ingeschreven_op=nu - 40 * DAG)
    assert await van(stack, dossier) == {}, "een nieuw dossier vraagt niets"
    await Opp.begonnen(bezig, dossier, nu - 40 * DAG)
    await gesprek_beginnen(bezig, dossier)
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=nu - 35 * DAG, voorkeur="16MA00")
    await stack.ask("intake", vraag, als="iris")
    werk = await van(stack, dossier)
    assert set(werk) == {"opp_opstellen", "verslag", "aanmelding"}
    assert werk["aanmelding"].uiterlijk_op <= nu + 14 * DAG
    dagen = [r.uiterlijk_op for r in (await vandaag(stack)).regels if r.uiterlijk_op]
    assert dagen == sorted(dagen), "het eerst aan de beurt staat bovenaan"
    gezien = await stack.sql("select 1 from intake.audit_getoond where zaak = $1", dossier)
    assert gezien, "wie in de lijst stond, is opgeschreven"

    versie = (await stack.sql("select versie from intake.aanmelding where dossier = $1", dossier))[0][0]
    await doe(bezig, AanmeldingIntrekken, dossier, versie=versie, reden="Verhuisd.")
    assert set(await van(stack, dossier)) == {"opp_opstellen", "verslag"}
    assert await van(stack, dossier, organisatie="19CO00") == {}, "een andere school ziet er niets van"
    with pytest.raises(MagNiet):
        await vandaag(stack, "vera", rol="secretaris", organisatie="PO2202")


async def test_wie_bijna_achttien_is_staat_er_tot_die_leerling_is_uitgenodigd(stack: Stack):
    bezig, nu = school(stack), clock.vandaag()
    geboren = plus_jaren(nu + 20 * DAG, -18)
    dossier = await dossier_maken(bezig, geboren_op=geboren, ingeschreven_op=nu)
    ver_weg = await dossier_maken(bezig, geboren_op=plus_jaren(nu + 90 * DAG, -18), ingeschreven_op=nu)
    assert set(await van(stack, dossier)) == {"achttien"} and await van(stack, ver_weg) == {}
    await doe(bezig, LeerlingUitnodigen, dossier, email=f"{uuid4().hex[:8]}@thuis.example")
    assert await van(stack, dossier) == {}


async def test_een_concept_dat_twee_weken_stil_ligt_staat_erbij(stack: Stack):
    bezig = school(stack)
    await bezig.begin()

    async def er() -> bool:
        return any(r.soort == "concept" and r.plek == bezig.id for r in (await vandaag(stack)).regels)

    assert not await er()
    await stack.sql("update intake.aanvraag set gewijzigd_op = $2 where id = $1", bezig.id, clock.nu() - 15 * DAG)
    assert await er()
