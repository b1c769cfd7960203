"""Wanneer er een plan van aanpak moet zijn, en wat iemand over een crisis invult."""

from __future__ import annotations

import re
from datetime import date, timedelta

from services.intake.crisis.contract import SOORTEN, UITKOMSTEN
from services.intake.tekst import alinea, regel
from services.kern import bsn
from services.kern.errors import OngeldigeInvoer
from services.kern.kalender import aantal_in_woorden, in_woorden
from services.kern.termijn import plus_werkdagen
from tenants.schema import CrisisRegels

TEKST_KORT, TEKST_LANG, ANDEREN_LANG = 10, 2_000, 120
#: Meteen bij elkaar: verder vooruit is het geen crisis meer.
OVERLEG_BINNEN = timedelta(days=7)
PLAN_HOOGSTENS = timedelta(days=92)
OUDERS = "Ouders"
_TIJD = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def fout(veld: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer("Niet alles is goed ingevuld.", velden={veld: zin})


def plan_uiterlijk(regels: CrisisRegels, gemeld_op: date) -> tuple[date, str]:
    """De laatste dag, en in een zin hoe die is geteld: werkdagen na de melding, zonder weekend en feestdagen."""
    dag = plus_werkdagen(gemeld_op, regels.plan_werkdagen)
    dagen = aantal_in_woorden(regels.plan_werkdagen, "werkdag", "werkdagen")
    return dag, f"{dagen} na de melding van {in_woorden(gemeld_op)}: uiterlijk {in_woorden(dag)}.".capitalize()


def tekst_toetsen(tekst: str, veld: str) -> str:
    """In eigen woorden. OngeldigeInvoer bij `veld`."""
    schoon = alinea(tekst)
    if len(schoon) < TEKST_KORT:
        raise fout(veld, "Schrijf dit in een zin op.")
    if len(schoon) > TEKST_LANG:
        raise fout(veld, f"Dit is te lang: hooguit {TEKST_LANG} tekens.")
    if bsn.staat_erin(schoon):
        raise fout(veld, bsn.MELDING)
    return schoon


def melding_toetsen(soort: str, sinds: date, overleg_op: date, tijd: str, vandaag: date) -> str:
    """Het tijdstip, als 09:30. OngeldigeInvoer bij `soort`, `sinds`, `overleg_op` of `overleg_tijd`."""
    if soort not in SOORTEN:
        raise fout("soort", "Kies wat het is.")
    if sinds > vandaag:
        raise fout("sinds", "Deze dag moet nog komen.")
    if sinds < vandaag - timedelta(days=366):
        raise fout("sinds", "Deze dag ligt te ver terug.")
    if overleg_op < vandaag:
        raise fout("overleg_op", "Deze dag is al voorbij.")
    if overleg_op > vandaag + OVERLEG_BINNEN:
        raise fout("overleg_op", "Bij crisis of nood komt het ondersteuningsteam meteen bij elkaar: binnen een week.")
    gevonden = _TIJD.fullmatch(tijd.strip())
    if gevonden is None:
        raise fout("overleg_tijd", "Schrijf de tijd zo: 09:30.")
    return f"{int(gevonden[1]):02d}:{gevonden[2]}"


def genodigd_toetsen(genodigd: tuple[str, ...], regels: CrisisRegels) -> list[str]:
    """Wie er komen, in de volgorde van het samenwerkingsverband. OngeldigeInvoer bij `genodigd`."""
    uit = [wie for wie in regels.uitnodigen if wie in genodigd]
    if set(genodigd) - set(uit):
        raise fout("genodigd", "Kies uit de lijst.")
    if OUDERS in regels.uitnodigen and OUDERS not in uit:
        raise fout("genodigd", "De ouders zitten altijd aan tafel.")
    if len(uit) < 2:
        raise fout("genodigd", "Nodig ook iemand uit die naast de school kan beslissen.")
    return uit


def anderen_toetsen(anderen: str) -> list[str]:
    """Wie er verder bij betrokken is (seed 001, bijlage 3.3), als functie en niet bij naam. OngeldigeInvoer."""
    schoon = regel(anderen)
    if len(schoon) > ANDEREN_LANG:
        raise fout("anderen", f"Gebruik hooguit {ANDEREN_LANG} tekens.")
    if bsn.staat_erin(schoon):
        raise fout("anderen", bsn.MELDING)
    return [schoon] if schoon else []


def evaluatie_toetsen(op: date, vandaag: date) -> date:
    if op <= vandaag:
        raise fout("evalueren_op", "Kies een dag die nog komt.")
    if op > vandaag + PLAN_HOOGSTENS:
        raise fout("evalueren_op", "Kijk binnen drie maanden terug.")
    return op


def uitkomst_toetsen(uitkomst: str) -> str:
    if uitkomst not in UITKOMSTEN:
        raise fout("uitkomst", "Kies hoe het verder gaat.")
    return uitkomst
