"""The page of a leerlingdossier for parents and pupil, in words. Short sentences, B1 or easier."""

from __future__ import annotations

from datetime import date

from services.intake.leerlingen.contract import AdresStand, GezagStand, InschrijvingStand, MijnDossierStand
from tenants.schema import Tenant
from web import views_mijn_dossier as views
from web.filling.leerling_gegevens import RELATIES, inschrijving
from web.filling.onderdelen import Gezin
from web.filling.tijdlijn import tijdlijn
from web.filling.words import schoolnaam
from web.formatting import datum, initialen
from web.views import Actie, Contact, Vraagbaak

NIET_GOED = "Klopt er iets niet? Zeg het tegen de school. Dan past de school het aan."
NIETS_U = "U hoeft nu niets te doen. Gebeurt er iets, dan ziet u het hier."
NIETS_JIJ = "Je hoeft nu niets te doen. Gebeurt er iets, dan zie je het hier."
VRAGEN = [
    Vraagbaak(
        "Wat is dit dossier?",
        "Hier schrijft de school op welke hulp uw kind nodig heeft, en wat de school daarvoor doet.",
    ),
    Vraagbaak(
        "Wie kan dit lezen?",
        "De school van uw kind, uw kind zelf en iedereen die gezag heeft en is uitgenodigd. Het samenwerkingsverband "
        "leest pas mee als de school iets deelt. U ziet altijd wie er keek.",
    ),
    Vraagbaak(
        "Kan ik iets laten veranderen?",
        "Ja. U mag vragen om fouten te herstellen. Vraag het aan de school. Bent u het ergens niet mee eens, dan mag "
        "uw mening erbij.",
    ),
    Vraagbaak(
        "Hoe lang blijft dit bewaard?",
        "Tot drie jaar nadat uw kind van school is. Daarna gaat het weg.",
    ),
]


def gezin(stand: MijnDossierStand, tenant: Tenant, leerling: bool, vandaag: date) -> Gezin:
    return Gezin(stand.id, stand.roepnaam, schoolnaam(stand.school), leerling, tenant, vandaag)


def mijn_dossier(
    stand: MijnDossierStand, wie: Gezin, blokken: list[views.Familieblok], vandaag: date
) -> views.MijnDossier:
    """`blokken`: of every subject, in their order; what asks something of the reader comes first."""
    kind, jij = stand.roepnaam, wie.leerling
    inleiding = (
        f"Hier lees je wat {wie.school} opschrijft over de hulp die jij krijgt."
        if jij
        else f"Hier leest u wat {wie.school} opschrijft over de hulp voor {kind}, en wat er is afgesproken."
    )
    return views.MijnDossier(
        aanhef=f"Hoi {kind}," if jij else f"Dag {stand.wie},",
        kop="Jouw dossier" if jij else f"Het dossier van {kind}",
        inleiding=inleiding,
        blokken=sorted(blokken, key=lambda blok: not blok.aandacht),
        leeg=NIETS_JIJ if jij else NIETS_U,
        weet_kop="Wat de school van jou weet" if jij else f"Wat de school van {kind} weet",
        weet=_weet(stand, jij),
        weet_uitleg="Klopt er iets niet? Zeg het tegen je school." if jij else NIET_GOED,
        acties=[] if jij else [Actie("Zie wie er keek", f"/mijn-kind/{stand.id}/wie-keek", "eye")],
        contact=Contact(naam=stand.contact, functie=wie.school, initialen=initialen(stand.contact)),
        contact_kop="Wil je iets vragen?" if jij else "Heeft u een vraag?",
        tijdlijn=tijdlijn(stand.tijdlijn, vandaag),
        vragen=[] if jij else VRAGEN,
    )


def _weet(stand: MijnDossierStand, jij: bool) -> list[tuple[str, list[str]]]:
    uit = [("Naam en geboren", [f"{stand.roepnaam} {stand.achternaam}", datum(stand.geboren_op)])]
    if stand.gezag:
        uit.append(("Wie heeft gezag", [_gezag(g) for g in stand.gezag]))
    adressen = [_adres(a) for a in stand.adressen]
    uit.append(("Adres", adressen or ["Hier staat geen adres."]))
    uit.append(("Scholen en groepen" if not jij else "Jouw scholen", [_inschrijving(i) for i in stand.loopbaan]))
    return uit


def _gezag(g: GezagStand) -> str:
    return f"{g.naam}, {RELATIES[g.relatie].lower()}"


def _adres(a: AdresStand) -> str:
    return f"{a.straat}, {a.postcode} {a.plaats}"


def _inschrijving(i: InschrijvingStand) -> str:
    naam, tijd = inschrijving(i)
    return f"{naam}: {tijd[0].lower()}{tijd[1:]}" if i.groep else f"{naam}: {tijd}"
