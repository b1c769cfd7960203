"""Leerplicht en kwalificatieplicht, vrijstelling en verlof (Leerplichtwet 1969)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.kalender import (
    DAG,
    MAANDEN,
    einde_schooljaar,
    in_woorden,
    is_schrikkeldag,
    maandeinde,
    plus_maanden,
    schooljaar_in_woorden,
    schooljaar_van,
    verjaardag,
)
from services.kern.rekenfout import Rekenfout
from services.kern.termijn import lengte_in_woorden
from services.kern.uitleg import Stap, stap, waarde, waarschuwen_als_voorlopig
from services.kern.vakanties import IsVakantie, eerste_schooldag
from services.kern.wetsartikelen import LPW_3, LPW_4A, LPW_4B, LPW_6, LPW_7, LPW_13, LPW_13A, LPW_14
from services.kern.wetsgetallen import (
    GEWICHTIG_DAGEN,
    KENNISGEVING_MAANDEN,
    KENNISGEVING_VOOR,
    KWALIFICATIE_EINDE,
    LEERPLICHT_BEGIN,
    LEERPLICHT_EINDE,
    LEERPLICHT_SCHOOLJAREN,
    RELIGIEUS_DAGEN,
    VAKANTIEVERLOF_DAGEN,
    VAKANTIEVERLOF_LESWEKEN,
    VERKLARING_MAANDEN,
)


class Leerplicht(msgspec.Struct, frozen=True):
    """`kwalificatieplichtig_tot` is de eerste dag die niet meer meetelt. `plicht` is None zonder peildatum."""

    leerplichtig_vanaf: date
    leerplichtig_tot_en_met: date
    kwalificatieplichtig_vanaf: date | None
    kwalificatieplichtig_tot: date | None
    plicht: str | None
    uitleg: list[Stap]


class Vrijstelling5a(msgspec.Struct, frozen=True):
    """Elk veld is None als er een gegeven voor ontbreekt."""

    eerste_kennisgeving_uiterlijk: date | None
    volgende_kennisgeving_uiterlijk: date | None
    verklaring_bruikbaar: bool | None
    uitleg: list[Stap]


class Verlof(msgspec.Struct, frozen=True):
    """`beslist_door`: hoofd, leerplichtambtenaar of niemand. `weigeringsgronden` op alfabet."""

    beslist_door: str
    weigeringsgronden: list[str]
    melden_uiterlijk: date | None
    uitleg: list[Stap]


def leerplicht(
    geboren_op: date,
    is_vakantie: IsVakantie,
    *,
    eerste_volledige_schooljaar: int | None = None,
    startkwalificatie: bool = False,
    peildatum: date | None = None,
    conventies: Conventies = STANDAARD,
) -> Leerplicht:
    """Van de eerste schooldag na de maand waarin het kind vijf wordt tot achttien of een startkwalificatie.

    `is_vakantie` komt uit `vakanties.vakantie_in`. Rekenfout: `keuze_nodig` (CONV-9), `geen_vakantiegegevens` of
    `einde_voor_begin`.
    """
    uitleg: list[Stap] = []

    def jarig(leeftijd: int) -> date:
        dag = verjaardag(geboren_op, leeftijd, conventies.schrikkeldag)
        if is_schrikkeldag(geboren_op) and not is_schrikkeldag(dag):
            keuze = conventies.schrikkeldag.replace("_", " ")
            zin = f"Het kind wordt {leeftijd} op {in_woorden(dag)} (keuze CONV-9: {keuze})."
            uitleg.append(stap(zin, dag, LPW_3, "CONV-9"))
        return dag

    leeftijd = LEERPLICHT_BEGIN.op(geboren_op)
    vijf = jarig(leeftijd)
    eerste_van_de_maand = plus_maanden(vijf.replace(day=1), 1)
    vanaf = eerste_schooldag(eerste_van_de_maand, is_vakantie)
    uitleg.append(
        stap(
            f"Het kind wordt {leeftijd} op {in_woorden(vijf)}. De leerplicht begint op de eerste schooldag van de "
            f"maand erna: {in_woorden(vanaf)}.",
            vanaf,
            LPW_3,
        )
    )
    waarschuwen_als_voorlopig(vanaf, uitleg)

    einde_leeftijd = LEERPLICHT_EINDE.op(vanaf)
    schooljaar = schooljaar_van(jarig(einde_leeftijd))
    reden = f"waarin het kind {einde_leeftijd} wordt"
    if eerste_volledige_schooljaar is not None:
        schooljaren = LEERPLICHT_SCHOOLJAREN.op(vanaf)
        laatste = eerste_volledige_schooljaar + schooljaren - 1
        if laatste < schooljaar:
            schooljaar, reden = laatste, f"dat het {schooljaren}e volledige is"
    tot_en_met = einde_schooljaar(schooljaar)
    if tot_en_met < vanaf:
        raise Rekenfout(
            "einde_voor_begin", "eerste_volledige_schooljaar", "De leerplicht zou eindigen voordat zij begint."
        )
    zin = (
        f"De leerplicht eindigt met schooljaar {schooljaar_in_woorden(schooljaar)}, {reden}: {in_woorden(tot_en_met)}."
    )
    uitleg.append(stap(zin, tot_en_met, LPW_3))

    kwalificatie_vanaf = kwalificatie_tot = None
    if startkwalificatie:
        uitleg.append(waarde("Er is een startkwalificatie; er is geen kwalificatieplicht.", True, LPW_4A))
    else:
        kwalificatie_vanaf = tot_en_met + DAG
        tot_leeftijd = KWALIFICATIE_EINDE.op(kwalificatie_vanaf)
        kwalificatie_tot = jarig(tot_leeftijd)
        zin = f"De kwalificatieplicht begint de dag erna, {in_woorden(kwalificatie_vanaf)}."
        uitleg.append(stap(zin, kwalificatie_vanaf, LPW_4B))
        zin = f"Zij duurt tot de dag waarop de jongere {tot_leeftijd} wordt: {in_woorden(kwalificatie_tot)}."
        uitleg.append(stap(zin, kwalificatie_tot, LPW_4B))

    plicht = None
    if peildatum is not None:
        plicht = "geen"
        if vanaf <= peildatum <= tot_en_met:
            plicht = "leerplicht"
        elif kwalificatie_vanaf is not None and kwalificatie_vanaf <= peildatum < kwalificatie_tot:
            plicht = "kwalificatieplicht"
        uitleg.append(waarde(f"Op {in_woorden(peildatum)}: {plicht}.", plicht, LPW_3, LPW_4A))
    return Leerplicht(vanaf, tot_en_met, kwalificatie_vanaf, kwalificatie_tot, plicht, uitleg)


def vrijstelling_5a(
    *,
    leerplichtig_vanaf: date | None = None,
    kennisgeving_op: date | None = None,
    verklaring_op: date | None = None,
    nooit_geschikt: bool = False,
) -> Vrijstelling5a:
    """De kennisgeving en de verklaring bij een vrijstelling op lichamelijke of psychische gronden.

    Rekenfout `einde_voor_begin` als de verklaring van na de kennisgeving is.
    """
    if verklaring_op is not None and kennisgeving_op is not None and verklaring_op > kennisgeving_op:
        raise Rekenfout("einde_voor_begin", "verklaring_op", "De verklaring is van na de kennisgeving.")
    uitleg: list[Stap] = []
    eerste = volgende = bruikbaar = None
    if leerplichtig_vanaf is not None:
        maanden = KENNISGEVING_MAANDEN.op(leerplichtig_vanaf)
        eerste = plus_maanden(leerplichtig_vanaf, -maanden)
        uiterlijk = f"{in_woorden(eerste)}{maandeinde(leerplichtig_vanaf, eerste)}"
        vooraf = f"{lengte_in_woorden(maanden, 'maanden')} voor {in_woorden(leerplichtig_vanaf)}"
        zin = f"De eerste kennisgeving is er {vooraf}: {uiterlijk}."
        uitleg.append(stap(zin, eerste, LPW_6))
    if kennisgeving_op is not None and nooit_geschikt:
        uitleg.append(waarde("Nooit geschikt verklaard: een jaarlijkse kennisgeving hoeft niet.", True, LPW_6))
    elif kennisgeving_op is not None:
        maand, dag = KENNISGEVING_VOOR.op(kennisgeving_op)
        volgende = date(kennisgeving_op.year, maand, dag) - DAG
        if volgende <= kennisgeving_op:
            volgende = date(kennisgeving_op.year + 1, maand, dag) - DAG
        zin = f"De volgende kennisgeving is er voor {dag} {MAANDEN[maand - 1]}: {in_woorden(volgende)}."
        uitleg.append(stap(zin, volgende, LPW_6))
    if verklaring_op is not None and kennisgeving_op is not None:
        maanden = VERKLARING_MAANDEN.op(verklaring_op)
        grens = plus_maanden(verklaring_op, maanden)
        bruikbaar = grens >= kennisgeving_op
        tot_en_met = f"{in_woorden(grens)}{maandeinde(verklaring_op, grens)}"
        zin = f"De verklaring is {maanden} maanden bruikbaar, tot en met {tot_en_met}."
        uitleg.append(stap(zin, grens, LPW_7))
    return Vrijstelling5a(eerste, volgende, bruikbaar, uitleg)


def verlof(
    soort: str,
    van: date,
    tot_en_met: date | None = None,
    *,
    schooldagen: int | None = None,
    eerder_schooldagen: int = 0,
    eerste_lesdag: date | None = None,
) -> Verlof:
    """Wie over verlof beslist en op welke gronden het niet kan. `soort`: vakantie, gewichtig of religieus.

    Rekenfout: `ontbreekt` (schooldagen, of eerste_lesdag bij vakantie) of `einde_voor_begin`.
    """
    tot_en_met = tot_en_met or van
    if tot_en_met < van:
        raise Rekenfout("einde_voor_begin", "tot_en_met", "Het verlof eindigt voordat het begint.")
    if soort == "religieus":
        dagen = RELIGIEUS_DAGEN.op(van)
        melden = van - timedelta(days=dagen)
        zin = f"Dit hoeft niemand goed te keuren. Meld het uiterlijk {dagen} dagen ervoor: {in_woorden(melden)}."
        return Verlof("niemand", [], melden, [stap(zin, melden, LPW_13)])
    if schooldagen is None:
        raise Rekenfout("ontbreekt", "schooldagen", "Geef het aantal schooldagen van het verlof.")
    if soort == "gewichtig":
        totaal = schooldagen + eerder_schooldagen
        wie = "hoofd" if totaal <= GEWICHTIG_DAGEN.op(van) else "leerplichtambtenaar"
        zin = f"Samen {totaal} schooldagen dit schooljaar: de beslissing is aan de {wie}."
        if wie == "hoofd":
            zin = f"Samen {totaal} schooldagen dit schooljaar: de beslissing is aan het hoofd van de school."
        return Verlof(wie, [], None, [waarde(zin, wie, LPW_14)])
    if eerste_lesdag is None:
        raise Rekenfout("ontbreekt", "eerste_lesdag", "Geef de eerste lesdag van het schooljaar.")
    gronden = []
    if eerder_schooldagen > 0:
        gronden.append("eenmaal_per_schooljaar")
    lesweken = VAKANTIEVERLOF_LESWEKEN.op(van)
    zondag_tweede_week = eerste_lesdag - timedelta(days=eerste_lesdag.weekday()) + timedelta(weeks=lesweken) - DAG
    if van <= zondag_tweede_week and tot_en_met >= eerste_lesdag:
        gronden.append("eerste_twee_lesweken")
    if schooldagen > VAKANTIEVERLOF_DAGEN.op(van):
        gronden.append("meer_dan_tien_dagen")
    redenen = ", ".join(grond.replace("_", " ") for grond in gronden)
    zin = f"Het hoofd moet dit weigeren: {redenen}." if gronden else "Het hoofd kan dit verlof geven."
    return Verlof("hoofd", gronden, None, [waarde(zin, "hoofd", LPW_13A)])
