"""A young child: the voorschool writes over a link, parents sign, the school takes it in and begins the aanvraag."""

from __future__ import annotations

import re
from datetime import date, timedelta

from infra import clock
from infra.demo.robot import Pagina, Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.opp import CODE, binnen
from infra.demo.spelen.zorgplicht import zie
from infra.demo.stukken import document
from infra.demo.toneel import Toneel
from infra.people import accounts
from tenants.registry import get

TITEL = "Onderinstroom: een jong kind van de voorschool naar school, met een overdrachtsdocument over een link"
CJK, VOORSCHOOL, MOEDER, IB_ER, ANDER = "jolien", "hilde", "faiza", "daan", "sofie"
TENANT, SCHOOL = "swv2510po", "14RX00"
ROEPNAAM, ACHTERNAAM, OPVANG = "Lev", "Zandstra", "Peutergroep De Zandkorrel"
TEKST = "Lev bouwt lang en geconcentreerd met blokken."
WOORDEN = "Thuis slaapt Lev nog elke middag een uur."


def geboren() -> date:
    vandaag = clock.vandaag()
    return date(vandaag.year - 4, vandaag.month, 1) + timedelta(days=183)


def antwoorden() -> dict[str, str]:
    lijst = get(TENANT).formulieren["overdrachtsdocument"]
    return {
        vraag.naam: vraag.keuzes[-2] if vraag.keuzes else TEKST
        for onderdeel in lijst.onderdelen
        for vraag in onderdeel.vragen
        if vraag.verplicht and vraag.als is None
    }


def code_van(pagina: Pagina) -> str:
    """What is told by telephone: it stands on the screen once, and in no e-mail."""
    code = re.search(CODE, pagina.html.body.text() if pagina.html.body else "")
    if code is None:
        raise Struikelt(f"er is geen code te zien: {pagina.tekst[:300]}")
    return code[0]


