"""A consult: asked without a name, answered in time, and with consent in a dossier that is then shared."""

from __future__ import annotations

import re

from infra import clock
from infra.demo.robot import Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.zorgplicht import zie
from infra.demo.toneel import Toneel

TITEL = "Consult: een vraag zonder naam, een antwoord op tijd, en met toestemming een dossier"
IB_ER, ADVISEUR, COLLEGA, ANDER = "iris", "mieke", "jorrit", "rob"
ROEPNAAM, ACHTERNAAM = "Jorne", "Wiekema"
VRAAG = "Een leerling van groep 5 loopt elke dag uit de groep. Wij maakten een dagplan. Wat kunnen wij nog doen?"
ANTWOORD = "Begin met een vaste, rustige plek en spreek een teken af. Kijk na twee weken samen of het helpt."


def dossier(robot: Robot) -> str:
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 9, day=5)
    form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 5")
    return re.search(UUID, robot.verstuur(form).url)[0]


def vraag(robot: Robot, tekst: str, verwacht: int = 200, **velden: object) -> str:
    form = robot.ga("/consulten/nieuw").formulier("/consult-vragen")
    pagina = robot.verstuur(form.vul(onderwerp="Weglopen uit de groep", tekst=tekst, **velden), verwacht=verwacht)
    if verwacht != 200:
        return pagina.tekst
    return f"/consulten/{re.search(UUID, pagina.url)[0]}"


def speel(toneel: Toneel) -> None:
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("schrijft een naam; Meedoen houdt het tegen", IB_ER) as uit:
            kind = dossier(robot)
            for tekst in (f"{VRAAG} Het gaat om {ROEPNAAM.lower()}.", f"{VRAAG} Geboren op 5 mei 2017."):
                if "Haal dat weg" not in vraag(robot, tekst, verwacht=422):
                    raise Struikelt("er staat niet wat er weg moet")
            uit["uitkomst"] = "de naam van een eigen leerling en een geboortedatum vallen op"
        with toneel.stap("stelt de vraag zonder naam", IB_ER, "consult_vragen") as uit:
            adres = vraag(robot, VRAAG)
            uit["uitkomst"] = re.search(r"uiterlijk [^.]*?\d{4}", zie(robot.ga(adres), "uiterlijk").tekst)[0]
    vreemd = toneel.stap("kan er niet bij, van een andere school", ANDER)
    with toneel.persoon(ANDER, "SWV 22-02") as robot, vreemd as uit:
        robot.lees(adres, verwacht=404)
        uit["uitkomst"] = "voor die school bestaat het niet"
    with toneel.persoon(ADVISEUR) as robot:
        with toneel.stap("ziet de vraag en geen kind", ADVISEUR) as uit:
            toneel.post(ADVISEUR, "Er staat een bericht voor u klaar")
            zie(robot.ga("/consulten"), "Weglopen uit de groep", "Bij niemand")
            robot.lees(f"/leerlingen/{kind}", verwacht=404)
            uit["uitkomst"] = "het dossier van de leerling blijft dicht"
        with toneel.stap("geeft antwoord", ADVISEUR, "consult_beantwoorden") as uit:
            form = robot.ga(adres).formulier("/consult-beantwoorden")
            zie(robot.verstuur(form.vul(tekst=ANTWOORD)), "Beantwoord")
            uit["uitkomst"] = "de vraag is beantwoord"
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("vraagt door", IB_ER, "consult_aanvullen") as uit:
            toneel.post(IB_ER, "Er staat een bericht voor u klaar")
            form = robot.ga(adres).formulier("/consult-aanvullen")
            robot.verstuur(form.vul(tekst="Het teken werkt soms. Wilt u een keer komen kijken in de groep?"))
            uit["uitkomst"] = "na bericht van het antwoord"
        with toneel.stap("koppelt het consult, met toestemming van de ouders", IB_ER, "consult_koppelen") as uit:
            form = robot.ga(adres).formulier("/consult-koppelen")
            form.vul(leerlingdossier=kind, toestemming_op=clock.vandaag(), bewijs="")
            robot.verstuur(form, verwacht=422)
            form = robot.ga(adres).formulier("/consult-koppelen")
            form.vul(leerlingdossier=kind, toestemming_op=clock.vandaag(), bewijs="Getekend formulier in de map")
            zie(robot.verstuur(form), f"{ROEPNAAM} {ACHTERNAAM}", "De ouders stemden toe op")
            zie(robot.ga(f"/leerlingen/{kind}/consulten"), "Weglopen uit de groep")
            uit["uitkomst"] = "zonder bewijs kan het niet; nu staat het in het dossier"
    with toneel.persoon(ADVISEUR) as robot:
        with toneel.stap("leest nu het dossier", ADVISEUR) as uit:
            zie(robot.ga(f"/leerlingen/{kind}"), ACHTERNAAM)
            uit["uitkomst"] = "het dossier is gedeeld, vanaf nu"
        with toneel.stap("gaat met vakantie en kiest een vervanger", ADVISEUR, "afwezigheid_vastleggen") as uit:
            form = robot.ga("/consulten/afwezig").formulier("/afwezigheid-vastleggen")
            keuze = next(o.attributes["value"] for o in robot.ga("/consulten/afwezig").html.css("#vervanger option")
                         if "Jorrit" in o.text())  # fmt: skip
            form.vul(vanaf=clock.vandaag(), tot_en_met=clock.vandaag(), vervanger=keuze)
            robot.verstuur(form)
            uit["uitkomst"] = "Jorrit neemt waar"
    with toneel.persoon(COLLEGA) as robot, toneel.stap("heeft het consult in de eigen lijst", COLLEGA) as uit:
        zie(robot.ga("/consulten"), "U vervangt Mieke Talens")
        uit["uitkomst"] = "als vervanger, zonder dat iemand iets doorgaf"
