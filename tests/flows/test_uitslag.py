"""The outcome of an aanvraag where the pupil is: dossier, waiting list and family, with number, validity and source."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from infra import clock
from infra.clock import AMSTERDAM
from services.commissie import contract as commissie
from services.intake.leerlingen.contract import MijnDossierTonen
from tests.flows.intake_dossier import school
from tests.flows.leerling_dossier import dossier_maken, dossier_zien, ouder_erbij
from tests.flows.test_intake import vertel
from tests.flows.test_wachtlijst import regel, verzoek
from tests.stack import Stack, eventually

NUMMER = "PO2202-2026-90017"


async def test_de_uitslag_staat_bij_de_leerling_en_pas_na_de_bekendmaking(stack: Stack):
    """Awb 3:41. Genomen is not bekendgemaakt. Who may not see the case is told nothing; a TLV that ended says so."""
    wie = school(stack)
    dossier = await dossier_maken(wie, achternaam=f"Uitslag{uuid4().hex[:8]}")
    gezin = await ouder_erbij(wie, dossier, f"Noor {uuid4().hex[:6]}")
    gewoon = wie.beginnen
    wie.beginnen = lambda **anders: gewoon(dossier_id=dossier, **anders)  # type: ignore[method-assign]
    await wie.ingediend()
    stand, vandaag = await wie.zien(), clock.vandaag()
    wacht = (await stack.ask("intake", verzoek(dossier), "iris")).groep

    async def zinnen() -> tuple[str, str, list[str], list[str]]:
        rij, nu = await regel(stack, wacht, "iris"), await dossier_zien(wie, dossier)
        thuis = await stack.ask("intake", MijnDossierTonen(dossier_id=dossier), "noor", **gezin)
        proc = next(p.uitslag for p in nu.procedures if p.id == wie.id)
        return rij.tlv.uitslag, proc, [r.zin for r in nu.tijdlijn], [r.zin for r in thuis.tijdlijn]

    await vertel(stack, commissie.BesluitGenomen(zaak=wie.id, uitkomst="toegekend", genomen_op=vandaag))
    rij, proc, tijdlijn, thuis = await zinnen()
    assert (rij, proc) == ("", "") and not any(NUMMER in zin for zin in (*tijdlijn, *thuis))
    tot = date(vandaag.year + 2, 7, 31)
    bekend: dict[str, Any] = {"soort": "sbo", "categorie": None, "nummer": NUMMER, "van": vandaag, "tot_en_met": tot}
    bekend |= {"school": stand.school, "bestuur": stand.bestuur, "leerling_id": stand.leerling.id}
    feit = commissie.BesluitBekendgemaakt(
        zaak=wie.id, uitkomst="toegekend", beoogde_school="19CO00", bekendgemaakt_op=vandaag, **bekend
    )
    await vertel(stack, feit)

    async def bekendgemaakt() -> bool:
        return bool((await zinnen())[0])

    await eventually(bekendgemaakt, seconden=60, wat="intake hoort van het besluit")
    rij, proc, tijdlijn, thuis = await zinnen()
    assert rij == proc and rij.startswith(f"TLV toegekend, nummer {NUMMER}, geldig van ")
    assert "besluit bekendgemaakt op" in rij
    assert sum(NUMMER in zin for zin in tijdlijn) == sum(NUMMER in zin for zin in thuis) == 1
    # The school where the pupil waits reads it there only when it may see the case.
    daar = await regel(stack, wacht)
    assert daar is not None and (daar.ziet_zaak, daar.tlv) == (False, None)
    stack.klok(datetime.combine(date(tot.year, 8, 1), time(9), AMSTERDAM))
    try:
        proc = (await zinnen())[1]
    finally:
        stack.klok_terug()
    assert "verlopen: gold van" in proc
