"""Termijnen van scholen rond aanmelden, geschillen, het OPP en hoe lang een leerling ergens mag blijven."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.kalender import (
    DAG,
    einde_schooljaar,
    in_woorden,
    is_schrikkeldag,
    maandeinde,
    plus_jaren,
    plus_maanden,
    schooljaar_in_woorden,
    schooljaar_van,
    verjaardag,
)
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import termijn, termijn_na
from services.kern.uitleg import Stap, stap, waarde
from services.kern.wetsartikelen import (
    AWB_2_10,
    UB_2_45,
    UB_2_50,
    WEC_39,
    WEC_40_3,
    WEC_40_15,
    WPO_40_2,
    WPO_40_14,
    WPO_40A,
    WPO_43,
    WVO_2_44,
    WVO_8_8_1,
)
from services.kern.wetsgetallen import (
    AANMELDEN_WEKEN,
    EINDE_PO,
    EINDE_PRO,
    EINDE_SO,
    EINDE_VSO,
    GESCHIL_WEKEN,
    KENNISGEVING_UREN,
    ONTHEFFING_WEKEN,
    OPDC_BEVOEGD_MAANDEN,
    OPDC_JAREN,
    TIJDELIJK_VSO_MAANDEN,
)
from services.kern.zorgplicht import AANMELDLEEFTIJD

# Tot en met welke leeftijd (het schooljaar waarin) een leerling mag blijven.
EINDE_LEEFTIJD = {"po": EINDE_PO, "so": EINDE_SO, "vso": EINDE_VSO, "pro": EINDE_PRO}
AANMELDARTIKEL = {"po": WPO_40_2, "so": WEC_40_3, "so_cluster_1_2": WEC_40_3, "vo": WVO_8_8_1}
PROGRAMMAS = ("vso", "opdc")


class Aanmelding(msgspec.Struct, frozen=True):
    """`aanmelden_vanaf` is None zonder geboortedatum en in het vo; `aanmelden_uiterlijk` zonder dag van toelating."""

    aanmelden_vanaf: date | None
    aanmelden_uiterlijk: date | None
    uitleg: list[Stap]


class Geschil(msgspec.Struct, frozen=True):
    oordeel_uiterlijk: date
    uitleg: list[Stap]


class OppEvaluatie(msgspec.Struct, frozen=True):
    evalueren_uiterlijk: date
    uitleg: list[Stap]


class EindeVerblijf(msgspec.Struct, frozen=True):
    """`inspecteur_beslist_uiterlijk` is None zonder verzoek om ontheffing; die is er alleen voor het vso."""

    uiterlijk_tot_en_met: date
    inspecteur_beslist_uiterlijk: date | None
    uitleg: list[Stap]


class TijdelijkProgramma(msgspec.Struct, frozen=True):
    """`toegestaan` is None zonder einde; `bevoegde_leraren_vanaf` alleen bij een opdc."""

    hoogstens_tot_en_met: date
    toegestaan: bool | None
    bevoegde_leraren_vanaf: date | None
    uitleg: list[Stap]


class LaatsteSchooljaar(msgspec.Struct, frozen=True):
    laatste_schooljaar_vanaf: date
    nieuwe_verklaring_uiterlijk: date
    uitleg: list[Stap]


class Kennisgeving(msgspec.Struct, frozen=True):
    kennisgeven_uiterlijk: datetime
    uitleg: list[Stap]


def aanmelding(
    sector: str,
    *,
    geboren_op: date | None = None,
    toelating_op: date | None = None,
    conventies: Conventies = STANDAARD,
) -> Aanmelding:
    """Vanaf wanneer een kind kan worden aangemeld, en wanneer zo mogelijk uiterlijk (tien weken terug, rolt niet).

    Rekenfout: `volgorde` (toelating voor de geboorte) of `keuze_nodig` (CONV-9).
    """
    if geboren_op is not None and toelating_op is not None and toelating_op < geboren_op:
        raise Rekenfout("volgorde", "toelating_op", "De toelating ligt voor de geboorte.")
    artikel = AANMELDARTIKEL[sector]
    uitleg: list[Stap] = []
    vanaf = uiterlijk = None
    if geboren_op is not None and sector in AANMELDLEEFTIJD:
        leeftijd = AANMELDLEEFTIJD[sector].op(geboren_op)
        vanaf = verjaardag(geboren_op, leeftijd, conventies.schrikkeldag)
        gekozen = is_schrikkeldag(geboren_op) and not is_schrikkeldag(vanaf)
        keuze = f" (keuze CONV-9: {(conventies.schrikkeldag or '').replace('_', ' ')})" if gekozen else ""
        zin = f"Aanmelden kan vanaf de dag waarop het kind {leeftijd} wordt, {in_woorden(vanaf)}{keuze}."
        uitleg.append(stap(zin, vanaf, artikel, *(["CONV-9"] if keuze else [])))
    if toelating_op is not None:
        weken = AANMELDEN_WEKEN.op(toelating_op)
        uiterlijk = toelating_op - timedelta(weeks=weken)
        zin = f"Aanmelden gebeurt zo mogelijk {weken} weken voor {in_woorden(toelating_op)}: {in_woorden(uiterlijk)}."
        uitleg.append(stap(zin, uiterlijk, artikel))
    return Aanmelding(vanaf, uiterlijk, uitleg)


def geschil(aanhangig_op: date) -> Geschil:
    """Het oordeel van de geschillencommissie passend onderwijs: tien weken (WPO 43). Niet voor een TLV."""
    uitkomst = termijn_na(aanhangig_op, GESCHIL_WEKEN.op(aanhangig_op), "weken", "De geschillencommissie", WPO_43)
    return Geschil(uitkomst.einde, uitkomst.uitleg)


def opp_evaluatie(vastgesteld_op: date, geevalueerd_op: date | None = None) -> OppEvaluatie:
    """Ten minste één keer per schooljaar: het jaar van vaststellen, daarna het jaar na de vorige evaluatie.

    Rekenfout `einde_voor_begin`.
    """
    if geevalueerd_op is not None and geevalueerd_op < vastgesteld_op:
        raise Rekenfout("einde_voor_begin", "geevalueerd_op", "De evaluatie ligt voor het vaststellen.")
    schooljaar = schooljaar_van(vastgesteld_op)
    waarom = f"Vastgesteld op {in_woorden(vastgesteld_op)}"
    if geevalueerd_op is not None:
        schooljaar = schooljaar_van(geevalueerd_op) + 1
        waarom = f"Geëvalueerd op {in_woorden(geevalueerd_op)}"
    einde = einde_schooljaar(schooljaar)
    zin = f"{waarom}. De volgende evaluatie is in {schooljaar_in_woorden(schooljaar)}: uiterlijk {in_woorden(einde)}."
    return OppEvaluatie(einde, [stap(zin, einde, WPO_40A, WVO_2_44)])


def einde_verblijf(soort: str, geboren_op: date, ontheffing_gevraagd_op: date | None = None) -> EindeVerblijf:
    """Tot en met het schooljaar waarin de leerling de eindleeftijd bereikt. `soort`: po, so, vso of pro.

    Wie op 29 februari is geboren, wordt dat in hetzelfde schooljaar, welke dag ook geldt (CONV-9 doet er niet toe).
    Rekenfout `ongeldige_waarde` bij een ontheffing buiten het vso.
    """
    getal = EINDE_LEEFTIJD[soort]
    leeftijd = getal.op(geboren_op)
    einde = einde_schooljaar(schooljaar_van(geboren_op) + leeftijd)
    zin = f"De leerling wordt {leeftijd} in een schooljaar dat eindigt op {in_woorden(einde)}; zo lang kan hij blijven."
    uitleg = [stap(zin, einde, getal.grondslag)]
    if ontheffing_gevraagd_op is None:
        return EindeVerblijf(einde, None, uitleg)
    if soort != "vso":
        raise Rekenfout("ongeldige_waarde", "ontheffing_gevraagd_op", "Deze ontheffing is er alleen voor het vso.")
    weken = ONTHEFFING_WEKEN.op(ontheffing_gevraagd_op)
    beslissen = termijn_na(ontheffing_gevraagd_op, weken, "weken", "De inspecteur beslist over de ontheffing", WEC_39)
    return EindeVerblijf(einde, beslissen.einde, uitleg + beslissen.uitleg)


def tijdelijk_programma(soort: str, van: date, tot_en_met: date | None = None) -> TijdelijkProgramma:
    """Het hele programma op het (v)so (drie maanden) of bij een opdc (twee jaar). Rekenfout `einde_voor_begin`."""
    if tot_en_met is not None and tot_en_met < van:
        raise Rekenfout("einde_voor_begin", "tot_en_met", "Het programma eindigt voordat het begint.")
    leraren = None
    if soort == "vso":
        maanden = TIJDELIJK_VSO_MAANDEN.op(van)
        na, lengte, artikel = plus_maanden(van, maanden), f"{maanden} maanden achter elkaar", UB_2_45
    else:
        jaren = OPDC_JAREN.op(van)
        na, lengte, artikel = plus_jaren(van, jaren), f"{jaren} jaar", UB_2_50
    einde = na - DAG
    uitleg = [stap(f"Dit duurt hoogstens {lengte}: tot en met {in_woorden(einde)}.", einde, artikel)]
    if soort == "opdc":
        maanden = OPDC_BEVOEGD_MAANDEN.op(van)
        leraren = plus_maanden(van, maanden)
        zin = f"Na {maanden} maanden geven bevoegde leraren het onderwijs: vanaf {in_woorden(leraren)}"
        uitleg.append(stap(f"{zin}{maandeinde(van, leraren)}.", leraren, artikel))
    toegestaan = None
    if tot_en_met is not None:
        toegestaan = tot_en_met <= einde
        uitleg.append(waarde("Dat past." if toegestaan else "Dat is te lang.", toegestaan, artikel))
    return TijdelijkProgramma(einde, toegestaan, leraren, uitleg)


def tlv_laatste_schooljaar(eindigt_op: date) -> LaatsteSchooljaar:
    """In het laatste schooljaar gaat de leerling terug, of komt er een nieuwe verklaring (WPO 40, WEC 40).

    Rekenfout `ongeldige_waarde` als de verklaring niet op 31 juli eindigt.
    """
    schooljaar = schooljaar_van(eindigt_op)
    if eindigt_op != einde_schooljaar(schooljaar):
        raise Rekenfout("ongeldige_waarde", "eindigt_op", "Een toelaatbaarheidsverklaring eindigt altijd op 31 juli.")
    vanaf = einde_schooljaar(schooljaar - 1) + DAG
    uitleg = [
        stap(f"Het laatste schooljaar van de verklaring begint op {in_woorden(vanaf)}.", vanaf, WPO_40_14, WEC_40_15),
        stap(
            f"Uiterlijk {in_woorden(eindigt_op)} gaat de leerling terug of is er een nieuwe verklaring.",
            eindigt_op,
            WPO_40_14,
            WEC_40_15,
        ),
    ]
    return LaatsteSchooljaar(vanaf, eindigt_op, uitleg)


def kennisgeving_portaal(geplaatst_op: datetime) -> Kennisgeving:
    """Wie een bericht in het portaal kreeg, hoort dat binnen 48 echte uren. `geplaatst_op` heeft een zone."""
    uren = KENNISGEVING_UREN.laatste
    einde = termijn(geplaatst_op, uren, "uren").einde.replace(microsecond=0)
    return Kennisgeving(
        einde, [Stap(f"{uren} uur nadat het bericht er staat.", datum=einde.isoformat(), grondslag=str(AWB_2_10))]
    )
