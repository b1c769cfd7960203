"""Extra support from the question of a school to the last day: who decides, what counts, and what happens by itself.

The story reads what the screens say. Another kind is decided by the directeur, for a group; and one that the
samenwerkingsverband ended cannot be asked any more.
"""

from __future__ import annotations

import re
from datetime import timedelta

from infra import clock
from infra.demo.robot import Formulier, Pagina, Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.zorgplicht import zie
from infra.demo.toneel import Toneel

TITEL = "Extra ondersteuning: vragen met een plan, toekennen binnen de regels, en een einde dat niemand vergeet"
IB_ER, DIRECTEUR, BUDGETHOUDER = "sofie", "ruben", "saar"
ROEPNAAM, ACHTERNAAM = "Jip", "Veldkamp"
DOEL = "Jip doet elke ochtend mee in de kring."
SOORT = "HGO-arrangement: deskundigheid en geld"


def dossier(robot: Robot, achternaam: str) -> str:
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 8, day=5)
    form.vul(voornaam=ROEPNAAM, achternaam=achternaam, geboortedatum=geboren, leerjaar="groep 4")
    return re.search(UUID, robot.verstuur(form).url)[0]


def aanvraag(robot: Robot, begin: str, soort: str, dagen: int, **velden: object) -> Formulier:
    """The form of this kind, by the links that a person follows."""
    pagina = robot.ga(robot.ga(begin).link(soort))
    form = pagina.formulier("/arrangement-aanvragen")
    van = clock.vandaag()
    return form.vul(
        doel_1=DOEL,
        behoefte="Een rustige plek en korte opdrachten.",
        communicatie="Elke vrijdag bellen de mentor en de ouders.",
        begin_op=van,
        eind_op=van + timedelta(days=dagen),
        **velden,
    )


def doe(robot: Robot, adres: str, handeling: str, verwacht: int = 200, **velden: object) -> Pagina:
    form = robot.ga(f"{adres}/{handeling}").formulier(f"/{handeling}")
    return robot.verstuur(form.vul(**velden), verwacht=verwacht)


