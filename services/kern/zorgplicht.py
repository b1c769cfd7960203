"""De termijnen van het schoolbestuur: beslissen op een aanmelding, OPP vaststellen, schorsen.

Het schoolbestuur beslist binnen zes weken op een aanmelding (WPO 40, WEC 40, WVO 8.8). Die wetten kennen geen
opschorting: een vraag om informatie zet de klok niet stil.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.feestdagen import rol
from services.kern.geldend import Geldend
from services.kern.kalender import DAG, in_woorden, is_schrikkeldag, verjaardag
from services.kern.lopende_termijn import (
    Gebeurtenis,
    eerste_van,
    enige,
    gebeurtenissen_toetsen,
    termijn_nalopen,
    vereiste,
)
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import termijn_na
from services.kern.uitleg import Stap, met_rol, stap, waarde
from services.kern.wetsartikelen import WEC_40, WPO_40, WPO_40_15, WPO_40A, WPO_40C, WVO_8_8, WVO_8_13
from services.kern.wetsgetallen import (
    AANMELDEN_PO,
    AANMELDEN_SO,
    AANMELDEN_SO_CLUSTER_1_2,
    OPP_WEKEN,
    PLAATSING_ASIEL_WEKEN,
    PLAATSING_WEKEN,
    SCHORSING_DAGEN,
    SCHORSING_MELDEN_DAGEN,
    TOELATEN_PO,
    TOELATEN_SO,
    TOELATEN_SO_CLUSTER_1_2,
    TOELATING_VERLENGEN_WEKEN,
    TOELATING_WEKEN,
)

# De leeftijd waarop een kind wordt toegelaten; voor het vo is er geen.
TOELATINGSLEEFTIJD: dict[str, Geldend[int] | None] = {
    "po": TOELATEN_PO,
    "so": TOELATEN_SO,
    "so_cluster_1_2": TOELATEN_SO_CLUSTER_1_2,
    "vo": None,
}
# De leeftijd waarop aanmelden kan: een jaar eerder.
AANMELDLEEFTIJD = {"po": AANMELDEN_PO, "so": AANMELDEN_SO, "so_cluster_1_2": AANMELDEN_SO_CLUSTER_1_2}
GRONDSLAG = {"po": WPO_40, "so": WEC_40, "so_cluster_1_2": WEC_40, "vo": WVO_8_8}


class Zorgplicht(msgspec.Struct, frozen=True):
    """`verlenging`: geen, tijdig, te_laat of niet_toegestaan. `plaatsing`: geen, tijdelijk of toelating."""

    nominaal_einde: date
    uiterste_beslisdatum: date
    verlenging: str
    verlengen_uiterlijk: date | None
    plaatsing: str
    plaatsing_vanaf: date | None
    aanmelden_vanaf: date | None
    uitleg: list[Stap]


class OppTermijn(msgspec.Struct, frozen=True):
    vaststellen_uiterlijk: date
    uitleg: list[Stap]


class Schorsing(msgspec.Struct, frozen=True):
    """`toegestaan` en `melden_aan_inspectie` zijn None zolang de laatste dag niet bekend is."""

    hoogstens_tot_en_met: date
    toegestaan: bool | None
    melden_aan_inspectie: bool | None
    uitleg: list[Stap]


def zorgplicht(
    sector: str,
    gebeurtenissen: Sequence[Gebeurtenis],
    *,
    geboren_op: date | None = None,
    asielregels: bool = False,
    conventies: Conventies = STANDAARD,
) -> Zorgplicht:
    """De termijn om op een aanmelding te beslissen en wat er volgt als dat niet gebeurt.

    Rekenfout: `ontbreekt`, `dubbel`, `volgorde` (ook: geboren na de aanmelding) of `keuze_nodig` (CONV-9).
    """
    aanmelding = vereiste(gebeurtenissen, "aanmelding_ontvangen").op
    elders = enige(gebeurtenissen, "elders_ingeschreven")
    beslissing = enige(gebeurtenissen, "beslissing_meegedeeld")
    gebeurtenissen_toetsen(gebeurtenissen, aanmelding, "aanmelding_ontvangen", mag_eerder={"elders_ingeschreven"})
    if geboren_op is not None and geboren_op > aanmelding:
        raise Rekenfout("volgorde", "geboren_op", "De geboortedatum ligt na de aanmelding.")

    artikel = WPO_40_15 if asielregels else GRONDSLAG[sector]
    beslissen = TOELATING_WEKEN.op(aanmelding)
    eerste_einde = aanmelding + timedelta(weeks=beslissen)
    uitleg = [
        stap(f"Aanmelding ontvangen op {in_woorden(aanmelding)}.", aanmelding, artikel),
        stap(f"Het schoolbestuur beslist binnen {beslissen} weken: {in_woorden(eerste_einde)}.", eerste_einde, artikel),
    ]
    verlenging = eerste_van(gebeurtenissen, "verlenging_meegedeeld")
    verlengen_uiterlijk = None
    if not asielregels:
        verlengen_uiterlijk = rol(eerste_einde)
        zin = f"Verlengen kan tot en met {in_woorden(verlengen_uiterlijk)}."
        uitleg.append(stap(zin, verlengen_uiterlijk, artikel))

    weken = (verlenging.weken if verlenging else None) or TOELATING_VERLENGEN_WEKEN.op(aanmelding)
    mag_verlengen = verlenging is not None and not asielregels
    loop = termijn_nalopen(
        aanmelding,
        eerste_einde,
        (),
        verlenging.op if mag_verlengen else None,
        lambda einde: (einde + timedelta(weeks=weken), False),
    )
    oordeel = "niet_toegestaan" if verlenging is not None and asielregels else loop.mededeling
    if verlenging is not None:
        gevolg = {
            "niet_toegestaan": "Bij deze regels kan dat niet; de termijn verandert niet.",
            "te_laat": "Dat was te laat; de termijn verandert niet.",
            "tijdig": f"Dat was op tijd; de termijn loopt {weken} weken langer, tot en met {in_woorden(loop.einde)}.",
        }[oordeel]
        uitleg.append(stap(f"Op {in_woorden(verlenging.op)} is verlengd. {gevolg}", loop.einde, artikel))
    for g in gebeurtenissen:
        if g.soort == "informatie_gevraagd":
            zin = f"Op {in_woorden(g.op)} is informatie gevraagd. De wet kent hier geen opschorting."
            uitleg.append(stap(zin, g.op, artikel))
    uiterste = met_rol(loop.einde, uitleg)

    toelaten = TOELATINGSLEEFTIJD[sector] if geboren_op is not None else None
    plaatsing, plaatsing_vanaf = "geen", None
    duur = (PLAATSING_ASIEL_WEKEN if asielregels else PLAATSING_WEKEN).op(aanmelding)
    grens = aanmelding + timedelta(weeks=duur)
    afgerond = [g.op for g in (elders, beslissing) if g is not None]
    plaatsartikel = WVO_8_13 if sector == "vo" and not asielregels else artikel
    if any(op <= grens for op in afgerond):
        zin = "Er was op tijd een beslissing of een inschrijving op een andere school. Er volgt geen plaatsing."
        uitleg.append(waarde(zin, "geen", plaatsartikel))
    else:
        plaatsing = "toelating" if asielregels else "tijdelijk"
        plaatsing_vanaf = grens + DAG
        wat = "wordt het kind toegelaten" if asielregels else "wordt het kind tijdelijk geplaatst"
        zin = f"Zonder beslissing binnen {duur} weken {wat} vanaf {in_woorden(plaatsing_vanaf)}."
        uitleg.append(stap(zin, plaatsing_vanaf, plaatsartikel))
        if toelaten is not None:
            leeftijd = toelaten.op(aanmelding)
            jarig = _verjaardag_uitleggen(geboren_op, leeftijd, conventies, uitleg, plaatsartikel)
            plaatsing_vanaf = max(plaatsing_vanaf, jarig)

    aanmelden_vanaf = None
    if toelaten is not None:
        aanmelden_vanaf = verjaardag(geboren_op, AANMELDLEEFTIJD[sector].op(aanmelding), conventies.schrikkeldag)
        keuze = _keuze(geboren_op, aanmelden_vanaf, conventies)
        zin = f"Aanmelden kan vanaf een jaar voor de toelatingsleeftijd, {in_woorden(aanmelden_vanaf)}{keuze}."
        uitleg.append(stap(zin, aanmelden_vanaf, artikel, *(["CONV-9"] if keuze else [])))
    return Zorgplicht(
        loop.einde,
        uiterste,
        oordeel,
        verlengen_uiterlijk,
        plaatsing,
        plaatsing_vanaf,
        aanmelden_vanaf,
        uitleg,
    )


def _verjaardag_uitleggen(
    geboren_op: date, leeftijd: int, conventies: Conventies, uitleg: list[Stap], artikel: object
) -> date:
    jarig = verjaardag(geboren_op, leeftijd, conventies.schrikkeldag)
    keuze = _keuze(geboren_op, jarig, conventies)
    zin = f"Niet voor de toelatingsleeftijd: het kind wordt {leeftijd} op {in_woorden(jarig)}{keuze}."
    uitleg.append(stap(zin, jarig, artikel, *(["CONV-9"] if keuze else [])))
    return jarig


def _keuze(geboren_op: date, jarig: date, conventies: Conventies) -> str:
    """De vermelding van CONV-9 als de verjaardag van een schrikkelkind is verschoven."""
    verschoven = is_schrikkeldag(geboren_op) and not is_schrikkeldag(jarig)
    return f" (keuze CONV-9: {(conventies.schrikkeldag or '').replace('_', ' ')})" if verschoven else ""


def opp_termijn(ingeschreven_op: date, definitief_geplaatst_op: date | None = None) -> OppTermijn:
    """Zes weken na inschrijving, of na de definitieve plaatsing. Rekenfout `einde_voor_begin`."""
    if definitief_geplaatst_op is not None and definitief_geplaatst_op < ingeschreven_op:
        raise Rekenfout(
            "einde_voor_begin",
            "definitief_geplaatst_op",
            "De definitieve plaatsing ligt voor de inschrijving.",
        )
    vanaf = definitief_geplaatst_op or ingeschreven_op
    uitkomst = termijn_na(vanaf, OPP_WEKEN.op(vanaf), "weken", "Ontwikkelingsperspectief vaststellen", WPO_40A)
    return OppTermijn(uitkomst.einde, uitkomst.uitleg)


def schorsing(van: date, tot_en_met: date | None = None) -> Schorsing:
    """Hoogstens een week; langer dan een dag gaat naar de inspectie. Rekenfout `einde_voor_begin`."""
    if tot_en_met is not None and tot_en_met < van:
        raise Rekenfout("einde_voor_begin", "tot_en_met", "De schorsing eindigt voordat zij begint.")
    hoogstens = van + timedelta(days=SCHORSING_DAGEN.op(van)) - DAG
    zin = f"Een schorsing duurt hoogstens een week: tot en met {in_woorden(hoogstens)}."
    uitleg = [stap(zin, hoogstens, WPO_40C)]
    if tot_en_met is None:
        return Schorsing(hoogstens, None, None, uitleg)
    toegestaan, melden = tot_en_met <= hoogstens, tot_en_met >= van + timedelta(days=SCHORSING_MELDEN_DAGEN.op(van))
    uitleg.append(
        waarde("De schorsing past daarin." if toegestaan else "De schorsing is te lang.", toegestaan, WPO_40C)
    )
    zin = "Langer dan een dag: melden aan de inspectie." if melden else "Eén dag: melden aan de inspectie hoeft niet."
    uitleg.append(waarde(zin, melden, WPO_40C))
    return Schorsing(hoogstens, toegestaan, melden, uitleg)
