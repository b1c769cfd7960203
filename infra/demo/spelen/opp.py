"""An OPP from an empty form to the next school year: typed once, read by two parents, agreed with by each apart.

Nothing here counts a date: the story reads what the screens say and moves the clock of the demo past it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from infra import clock
from infra.demo.robot import Pagina, Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.zorgplicht import zie
from infra.demo.toneel import Toneel
from infra.people import accounts
from services.kern.kalender import einde_schooljaar, schooljaar_van

TITEL = "OPP: school en ouders naast elkaar, ieder met gezag apart, op slot, en elk schooljaar terugkijken"
IB_ER, MOEDER, VADER = "iris", "hanneke", "marco"
ROEPNAAM, ACHTERNAAM = "Fenne", "Hofkamp"
THUIS = "Thuis begint ze met muziek."
CODE = r"\b[B-DF-HJ-NP-TV-XZ2-9]{4}-[B-DF-HJ-NP-TV-XZ2-9]{4}\b"


def antwoorden(vandaag: date) -> dict[str, object]:
    return {
        "hulpvraag": "Hoe leert Fenne zelf te beginnen?",
        "interventies": "Tien weken een dagtaak met plaatjes. Dat hielp een beetje.",
        "uitstroomprofiel": "vmbo basis of kader",
        "uitstroom_onderbouwing": "De toetsen van groep 6 en 7 wijzen hierop.",
        "a_cognitie_school_helpt": "Onthoudt wat is voorgedaan.",
        "b_werkhouding_school_hindert": "Begint niet zonder hulp.",
        "doelen": "Zelf beginnen aan een taak\nDrie woorden per zin schrijven",
        "onderwijsbehoeften": "Korte opdrachten, één tegelijk.",
        "begeleiding": "Twee keer per week een half uur met de onderwijsassistent.",
        "overleg_op": vandaag,
        "overleg_met": "Beide ouders en de intern begeleider",
        "gehoord": "ja",
        "gehoord_op": vandaag,
        "gehoord_door": "De leerkracht",
        "mening": "Ik wil graag voorin zitten.",
        "mening_antwoord": "Je mag voorin zitten.",
        "lees_doelen": "Je begint zelf aan je werk.\nJe schrijft hele zinnen.",
        "lees_hulp": "Juf helpt je twee keer per week.",
    }


def vullen(robot: Robot, adres: str, alles: dict[str, object]) -> Pagina:
    """Chapter by chapter, each saved with the version of the moment."""
    namen = [form.velden["onderdeel"] for form in robot.ga(adres).formulieren("/opp-bewaren")]
    for (naam,) in namen:
        form = next(f for f in robot.ga(adres).formulieren("/opp-bewaren") if f.velden["onderdeel"] == [naam])
        eigen = {veld: waarde for veld, waarde in alles.items() if veld in form.soorten}
        if eigen:
            robot.verstuur(form.vul(**eigen))
    return robot.ga(adres)


def doe(robot: Robot, adres: str, handeling: str, verwacht: int = 200, **velden: object) -> Pagina:
    form = robot.ga(f"{adres}/{handeling}").formulier(f"/{handeling}")
    return robot.verstuur(form.vul(**velden), verwacht=verwacht)


def uitnodigen(robot: Robot, dossier: str, sub: str, relatie: str) -> str:
    """Somebody with gezag who may look along; the code that the school passes on itself."""
    account = accounts()[sub]
    form = robot.ga(f"{dossier}/gegevens").formulier("/gezag-vastleggen")
    robot.verstuur(form.vul(naam=account.naam, relatie=relatie, grond="geboorte"))
    formulieren = robot.ga(f"{dossier}/gegevens").formulieren("/gezaghouder-uitnodigen")
    pagina = robot.verstuur(formulieren[-1].vul(email=account.email))
    code = re.search(CODE, pagina.html.body.text() if pagina.html.body else "")
    if code is None:
        raise Struikelt(f"de school ziet geen activatiecode: {pagina.tekst[:300]}")
    return code[0]


def binnen(toneel: Toneel, robot: Robot, sub: str, code: str) -> None:
    """The parent comes in by the link and the code."""

    def kijk() -> str | None:
        links = re.findall(r"\S+/uitnodiging/\S+", str(toneel.post(sub, "/uitnodiging/").get("tekst", "")))
        return links[-1] if links else None

    pad = urlsplit(toneel.wacht(kijk, "de link in de uitnodiging")).path
    pagina = robot.ga(pad)
    if not pagina.formulieren(pad):
        robot.inloggen(pagina.link("/inloggen"))
        pagina = robot.ga(pad)
    form = pagina.formulier(pad)
    robot.verstuur(form.vul(**{next(v for v in ("code", "activatiecode") if v in form.soorten): code}))


def speel(toneel: Toneel) -> None:
    vandaag = clock.vandaag()
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("begint een OPP: de zes weken lopen", IB_ER, "opp_beginnen") as uit:
            form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
            geboren = vandaag.replace(year=vandaag.year - 10, day=5)
            form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 6")
            dossier = f"/leerlingen/{re.search(UUID, robot.verstuur(form).url)[0]}"
            adres, mijn = f"{dossier}/opp", f"{dossier.replace('/leerlingen', '/mijn-kind')}/opp"
            codes = {MOEDER: uitnodigen(robot, dossier, MOEDER, "moeder")}
            codes[VADER] = uitnodigen(robot, dossier, VADER, "vader")
            robot.verstuur(robot.ga(adres).formulier("/opp-beginnen"))
            zie(robot.ga(adres), "Concept", "OPP vaststellen", "Alleen uw school ziet dit concept")
            uit["uitkomst"] = "een leeg concept, met de uiterste dag"
        with toneel.stap("vult het in en spreekt minder onderwijstijd af, met einddatum", IB_ER, "opp_bewaren") as uit:
            robot.lees(f"{adres}/opp-vaststellen", verwacht=409)
            zie(vullen(robot, adres, antwoorden(vandaag)), "Alles is er")
            tijd = {"uren": 10, "reden": "Fenne herstelt van een ziekte.", "plek": "thuis"}
            tijd |= {"afspraken": "Elke dag rekenen en taal via de computer."}
            doe(robot, adres, "onderwijstijd-afspreken", verwacht=422, **tijd)
            opbouw = {"opbouw_1_vanaf": vandaag + timedelta(days=28), "opbouw_1_uren": 15}
            einde = vandaag + timedelta(days=56)
            pagina = doe(robot, adres, "onderwijstijd-afspreken", tot_en_met=einde, **opbouw, **tijd)
            zie(pagina, "Minder onderwijstijd", "15 uur per week")
            uit["uitkomst"] = "alles ingevuld; zonder einddatum kon de afspraak niet"
        with toneel.stap("laat de ouders meeschrijven", IB_ER, "opp_delen") as uit:
            doe(robot, adres, "opp-delen")
            uit["uitkomst"] = "gedeeld"
    moeder, vader = Robot(toneel.basis, accounts()[MOEDER]), Robot(toneel.basis, accounts()[VADER])
    with moeder, vader:
        with toneel.stap("leest het plan en schrijft mee", MOEDER, "bijdrage_geven") as uit:
            binnen(toneel, moeder, MOEDER, codes[MOEDER])
            form = zie(moeder.ga(mijn), "Schrijf mee").formulier("/bijdrage-geven")
            moeder.verstuur(form.vul(b_werkhouding_ouders_helpt=THUIS))
            if moeder.ga(mijn).formulieren("/instemming-geven"):
                raise Struikelt("een ouder kan al instemmen met een concept")
            uit["uitkomst"] = "haar tekst staat naast die van de school"
        stap = toneel.stap("legt het voor: de tekst staat stil", IB_ER, "opp_voorleggen")
        with toneel.persoon(IB_ER) as robot, stap as uit:
            zie(robot.ga(adres), THUIS, "Schreef zelf mee")
            zie(doe(robot, adres, "opp-voorleggen"), "Voorgelegd", "Nog geen antwoord")
            uit["uitkomst"] = "twee mensen met gezag, twee vragen"
        with toneel.stap("is het eens met het handelingsdeel", MOEDER, "instemming_geven") as uit:
            zie(moeder.verstuur(moeder.ga(mijn).formulier("/instemming-geven").vul(akkoord="ja")), "U bent het eens")
            uit["uitkomst"] = "eens, voor zichzelf"
        with toneel.stap("is het niet eens en schrijft waarom", VADER, "instemming_geven") as uit:
            binnen(toneel, vader, VADER, codes[VADER])
            vader.verstuur(vader.ga(mijn).formulier("/instemming-geven").vul(akkoord="nee"), verwacht=422)
            form = vader.ga(mijn).formulier("/instemming-geven")
            zie(vader.verstuur(form.vul(akkoord="nee", toelichting="Liever in de klas.")), "U bent het niet eens")
            uit["uitkomst"] = "niet eens, met een reden"
        stap = toneel.stap("kan niet vaststellen zonder reden", IB_ER, "opp_vaststellen")
        with toneel.persoon(IB_ER) as robot, stap as uit:
            zie(robot.ga(adres), "Liever in de klas.")
            zie(doe(robot, adres, "opp-vaststellen", verwacht=422), "stemde nog niet in")
            uit["uitkomst"] = "eerst praten, of opschrijven waarom"
        with toneel.stap("is het na een gesprek toch eens", VADER, "instemming_geven") as uit:
            vader.verstuur(vader.ga(mijn).formulier("/instemming-geven").vul(akkoord="ja"))
            uit["uitkomst"] = "nu zijn beiden het eens"
        stap = toneel.stap("stelt het vast: op slot, en het handelingsdeel geldt", IB_ER, "opp_vaststellen")
        with toneel.persoon(IB_ER) as robot, stap as uit:
            pagina = zie(doe(robot, adres, "opp-vaststellen"), "Vastgesteld", "Het handelingsdeel geldt vanaf")
            if pagina.formulieren("/opp-bewaren"):
                raise Struikelt("een vastgesteld OPP heeft nog invulvelden")
            versie = pagina.link("/pdf")
            if not robot.client.get(f"{toneel.basis}{urlsplit(versie).path}").content.startswith(b"%PDF-"):
                raise Struikelt("het OPP is geen PDF")
            zie(robot.ga(versie.removesuffix("pdf") + "leerling"), "Hier werk je aan", "Je begint zelf")
            uit["uitkomst"] = "versie 1 verandert niet meer; PDF en leesversie zijn er"
    laatste = einde_schooljaar(schooljaar_van(vandaag))
    toneel.naar(laatste - timedelta(weeks=6))
    with toneel.stap("krijgt bericht dat de evaluatie eraan komt", IB_ER) as uit:
        bericht = toneel.post(IB_ER, "moet worden geëvalueerd")
        if ACHTERNAAM in str(bericht):
            raise Struikelt("de naam van het kind staat in de e-mail")
        uit["uitkomst"] = "een e-mail zonder naam van het kind"
    stap = toneel.stap("evalueert per doel en begint een nieuwe versie", IB_ER, "opp_evalueren")
    with toneel.persoon(IB_ER) as robot, stap as uit:
        zie(robot.ga("/opp"), "Binnenkort", ACHTERNAAM)
        velden = {"aanwezig": "Beide ouders", "ouders": "Tevreden.", "leerling": "Fijn.", "doel_1": "behaald"}
        doe(robot, adres, "opp-evalueren", verwacht=422, uitkomst="bijstellen", **velden)
        pagina = doe(robot, adres, "opp-evalueren", uitkomst="bijstellen", doel_2="deels", **velden)
        zie(pagina, "Evaluatie van", "Behaald", "Deels behaald")
        robot.verstuur(robot.ga(adres).formulier("/opp-beginnen"))
        pagina = zie(robot.ga(adres), "versie 2", f"{laatste.year + 1}")
        form = next(f for f in pagina.formulieren("/opp-bewaren") if "doelen" in f.soorten)
        if "Zelf beginnen aan een taak" not in str(form.velden["doelen"]):
            raise Struikelt("de nieuwe versie begint leeg")
        uit["uitkomst"] = "elk doel een uitkomst; versie 2 begint met wat er stond"
