"""Crisis and nood in words: when the table meets, who sits at it, until when there must be a plan."""

from __future__ import annotations

from datetime import date

from services.intake.crisis.contract import SOORTEN, UITKOMSTEN, CrisisBlad, CrisisLijst, CrisisStand
from services.kern.proces import pad
from services.kern.rollen import SCHOOLROLLEN, Rol
from web import views_crisis as views
from web.filling.words import schoolnaam
from web.formatting import dagen_over, datum, datum_bij, lange_datum, opsomming
from web.views import Handeling, Link, Status
from web.views_arrangementen import ArrangementRegel
from web.views_leerlingen import LeerlingKop

STATUS = {
    "gemeld": Status("Gemeld, nog geen plan", "fout", "alert"),
    "plan": Status("Er is een plan", "let-op", "check"),
    "afgesloten": Status("Afgesloten", "stil", "lock"),
}
KNOPPEN = {
    "crisis_melden": "Crisis of nood melden",
    "crisisplan_vastleggen": "Plan van aanpak vastleggen",
    "crisis_afsluiten": "Afsluiten",
}
KORT = {"crisis": "Crisis", "nood": "Nood"}


def lijst(antwoord: CrisisLijst, rol: Rol, vandaag: date) -> views.Crises:
    school = rol in SCHOOLROLLEN
    return views.Crises(
        inleiding="Wat uw school meldde en nog niet is afgesloten."
        if school
        else "Wat scholen meldden en nog niet is afgesloten.",
        regels=[
            ArrangementRegel(
                url=f"/leerlingen/{c.dossier_id}/crisis",
                naam=c.leerling,
                sub=KORT[c.soort] if school else f"{KORT[c.soort]} · {schoolnaam(c.school)}",
                status=STATUS[c.status],
                eind=_over(c.status, c.plan_uiterlijk, c.te_laat, vandaag),
                eind_sub=f"Overleg op {datum_bij(c.overleg_op, vandaag)}",
                urgentie="fout" if c.te_laat else "let-op" if c.status == "gemeld" else "gewoon",
            )
            for c in antwoord.crises
        ],
    )


def _over(status: str, uiterlijk: date, te_laat: bool, vandaag: date) -> str:
    if status != "gemeld":
        return ""
    return "Plan te laat" if te_laat else f"Plan: {dagen_over(uiterlijk, vandaag)}"


def crisis(blad: CrisisBlad, kop: LeerlingKop, kruimels: list[Link], rol: Rol, vandaag: date) -> views.Crisis:
    eigen, stand = f"/leerlingen/{blad.dossier_id}", blad.crisis
    uitleg = (
        "Kan het zo niet verder? Dan komt het ondersteuningsteam meteen bij elkaar, met mensen die mogen beslissen. "
        f"Binnen {blad.plan_werkdagen} werkdagen is er een plan van aanpak."
        if blad.plan_werkdagen
        else "Uw samenwerkingsverband heeft hiervoor nu geen route vastgelegd."
    )
    melden = f"{eigen}/crisis-melden" if "crisis_melden" in blad.handelingen else ""
    if stand is None:
        return views.Crisis(kop=kop, kruimels=kruimels, titel=blad.titel, uitleg=uitleg, melden_url=melden)
    melding, soort = _melding(stand, blad, vandaag)
    return views.Crisis(
        kop=kop,
        kruimels=kruimels,
        titel=blad.titel,
        uitleg=uitleg,
        status=STATUS[stand.status],
        melding=melding,
        melding_soort=soort,
        feiten=_feiten(stand, vandaag),
        plan=_plan(stand),
        opbouw=stand.opbouw,
        handelingen=tuple(
            Handeling(naam=n, knop=KNOPPEN[n], url=f"{eigen}/{pad(n)}", icoon="arrow-right")
            for n in blad.handelingen
            if n != "crisis_melden"
        ),
        verder=_verder(stand, eigen, blad, rol),
        melden_url=melden,
    )


def _melding(stand: CrisisStand, blad: CrisisBlad, vandaag: date) -> tuple[str, str]:
    if stand.te_laat:
        return (
            f"Het plan van aanpak moest er zijn op {lange_datum(stand.plan_uiterlijk)}. Bel wie erover gaat.",
            "error",
        )
    if stand.status == "gemeld":
        wanneer = "vandaag" if stand.overleg_op == vandaag else f"op {lange_datum(stand.overleg_op)}"
        zin = f"Het ondersteuningsteam komt {wanneer} om {stand.overleg_tijd} uur bij elkaar."
        return f"{zin} {schoolnaam(blad.school)} blijft verantwoordelijk.", "warning"
    if stand.status == "plan" and stand.evalueren_op is not None:
        return f"Kijk op {lange_datum(stand.evalueren_op)} samen terug op het plan.", "info"
    return "", ""


def _feiten(stand: CrisisStand, vandaag: date) -> list[tuple[str, str]]:
    uit = [
        ("Wat het is", SOORTEN[stand.soort]),
        ("Sinds", datum(stand.sinds)),
        ("Aanleiding", stand.aanleiding),
        ("Overleg", f"{lange_datum(stand.overleg_op)}, {stand.overleg_tijd} uur"),
        ("Aan tafel", opsomming(stand.genodigd)),
        ("Gemeld", f"{datum_bij(stand.gemeld_op, vandaag)}, {stand.gemeld_door}"),
    ]
    if stand.uitkomst:
        uit.append(("Hoe het verder gaat", f"{UITKOMSTEN[stand.uitkomst]}. {stand.slot}"))
    return uit


def _plan(stand: CrisisStand) -> list[tuple[str, str]]:
    if not stand.doel:
        return []
    uit = [("Doel", stand.doel), ("Wat wij inzetten", stand.inzet), ("Afspraken", stand.afspraken)]
    return [*uit, ("Terugkijken", lange_datum(stand.evalueren_op))] if stand.evalueren_op else uit


def _verder(stand: CrisisStand, eigen: str, blad: CrisisBlad, rol: Rol) -> list[Link]:
    """From the plan or the end on to what comes next, for the school."""
    if rol not in SCHOOLROLLEN or stand.status == "gemeld":
        return []
    extra = Link("Extra ondersteuning vragen", f"/arrangementen/arrangement-aanvragen?leerling={blad.dossier_id}")
    return [extra, Link("Aanvraag beginnen vanuit het dossier", eigen)]
