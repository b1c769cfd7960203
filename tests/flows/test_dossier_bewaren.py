"""A leerlingdossier goes three years after the pupil left: with what every subject has of it."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID, uuid4

from infra import clock
from services.intake.contract import AanvraagBeginnen, VernietigingGoedkeuren, VernietigingVragen
from services.intake.leerlingen.contract import LeerlingUitschrijven
from services.intake.zorgplicht.contract import AanmeldingVastleggen
from tests.flows.intake_dossier import pdf, school
from tests.flows.leerling_dossier import doe, dossier_maken, dossier_vullen, dossier_zien, ouder_erbij
from tests.flows.oso_dossier import overgenomen
from tests.flows.test_bewaren import REDEN, ligt, nacht, stand, tonen, vinden
from tests.stack import Stack, eventually

DAG = timedelta(days=1)


async def lang_geleden(stack: Stack, dossier: UUID, dagen: int) -> None:
    """As if the pupil left so many days ago."""
    weg = clock.vandaag() - dagen * DAG
    await stack.sql("update intake.inschrijving set van = $2, tot = $2 where dossier = $1", dossier, weg)
    await stack.sql("update intake.leerlingdossier set gewijzigd_op = $2 where id = $1", dossier, clock.begin_van(weg))


async def test_een_dossier_gaat_drie_jaar_na_het_uitschrijven_weg_met_alles_erin(stack: Stack):
    """PRV-3: no row, no file and no name is left of a pupil who left; the certificate says what there was."""
    bezig, kanarie = school(stack), f"Kanarie{uuid4().hex[:10]}"
    dossier = await dossier_maken(bezig, achternaam=kanarie)
    await dossier_vullen(bezig, dossier, naam=f"Noor {kanarie}")
    await overgenomen(bezig, dossier, f"Let op {kanarie}.", kanarie, pdf())
    await ouder_erbij(bezig, dossier, f"Peter {kanarie}", "vader")
    vraag = AanmeldingVastleggen(opdracht=uuid4(), dossier_id=dossier, ontvangen_op=clock.vandaag(), voorkeur="16MA00")
    await stack.ask("intake", vraag, als="iris")
    van_oso = "select sleutel from intake.oso_stuk where dossier = $1"
    sleutels = [rij["sleutel"] for rij in await stack.sql(van_oso, dossier)]
    assert sleutels and await ligt(sleutels[0])
    bezig.beginnen = lambda: AanvraagBeginnen(opdracht=uuid4(), soort="sbo", dossier_id=dossier)
    await bezig.begin()
    await doe(bezig, LeerlingUitschrijven, dossier, per=clock.vandaag())
    kenmerk = (await dossier_zien(bezig, dossier)).kenmerk

    # An aanvraag that is still there holds it, however long ago the pupil left.
    await lang_geleden(stack, dossier, 3 * 365 + 40)
    await nacht(stack)
    assert await stand(stack, dossier) == "zichtbaar"
    await stack.sql("update intake.aanvraag set dossier = null where id = $1", bezig.id)
    await lang_geleden(stack, dossier, 3 * 365 + 1 - 10)
    await nacht(stack)
    assert (await dossier_zien(bezig, dossier)).weg_op == clock.vandaag() + 30 * DAG
    komt = [d.kenmerk for d in (await tonen(stack)).dossiers]
    assert kenmerk not in komt, "wat de school nooit deelde, is niet van het samenwerkingsverband"

    await lang_geleden(stack, dossier, 3 * 365 + 60)
    await stack.sql(
        "update intake.bewaring set aangekondigd_op = $2, vernietigen_op = $3, vernietigen_vanaf = $3 where zaak = $1",
        dossier,
        clock.vandaag() - 31 * DAG,
        clock.vandaag() - DAG,
    )
    meer = VernietigingVragen(opdracht=uuid4(), aantal=(await tonen(stack)).per_nacht + 400, reden=REDEN)
    await stack.ask("intake", meer, als="vera")
    verzoek = next(v for v in (await tonen(stack)).verzoeken if v.aantal == meer.aantal)
    await stack.ask("intake", VernietigingGoedkeuren(opdracht=uuid4(), verzoek_id=verzoek.id), als="cor")
    await nacht(stack)

    async def weg() -> bool:
        rij = (await stack.sql("select stand, bevestigd from intake.bewaring where zaak = $1", dossier))[0]
        return rij["stand"] == "vernietigd" and len(rij["bevestigd"]) == 4 and not await ligt(sleutels[0])

    await eventually(weg, seconden=120, wat="het dossier overal weg is")
    assert [t for t in await vinden(stack, kanarie) if t not in ("netwerk.opdracht", "intake.leerling")] == []
    rij = (await stack.sql("select verklaring::text as v from intake.bewaring where zaak = $1", dossier))[0]
    gezegd = json.loads(rij["v"])
    assert gezegd["bestanden"] == 1 and gezegd["rijen"]["gezagdrager"] == 2 and gezegd["rijen"]["aanmelding"] == 1
    assert kanarie not in rij["v"]
