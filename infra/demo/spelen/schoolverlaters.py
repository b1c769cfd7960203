"""The schoolverlatersonderzoek: on time, with consent, by one who is named; the outcome goes into the aanvraag."""

from __future__ import annotations

import re
from datetime import date

from infra import clock
from infra.demo.robot import Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.zorgplicht import zie
from infra.demo.toneel import Toneel

TITEL = "Schoolverlatersonderzoek: op tijd aangemeld, met toestemming, en de uitkomst in de aanvraag"
SCHOOL, SECRETARIS, ONDERZOEKER = "geert", "anouk", "roos"
ROEPNAAM, ACHTERNAAM = "Hielke", "Zwaan"
BEVINDINGEN = "Leert door te doen, in een kleine groep met een vaste mentor."
GETALLEN = {
    "iq": 72, "dl": 52, "dle_inzichtelijk_rekenen": 20, "dle_begrijpend_lezen": 22, "dle_technisch_lezen": 40,
    "dle_spellen": 24,
}  # fmt: skip


def open_dag() -> date:
    """Two weeks before the closing day, this autumn or the next."""
    vandaag = clock.vandaag()
    dag = date(vandaag.year, 10, 5)
    return dag if vandaag <= dag else dag.replace(year=vandaag.year + 1)


def dossier(robot: Robot) -> str:
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 12, month=2, day=5)
    form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 8")
    return re.search(UUID, robot.verstuur(form).url)[0]


def speel(toneel: Toneel) -> None:
    toneel.naar(open_dag())
    aan = toneel.stap("meldt een leerling van groep 8 aan", SCHOOL, "schoolverlaters_aanmelden")
    with toneel.persoon(SCHOOL) as robot, aan as uit:
        kind = dossier(robot)

        def vul(bewijs: str) -> object:
            form = robot.ga("/schoolverlaters").formulier("/schoolverlaters-aanmelden")
            return form.vul(
                leerling=[kind],
                **{f"advies_{kind}": "pro", f"toestemming_op_{kind}": clock.vandaag(), f"bewijs_{kind}": bewijs},
            )

        zie(robot.verstuur(vul(""), verwacht=422), "Schrijf waar het bewijs is")
        zie(robot.verstuur(vul("Getekend formulier van de ouders, map van de school")), "Aangemeld", ACHTERNAAM)
        uit["uitkomst"] = "zonder bewijs van de toestemming kan het niet"
    nog = toneel.stap("ziet nog niemand: niemand is aangewezen", ONDERZOEKER)
    with toneel.persoon(ONDERZOEKER) as robot, nog as uit:
        if ACHTERNAAM in robot.ga("/onderzoeken").tekst:
            raise Struikelt("de onderzoeker ziet een leerling zonder dat iemand die aanwees")
        robot.lees(f"/leerlingen/{kind}", verwacht=403)
        uit["uitkomst"] = "geen lijst, geen dossier"
    wijst = toneel.stap("wijst aan wie onderzoekt", SECRETARIS, "onderzoeker_aanwijzen")
    with toneel.persoon(SECRETARIS) as robot, wijst as uit:
        pagina = zie(robot.ga("/schoolverlaters/overzicht"), f"{ROEPNAAM} {ACHTERNAAM}")
        form = pagina.formulier("/onderzoeker-aanwijzen")
        wie = next(o.attributes["value"] for o in pagina.html.css("#onderzoeker option") if "Roos" in o.text())
        rij = next(v for v in pagina.html.css("li") if ACHTERNAAM in v.text()).css_first("input[name=leerling]")
        zie(robot.verstuur(form.vul(leerling=[rij.attributes["value"]], onderzoeker=wie)), "Roos")
        uit["uitkomst"] = "één onderzoeker, en alleen die ziet de aanmelding"
    with toneel.persoon(ONDERZOEKER) as robot:
        with toneel.stap("plant het onderzoek", ONDERZOEKER, "onderzoek_inplannen") as uit:
            lijst = zie(robot.ga("/onderzoeken"), f"{ROEPNAAM} {ACHTERNAAM}")
            adres = next(a.attributes["href"] for a in lijst.html.css("main a") if ACHTERNAAM in a.text())
            form = robot.ga(adres).formulier("/onderzoek-inplannen")
            zie(robot.verstuur(form.vul(onderzoek_op=clock.vandaag(), plaats="Op school")), "Ingepland")
            uit["uitkomst"] = "de school ziet wanneer"
        with toneel.stap("legt de uitkomst vast, met toetsen van de lijst", ONDERZOEKER, "onderzoek_vastleggen") as uit:

            def uitkomst(**velden: str) -> object:
                form = robot.ga(adres).formulier("/onderzoek-vastleggen")
                form.vul(onderzoek_op=clock.vandaag(), uitkomst="pro", bevindingen=BEVINDINGEN, iq_test="WISC-V")
                return form.vul(**GETALLEN, **velden)

            zie(robot.verstuur(uitkomst(), verwacht=422), "lijst van de minister")
            zie(robot.verstuur(uitkomst(van_lijst="ja")), "voldoet de leerling aan: pro.")
            robot.lees(f"/leerlingen/{kind}", verwacht=403)
            uit["uitkomst"] = "volgens de wet: praktijkonderwijs; het dossier bleef dicht"
    with toneel.persoon(SCHOOL) as robot:
        with toneel.stap("bespreekt de uitkomst met de ouders", SCHOOL, "onderzoek_bespreken") as uit:
            form = zie(robot.ga(f"/leerlingen/{kind}/schoolverlater"), BEVINDINGEN).formulier("/onderzoek-bespreken")
            zie(robot.verstuur(form.vul(besproken_op=clock.vandaag())), "Besproken met de ouders")
            uit["uitkomst"] = "daarna lezen ook de ouders haar"
        with toneel.stap("begint de aanvraag met de uitkomst erin", SCHOOL, "aanvraag_beginnen") as uit:
            form = robot.ga(f"/aanvragen/nieuw?leerling={kind}").formulier("/aanvragen/nieuw")
            pagina = robot.verstuur(form.vul(soort="pro"))
            if pagina.html.css_first('[name="iq"]').attributes.get("value") != "72":
                raise Struikelt("het IQ van het onderzoek staat niet in de aanvraag")
            uit["uitkomst"] = "niets overgetypt: IQ 72 en de vier resultaten staan er"
    toneel.naar(date(clock.vandaag().year, 10, 21))
    with toneel.persoon(SCHOOL) as robot, toneel.stap("kan na de sluitingsdag niemand meer aanmelden", SCHOOL) as uit:
        pagina = zie(robot.ga("/schoolverlaters"), "Aanmelden kon tot en met")
        if pagina.html.css_first("form[action$='/schoolverlaters-aanmelden']") is not None:
            raise Struikelt("aanmelden kan nog, na de sluitingsdag")
        uit["uitkomst"] = "gesloten op 20 oktober"
