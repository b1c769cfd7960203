"""The OPP for parents and pupil, on their own page: what is asked of them first, then what the school wrote."""

from __future__ import annotations

from datetime import date, datetime

from services.intake.opp.contract import OppBijdrage, OppBlad, OppStand
from tenants.schema import OppRegels
from web import views_opp as views
from web.filling import opp as vullen
from web.filling import opp_bijdrage, opp_kaarten
from web.formatting import lange_datum, moment, tijdstip
from web.views import Formulier, Keuze, Link, Status

OORDELEN = [
    Keuze("ja", "Ja, ik ben het eens"),
    Keuze("nee", "Nee, ik ben het niet eens", "De school praat er dan eerst met u over."),
]


def eigen(stand: OppStand) -> OppBijdrage | None:
    return next((bijdrage for bijdrage in stand.bijdragen if bijdrage.eigen), None)


def ouder(
    blad: OppBlad, stand: OppStand | None, regels: OppRegels | None, vandaag: date, **getypt: Formulier
) -> views.OppOuder:
    """`getypt`: the form `instemming` or `bijdrage` to show again as it was typed."""
    terug = Link("Terug naar het begin", f"/mijn-kind/{blad.dossier_id}")
    voornaam = blad.leerling.partition(" ")[0]
    if stand is None or regels is None:
        return views.OppOuder(
            kop=f"Het plan voor {voornaam}",
            inleiding="",
            terug=terug,
            status=None,
            instemming=None,
            gezegd=None,
            gezegd_sub="",
            handelingsdeel="",
            schrijven=None,
            eerst=[],
            verder=[],
            tijd=None,
            pdf_url="",
            leeg="De school heeft nog geen plan met u gedeeld. U krijgt een e-mail als het zover is.",
        )
    delen = vullen.hoofdstukken(stand, regels, "", {})
    gevuld = [deel for deel in delen if deel.regels or deel.thuis]
    zelf = next((een for een in stand.instemmingen if een.eigen), None)
    vraag = "instemming_geven" in stand.handelingen
    gezegd = None
    if zelf and zelf.oordeel:
        gezegd = Status("U bent het eens", "ok", "check")
        if zelf.oordeel == "niet_akkoord":
            gezegd = Status("U bent het niet eens", "let-op", "alert")
    return views.OppOuder(
        kop=f"Het plan voor {voornaam}",
        inleiding=_inleiding(stand, voornaam),
        terug=terug,
        status=opp_kaarten.STATUS[stand.status],
        instemming=_instemming(blad, stand, getypt.get("instemming")) if vraag else None,
        gezegd=gezegd,
        gezegd_sub=moment(zelf.op, vandaag) if zelf and zelf.op else "",
        handelingsdeel=opp_kaarten.handelingsdeel(stand),
        schrijven=_schrijven(blad, stand, regels, getypt.get("bijdrage")),
        eerst=[deel for deel in gevuld if deel.handelingsdeel],
        verder=[deel for deel in gevuld if not deel.handelingsdeel],
        tijd=opp_kaarten.tijd(stand.onderwijstijd, vandaag) if stand.onderwijstijd else None,
        pdf_url=f"/mijn-kind/{blad.dossier_id}/opp/{stand.id}/pdf",
        oordelen=OORDELEN,
        bladen=[
            opp_kaarten.regel(stuk, f"/mijn-kind/{blad.dossier_id}", vandaag)
            for stuk in ([*zelf.ingetrokken, *([zelf.stuk] if zelf.stuk else [])] if zelf else [])
        ],
    )


def _inleiding(stand: OppStand, voornaam: str) -> str:
    if stand.status == "concept":
        return f"De school schrijft een plan voor {voornaam}. U schrijft mee: u kent uw kind het best."
    if stand.status == "voorgelegd":
        return "Dit is het plan van de school. Lees het rustig. Over de begeleiding vragen we of u het eens bent."
    wanneer = f" op {lange_datum(stand.vastgesteld_op)}" if stand.vastgesteld_op else ""
    return f"De school stelde dit plan vast{wanneer}. Elk schooljaar bespreekt de school met u hoe het gaat."


