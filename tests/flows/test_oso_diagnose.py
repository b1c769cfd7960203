"""A diagnosis from the leerlingadministratie: read by a samenwerkingsverband that judges an aanvraag, not before."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.intake.oso.contract import OsoGegevens, OsoGegevensTonen, OsoStukOphalen
from services.kern.errors import NietGevonden
from tests.flows.intake_dossier import School, school
from tests.flows.leerling_dossier import dossier_maken
from tests.stack import Stack

PO = "swv2202po"
SWV = ("secretaris", "directeur", "steunpuntcoordinator")
GEWOON, DIAGNOSE = "toetsen/1/1", "ondersteuning/diagnose/1"


async def met_diagnose(stack: Stack) -> tuple[School, UUID, UUID]:
    """A dossier with a test, a diagnosis and the paper of it, as a school takes these over."""
    wie = school(stack)
    dossier, stuk = await dossier_maken(wie), uuid4()
    for sleutel, blok in ((GEWOON, "toetsen"), (DIAGNOSE, "ondersteuning")):
        await stack.sql(
            "insert into intake.oso_gegeven (tenant, dossier, sleutel, blok, naam, waarde, op, eigen_datum, herkomst,"
            " gemaakt_op, overgenomen_op, overgenomen_door, overgenomen_door_naam) values ($1, $2, $3, $4, 'x', 'y',"
            " current_date, true, 'LAS', current_date, now(), gen_random_uuid(), 'Iris')",
            *(PO, dossier, sleutel, blok),
        )
    await stack.sql(
        "insert into intake.oso_stuk (tenant, id, dossier, naam, omschrijving, bij, soort, op, mediatype, sleutel,"
        " grootte, sha256, herkomst, overgenomen_op, overgenomen_door, overgenomen_door_naam) values ($1, $2, $3,"
        " 'verslag.pdf', '', 'Diagnose', 'medische_gegevens', current_date, 'application/pdf', 'weg', 1, '', 'LAS',"
        " now(), gen_random_uuid(), 'Iris')",
        *(PO, stuk, dossier),
    )
    return wie, dossier, stuk


async def gelezen(stack: Stack, dossier: UUID, als: str = "iris", **hoed: str) -> tuple[list[str], int]:
    stand: OsoGegevens = await stack.ask("intake", OsoGegevensTonen(dossier_id=dossier), als=als, **hoed)
    return sorted(g.sleutel for g in stand.gegevens), len(stand.stukken)


async def test_wie_alleen_helpt_leest_geen_diagnose_en_wie_een_aanvraag_beoordeelt_wel(stack: Stack):
    wie, dossier, stuk = await met_diagnose(stack)
    # The school shares the dossier, as it does by asking for a consult or for extra support.
    await stack.sql(
        "insert into intake.betrokkenheid (tenant, zaak, houder, rol, grond, van, verleend_door)"
        " values ($1, $2, 'PO2202', 'samenwerkingsverband', 'proef', current_date, 'proef')",
        *(PO, dossier),
    )
    assert await gelezen(stack, dossier) == ([DIAGNOSE, GEWOON], 1)
    for rol in SWV:
        hoed = {"rol": rol, "organisatie": "PO2202"}
        assert await gelezen(stack, dossier, "vera", **hoed) == ([GEWOON], 0), rol
        with pytest.raises(NietGevonden):
            await stack.ask("intake", OsoStukOphalen(dossier_id=dossier, stuk_id=stuk), als="vera", **hoed)
    gewoon = wie.beginnen
    wie.beginnen = lambda **anders: gewoon(dossier_id=dossier, **anders)
    await wie.ingediend()
    for rol in SWV:
        assert await gelezen(stack, dossier, "vera", rol=rol, organisatie="PO2202") == ([DIAGNOSE, GEWOON], 1), rol
