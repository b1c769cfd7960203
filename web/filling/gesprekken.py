"""Talks over a pupil in words: the list, the report while it is made, the agreements and the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from services.intake.gesprekken.contract import (
    AfspraakStand,
    ChecklistStand,
    GesprekkenLijst,
    GesprekKort,
    GesprekspuntStand,
    GesprekStand,
    SoortStand,
)
from services.intake.leerlingen.contract import LeerlingStand
from services.intake.stukken.contract import DossierstukStand
from services.kern.rollen import Rol
from web import views_gesprekken as views
from web.filling.dossierstukken import regel, wacht
from web.filling.leerlingen import kop, kruimels
from web.formatting import aantal, datum, datum_bij, lange_datum, moment
from web.views import Formulier, Keuze, Link, Status
from web.views_stukken import StukRegel

Getypt = Mapping[tuple[str, str], Formulier]
STANDEN = {"open": "Nog niet", "besproken": "Besproken", "niet_aan_de_orde": "Niet aan de orde"}
STAND_STATUS = {
    "open": Status("Nog niet besproken", "stil", "clock"),
    "besproken": Status("Besproken", "ok", "check"),
    "niet_aan_de_orde": Status("Niet aan de orde", "stil", "check"),
}
KANTEN = {
    "ouder": "Ouders",
    "school": "School",
    "leerling": "Leerling",
    "samenwerkingsverband": "Samenwerkingsverband",
    "ander": "Iemand anders",
}
AFSPRAAK_STATUS = {
    "open": Status("Open", "info", "clock"),
    "te_laat": Status("Te laat", "fout", "alert"),
    "gedaan": Status("Gedaan", "ok", "check"),
    "vervallen": Status("Vervallen", "stil", "x"),
}
ALARM = "Nog niet gedeeld met de ouders"
ZES_WEKEN = timedelta(days=42)


# ------------------------------------------------------------------------------------------------ the list


def gesprekken(
    stand: LeerlingStand,
    lijst: GesprekkenLijst,
    checklist: ChecklistStand,
    rol: Rol,
    vandaag: date,
    soort: str = "",
    getypt: Getypt | None = None,
) -> views.Gesprekken:
    """`soort`: the kind of talk that was chosen; else the one that is due."""
    getypt, basis = getypt or {}, f"/leerlingen/{stand.id}"
    gekozen = _soort(lijst.soorten, soort)
    mag = "gesprek_beginnen" in lijst.handelingen and gekozen is not None
    nieuw = None
    if mag and gekozen is not None:
        ouders = ", ".join(lijst.ouders)
        namen = {f"aanwezig_{n}": ouders for n, p in enumerate(gekozen.aan_tafel, 1) if p.kant == "ouder"}
        waarden = {"soort": gekozen.naam, "gehouden_op": vandaag.isoformat()} | namen
        nieuw = getypt.get(("gesprek-beginnen", "")) or Formulier(url=f"{basis}/gesprek-beginnen", waarden=waarden)
    return views.Gesprekken(
        kop=kop(stand, rol, "gesprekken"),
        kruimels=kruimels(stand, rol, Link("Gesprekken", f"{basis}/gesprekken")),
        gesprekken=[_regel(kort, basis, vandaag) for kort in lijst.gesprekken],
        open_afspraken=[
            afspraak(a, "gesprekken", vandaag, bool(lijst.handelingen), getypt) for a in lijst.open_afspraken
        ],
        checklist=_checklist(checklist, basis, vandaag) if checklist.stappen else None,
        nieuw=nieuw,
        soort=gekozen.naam if gekozen else "",
        soort_titel=gekozen.titel if gekozen else "",
        soort_uitleg=gekozen.uitleg if gekozen else "",
        andere=[
            Link(s.titel, f"{basis}/gesprekken?soort={s.naam}#nieuw-kop")
            for s in lijst.soorten
            if mag and gekozen is not None and s.naam != gekozen.naam
        ],
        plaatsen=[
            views.Zitplaats(f"aanwezig_{n}", plaats.titel)
            for n, plaats in enumerate(gekozen.aan_tafel if gekozen else [], 1)
        ],
        vraagt_meelezen=not lijst.gedeeld_met_swv,
        weggehaald=[
            (
                f"{kort.titel}, {datum(kort.gehouden_op)}",
                Formulier(url=f"{_adres(basis, kort)}/gesprek-terugzetten", versie=str(kort.versie)),
            )
            for kort in lijst.weggehaald
        ],
    )


def _soort(soorten: list[SoortStand], naam: str) -> SoortStand | None:
    """The chosen one, the one that is due, or the last."""
    gekozen = [s for s in soorten if s.naam == naam] or [s for s in soorten if s.voorstel] or soorten
    return gekozen[-1] if gekozen else None


def _adres(basis: str, kort: GesprekKort) -> str:
    return f"{basis}/gesprekken/{kort.id}"


def _regel(kort: GesprekKort, basis: str, vandaag: date) -> views.GesprekRegel:
    delen = [datum_bij(kort.gehouden_op, vandaag), f"{kort.besproken} van {kort.punten} punten"]
    if kort.met_swv:
        delen.append("met het samenwerkingsverband aan tafel")
    if kort.afspraken_open:
        delen.append(aantal(kort.afspraken_open, "afspraak open", "afspraken open"))
    if kort.alarm:
        status = Status(ALARM, "fout", "alert")
    elif kort.gedeeld_op is not None:
        status = Status("Gedeeld met de ouders", "ok", "check")
    else:
        status = Status("Bezig", "info", "edit")
    return views.GesprekRegel(url=_adres(basis, kort), titel=kort.titel, sub=" · ".join(delen), status=status)


# ------------------------------------------------------------------------------------------- agreements


def afspraak(
    a: AfspraakStand, terug: str, vandaag: date, mag: bool, getypt: Getypt | None = None, *, leerling: bool = False
) -> views.AfspraakRegel:
    """`terug`: where the answer of a form leads: `afspraken`, `gesprekken`, or the id of the talk."""
    getypt = getypt or {}

    def form(handeling: str) -> Formulier:
        eerder = getypt.get((handeling, str(a.id)))
        url = f"/leerlingen/{a.dossier_id}/{handeling}"
        return eerder or Formulier(url=url, versie=str(a.versie), waarden={"afspraak": str(a.id), "terug": terug})

    open_ = a.status == "open"
    if open_:
        dag = f"Voor het eind van {datum_bij(a.uiterlijk_op, vandaag)}"
    else:
        dag = f"{'Vervallen' if a.status == 'vervallen' else 'Gedaan'} op {datum_bij(a.gedaan_op or vandaag, vandaag)}"
        dag += f", {a.gedaan_door}" if a.gedaan_door else ""
    fout = any((wat, str(a.id)) in getypt for wat in ("afspraak-afvinken", "afspraak-laten-vervallen"))
    return views.AfspraakRegel(
        id=str(a.id),
        wat=a.wat,
        wie="U" if a.mijn else a.eigenaar,
        dag=dag,
        status=AFSPRAAK_STATUS["te_laat" if a.te_laat else a.status],
        leerling=a.leerling if leerling else "",
        url=f"/leerlingen/{a.dossier_id}/gesprekken/{a.gesprek_id}" if leerling else "",
        uitkomst=a.uitkomst,
        open=fout,
        klaar=form("afspraak-afvinken") if mag and open_ else None,
        vervalt=form("afspraak-laten-vervallen") if mag and open_ else None,
        weer_open=form("afspraak-heropenen") if mag and not open_ else None,
    )


# ------------------------------------------------------------------------------------------- one report


def gesprek(
    stand: LeerlingStand, g: GesprekStand, rol: Rol, vandaag: date, getypt: Getypt | None = None
) -> views.Gesprek:
    getypt = getypt or {}
    eigen = f"/leerlingen/{stand.id}/gesprekken/{g.id}"

    def form(handeling: str, **waarden: str) -> Formulier | None:
        if handeling.replace("-", "_") not in g.handelingen:
            return None
        return getypt.get((handeling, "")) or Formulier(
            url=f"{eigen}/{handeling}", versie=str(g.versie), waarden=waarden
        )

    def stuk(een: DossierstukStand) -> StukRegel:
        mag = f"{eigen}/gesprekstuk-intrekken" if "gesprekstuk_intrekken" in g.handelingen else ""
        return regel(een, f"/leerlingen/{stand.id}", vandaag, mag, getypt.get(("gesprekstuk-intrekken", str(een.id))))

    mag = "afspraak_afvinken" in g.handelingen
    soort, melding = _melding(g, vandaag)
    terug = str(g.id)
    return views.Gesprek(
        kop=kop(stand, rol, "gesprekken"),
        kruimels=kruimels(
            stand, rol, Link("Gesprekken", f"/leerlingen/{stand.id}/gesprekken"), Link(datum(g.gehouden_op), eigen)
        ),
        titel=g.titel,
        uitleg=g.uitleg,
        sub=f"{lange_datum(g.gehouden_op).capitalize()}, verslag begonnen door {g.begonnen_door}",
        status=_status(g),
        melding=melding,
        melding_soort=soort,
        voortgang=voortgang(g),
        pdf_url=f"{eigen}/verslag.pdf" if g.gedeeld_op is not None else "",
        aanwezigen=[
            views.Iemand(
                id=str(a.id),
                naam=a.naam,
                functie=a.functie or KANTEN[a.kant],
                weghalen=form("aanwezige-weghalen"),
            )
            for a in g.aanwezigen
        ],
        punten=punten(g, eigen, vandaag, getypt),
        afspraken=[afspraak(a, terug, vandaag, mag, getypt) for a in g.afspraken],
        eerder=[afspraak(a, terug, vandaag, mag, getypt) for a in g.eerder],
        reacties=[(f"{r.naam}, {moment(r.op, vandaag)}", r.tekst) for r in g.reacties],
        standen=standen(),
        kanten=[Keuze(waarde, titel) for waarde, titel in KANTEN.items()],
        eigenaren=[Keuze(str(a.id), a.naam) for a in g.aanwezigen],
        open_aanwezige=("aanwezige-toevoegen", "") in getypt,
        aanwezige=form("aanwezige-toevoegen", kant="ouder"),
        afspraak=form("afspraak-maken", uiterlijk_op=(vandaag + ZES_WEKEN).isoformat()),
        delen=form("gesprek-delen"),
        weghalen=form("gesprek-weghalen"),
        verslagen=[stuk(een) for een in g.verslagen],
        verslag=form("verslag-toevoegen"),
        open_verslag=("verslag-toevoegen", "") in getypt,
        handtekeningen=[stuk(een) for een in g.handtekeningen],
        handtekening=form(
            "handtekening-toevoegen",
            op=vandaag.isoformat(),
            wie=str(g.ondertekenaars[0][0]) if len(g.ondertekenaars) == 1 else "",
        ),
        open_handtekening=("handtekening-toevoegen", "") in getypt,
        ondertekenaars=[Keuze(str(id), naam) for id, naam in g.ondertekenaars],
        ververs_url=eigen if wacht(g.verslagen, g.handtekeningen) else "",
    )


def standen() -> list[Keuze]:
    return [Keuze(waarde, titel) for waarde, titel in STANDEN.items()]


def _status(g: GesprekStand) -> Status:
    if g.alarm:
        return Status(ALARM, "fout", "alert")
    if g.gedeeld_op is not None:
        return Status("Gedeeld met de ouders", "ok", "check")
    return Status("Bezig", "info", "edit")


def _melding(g: GesprekStand, vandaag: date) -> tuple[str, str]:
    """Kind of alert, and what it says about sharing the same day."""
    if g.gedeeld_op is not None:
        zin = f"Gedeeld met de ouders: {moment(g.gedeeld_op, vandaag)}, door {g.gedeeld_door}."
        if not g.gemeld:
            zin += " Er kijkt nog geen ouder mee: geef het verslag op papier, en nodig de ouders uit."
            return "warning", zin
        if g.te_laat_gedeeld:
            return "warning", f"{zin} Dat was niet op de dag van het gesprek."
        return "ok", zin
    if g.alarm:
        return (
            "error",
            "Ouders horen dit verslag op de dag van het gesprek te krijgen. Deel het zo snel mogelijk.",
        )
    return "info", "Deel dit verslag vandaag nog met de ouders. Wat u vinkt en typt, wordt meteen bewaard."


def voortgang(g: GesprekStand) -> str:
    klaar = sum(punt.stand != "open" for punt in g.punten)
    zin = f"{klaar} van {len(g.punten)} punten"
    if g.status != "bezig":
        return zin
    return f"{zin}. {'Klaar om te delen.' if not g.ontbreekt else f'Nog te bespreken: {len(g.ontbreekt)}.'}"


def punten(g: GesprekStand, eigen: str, vandaag: date, getypt: Getypt | None = None) -> list[views.Punt]:
    mag = "gesprekspunt_afvinken" in g.handelingen
    return [_punt(punt, eigen, vandaag, mag, getypt or {}) for punt in g.punten]


def _punt(punt: GesprekspuntStand, eigen: str, vandaag: date, mag: bool, getypt: Getypt) -> views.Punt:
    id = str(punt.id)
    vink = Formulier(url=f"{eigen}/gesprekspunt-afvinken", waarden={"punt": id, "stand": punt.stand})
    schrijf = Formulier(
        url=f"{eigen}/gesprekspunt-beschrijven", versie=str(punt.versie), waarden={"punt": id, "tekst": punt.tekst}
    )
    return views.Punt(
        id=id,
        titel=punt.titel,
        uitleg=punt.uitleg,
        verplicht=punt.verplicht,
        stand=punt.stand,
        status=STAND_STATUS[punt.stand],
        wie=f"{punt.door}, {moment(punt.op, vandaag)}" if punt.op is not None else "",
        tekst=punt.tekst,
        vink=getypt.get(("gesprekspunt-afvinken", id), vink) if mag else None,
        schrijf=getypt.get(("gesprekspunt-beschrijven", id), schrijf) if mag else None,
    )


# ----------------------------------------------------------------------------------------- the checklist


def _checklist(stand: ChecklistStand, basis: str, vandaag: date) -> views.Checklist:
    fasen: list[views.Fase] = []
    mag = "checkliststap_afvinken" in stand.handelingen
    for nummer, stap in enumerate(stand.stappen, 1):
        gedaan = stap.stand == "gedaan"
        sub = ""
        if stap.blijkt_op is not None:
            sub = f"Blijkt uit het dossier: {stap.blijkt}, {datum_bij(stap.blijkt_op, vandaag)}"
        if stap.op is not None and not stap.vanzelf:
            sub = f"{stap.door}, {moment(stap.op, vandaag)}"
        regel = views.StapRegel(
            nummer=nummer,
            naam=stap.naam,
            titel=stap.titel,
            uitleg=stap.uitleg,
            ouders=stap.ouders,
            status=Status("Gedaan", "ok", "check") if gedaan else Status("Nog niet", "stil", "clock"),
            nu=nummer == stand.nu,
            sub=sub,
            vink=Formulier(url=f"{basis}/checkliststap-afvinken") if mag and not stap.vanzelf else None,
            gedaan=gedaan,
        )
        if not fasen or fasen[-1].titel != stap.fase:
            fasen.append(views.Fase(titel=stap.fase, stappen=[]))
        fasen[-1].stappen.append(regel)
    nu = stand.stappen[stand.nu - 1]
    waar = f"De leerling is bij stap {stand.nu} van {len(stand.stappen)}: {nu.titel.lower()}."
    return views.Checklist(titel=stand.titel, uitleg=stand.uitleg, waar=waar, fasen=fasen)