def _instemming(blad: OppBlad, stand: OppStand, getypt: Formulier | None) -> Formulier:
    adres = f"/mijn-kind/{blad.dossier_id}/opp/instemming-geven"
    return getypt or Formulier(url=adres, waarden={"opp": str(stand.id)})


def _schrijven(blad: OppBlad, stand: OppStand, regels: OppRegels, getypt: Formulier | None) -> views.OppBijdrage | None:
    """None when this person can write nothing (any more)."""
    bijdrage = eigen(stand)
    if bijdrage is None or "bijdrage_geven" not in stand.handelingen:
        return None
    return views.OppBijdrage(
        kop="Schrijf mee",
        inleiding="Vul in wat u wilt. Niets is verplicht. Wat u typt wordt vanzelf bewaard, en de school kan het niet "
        "veranderen.",
        terug=Link("Terug naar het begin", f"/mijn-kind/{blad.dossier_id}"),
        onderdelen=opp_bijdrage.onderdelen(bijdrage, regels),
        formulier=getypt
        or Formulier(
            url=f"/mijn-kind/{blad.dossier_id}/opp/bijdrage-geven",
            versie=str(bijdrage.versie),
            waarden=dict(bijdrage.antwoorden),
        ),
        knop="Opslaan",
    )


def leerling(blad: OppBlad, stand: OppStand | None, regels: OppRegels | None, **getypt: Formulier) -> views.OppLeerling:
    terug = Link("Terug naar het begin", f"/mijn-kind/{blad.dossier_id}")
    if stand is None or regels is None:
        voornaam = blad.leerling.partition(" ")[0]
        leeg = "Je school heeft nog geen plan met je gedeeld."
        lezen = views.OppLeesversie(f"Het plan van {voornaam}", "", [], leeg, terug, "")
        return views.OppLeerling(lezen, None, None, None)
    schrijven = _schrijven(blad, stand, regels, getypt.get("bijdrage"))
    if schrijven is not None:
        schrijven = views.OppBijdrage(
            kop="Wat vind jij?",
            inleiding="Er is geen goed of fout antwoord. Je mag ook niets invullen.",
            terug=schrijven.terug,
            onderdelen=schrijven.onderdelen,
            formulier=schrijven.formulier,
            knop="Opslaan",
        )
    zelf = next((een for een in stand.instemmingen if een.eigen), None)
    gezegd = None
    if zelf and zelf.oordeel:
        gezegd = Status("Je bent het eens", "ok", "check")
        if zelf.oordeel == "niet_akkoord":
            gezegd = Status("Je bent het niet eens", "let-op", "alert")
    return views.OppLeerling(
        lezen=opp_bijdrage.leesversie(stand, terug, f"/mijn-kind/{blad.dossier_id}/opp/{stand.id}/pdf"),
        schrijven=schrijven,
        instemming=_instemming(blad, stand, getypt.get("instemming"))
        if "instemming_geven" in stand.handelingen
        else None,
        gezegd=gezegd,
    )


def bijdrage_bewaard(stand: OppStand, regels: OppRegels, op: datetime) -> views.OppBijdrageBewaard:
    """The answer to autosave."""
    bijdrage = eigen(stand)
    return views.OppBijdrageBewaard(
        bewaard=f"Opgeslagen om {tijdstip(op)}",
        versie=str(bijdrage.versie if bijdrage else 0),
        fouten=dict.fromkeys(_namen(bijdrage, regels), ""),
    )


def bijdrage_geweigerd(stand: OppStand, regels: OppRegels, getypt: Formulier) -> views.OppBijdrageBewaard:
    """Nothing was saved: a sentence per field that cannot be right."""
    namen = _namen(eigen(stand), regels)
    return views.OppBijdrageBewaard(
        bewaard=getypt.algemene_fout or "Nog niet opgeslagen",
        versie="",
        fouten={naam: getypt.fouten.get(naam, "") for naam in namen},
    )


def _namen(bijdrage: OppBijdrage | None, regels: OppRegels) -> list[str]:
    if bijdrage is None:
        return []
    return [veld.naam for _, _, velden in opp_bijdrage.onderdelen(bijdrage, regels) for veld in velden]
