"""Bezwaar: de termijn om het in te dienen en de termijn om erop te beslissen (Awb 6:6 tot 6:15, 7:4, 7:10).

De bezwaartermijn loopt per geadresseerde (CONV-5): één berekening voor wie het besluit op één dag kreeg.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from services.kern.conventies import STANDAARD, Conventies
from services.kern.feestdagen import rol
from services.kern.kalender import Periode, in_woorden, periodes
from services.kern.lopende_termijn import (
    Gebeurtenis,
    Loop,
    eerste_van,
    enige,
    gebeurtenissen_toetsen,
    op_volgorde,
    opgeschorte_dagen,
    opschortingen_uitleggen,
    status_op,
    termijn_nalopen,
    vereiste,
    verzoeken_beantwoorden,
    verzoeken_uitleggen,
)
from services.kern.termijn import lengte_in_woorden
from services.kern.uitleg import Stap, met_rol, stap
from services.kern.wetsartikelen import (
    AWB_6_7,
    AWB_6_8,
    AWB_6_9,
    AWB_6_10,
    AWB_6_11,
    AWB_6_15,
    AWB_7_4,
    AWB_7_10,
    WPO_40_12,
    WPO_43,
    WVO_8_8,
    Wetsartikel,
)
from services.kern.wetsgetallen import (
    BESLISSING_WEKEN,
    BESLISSING_WEKEN_COMMISSIE,
    BEZWAAR_OPENBAAR_WEKEN,
    BEZWAAR_VO_WEKEN,
    BEZWAARTERMIJN_WEKEN,
    DOSSIER_WEKEN,
    INZAGE_WEKEN,
    LBT,
    POST_WEKEN,
    VERDAGING_WEKEN,
)

SOORTEN_BEZWAAR = ("tlv", "openbaar_po", "vo")
# De geschillencommissie passend onderwijs gaat niet over een toelaatbaarheidsverklaring.
GESCHILLENCOMMISSIE = "geschillencommissie"


class Bezwaartermijn(msgspec.Struct, frozen=True):
    """De eerste en de laatste dag om bezwaar te maken."""

    vanaf: date
    tot_en_met: date
    uitleg: list[Stap]


class Bezwaar(msgspec.Struct, frozen=True):
    """`indiening`: te_vroeg, tijdig, te_laat of None. Zonder bezwaar is alles over de beslissing leeg."""

    bezwaartermijn_vanaf: date
    bezwaartermijn_tot_en_met: date
    indiening: str | None
    opgeschorte_dagen: int
    opschortingen: list[Periode]
    nominaal_einde: date | None
    uiterste_beslisdatum: date | None
    verdaging: str
    verdagen_uiterlijk: date | None
    dossier_naar_commissie_uiterlijk: date | None
    inzage_vanaf: date | None
    stukken_uiterlijk: date | None
    status: str | None
    uitleg: list[Stap]


def bezwaartermijn(bekendgemaakt_op: date) -> Bezwaartermijn:
    """Zes weken vanaf de dag na de bekendmaking; de datum op de brief doet er niet toe (Awb 6:7 en 6:8)."""
    weken = BEZWAARTERMIJN_WEKEN.op(bekendgemaakt_op)
    vanaf = bekendgemaakt_op + timedelta(days=1)
    einde = bekendgemaakt_op + timedelta(weeks=weken)
    uitleg = [
        stap(f"Het besluit is bekendgemaakt op {in_woorden(bekendgemaakt_op)}.", bekendgemaakt_op, AWB_6_8),
        stap(f"Bezwaar maken kan vanaf de dag erna, {in_woorden(vanaf)}.", vanaf, AWB_6_8),
        stap(f"De termijn is {weken} weken en loopt tot en met {in_woorden(einde)}.", einde, AWB_6_7),
    ]
    return Bezwaartermijn(vanaf, met_rol(einde, uitleg), uitleg)


def bezwaar(
    gebeurtenissen: Sequence[Gebeurtenis],
    *,
    soort: str = "tlv",
    commissie: bool = True,
    peildatum: date | None = None,
    conventies: Conventies = STANDAARD,
) -> Bezwaar:
    """Alles over één bezwaar van één geadresseerde. Rekenfout als bij `beslistermijn`."""
    bekendgemaakt = vereiste(gebeurtenissen, "besluit_bekendgemaakt").op
    ontvangen = enige(gebeurtenissen, "bezwaar_ontvangen")
    zitting = enige(gebeurtenissen, "hoorzitting")
    beslissing = enige(gebeurtenissen, "beslissing_bekendgemaakt")
    gebeurtenissen_toetsen(
        gebeurtenissen, bekendgemaakt, "besluit_bekendgemaakt", peildatum, mag_eerder={"bezwaar_ontvangen"}
    )

    indientermijn = bezwaartermijn(bekendgemaakt)
    vanaf, laatste_dag, uitleg = indientermijn.vanaf, indientermijn.tot_en_met, indientermijn.uitleg
    if ontvangen is None:
        return Bezwaar(
            vanaf, laatste_dag, None, 0, [], None, None, "geen", None, None, None, None, None, uitleg
        )  # fmt: skip

    indiening = _indiening(ontvangen, bekendgemaakt, laatste_dag, uitleg)
    start, weken, grondslag = _beslissing_vanaf(soort, commissie, laatste_dag, ontvangen.op)
    eerste_einde = start + timedelta(weeks=weken)
    waarvanaf = "de ontvangst van het bezwaar" if soort == "vo" else "het einde van de bezwaartermijn"
    uitleg.append(
        stap(
            f"De beslissing op bezwaar komt binnen {weken} weken na {waarvanaf} ({in_woorden(start)}): "
            f"tot en met {in_woorden(eerste_einde)}.",
            eerste_einde,
            grondslag,
        )
    )

    verzoeken = verzoeken_beantwoorden(gebeurtenissen, "herstel_gevraagd", "herstel_ontvangen")
    stukken = [verzoek.opgeschorte_periode(conventies) for verzoek in verzoeken]
    stukken += [
        Periode(g.van, g.tot_en_met)
        for g in gebeurtenissen
        if g.soort == "opschorting" and g.grond == GESCHILLENCOMMISSIE and soort != "tlv"
    ]
    opgeschort = opgeschorte_dagen(stukken)
    verdaging = eerste_van(gebeurtenissen, "verdaging_meegedeeld")

    def verdagen(einde: date) -> tuple[date, bool]:
        vanaf_einde = rol(einde) if conventies.verdaging_vanaf == "verlengd" else einde
        return vanaf_einde + timedelta(weeks=_verdaagde_weken(verdaging)), False

    zonder_verdaging = termijn_nalopen(start, eerste_einde, opgeschort)
    loop = zonder_verdaging
    if verdaging is not None:
        loop = termijn_nalopen(start, eerste_einde, opgeschort, verdaging.op, verdagen)

    uitleg += verzoeken_uitleggen(verzoeken, conventies, "herstel", AWB_7_10, peildatum)
    _opschorting_uitleggen(uitleg, gebeurtenissen, soort)
    uitleg += opschortingen_uitleggen(loop.geteld, stukken, AWB_7_10)
    verdagen_uiterlijk = zonder_verdaging.laatste_dag
    uitleg.append(
        stap(f"Uitstel meedelen kan tot en met {in_woorden(verdagen_uiterlijk)}.", verdagen_uiterlijk, AWB_7_10)
    )
    _verdaging_uitleggen(uitleg, verdaging, loop, conventies)
    if loop.einde != eerste_einde:
        uitleg.append(stap(f"De termijn eindigt daarmee op {in_woorden(loop.einde)}.", loop.einde, grondslag))
    uiterste = met_rol(loop.einde, uitleg)

    dossier = inzage = stukken_uiterlijk = None
    if soort == "tlv" and commissie:
        naar_commissie = DOSSIER_WEKEN.op(ontvangen.op)
        dossier = ontvangen.op + timedelta(weeks=naar_commissie)
        zin = f"Het dossier gaat binnen {naar_commissie} weken naar de commissie: {in_woorden(dossier)}."
        uitleg.append(stap(zin, dossier, LBT))
    if zitting:
        ter_inzage = INZAGE_WEKEN.op(zitting.op)
        inzage = zitting.op - timedelta(weeks=ter_inzage)
        stukken_uiterlijk = zitting.op - timedelta(days=conventies.stukken_dagen)
        wanneer = f"de hoorzitting op {in_woorden(zitting.op)}"
        uitleg.append(
            stap(
                f"De stukken liggen vanaf {lengte_in_woorden(ter_inzage, 'weken')} voor {wanneer} klaar: "
                f"{in_woorden(inzage)}.",
                inzage,
                AWB_7_4,
            )
        )
        uitleg.append(
            stap(
                f"Nieuwe stukken sturen kan tot tien dagen voor {wanneer}: uiterlijk {in_woorden(stukken_uiterlijk)} "
                f"(afspraak CONV-8: {conventies.stukken_dagen} dagen terug).",
                stukken_uiterlijk,
                AWB_7_4,
                "CONV-8",
            )
        )

    return Bezwaar(
        bezwaartermijn_vanaf=vanaf,
        bezwaartermijn_tot_en_met=laatste_dag,
        indiening=indiening,
        opgeschorte_dagen=len(loop.geteld),
        opschortingen=periodes(loop.geteld),
        nominaal_einde=loop.einde,
        uiterste_beslisdatum=uiterste,
        verdaging=loop.mededeling,
        verdagen_uiterlijk=verdagen_uiterlijk,
        dossier_naar_commissie_uiterlijk=dossier,
        inzage_vanaf=inzage,
        stukken_uiterlijk=stukken_uiterlijk,
        status=status_op(uiterste, loop.geteld, beslissing.op if beslissing else None, peildatum),
        uitleg=uitleg,
    )


def _indiening(ontvangen: Gebeurtenis, bekendgemaakt: date, laatste_dag: date, uitleg: list[Stap]) -> str:
    """Op tijd, te vroeg of te laat. De ontvangst bij een verkeerd orgaan telt als ontvangst (Awb 6:15)."""
    eerst_ontvangen, artikel = ontvangen.op, AWB_6_9
    if ontvangen.elders_ontvangen_op is not None and ontvangen.elders_ontvangen_op < ontvangen.op:
        eerst_ontvangen, artikel = ontvangen.elders_ontvangen_op, AWB_6_15
    zin = f"Het bezwaar is ontvangen op {in_woorden(eerst_ontvangen)}"
    if eerst_ontvangen < bekendgemaakt:
        uitleg.append(stap(f"{zin}, voor de bekendmaking. Beoordeel of dat mag.", eerst_ontvangen, AWB_6_10))
        return "te_vroeg"
    if eerst_ontvangen <= laatste_dag:
        uitleg.append(stap(f"{zin}. Dat is op tijd.", eerst_ontvangen, artikel))
        return "tijdig"
    een_week_later = rol(laatste_dag + timedelta(weeks=POST_WEKEN.op(laatste_dag)))
    gepost_op = ontvangen.gepost_op
    if gepost_op is not None and gepost_op <= laatste_dag and eerst_ontvangen <= een_week_later:
        uitleg.append(
            stap(
                f"{zin}. Het is op tijd gepost en kwam uiterlijk {in_woorden(een_week_later)} binnen; dat is op tijd.",
                eerst_ontvangen,
                AWB_6_9,
            )
        )
        return "tijdig"
    uitleg.append(stap(f"{zin}. Dat is te laat. Beoordeel of daar een goede reden voor is.", eerst_ontvangen, AWB_6_11))
    return "te_laat"


def _beslissing_vanaf(
    soort: str, commissie: bool, laatste_dag: date, ontvangen_op: date
) -> tuple[date, int, Wetsartikel]:
    """Vanaf welke dag, hoeveel weken, en waarom."""
    if soort == "vo":
        return ontvangen_op, BEZWAAR_VO_WEKEN.op(ontvangen_op), WVO_8_8
    if soort == "openbaar_po":
        return laatste_dag, BEZWAAR_OPENBAAR_WEKEN.op(laatste_dag), WPO_40_12
    weken = BESLISSING_WEKEN_COMMISSIE if commissie else BESLISSING_WEKEN
    return laatste_dag, weken.op(laatste_dag), AWB_7_10


def _verdaagde_weken(verdaging: Gebeurtenis) -> int:
    return VERDAGING_WEKEN.op(verdaging.op) if verdaging.weken is None else verdaging.weken


def _opschorting_uitleggen(uitleg: list[Stap], gebeurtenissen: Sequence[Gebeurtenis], soort: str) -> None:
    for g in op_volgorde(gebeurtenissen):
        if g.soort == "herstel_gevraagd" and g.termijn_tot is None:
            zin = f"Op {in_woorden(g.op)} is gevraagd om herstel zonder termijn. Dan blijft de klok lopen."
            uitleg.append(stap(zin, g.op, AWB_7_10, "ECLI:NL:RVS:2016:2527"))
        elif g.soort == "opschorting":
            wanneer = f"Van {in_woorden(g.van)} tot en met {in_woorden(g.tot_en_met)}"
            if g.grond != GESCHILLENCOMMISSIE:
                reden = "de wet kent de reden voor dit uitstel niet, dus de klok blijft lopen"
            elif soort == "tlv":
                reden = "de geschillencommissie gaat niet over een toelaatbaarheidsverklaring, dus de klok blijft lopen"
            else:
                reden = "de geschillencommissie had de zaak in behandeling"
            uitleg.append(stap(f"{wanneer}: {reden}.", g.tot_en_met, WPO_43))


def _verdaging_uitleggen(uitleg: list[Stap], verdaging: Gebeurtenis | None, loop: Loop, conventies: Conventies) -> None:
    if verdaging is None:
        return
    wanneer = f"Op {in_woorden(verdaging.op)} is uitstel meegedeeld"
    if loop.mededeling == "te_laat":
        uitleg.append(stap(f"{wanneer}. Dat was te laat; de termijn verandert niet.", verdaging.op, AWB_7_10))
        return
    weken = _verdaagde_weken(verdaging)
    einde = loop.einde_bij_mededeling
    vanaf = rol(einde) if conventies.verdaging_vanaf == "verlengd" else einde
    nieuw = vanaf + timedelta(weeks=weken)
    uitleg.append(
        stap(
            f"{wanneer}. Dat was op tijd; er komen {weken} weken bij, geteld vanaf {in_woorden(vanaf)} "
            f"(afspraak CONV-6: {conventies.verdaging_vanaf}).",
            nieuw,
            AWB_7_10,
            "CONV-6",
        )
    )


__all__ = ["BEZWAARTERMIJN_WEKEN", "Bezwaar", "Bezwaartermijn", "bezwaar", "bezwaartermijn"]