def speel(toneel: Toneel) -> None:
    begin = clock.vandaag()
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("vraagt extra ondersteuning met een plan", IB_ER, "arrangement_aanvragen") as uit:
            nummer = dossier(robot, ACHTERNAAM)
            kiezen = robot.ga(f"/leerlingen/{nummer}/arrangementen").link("Extra ondersteuning vragen")
            robot.verstuur(aanvraag(robot, kiezen, "Onderzoeksperiode", 42, plek_school="14RX00"), verwacht=422)
            zie(robot.pagina, "Hoogstens 6 weken")
            pagina = robot.verstuur(aanvraag(robot, kiezen, SOORT, 59, bedrag="6.000"))
            zie(pagina, "Wacht op een besluit", "blijft verantwoordelijk", "Steunpuntcoördinator")
            adres = f"/arrangementen/{re.search(UUID, pagina.url)[0]}"
            uit["uitkomst"] = "een dag te lang is geweigerd; wie beslist staat erbij"
        with toneel.stap("houdt een ander dossier voor zich", IB_ER) as uit:
            stil = dossier(robot, f"{ACHTERNAAM}-Bos")
            uit["uitkomst"] = "niet gedeeld"
    with toneel.stap("krijgt bericht, zonder naam van het kind", BUDGETHOUDER) as uit:
        bericht = toneel.post(BUDGETHOUDER, "Er is extra ondersteuning gevraagd")
        if ACHTERNAAM in str(bericht):
            raise Struikelt("de naam van het kind staat in de e-mail")
        uit["uitkomst"] = f"“{bericht['onderwerp']}”"
    with toneel.persoon(DIRECTEUR) as robot, toneel.stap("kan niet zelf toekennen", DIRECTEUR) as uit:
        robot.lees(f"{adres}/arrangement-toekennen", verwacht=409)
        uit["uitkomst"] = "alleen de budgethouder beslist"
    with toneel.persoon(BUDGETHOUDER) as robot:
        with toneel.stap("kent toe, met minder dan gevraagd", BUDGETHOUDER, "arrangement_toekennen") as uit:
            robot.lees(f"/leerlingen/{stil}/arrangementen", verwacht=404)
            zie(robot.ga("/arrangementen"), "U beslist (", ACHTERNAAM)
            reden = "Twintig uur deskundigheid, en geld voor een assistent."
            pagina = doe(robot, adres, "arrangement-toekennen", bedrag="3.000", inzet="20", toelichting=reden)
            zie(pagina, "Loopt", "€ 3.000", "20")
            uit["uitkomst"] = "€ 3.000 en twintig uur, tot en met de gevraagde dag"
        with toneel.stap("ziet bedragen per school zonder naam", BUDGETHOUDER, "budget_tellen") as uit:
            pagina = zie(robot.ga("/arrangementen/budget"), "€ 3.000", SOORT)
            if ACHTERNAAM in pagina.tekst:
                raise Struikelt("bij het budget staat de naam van een kind")
            uit["uitkomst"] = "per school en bestuur, in hele centen"
    toneel.naar(begin + timedelta(days=47))
    with toneel.stap("krijgt bericht dat het bijna eindigt", IB_ER) as uit:
        toneel.post(IB_ER, "Extra ondersteuning loopt bijna af")
        toneel.post(BUDGETHOUDER, "Extra ondersteuning loopt bijna af")
        uit["uitkomst"] = "school en budgethouder, twee weken van tevoren"
    with toneel.persoon(IB_ER) as robot, toneel.stap("kijkt per doel terug", IB_ER, "arrangement_evalueren") as uit:
        doe(robot, adres, "arrangement-evalueren", uitkomst_1="deels", verwacht=422)
        zin = "Op maandag en dinsdag lukt het, daarna nog niet."
        zie(doe(robot, adres, "arrangement-evalueren", uitkomst_1="deels", toelichting_1=zin), "Deels behaald", zin)
        uit["uitkomst"] = "deels, met de reden"
    stap = toneel.stap("verlengt, en stopt later eerder", BUDGETHOUDER, "arrangement_verlengen")
    with toneel.persoon(BUDGETHOUDER) as robot, stap as uit:
        reden = "Nog vier weken om het vast te houden."
        zie(doe(robot, adres, "arrangement-verlengen", eind_op=begin + timedelta(days=89), reden=reden), "Verlengd")
        per = begin + timedelta(days=59)
        reden = "Het doel is gehaald; de rest is niet meer nodig."
        zie(doe(robot, adres, "arrangement-stoppen", stop_op=per, reden=reden), "Eerder gestopt", "€ 2.000")
        uit["uitkomst"] = "60 van de 90 dagen: € 2.000 van de € 3.000 telt"
    toneel.naar(begin + timedelta(days=60))
    stap = toneel.stap("ziet dat het vanzelf is afgelopen", IB_ER, "arrangement_aflopen")
    with toneel.persoon(IB_ER) as robot, stap as uit:
        toneel.wacht(lambda: "Afgelopen" in robot.ga(adres).tekst, "dat het is afgelopen")
        uit["uitkomst"] = "de dag na de laatste dag, zonder dat iemand iets deed"
    stap = toneel.stap("vraagt in Emmen het Supportteam voor een groep", "iris", "arrangement_aanvragen")
    with toneel.persoon("iris") as robot, stap as uit:
        kiezen = robot.ga("/arrangementen").link("Aanvragen voor een groep")
        form = aanvraag(robot, kiezen, "Traject Onderwijs Supportteam", 55, groep="groep 5 blauw", inzet="14")
        pagina = zie(robot.verstuur(form), "groep 5 blauw", "Coördinator")
        groep = f"/arrangementen/{re.search(UUID, pagina.url)[0]}"
        nummer = dossier(robot, f"{ACHTERNAAM}-Smid")
        kiezen = robot.ga(f"/leerlingen/{nummer}/arrangementen").link("Extra ondersteuning vragen")
        zie(robot.ga(kiezen), "Individueel arrangement: gestopt na 31 juli 2026")
        uit["uitkomst"] = "individuele arrangementen zijn daar gestopt, en dat staat erbij"
    stap = toneel.stap("kent het traject niet toe, met een reden", "cor", "arrangement_weigeren")
    with toneel.persoon("cor", "SWV 22-02") as robot, stap as uit:
        reden = "Het team begint in januari opnieuw. Vraag het dan nog eens."
        zie(doe(robot, groep, "arrangement-weigeren", reden=reden), "Niet toegekend", reden)
        uit["uitkomst"] = "de school leest waarom"