def speel(toneel: Toneel) -> None:
    vandaag = clock.vandaag()
    with toneel.persoon(CJK) as robot:
        with toneel.stap("voegt een kind toe; zonder toestemming kan het niet", CJK, "onderinstroom_beginnen") as uit:
            kind = {"voornaam": ROEPNAAM, "achternaam": ACHTERNAAM, "geboortedatum": geboren(), "voorschool": OPVANG}
            form = robot.ga("/jonge-kinderen/nieuw").formulier("/onderinstroom-beginnen")
            robot.verstuur(form.vul(toestemming_op=vandaag, bewijs="", **kind), verwacht=422)
            form = robot.ga("/jonge-kinderen/nieuw").formulier("/onderinstroom-beginnen")
            bewijs = "Formulier van de moeder, in de map"
            pagina = robot.verstuur(form.vul(toestemming_op=vandaag, bewijs=bewijs, **kind))
            id = re.search(UUID, pagina.url)[0]
            adres, eigen = f"/jonge-kinderen/{id}", f"/overdrachtsdocument/{id}"
            uit["uitkomst"] = "met dag en bewijs van de toestemming"
        with toneel.stap("nodigt de voorschool en de moeder uit", CJK, "voorschool_uitnodigen") as uit:
            codes = {}
            for sub, wat in ((VOORSCHOOL, "voorschool-uitnodigen"), (MOEDER, "onderinstroomouder-uitnodigen")):
                form = robot.ga(adres).formulier(f"/{wat}")
                codes[sub] = code_van(robot.verstuur(form.vul(naam=accounts()[sub].naam, email=accounts()[sub].email)))
                if codes[sub] in str(toneel.post(sub, "/uitnodiging/")):
                    raise Struikelt("de code staat in de e-mail")
            uit["uitkomst"] = "de link per e-mail, de code per telefoon"
    with toneel.persoon(IB_ER) as robot, toneel.stap("ziet nog niets van het kind", IB_ER) as uit:
        robot.lees(adres, verwacht=404)
        uit["uitkomst"] = "voor de school bestaat het kind nog niet"
    voorschool, moeder = Robot(toneel.basis, accounts()[VOORSCHOOL]), Robot(toneel.basis, accounts()[MOEDER])
    with voorschool, moeder:
        with toneel.stap("komt binnen met link, code en tweede stap", VOORSCHOOL) as uit:
            binnen(toneel, voorschool, VOORSCHOOL, codes[VOORSCHOOL])
            zie(voorschool.ga(eigen), f"{ROEPNAAM} {ACHTERNAAM}", "te gaan")
            voorschool.lees("/jonge-kinderen", verwacht=403)
            uit["uitkomst"] = "één document; geen lijst en geen zoeken"
        with toneel.stap("vult in, voegt een verslag toe", VOORSCHOOL, "overdrachtsdocument_bewaren") as uit:
            form = voorschool.ga(eigen).formulier("/overdrachtsdocument-inleveren")
            voorschool.verstuur(form, verwacht=422)
            form = voorschool.ga(eigen).formulier("/overdrachtsdocument-bewaren")
            voorschool.verstuur(form.vul(**antwoorden()))
            form = voorschool.ga(eigen).formulier("/overdrachtsbijlage-toevoegen")
            form.vul(soort="gespreksverslag_voorschool", gedagtekend_op=vandaag)
            voorschool.verstuur(
                form,
                bestand=(
                    "gesprek.pdf",
                    document("Gesprek met de moeder", "gespreksverslag", vandaag),
                    "application/pdf",
                ),
            )
            zie(voorschool.ga(eigen), "gesprek.pdf", TEKST)
            uit["uitkomst"] = "half ingevuld inleveren kon niet; nu staat alles er"
        with toneel.stap("kan nog niet lezen wat nog niet klaar is", MOEDER) as uit:
            binnen(toneel, moeder, MOEDER, codes[MOEDER])
            if TEKST in moeder.ga(f"/mijn-kind/{id}").tekst:
                raise Struikelt("de moeder leest mee terwijl er nog wordt getypt")
            uit["uitkomst"] = "zij ziet wie er schrijft"
        with toneel.stap("levert in en is er meteen uit", VOORSCHOOL, "overdrachtsdocument_inleveren") as uit:

            def inleveren() -> Pagina:
                return voorschool.verstuur(voorschool.ga(eigen).formulier("/overdrachtsdocument-inleveren"))

            zie(toneel.wacht(inleveren, "de bijlage is gecontroleerd"), "Het document is ontvangen")

            def eruit() -> bool:
                antwoord = voorschool.client.get(f"{toneel.basis}{eigen}")
                return antwoord.status_code in (401, 404) or eigen not in str(antwoord.url)

            toneel.wacht(eruit, "de voorschool kan er niet meer bij")
            uit["uitkomst"] = "ontvangen; de deur is dicht"
        with toneel.stap("leest en ondertekent in eigen woorden", MOEDER, "overdrachtsdocument_ondertekenen") as uit:
            toneel.post(MOEDER, "Nieuw bericht van")
            pagina = zie(moeder.ga(f"/mijn-kind/{id}"), TEKST, "gesprek.pdf")
            form = pagina.formulier("/overdrachtsdocument-ondertekenen")
            zie(moeder.verstuur(form.vul(akkoord="ja", bijlagen_mee="ja", tekst=WOORDEN)), "U heeft ondertekend")
            uit["uitkomst"] = "haar woorden gaan mee, en de bijlagen mogen mee"
    stap = toneel.stap("draagt over aan de school van aanmelding", CJK, "onderinstroom_overdragen")
    with toneel.persoon(CJK) as robot, stap as uit:
        form = zie(robot.ga(adres), WOORDEN).formulier("/onderinstroom-overdragen")
        zie(robot.verstuur(form.vul(school=SCHOOL, aangemeld_op=vandaag)), "Bij de school")
        uit["uitkomst"] = "SSBO De Regenboog leest het nu"
    with toneel.persoon(ANDER) as robot, toneel.stap("kan er niet bij, van een andere school", ANDER) as uit:
        robot.lees(adres, verwacht=404)
        uit["uitkomst"] = "voor die school bestaat het niet"
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("neemt het kind aan: het heeft een dossier", IB_ER, "onderinstroom_aannemen") as uit:
            toneel.post(IB_ER, "Nieuw bericht van")
            zie(robot.ga("/jonge-kinderen"), ACHTERNAAM)
            form = robot.ga(adres).formulier("/onderinstroom-aannemen")
            pagina = robot.verstuur(form)
            dossier = re.search(UUID, pagina.url)[0]
            plek = f"/leerlingen/{dossier}/voorschool"
            toneel.wacht(
                lambda: zie(robot.ga(plek), "ondertekend door de ouders", "gesprek.pdf"), "de stukken staan er"
            )
            uit["uitkomst"] = "het document met handtekening en de bijlage staan erin"
        with toneel.stap("begint de aanvraag; niets hoeft opnieuw", IB_ER, "aanvraag_beginnen") as uit:
            form = robot.ga(plek).formulier("/onderinstroomaanvraag-beginnen")
            pagina = robot.verstuur(form.vul(soort="sbo"))
            zie(pagina, ACHTERNAAM, TEKST, "gesprek.pdf", "Overdrachtsdocument Jonge Kind")
            uit["uitkomst"] = "een concept voor sbo, met route, antwoorden en documenten"
