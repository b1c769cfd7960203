"""Wat er na het doorzenden te doen is, in zinnen: voor de school die haar aanbood, en voor wie haar overnam.

Bron: Awb 2:3 (doorzenden), 4:13 (de termijn), AVG 6 lid 1 onder a (het adres van ouders gaat alleen mee als zij dat
goed vinden).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from services.intake.bevoegdheid.woorden import dagtekst, naam_swv

if TYPE_CHECKING:
    from services.intake.bevoegdheid.contract import DoorzendingInhoud, Toegelaten

#: Welke rollen een school nodig heeft: wie de aanvraag maakt, en wie haar tekent.
NODIG = ("ib_er", "schooldirecteur")
PAPIER = (
    "Vertel de ouders dat een ander samenwerkingsverband beslist, en waarom.",
    "Vraag dat samenwerkingsverband hoe het de aanvraag wil ontvangen. Stuur haar niet met gewone e-mail.",
    "Haal de documenten op uit Meedoen en stuur ze mee. De afdrukken hieronder laten zien dat er niets aan is "
    "veranderd.",
    "Vraag hoe uw school en de ouders daar verder kunnen kijken. Adressen van ouders staan niet op dit papier: geef ze "
    "alleen door als de ouders dat goed vinden.",
    "Trek de aanvraag hier in zodra zij daar is ontvangen.",
)


def overgenomen(naar: str, op: date, kenmerk_daar: str) -> str:
    """Door wie, op welke dag, en onder welk nummer."""
    return f"Overgenomen door {naam_swv(naar)} op {dagtekst(op)}. Zij gaat daar verder onder nummer {kenmerk_daar}."


def voor_school(
    naar: str, kenmerk_daar: str, aangeboden_op: date, toegelaten: Toegelaten | None, mee: int, *, ingediend: bool
) -> list[str]:
    """Wat de school nu doet, in de goede volgorde."""
    swv = naam_swv(naar)
    stappen = []
    if toegelaten is not None and toegelaten.school:
        stappen.append(
            f"Bij de aanvraag kunnen daar: {_rij(toegelaten.school)}. Log opnieuw in en kies de rol bij {swv}."
        )
    else:
        stappen.append(
            f"Uw school heeft bij {swv} nog geen rol. Bel {swv} en noem nummer {kenmerk_daar}: de secretaris kan de "
            "school met één knop toelaten."
        )
    if ingediend:
        stappen.append(
            "U hoeft niet opnieuw in te dienen. De beslistermijn loopt daar vanaf de dag van aanbieden, "
            f"{dagtekst(aangeboden_op)}."
        )
    else:
        stappen.append("Maak de aanvraag daar af en dien haar daar in. Dan begint de beslistermijn.")
    if toegelaten is not None and toegelaten.familie:
        stappen.append(f"Deze ouders of leerling kijken daar al mee: {_rij(toegelaten.familie)}.")
    wachten = mee > 0 and (toegelaten is None or not toegelaten.familie)
    if wachten:
        stappen.append(f"Van {_aantal(mee)} ging het adres mee. {swv} kan hen toelaten; daarna staat dat hier.")
    elif toegelaten is not None and toegelaten.familie_zonder:
        wie = _doen(toegelaten.familie_zonder, "kan", "kunnen", omgekeerd=True)
        stappen.append(f"Van de familie {wie} daar nog niet meekijken. Nodig wie het is daar opnieuw uit.")
    elif toegelaten is None or not toegelaten.familie:
        stappen.append("Van de ouders kijkt daar nog niemand mee. Nodig hen daar uit, zoals u hier deed.")
    stappen.append("Hier hoeft u niets meer te doen. De aanvraag blijft hier te lezen, met waar zij heen ging.")
    return stappen


def bij_overnemen(school_hier: list[str] | None, familie: int, familie_mee: int) -> list[str]:
    """Wat er mist, voor wie overneemt: alleen aantallen, niets van het kind."""
    regels = [school_mist(school_hier)]
    if not familie:
        regels.append("Ouders: daar keek nog niemand mee. De school nodigt hen hier uit.")
    elif familie_mee == familie:
        regels.append(f"Ouders en leerling: {_doen(familie, 'keek', 'keken')} daar mee, en het adres mag mee.")
    else:
        zonder = familie - familie_mee
        mag = f"Van {_aantal(familie_mee)} mag het adres mee. " if familie_mee else "Geen adres mag mee. "
        regels.append(
            f"Ouders en leerling: {_doen(familie, 'keek', 'keken')} daar mee. {mag}De school nodigt {zonder} hier uit."
        )
    return regels


def school_mist(school_hier: list[str] | None) -> str:
    """`school_hier`: de rollen die de school hier al heeft; None: nu niet te zien."""
    if school_hier is None:
        return "School: of zij hier een rol heeft, is nu niet te zien."
    mist = [rol for rol in NODIG if rol not in school_hier]
    if not mist:
        return "School: zij kan hier al inloggen, met een intern begeleider en een directeur."
    if len(mist) == len(NODIG):
        return "School: niemand van deze school kan hier nog inloggen."
    wie = {"ib_er": "een intern begeleider", "schooldirecteur": "een directeur"}[mist[0]]
    return f"School: zij kan hier al inloggen, maar nog niet met {wie}."


def na_overnemen(school_hier: list[str] | None, familie_mee: int, toegelaten: Toegelaten | None) -> list[str]:
    """Wie er nu bij kan, en wie nog niet; voor wie overnam."""
    if toegelaten is None:
        regels = [school_mist(school_hier)]
        if familie_mee:
            regels.append(f"Ouders en leerling: van {_aantal(familie_mee)} mag het adres mee. Nog niet toegelaten.")
        return regels
    regels = [f"School: {_rij(toegelaten.school)}." if toegelaten.school else school_mist(school_hier)]
    binnen = len(toegelaten.familie)
    regels.append(
        f"Ouders en leerling: {_doen(binnen, 'kan', 'kunnen')} meekijken." if binnen else "Ouders: nog niemand."
    )
    if toegelaten.familie_zonder:
        regels.append(f"De school nodigt nog {_aantal(toegelaten.familie_zonder)} uit.")
    return regels


def nog_toe_te_laten(
    school_hier: list[str] | None, familie_mee: int, toegelaten: Toegelaten | None
) -> tuple[bool, bool]:
    """Of er van de school, en van de familie, nog iemand toe te laten is."""
    school = school_hier is not None and any(rol not in school_hier for rol in NODIG)
    binnen = len(toegelaten.familie) if toegelaten else 0
    return school, familie_mee > binnen


def op_papier(inhoud: DoorzendingInhoud) -> list[str]:
    """Onder de hele aanvraag zoals zij overkwam: wie er hier nog bij moet."""
    regels = ["De school leest en bewerkt de aanvraag hier met een rol bij dit samenwerkingsverband."]
    wie = _doen(inhoud.familie_aantal, "keek", "keken", omgekeerd=True)
    if inhoud.familie_aantal:
        regels.append(
            f"Van de familie {wie} mee waar de aanvraag begon. Van "
            f"{_aantal(len(inhoud.familie))} mocht het adres mee. De anderen nodigt de school hier opnieuw uit."
        )
    else:
        regels.append("Waar de aanvraag begon keek nog niemand van de familie mee. De school nodigt hen hier uit.")
    return regels


def _aantal(aantal: int) -> str:
    return {0: "niemand", 1: "één persoon"}.get(aantal, f"{aantal} personen")


def _doen(aantal: int, een: str, meer: str, *, omgekeerd: bool = False) -> str:
    """ "één persoon keek", "2 personen keken"; `omgekeerd`: het werkwoord voorop."""
    wie, wat = _aantal(aantal), een if aantal <= 1 else meer
    return f"{wat} {wie}" if omgekeerd else f"{wie} {wat}"


def _rij(namen: list[str]) -> str:
    return "; ".join(namen)
