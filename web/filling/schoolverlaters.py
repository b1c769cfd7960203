"""The schoolverlatersonderzoek in words: until when, who was registered, who does it when, and what came out."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from services.intake.schoolverlaters.contract import (
    ADVIEZEN,
    UITKOMSTEN,
    Leerlingonderzoek,
    OnderzoekenLijst,
    OnderzoekStand,
    SchoolverlaterKort,
    SchoolverlatersBlad,
    SchoolverlatersOverzicht,
)
from services.intake.schoolverlaters.uitkomst import LABELS
from services.kern.kalender import schooljaar_in_woorden
from web import views_schoolverlaters as views
from web.filling.words import schoolnaam
from web.formatting import aantal, dagen_over, datum, datum_bij, lange_datum
from web.views import Formulier, Keuze, Link, Status, Veld
from web.views_leerlingen import LeerlingKop

SCHOOL, OVERZICHT, ONDERZOEKEN = "/schoolverlaters", "/schoolverlaters/overzicht", "/onderzoeken"
ALLE = Link("Onderzoeken", ONDERZOEKEN)
STATUS = {
    "aangemeld": Status("Aangemeld", "let-op", "clock"),
    "ingepland": Status("Ingepland", "let-op", "calendar"),
    "onderzocht": Status("Onderzocht, nog bespreken", "let-op", "check"),
    "besproken": Status("Besproken met de ouders", "ok", "check"),
}
KORT = {"pro": "praktijkonderwijs", "vso": "vso"}
KOPPEN = ["Aangemeld", "Ingepland", "Onderzocht", "Besproken"]


def school(
    blad: SchoolverlatersBlad,
    vandaag: date,
    getypt: Formulier | None = None,
    gekozen: Set[str] = frozenset(),
) -> views.Schoolverlaters:
    """The page of a school. `getypt`: the form that was refused, with who was chosen."""
    nog = len(blad.kandidaten)
    melding, soort = "", "info"
    if not blad.open:
        melding = f"Aanmelden kon tot en met {lange_datum(blad.sluit_op)}. Bel uw samenwerkingsverband als het moet."
        soort = "warning" if nog else "info"
    elif nog:
        wie = aantal(nog, "leerling van groep 8 is", "leerlingen van groep 8 zijn")
        melding = f"{wie} niet aangemeld. Aanmelden kan tot en met {lange_datum(blad.sluit_op)}, "
        melding += f"{dagen_over(blad.sluit_op, vandaag)}."
        soort = "warning" if (blad.sluit_op - vandaag).days <= 7 else "info"
    fouten = getypt.fouten if getypt else {}
    return views.Schoolverlaters(
        inleiding=f"Krijgt een leerling van groep 8 het advies praktijkonderwijs of vso? Dan onderzoekt "
        f"{blad.uitvoerder} wat deze leerling nodig heeft, en of het advies past. "
        f"Schooljaar {schooljaar_in_woorden(blad.schooljaar)}.",
        melding=melding,
        melding_soort=soort,
        opbouw=blad.opbouw,
        formulier=(getypt or Formulier(url=f"{SCHOOL}/schoolverlaters-aanmelden")) if blad.open and nog else None,
        kandidaten=[
            views.Aanmeldregel(
                id=str(een.dossier_id),
                naam=een.leerling,
                groep=een.groep.capitalize(),
                gekozen=str(een.dossier_id) in gekozen,
                fout=next((zin for naam, zin in fouten.items() if naam.endswith(str(een.dossier_id))), ""),
            )
            for een in blad.kandidaten
        ],
        adviezen=[Keuze(naam, ADVIEZEN[naam]) for naam in blad.adviezen],
        regels=[_regel(een, vandaag, f"/leerlingen/{een.dossier_id}/schoolverlater") for een in blad.leerlingen],
        leeg="Uw school heeft geen leerlingen in groep 8 in Meedoen die nog niet zijn aangemeld."
        if blad.open
        else "Er is dit schooljaar niemand aangemeld.",
    )


def _regel(
    een: SchoolverlaterKort,
    vandaag: date,
    url: str = "",
    *,
    met_school: bool = False,
    kiezen: bool = False,
    gekozen: Set[str] = frozenset(),
) -> views.OnderzoekRegel:
    delen = [f"Schooladvies {KORT[een.advies]}", schoolnaam(een.school) if met_school else ""]
    if een.onderzoek_op is not None:
        wie = f"{een.onderzoeker}, " if kiezen else "Onderzoek op "
        bij = f"{wie}{datum_bij(een.onderzoek_op, vandaag)}"
    else:
        bij = een.onderzoeker or "Nog geen onderzoeker"
    return views.OnderzoekRegel(
        naam=een.leerling,
        sub=" · ".join(filter(None, delen)),
        status=STATUS[een.status],
        bij=bij,
        url=url,
        kies=str(een.id) if kiezen and een.status in ("aangemeld", "ingepland") else "",
        gekozen=str(een.id) in gekozen,
    )


def overzicht(
    antwoord: SchoolverlatersOverzicht,
    vandaag: date,
    getypt: Formulier | None = None,
    gekozen: Set[str] = frozenset(),
) -> views.Overzicht:
    zonder, met = [], []
    for een in antwoord.leerlingen:
        regel = _regel(een, vandaag, met_school=True, kiezen=True, gekozen=gekozen)
        (met if een.onderzoeker else zonder).append(regel)
    return views.Overzicht(
        inleiding=f"{aantal(len(antwoord.leerlingen), 'leerling is', 'leerlingen zijn')} aangemeld in "
        f"{schooljaar_in_woorden(antwoord.schooljaar)}. Aanmelden kan tot en met {lange_datum(antwoord.sluit_op)}.",
        koppen=KOPPEN,
        scholen=[
            views.SchoolRegel(
                school=schoolnaam(een.school),
                getallen=[str(n) for n in (een.aangemeld, een.ingepland, een.onderzocht, een.besproken)],
                aandacht=f"{een.zonder_onderzoeker} zonder onderzoeker" if een.zonder_onderzoeker else "",
            )
            for een in antwoord.scholen
        ],
        formulier=(getypt or Formulier(url=f"{SCHOOL}/onderzoeker-aanwijzen")) if antwoord.onderzoekers else None,
        onderzoekers=[Keuze(str(een.persoon), een.naam) for een in antwoord.onderzoekers],
        zonder=zonder,
        met=met,
        leeg="Nog geen school heeft een leerling aangemeld.",
        melding="" if antwoord.onderzoekers else "Er is nu niemand die onderzoek kan doen, of de lijst is even weg.",
    )


def onderzoeken(antwoord: OnderzoekenLijst, vandaag: date) -> views.Onderzoeken:
    regels = [
        (een.status, _regel(een, vandaag, f"{ONDERZOEKEN}/{een.id}", met_school=True)) for een in antwoord.onderzoeken
    ]
    te_doen = [regel for status, regel in regels if status in ("aangemeld", "ingepland")]
    return views.Onderzoeken(
        inleiding=f"{aantal(len(te_doen), 'onderzoek wacht', 'onderzoeken wachten')} op u." if regels else "",
        te_doen=te_doen,
        gedaan=[regel for status, regel in regels if status not in ("aangemeld", "ingepland")],
        leeg="Het samenwerkingsverband wijst u aan; u krijgt dan bericht.",
    )


def getalvelden() -> list[Veld]:
    uitleg = {
        "iq": "Voor praktijkonderwijs van 55 tot en met 80.",
        "dl": "Maanden onderwijs vanaf groep 3: tien per schooljaar.",
    }
    return [Veld(naam, label, "getal", uitleg.get(naam, ""), False) for naam, label in LABELS.items()]


def _uitkomst(stand: OnderzoekStand) -> list[tuple[str, str]]:
    if not stand.uitkomst:
        return []
    uit = [("Uitkomst", UITKOMSTEN[stand.uitkomst]), ("Wat de leerling nodig heeft", stand.bevindingen)]
    if stand.iq is not None:
        uit.append(("IQ", f"{stand.iq} ({stand.iq_test})"))
    return uit


def onderzoek(stand: OnderzoekStand, vandaag: date, getypt: Formulier | None = None) -> views.Onderzoek:
    """The page of who does it. `getypt`: the form that was refused, as it was typed."""
    eigen = f"{ONDERZOEKEN}/{stand.id}"

    def formulier(naam: str, waarden: dict[str, str]) -> Formulier | None:
        url = f"{eigen}/{naam.replace('_', '-')}"
        if naam not in stand.handelingen:
            return None
        return getypt if getypt and getypt.url == url else Formulier(url, str(stand.versie), waarden)

    gepland = stand.onderzoek_op.isoformat() if stand.onderzoek_op else ""
    waarden = {naam: "" if getattr(stand, naam) is None else str(getattr(stand, naam)) for naam in LABELS}
    waarden |= {
        "onderzoek_op": gepland,
        "uitkomst": stand.uitkomst,
        "bevindingen": stand.bevindingen,
        "iq_test": stand.iq_test,
        "sociaal_emotioneel": "ja" if stand.sociaal_emotioneel else "",
        "van_lijst": "ja" if stand.iq is not None else "",
    }
    return views.Onderzoek(
        kop=stand.leerling,
        kruimels=[ALLE, Link(stand.leerling, "")],
        feiten=[
            f"{stand.groep.capitalize()} · geboren op {datum(stand.geboren_op)}",
            schoolnaam(stand.school),
            f"Schooladvies {KORT[stand.advies]}",
            f"De ouders stemden toe op {datum(stand.toestemming_op)}",
            f"Aangemeld door {stand.aangemeld_door}",
        ],
        status=STATUS[stand.status],
        inplannen=formulier("onderzoek_inplannen", {"onderzoek_op": gepland, "plaats": stand.plaats}),
        vastleggen=formulier("onderzoek_vastleggen", waarden),
        uitkomsten=[Keuze(naam, titel) for naam, titel in UITKOMSTEN.items()],
        getallen=getalvelden(),
        uitkomst=_uitkomst(stand),
        criteria=stand.criteria,
    )


def van_leerling(
    blad: Leerlingonderzoek, kop: LeerlingKop, kruimels: list[Link], vandaag: date, getypt: Formulier | None = None
) -> views.LeerlingOnderzoek:
    """The page of the school, beside the dossier."""
    stand = blad.onderzoek
    if stand is None:
        over = f"Aanmelden kan tot en met {lange_datum(blad.sluit_op)}, {dagen_over(blad.sluit_op, vandaag)}."
        return views.LeerlingOnderzoek(
            kop=kop,
            kruimels=kruimels,
            status=None,
            inleiding=over if blad.kan_aanmelden else "Deze leerling is niet aangemeld, en kan dat nu niet worden.",
            aanmelden_url=SCHOOL if blad.kan_aanmelden else "",
        )
    eigen = f"/leerlingen/{blad.dossier_id}"

    def formulier(naam: str, **waarden: str) -> Formulier | None:
        url = f"{eigen}/{naam.replace('_', '-')}"
        if naam not in stand.handelingen:
            return None
        return getypt if getypt and getypt.url == url else Formulier(url, str(stand.versie), waarden)

    return views.LeerlingOnderzoek(
        kop=kop,
        kruimels=kruimels,
        status=STATUS[stand.status],
        inleiding=_nu(stand, blad.uitvoerder),
        feiten=_feiten(stand, vandaag),
        uitkomst=_uitkomst(stand),
        criteria=stand.criteria,
        aanvraag_url=f"/aanvragen/nieuw?leerling={blad.dossier_id}"
        if stand.status == "besproken" and stand.uitkomst in ADVIEZEN
        else "",
        bespreken=formulier("onderzoek_bespreken", besproken_op=vandaag.isoformat()),
        afmelden=formulier("schoolverlater_afmelden"),
        reden_nodig=vandaag > stand.sluit_op,
    )


def _nu(stand: OnderzoekStand, uitvoerder: str) -> str:
    return {
        "aangemeld": f"{uitvoerder} plant het onderzoek. U en de ouders krijgen bericht.",
        "ingepland": "Het onderzoek is ingepland. De ouders kregen ook bericht.",
        "onderzocht": "De uitkomst is er. Bespreek haar eerst met de ouders; daarna lezen zij haar ook hier.",
        "besproken": "De uitkomst is besproken. Begint u nu een aanvraag vanuit dit dossier, dan staat zij er al in.",
    }[stand.status]


def _feiten(stand: OnderzoekStand, vandaag: date) -> list[tuple[str, str]]:
    uit = [
        ("Schooladvies", ADVIEZEN[stand.advies]),
        ("Toestemming van de ouders", f"{datum(stand.toestemming_op)}. {stand.toestemming_bewijs}".strip()),
        ("Aangemeld", f"{datum_bij(stand.aangemeld_op.date(), vandaag)}, {stand.aangemeld_door}"),
        ("Onderzoeker", stand.onderzoeker or "Nog niet aangewezen"),
    ]
    if stand.onderzoek_op is not None:
        uit.append(("Onderzoek", f"{lange_datum(stand.onderzoek_op)}{f', {stand.plaats}' if stand.plaats else ''}"))
    if stand.besproken_op is not None:
        uit.append(("Besproken met de ouders", lange_datum(stand.besproken_op)))
    return uit
