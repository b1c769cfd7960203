"""De beslistermijn van een TLV-aanvraag: acht weken, opgeschort en zo nodig verdaagd (Awb 4:5, 4:13 tot 4:15).

Voor een toelaatbaarheidsverklaring staat geen termijn in de wet. Dan geldt een redelijke termijn, die in elk
geval na acht weken voorbij is (Awb 4:13). Een samenwerkingsverband mag strenger zijn, nooit ruimer.
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
    Verzoek,
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
from services.kern.wetsartikelen import AWB_4_5, AWB_4_13, AWB_4_14, AWB_4_15
from services.kern.wetsgetallen import BESLISTERMIJN_WEKEN, BUITEN_BEHANDELING_WEKEN

__all__ = ["BESLISTERMIJN_WEKEN", "Beslistermijn", "Conventies", "Gebeurtenis", "Periode", "beslistermijn"]

# Gronden die de wet kent, met de woorden voor de uitleg. `anders` is geen grond in de wet en schort niet op.
GRONDEN = {
    "instemming": "de aanvrager stemde schriftelijk in met uitstel",
    "aanvrager": "de vertraging kwam door de aanvrager",
    "overmacht": "er was overmacht",
    "buitenland": "er was informatie uit het buitenland nodig",
}
GEEN_GROND = "anders"


class Beslistermijn(msgspec.Struct, frozen=True):
    """De uitkomst. `verdaging`: geen, tijdig of te_laat. `status`: zie `status_op`; None zonder peildatum.

    `buiten_behandeling_uiterlijk`: laatste dag om de aanvraag niet te behandelen, als dat kan (Awb 4:5 lid 4).
    """

    ontvangen_op: date
    opgeschorte_dagen: int
    opschortingen: list[Periode]
    nominaal_einde: date
    uiterste_beslisdatum: date
    verdaging: str
    buiten_behandeling_uiterlijk: date | None
    status: str | None
    uitleg: list[Stap]


def beslistermijn(
    gebeurtenissen: Sequence[Gebeurtenis],
    peildatum: date | None = None,
    *,
    weken: int | None = None,
    conventies: Conventies = STANDAARD,
) -> Beslistermijn:
    """Bereken de beslistermijn uit wat er gebeurde.

    Rekenfout: `ontbreekt` (geen aanvraag_ontvangen), `dubbel`, `volgorde` of `einde_voor_begin`. `weken` is de
    eigen termijn van het samenwerkingsverband; None is de termijn van de wet (acht).
    """
    ontvangen = vereiste(gebeurtenissen, "aanvraag_ontvangen").op
    besluit = enige(gebeurtenissen, "besluit_bekendgemaakt")
    gebeurtenissen_toetsen(gebeurtenissen, ontvangen, "aanvraag_ontvangen", peildatum)

    verzoeken = verzoeken_beantwoorden(gebeurtenissen, "aanvulling_gevraagd", "aanvulling_ontvangen")
    stukken = [verzoek.opgeschorte_periode(conventies) for verzoek in verzoeken]
    stukken += [Periode(g.van, g.tot_en_met) for g in gebeurtenissen if g.soort == "opschorting" and g.grond in GRONDEN]
    verdaging = eerste_van(gebeurtenissen, "verdaging_meegedeeld")

    def verdagen(einde: date) -> tuple[date, bool]:
        # Een genoemde datum rolt niet: de Algemene termijnenwet geldt niet voor een termijn die een
        # bestuursorgaan zelf stelt. En zij maakt de termijn nooit korter.
        nieuwe_datum = verdaging.nieuwe_datum
        return (nieuwe_datum, True) if nieuwe_datum > rol(einde) else (einde, False)

    weken = BESLISTERMIJN_WEKEN.op(ontvangen) if weken is None else weken
    geteld_einde = ontvangen + timedelta(weeks=weken)
    loop = termijn_nalopen(
        ontvangen,
        geteld_einde,
        opgeschorte_dagen(stukken),
        verdaging.op if verdaging else None,
        verdagen if verdaging else None,
    )

    uitleg = [
        stap(f"Aanvraag ontvangen op {in_woorden(ontvangen)}.", ontvangen, AWB_4_13),
        stap(
            f"De termijn is {lengte_in_woorden(weken, 'weken')} en loopt tot en met {in_woorden(geteld_einde)}.",
            geteld_einde,
            AWB_4_13,
        ),
    ]
    _opschorting_uitleggen(uitleg, op_volgorde(gebeurtenissen))
    uitleg += verzoeken_uitleggen(verzoeken, conventies, "aanvulling", AWB_4_15, peildatum)
    uitleg += opschortingen_uitleggen(loop.geteld, stukken, AWB_4_15)
    _verdaging_uitleggen(uitleg, verdaging, loop)
    if loop.einde != uitleg[-1].datum or loop.geteld:
        uitleg.append(stap(f"De termijn eindigt daarmee op {in_woorden(loop.einde)}.", loop.einde, AWB_4_13))
    uiterste = loop.einde if loop.vast else met_rol(loop.einde, uitleg)

    return Beslistermijn(
        ontvangen_op=ontvangen,
        opgeschorte_dagen=len(loop.geteld),
        opschortingen=periodes(loop.geteld),
        nominaal_einde=loop.einde,
        uiterste_beslisdatum=uiterste,
        verdaging=loop.mededeling,
        buiten_behandeling_uiterlijk=_buiten_behandeling(verzoeken, uitleg),
        status=status_op(uiterste, loop.geteld, besluit.op if besluit else None, peildatum),
        uitleg=uitleg,
    )


def _opschorting_uitleggen(uitleg: list[Stap], gebeurtenissen: Sequence[Gebeurtenis]) -> None:
    """Wat er buiten de verzoeken met een termijn om gebeurde: of het de klok stilzet, en waarom (niet)."""
    for g in gebeurtenissen:
        if g.soort == "aanvulling_gevraagd" and g.termijn_tot is None:
            zin = f"Op {in_woorden(g.op)} is gevraagd om aanvulling zonder termijn. Dan blijft de klok lopen."
            uitleg.append(stap(zin, g.op, AWB_4_15, "ECLI:NL:RVS:2016:2527"))
        elif g.soort == "opschorting":
            reden = GRONDEN.get(g.grond, "de wet kent de reden voor dit uitstel niet, dus de klok blijft lopen")
            zin = f"Van {in_woorden(g.van)} tot en met {in_woorden(g.tot_en_met)}: {reden}."
            uitleg.append(stap(zin, g.tot_en_met, AWB_4_15))


def _verdaging_uitleggen(uitleg: list[Stap], verdaging: Gebeurtenis | None, loop: Loop) -> None:
    if verdaging is None:
        return
    nieuwe_datum = in_woorden(verdaging.nieuwe_datum)
    wanneer = f"Op {in_woorden(verdaging.op)} is meegedeeld dat het besluit uiterlijk {nieuwe_datum} komt"
    if loop.mededeling == "te_laat":
        uitleg.append(stap(f"{wanneer}. Dat was te laat; de termijn verandert niet.", verdaging.op, AWB_4_14))
    elif loop.vast:
        uitleg.append(stap(f"{wanneer}. Dat was op tijd; die datum geldt.", verdaging.nieuwe_datum, AWB_4_14))
    else:
        uitleg.append(
            stap(
                f"{wanneer}. Dat is niet later dan de termijn zelf; die blijft gelden.",
                verdaging.op,
                AWB_4_14,
            )
        )


def _buiten_behandeling(verzoeken: Sequence[Verzoek], uitleg: list[Stap]) -> date | None:
    """Vier weken na de onvolledige aanvulling, of na het ongebruikte einde van de termijn van het laatste verzoek."""
    if not verzoeken:
        return None
    # Van twee gelijke vragen is de eerste het eerst beantwoord: zolang er een open staat, telt die.
    laatste = sorted(verzoeken, key=lambda verzoek: (verzoek.gevraagd_op, verzoek.termijn_tot))[-1]
    if laatste.antwoord is None:
        vanaf, waarom = laatste.termijn_tot, "De termijn voor de aanvulling verstreek ongebruikt"
    elif not laatste.antwoord.volledig:
        vanaf, waarom = laatste.antwoord.op, "De aanvulling was niet volledig"
    else:
        return None
    weken = BUITEN_BEHANDELING_WEKEN.op(vanaf)
    einde = vanaf + timedelta(weeks=weken)
    zin = f"{waarom}. Niet behandelen kan tot {lengte_in_woorden(weken, 'weken')} daarna: {in_woorden(einde)}."
    uitleg.append(stap(zin, einde, AWB_4_5))
    return met_rol(einde, uitleg, "De termijn om niet te behandelen")
