"""The schools of a pupil: where the pupil is enrolled, and where the pupil was before, typed by the school."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from infra import clock
from services.intake.contract import Bewaard
from services.intake.leerlingen.contract import (
    LoopbaanAanvullen,
    LoopbaanTerugzetten,
    LoopbaanWeghalen,
    MijnDossierTonen,
)
from services.kern.errors import Gewijzigd, KanNiet, NietGevonden, OngeldigeInvoer
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_zien, gegevens, ouder_erbij
from tests.stack import Stack


async def aanvullen(bezig: School, dossier: UUID, **velden: Any) -> Bewaard:
    """With the version it has now unless told otherwise; `doe` has a field `school` of its own."""
    if "versie" not in velden:
        velden["versie"] = (await dossier_zien(bezig, dossier)).versie
    return await bezig.stack.ask(
        "intake", LoopbaanAanvullen(opdracht=uuid4(), dossier_id=dossier, **velden), als=bezig.ib
    )


async def test_eerdere_scholen_staan_op_hun_plaats_in_de_tijd_en_kunnen_weer_weg(stack: Stack):
    bezig, vandaag = school(stack), clock.vandaag()
    sinds = vandaag - timedelta(days=40)
    dossier = await dossier_maken(bezig, ingeschreven_op=sinds)
    buiten = {"naam": "Grundschule Nord, Bremen", "soort": "buitenland", "groep": "klas 2"}
    jaar = timedelta(days=365)
    await aanvullen(bezig, dossier, **buiten, van=sinds - 2 * jaar, tot=sinds - jaar)
    await aanvullen(bezig, dossier, school="19CO00", van=sinds - jaar, tot=sinds)
    stand = (await gegevens(bezig, dossier)).loopbaan
    assert [(i.school, i.naam, i.soort) for i in stand] == [
        ("16MA00", "", ""), ("19CO00", "", "sbo"), ("", "Grundschule Nord, Bremen", "buitenland"),
    ]  # fmt: skip
    assert stand[0].id is None, "de eigen inschrijving is geen regel die iemand typte"
    with pytest.raises(OngeldigeInvoer, match="staat er al"):
        await aanvullen(bezig, dossier, school="19CO00", van=sinds - jaar)
    hoed = await ouder_erbij(bezig, dossier)
    mijn = await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed)
    assert [i.naam for i in mijn.loopbaan] == ["", "", "Grundschule Nord, Bremen"]

    weg = stand[2].id
    await doe(bezig, LoopbaanWeghalen, dossier, eerder_id=weg)
    assert [i.weggehaald for i in (await gegevens(bezig, dossier)).loopbaan] == [False, False, True]
    mijn = await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed)
    assert len(mijn.loopbaan) == 2, "wat weg is, zien ouders niet"
    with pytest.raises(KanNiet, match="al weggehaald"):
        await doe(bezig, LoopbaanWeghalen, dossier, eerder_id=weg)
    await doe(bezig, LoopbaanTerugzetten, dossier, eerder_id=weg)
    assert len((await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), als="noor", **hoed)).loopbaan) == 3
    with pytest.raises(KanNiet, match="staat er nog"):
        await doe(bezig, LoopbaanTerugzetten, dossier, eerder_id=weg)
    zinnen = [r.zin for r in (await dossier_zien(bezig, dossier)).tijdlijn]
    assert zinnen.count("De school schreef op waar de leerling eerder op school zat.") == 2

    await doe(bezig, LoopbaanWeghalen, dossier, eerder_id=weg)
    await stack.sql("update intake.eerdere_school set weggehaald_op = weggehaald_op - interval '31 days' where id = $1",
                    weg)  # fmt: skip
    assert len((await gegevens(bezig, dossier)).loopbaan) == 2
    with pytest.raises(KanNiet, match="dertig dagen"):
        await doe(bezig, LoopbaanTerugzetten, dossier, eerder_id=weg)


async def test_een_eerdere_school_is_van_haar_eigen_leerling_en_van_de_laatste_versie(stack: Stack):
    bezig, vandaag = school(stack), clock.vandaag()
    een, ander = await dossier_maken(bezig), await dossier_maken(bezig)
    school_ = {"school": "19CO00", "van": vandaag - timedelta(days=90), "tot": vandaag - timedelta(days=9)}
    gedaan = await aanvullen(bezig, een, **school_)
    with pytest.raises(NietGevonden):
        await doe(bezig, LoopbaanWeghalen, ander, eerder_id=gedaan.id)
    with pytest.raises(Gewijzigd):
        await aanvullen(bezig, een, **school_, versie=1)
    with pytest.raises(NietGevonden):
        await aanvullen(bezig, uuid4(), **school_, versie=1)
