"""The end of a young child here: its days are over. Key, rows and files go, and what is left is a certificate."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import msgspec

from infra import keys
from infra.unit_of_work import UnitOfWork
from services.intake import bewaren
from services.intake.contract import DossierVernietigd
from services.intake.onderinstroom.cases import regels_van
from services.intake.onderinstroom.tables import Onderinstroom, Overdrachtsbijlage
from services.intake.tables import Bewaring
from services.kern.kalender import in_woorden

REGEL = "jong_kind"


async def vernietigen(unit: UnitOfWork, kind: Onderinstroom) -> None:
    """All in one transaction; the other services drop theirs by the fact, as with every dossier (besluit 0016).

    In netwerk that is who was invited: the hats of this child, and the names and addresses of who has no other hat.
    The lines of the tijdlijn, the mails and the tasks of this child go here.
    """
    assert kind.weg_op is not None
    dagen = regels_van(unit.regels(kind.regels_op)).bewaren_dagen
    vanaf = kind.weg_op - timedelta(days=dagen)
    bijlagen = await unit.all(Overdrachtsbijlage, Overdrachtsbijlage.onderinstroom == kind.id)
    await keys.vernietigen(unit, kind.id, "overgedragen of gesloten")
    unit.session.expunge_all()  # the rows go past the session
    vraag = "select intake.onderinstroom_wissen(:zaak) as n where :tenant <> ''"
    geteld: dict[str, int] = (await unit.execute(vraag, zaak=kind.id)).scalar_one()
    tot_en_met = kind.weg_op - timedelta(days=1)
    verklaring = {
        "kenmerk": kind.kenmerk,
        "regel": REGEL,
        "grondslag": bewaren.GRONDSLAG[REGEL],
        "vanaf": vanaf.isoformat(),
        "bewaren_tot_en_met": tot_en_met.isoformat(),
        "aangekondigd_op": vanaf.isoformat(),
        "vernietigd_op": unit.vandaag.isoformat(),
        "rijen": geteld,
        "bestanden": len(bijlagen),
        "bestanden_afdruk": hashlib.sha256("".join(sorted(b.sha256 for b in bijlagen)).encode()).hexdigest(),
        "akkoord": [],
    }
    unit.add(
        Bewaring(
            zaak=kind.id,
            kenmerk=kind.kenmerk,
            regel=REGEL,
            vanaf=vanaf,
            bewaren_tot_en_met=tot_en_met,
            vernietigen_vanaf=kind.weg_op,
            uitleg=[f"{dagen} dagen nadat het was overgedragen of gesloten, op {in_woorden(vanaf)}."],
            stand=bewaren.VERNIETIGD,
            aangekondigd_op=vanaf,
            vernietigen_op=kind.weg_op,
            vernietigd_op=unit.vandaag,
            verklaring=verklaring,
            afdruk=hashlib.sha256(msgspec.json.encode(verklaring, order="sorted")).hexdigest(),
        )
    )
    unit.record(DossierVernietigd(zaak=kind.id, leerling_id=kind.id))
