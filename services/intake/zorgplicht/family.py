"""Door 1 of the zorgplicht, family: who decides about the pupil wants an aanmelding no more."""

from __future__ import annotations

from infra.settings import settings
from infra.unit_of_work import UnitOfWork
from services.intake.contract import Bewaard
from services.intake.leerlingen.gezaghouders import gezaghouders
from services.intake.leerlingen.tables import Leerlingdossier
from services.intake.service import INTAKE
from services.intake.zorgplicht.cases import aanmelding_openen, bewaard, bijwerken, opnemen
from services.intake.zorgplicht.contract import AanmeldingIngetrokken, IntrekkingGemeld, IntrekkingMelden
from services.intake.zorgplicht.proces import INGETROKKEN
from services.intake.zorgplicht.tables import Zorgplichtgebeurtenis
from services.kern.errors import KanNiet
from services.kern.policy import Deel


@INTAKE.act(IntrekkingMelden)
async def intrekking_melden(unit: UnitOfWork, opdracht: IntrekkingMelden) -> Bewaard:
    """Who has gezag decides together (BW 1:253a): until the last has said so, the clock runs. From eighteen on that is
    the pupil alone (BW 1:233)."""
    dossier_id = opdracht.dossier_id
    aanmelding = await aanmelding_openen(unit, dossier_id, "intrekking_melden", opdracht.versie, Deel.AANMELDING)
    met_gezag = await gezaghouders(unit, dossier_id)
    zelf = next((g for g in met_gezag if g.persoon == unit.principal.persoon), None)
    if zelf is None:
        raise KanNiet("Alleen wie gezag heeft, kan de aanmelding intrekken.")
    eerder = await unit.all(
        Zorgplichtgebeurtenis,
        Zorgplichtgebeurtenis.aanmelding == aanmelding.id,
        Zorgplichtgebeurtenis.soort == "intrekking_gemeld",
    )
    gemeld = {voorval.reden for voorval in eerder}
    if str(zelf.id) in gemeld:
        raise KanNiet("U heeft dit al gemeld.")
    opnemen(unit, aanmelding, "intrekking_gemeld", unit.vandaag, reden=str(zelf.id))
    over = [g for g in met_gezag if g.id != zelf.id and str(g.id) not in gemeld]
    if over:
        unit.record(IntrekkingGemeld(zaak=dossier_id, aanmelding_id=aanmelding.id))
        for ander in over:
            if ander.persoon is not None and ander.aangemeld:
                link = f"{settings().app_url}/mijn-dossier/{dossier_id}/aanmelding"
                unit.mail("bericht_klaar", aan=ander.persoon, zaak=dossier_id, link=link)
    else:
        aanmelding.status = INGETROKKEN
        opnemen(unit, aanmelding, "ingetrokken", unit.vandaag)
        unit.record(AanmeldingIngetrokken(zaak=dossier_id, aanmelding_id=aanmelding.id))
    await bijwerken(unit, aanmelding)
    dossier = await unit.get(Leerlingdossier, dossier_id)
    if dossier is not None:
        link = f"{settings().app_url}/leerlingen/{dossier_id}/aanmelding"
        unit.mail("bericht_klaar", aan=dossier.begonnen_door, zaak=dossier_id, link=link)
    return bewaard(unit, aanmelding)
