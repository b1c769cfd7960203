"""A school files while a parent does not agree: six points, five working days, and the parent answers each point."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from infra import clock
from infra.demo.robot import Pagina, Robot, Struikelt
from infra.demo.school import UUID, document, vinkjes
from infra.demo.toneel import Toneel, invullen
from infra.people import accounts
from services.kern.feestdagen import is_werkdag

TITEL = "Zonder instemming: zes punten, vijf werkdagen, en ouders antwoorden op elk punt"
IB_ER, DIRECTEUR, BESTUUR, SECRETARIS, OUDER = "sofie", "ruben", "margriet", "elske", "lotte"
TENANT = "Rijn"
ROEPNAAM, ACHTERNAAM = "Bente", "Duinkerk"
NEE = "nee, ouders zijn het er niet mee eens"
ANTWOORD = "Dat hoorden wij pas in juni, en niet met redenen."


def zie(pagina: Pagina, *stukken: str) -> Pagina:
    """Every piece of text stands on this page. Raises Struikelt with what does."""
    for stuk in stukken:
        if stuk not in pagina.tekst:
            raise Struikelt(f"{pagina.url}: “{stuk}” staat er niet. Er staat: {pagina.tekst[:900]}")
    return pagina


def formulier_vullen(robot: Robot, adres: str, **bekend: object) -> None:
    pagina = robot.ga(adres)
    for nummer in range(len(pagina.formulieren("/onderdeel-bewaren"))):
        form = pagina.formulieren("/onderdeel-bewaren")[nummer]
        invullen(form, lambda veld: f"{ROEPNAAM} heeft rust en korte taken nodig ({veld.replace('_', ' ')}).", **bekend)
        robot.verstuur(form)
        pagina = robot.ga(adres)


def veld(robot: Robot, adres: str, **antwoorden: object) -> Pagina:
    """One or more answers of one chapter, saved."""
    naam = next(iter(antwoorden))
    form = next(f for f in robot.ga(adres).formulieren("/onderdeel-bewaren") if naam in f.soorten)
    return robot.verstuur(form.vul(**antwoorden))


def uitnodigen(robot: Robot, adres: str) -> str:
    account = accounts()[OUDER]
    form = next(f for f in robot.ga(adres).formulieren("/ouder-uitnodigen") if f.velden.get("van") == ["ouder"])
    pagina = robot.verstuur(form.vul(naam=account.naam, email=account.email))
    code = re.search(r"\b[B-DF-HJ-NP-TV-XZ2-9]{4}-[B-DF-HJ-NP-TV-XZ2-9]{4}\b", pagina.tekst)
    if code is None:
        raise Struikelt(f"de school ziet geen activatiecode: {pagina.tekst[:300]}")
    return code[0]


def binnen(toneel: Toneel, robot: Robot, code: str) -> None:
    """The parent comes in by the link and the code."""

    def kijk() -> str | None:
        links = re.findall(r"\S+/uitnodiging/\S+", str(toneel.post(OUDER, "/uitnodiging/").get("tekst", "")))
        return links[0] if links else None

    pad = urlsplit(toneel.wacht(kijk, "de link in de uitnodiging")).path
    pagina = robot.ga(pad)
    if not pagina.formulieren(pad):
        robot.inloggen(pagina.link("/inloggen"))
        pagina = robot.ga(pad)
    form = pagina.formulier(pad)
    robot.verstuur(form.vul(**{next(v for v in ("code", "activatiecode") if v in form.soorten): code}))


def werkdagen_na(begin, aantal: int):
    dag = begin
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def speel(toneel: Toneel) -> None:
    dag_een = clock.vandaag()
    om = werkdagen_na(dag_een, 5)
    verzenden = om + timedelta(days=4)
    with toneel.persoon(IB_ER, TENANT) as robot:
        with toneel.stap("begint een aanvraag waar een ouder het niet mee eens is", IB_ER, "aanvraag_beginnen") as uit:
            form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
            geboren = dag_een.replace(year=dag_een.year - 8, day=6)
            form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 5", soort="sbo")
            adres = f"/aanvragen/{re.search(UUID, robot.verstuur(form).url)[0]}"
            formulier_vullen(robot, adres, overeenstemming=NEE, aangekondigd_op=dag_een, verzenddatum_genoemd=om)
            pagina = zie(robot.ga(adres), "Kies een verzenddatum na")
            uit["uitkomst"] = "zes punten beschreven; een verzenddatum binnen vijf werkdagen kan niet"
        with toneel.stap("noemt een latere verzenddatum en nodigt de ouder uit", IB_ER, "ouder_uitnodigen") as uit:
            veld(robot, adres, verzenddatum_genoemd=verzenden)
            zie(robot.ga(adres), "Tijd voor ouders om te reageren", "Zij hebben 5 werkdagen", "Indienen kan vanaf")
            code = uitnodigen(robot, adres)
            uit["uitkomst"] = f"indienen kan vanaf {verzenden:%d-%m-%Y}, met uitleg"
        with toneel.stap("voegt de documenten toe", IB_ER, "document_toevoegen") as uit:
            soorten = [
                f.velden["soort"][0]
                for f in robot.ga(adres).formulieren("/document-toevoegen")
                if f.velden.get("soort")
            ]
            for soort in soorten:
                document(robot, robot.ga(adres), soort)
            uit["uitkomst"] = f"{len(soorten)} documenten"
    stap = toneel.stap("leest dezelfde zes punten en antwoordt erop", OUDER, "zienswijze_geven")
    with Robot(toneel.basis, accounts()[OUDER]) as robot, stap as uit:
        binnen(toneel, robot, code)
        pagina = robot.ga(f"/mijn-kind/{re.search(UUID, adres)[0]}")
        form = zie(pagina, "Wat de school schrijft", "Reageer tot en met").formulier("/zienswijze-geven")
        gevraagd = [naam for naam in form.soorten if naam.startswith("punt_")]
        if len(gevraagd) != 6:
            raise Struikelt(f"de ouder leest {len(gevraagd)} punten in plaats van zes")
        form.vul(oordeel="niet_eens", tekst="Wij willen dat Bente blijft.", punt_advies_gegeven=ANTWOORD)
        zie(robot.verstuur(form), ANTWOORD)
        uit["uitkomst"] = "niet eens, met een antwoord bij een van de zes punten"
    te_vroeg = toneel.stap("kan nog niet indienen", DIRECTEUR)
    with toneel.persoon(DIRECTEUR, TENANT) as robot, te_vroeg as uit:
        toneel.wacht(
            lambda: "Wordt gecontroleerd" not in robot.ga(adres).tekst, "dat alle documenten gecontroleerd zijn"
        )
        robot.verstuur(vinkjes(robot.ga(adres).formulier("/aanvraag-ondertekenen")))
        if zie(robot.ga(adres), "Indienen kan nog niet", ANTWOORD).formulieren("/aanvraag-indienen"):
            raise Struikelt("de knop om in te dienen staat er al")
        uit["uitkomst"] = "ondertekend; indienen kan pas als de ouder de tijd had"
    toneel.naar(verzenden)
    op_de_dag = toneel.stap("dient in op de genoemde dag", DIRECTEUR, "aanvraag_indienen")
    with toneel.persoon(DIRECTEUR, TENANT) as robot, op_de_dag as uit:
        robot.verstuur(robot.ga(adres).formulier("/aanvraag-indienen"))
        uit["uitkomst"] = f"ontvangen op {clock.vandaag():%d-%m-%Y}"
    with toneel.stap("hoort van de aanvraag", BESTUUR) as uit:
        bericht = toneel.post(BESTUUR)
        if ACHTERNAAM in str(bericht):
            raise Struikelt("in een e-mail staat de naam van een kind")
        uit["uitkomst"] = f"“{bericht['onderwerp']}”"
    leest = toneel.stap("leest wat er bijzonder aan is, en het antwoord van de ouder", SECRETARIS)
    with toneel.persoon(SECRETARIS, TENANT) as robot, leest as uit:
        dossier = adres.replace("/aanvragen/", "/dossiers/")
        toneel.wacht(lambda: robot.ga(dossier), "het dossier bij de commissie")
        zie(robot.ga(dossier), "Zonder instemming van ouders", "ten minste 5 werkdagen", ANTWOORD)
        uit["uitkomst"] = "de commissie toetst de zes punten en leest beide kanten"
