"""A dossier is begun, found back and kept right; an aanvraag begins from it with nothing typed twice."""

from __future__ import annotations

import re
from datetime import date

from infra import clock
from infra.demo.robot import Struikelt
from infra.demo.school import UUID
from infra.demo.toneel import Toneel

TITEL = "Een leerling: één dossier, en een aanvraag die eruit begint"
IB_ER, SECRETARIS, TENANT = "iris", "vera", "SWV 22-02"
ROEPNAAM, ACHTERNAAM = "Jolijn", "Tabak"
MOEDER, STRAAT = "Wieke Tabak", "Kerkhoflaan 12"


def speel(toneel: Toneel) -> None:
    geboren = date(clock.vandaag().year - 8, 4, 9)
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("begint een dossier", IB_ER, "leerlingdossier_beginnen") as uit:
            form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
            form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 4")
            pagina = robot.verstuur(form)
            adres = f"/leerlingen/{re.search(UUID, pagina.url)[0]}"
            kenmerk = re.search(r"LL-\d{4}-\w{5}", pagina.tekst)
            if kenmerk is None or "Alleen uw school" not in pagina.tekst:
                raise Struikelt(f"het dossier zegt niet hoe het heet of wie het ziet: {pagina.tekst[:300]}")
            uit["uitkomst"] = f"{kenmerk[0]}, alleen de school ziet het"
        with toneel.stap("zoekt de leerling terug op een deel van de naam", IB_ER) as uit:
            zoek = robot.ga("/leerlingen").formulier("/leerlingen").vul(zoek=ACHTERNAAM[1:].upper())
            if adres not in robot.verstuur(zoek).link(f"{ROEPNAAM} {ACHTERNAAM}"):
                raise Struikelt("de lijst wijst naar een ander dossier")
            uit["uitkomst"] = "gevonden"
        with toneel.stap("zet de leerling een groep verder", IB_ER, "leerling_wijzigen") as uit:
            pagina = robot.ga(f"{adres}/leerling-wijzigen")
            pagina = robot.verstuur(pagina.formulier("/leerling-wijzigen").vul(leerjaar="groep 5"))
            if "Groep 5" not in pagina.tekst or "wijzigde de gegevens" not in pagina.tekst:
                raise Struikelt(f"de wijziging staat er niet: {pagina.tekst[:300]}")
            uit["uitkomst"] = "groep 5, en de tijdlijn zegt het"
        with toneel.stap("legt vast wie gezag heeft, en een geheim adres", IB_ER, "gezag_vastleggen") as uit:
            form = robot.ga(f"{adres}/gegevens").formulier("/gezag-vastleggen")
            form.vul(naam=MOEDER, relatie="moeder", grond="geboorte", vanaf=geboren)
            form = robot.verstuur(form).formulier("/adres-vastleggen")
            form.vul(straat=STRAAT, postcode="7823 AB", plaats="Emmen", vanaf=geboren, geheim="ja")
            pagina = robot.verstuur(form)
            if not all(woord in pagina.tekst for woord in (MOEDER, STRAAT, "Geheim", "Schoolloopbaan")):
                raise Struikelt(f"gezag of adres staat er niet: {pagina.tekst[:400]}")
            uit["uitkomst"] = "met de dag en de grond; het adres ziet alleen de school"
        with toneel.stap("begint een aanvraag uit het dossier", IB_ER, "aanvraag_beginnen") as uit:
            form = robot.ga(adres).formulier("/aanvragen/nieuw")
            if "achternaam" in form.soorten:
                raise Struikelt("de school moet de naam nog een keer typen")
            pagina = robot.verstuur(form.vul(soort="sbo"))
            if f"{ROEPNAAM} {ACHTERNAAM}" not in pagina.tekst or "Groep 5" not in pagina.tekst:
                raise Struikelt(f"de aanvraag weet niet over wie zij gaat: {pagina.tekst[:300]}")
            aanvraag = re.search(UUID, pagina.url)[0]
            robot.ga(adres).link(f"/aanvragen/{aanvraag}")
            uit["uitkomst"] = "één keuze, niets overgetypt"
    ongezien = toneel.stap("ziet er niets van, want de school deelde nog niets", SECRETARIS)
    with toneel.persoon(SECRETARIS, TENANT) as robot, ongezien as uit:
        if ACHTERNAAM in robot.lees(adres, verwacht=404).tekst:
            raise Struikelt("het samenwerkingsverband ziet een dossier dat niet is gedeeld")
        uit["uitkomst"] = "niet gevonden"
