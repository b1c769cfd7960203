"""Minder onderwijstijd: alleen met een reden, een opbouw en een einddatum (seed 001 bijlage 3.11.2, 1.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.intake.opp.contract import Opbouwstap
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import plus_maanden

#: Geen schoolweek telt meer uren; wat daarboven ligt is een tikfout.
MEESTE_UREN = 40
MEESTE_STAPPEN = 12
#: Een OPP wordt elk jaar geëvalueerd; langer vooruit spreekt niemand minder tijd af.
HOOGSTENS_MAANDEN = 12
TEKST_KORT, TEKST_LANG, PLEK_LANG = 10, 4_000, 200


def toetsen(
    van: date,
    tot_en_met: date,
    uren: int,
    plek: str,
    reden: str,
    afspraken: str,
    opbouw: Sequence[Opbouwstap],
    vandaag: date,
) -> dict:
    """De afspraak zoals zij wordt bewaard. OngeldigeInvoer met een zin per veld."""
    fouten: dict[str, str] = {}
    plek, reden, afspraken = regel(plek), alinea(reden), alinea(afspraken)
    if tot_en_met <= van:
        fouten["tot_en_met"] = "De einddatum ligt na de begindatum."
    elif tot_en_met > plus_maanden(van, HOOGSTENS_MAANDEN):
        fouten["tot_en_met"] = "Spreek hoogstens een jaar af. Daarna kijkt u samen opnieuw."
    elif tot_en_met < vandaag:
        fouten["tot_en_met"] = "Deze einddatum is al voorbij."
    if van < plus_maanden(vandaag, -HOOGSTENS_MAANDEN):
        fouten["van"] = "Klopt dit? Deze dag ligt ver terug."
    if not 0 <= uren < MEESTE_UREN:
        fouten["uren"] = "Vul in hoeveel uren per week de leerling nu naar school gaat."
    if not plek or len(plek) > PLEK_LANG:
        fouten["plek"] = "Vul in waar de leerling is als die niet op school is."
    for naam, tekst in (("reden", reden), ("afspraken", afspraken)):
        if len(tekst) < TEKST_KORT:
            fouten[naam] = "Schrijf dit in een zin op."
        elif len(tekst) > TEKST_LANG:
            fouten[naam] = f"Dit is te lang: hooguit {TEKST_LANG} tekens."
    fouten |= {
        n: bsn.MELDING for n, t in (("plek", plek), ("reden", reden), ("afspraken", afspraken)) if bsn.staat_erin(t)
    }
    if zin := _opbouw_fout(van, tot_en_met, uren, opbouw):
        fouten["opbouw"] = zin
    if fouten:
        raise OngeldigeInvoer("Niet alles is goed ingevuld.", velden=fouten)
    return {
        "van": van.isoformat(),
        "tot_en_met": tot_en_met.isoformat(),
        "uren": uren,
        "plek": plek,
        "reden": reden,
        "afspraken": afspraken,
        "opbouw": [{"vanaf": stap.vanaf.isoformat(), "uren": stap.uren} for stap in opbouw],
    }


def _opbouw_fout(van: date, tot_en_met: date, uren: int, opbouw: Sequence[Opbouwstap]) -> str:
    """Elke stap is later en heeft meer uren dan de vorige: zo gaat de leerling weer meer naar school."""
    if not opbouw:
        return "Vul ten minste één stap in: vanaf welke dag gaat de leerling meer uren?"
    if len(opbouw) > MEESTE_STAPPEN:
        return f"Hooguit {MEESTE_STAPPEN} stappen."
    dag, nu = van, uren
    for stap in opbouw:
        if stap.vanaf <= dag:
            return "Elke stap begint later dan de vorige."
        if stap.vanaf > tot_en_met:
            return "Elke stap begint voor de einddatum."
        if not nu < stap.uren <= MEESTE_UREN:
            return "Elke stap heeft meer uren dan de vorige."
        dag, nu = stap.vanaf, stap.uren
    return ""
