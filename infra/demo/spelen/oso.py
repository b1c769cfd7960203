"""A dossier from the leerlingadministratie: with a BSN refused, a good one read, chosen from and taken over."""

from __future__ import annotations

import re
from datetime import date, timedelta

from infra import clock
from infra.demo import stukken
from infra.demo.oso import Tak, adres, document, dossier, plek, xml
from infra.demo.robot import Pagina, Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.toneel import Toneel

TITEL = "Uit de leerlingadministratie: gelezen, gekozen en met herkomst in het dossier"
IB_ER, COLLEGA, SECRETARIS, TENANT = "iris", "dirk", "vera", "SWV 22-02"
ROEPNAAM, ACHTERNAAM = "Fenne", "Roessingh"
KIND = ("huidigeschool", "leerling")
BSN = "999990342"  # from a reserved series: of nobody


def _dossier(jaargroep: int = 4, *, met_bijlagen: bool = True) -> list[Tak]:
    """Of a pupil with a secret address, with one good and one damaged attachment, and with what is not allowed."""
    vandaag = clock.vandaag()
    plan = stukken.document("Ontwikkelingsperspectief", "opp", vandaag)
    bijlagen = [document("plan.pdf", plan), document("verslag.pdf", None)] if met_bijlagen else None
    boom = dossier(
        gemaakt_op=vandaag - timedelta(days=12),
        roepnaam=ROEPNAAM,
        achternaam=ACHTERNAAM,
        geboren_op=date(vandaag.year - 8, 6, 11),
        jaargroep=jaargroep,
        bijlagen=bijlagen,
    )
    kind = plek(boom, *KIND)
    kind[:] = [(naam, "true" if naam == "adresgeheim" else tak) for naam, tak in kind]
    kind += [("geboorteplaats", "Verzonnenstad"), ("adreslijst", [adres("gba", "Schuilpad", "3", "7811AA", "Emmen")])]
    return boom


def _lees_in(robot: Robot, inhoud: bytes, verwacht: int = 200) -> Pagina:
    form = robot.ga("/inlezen").formulier("/oso-inlezen")
    return robot.verstuur(form, bestand=("dossier.xml", inhoud, "application/xml"), verwacht=verwacht)


def _eis(pagina: Pagina, *wel: str, niet: tuple[str, ...] = ()) -> None:
    for stuk in wel:
        if stuk not in pagina.tekst:
            raise Struikelt(f"op de pagina staat niet “{stuk}”: {pagina.tekst[:400]}")
    for stuk in niet:
        if stuk in pagina.tekst:
            raise Struikelt(f"op de pagina staat “{stuk}”, en dat mag niet")


def speel(toneel: Toneel) -> None:
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("leest een dossier met een BSN en een overstapdossier", IB_ER) as uit:
            met_bsn = _dossier()
            plek(met_bsn, *KIND).append(("bsn", BSN))
            _eis(_lees_in(robot, xml(met_bsn), 422), "burgerservicenummer", "niets bewaard", niet=(BSN,))
            overstap: list[Tak] = [
                (naam, "overstapdossier" if naam == "overdrachtsoort" else tak) for naam, tak in _dossier()
            ]
            _eis(_lees_in(robot, xml(overstap), 422), "overstapdossier", "niets bewaard")
            uit["uitkomst"] = "twee keer geweigerd met de reden, niets bewaard"
        with toneel.stap("leest een goed dossier", IB_ER, "oso_inlezen") as uit:
            pagina = _lees_in(robot, xml(_dossier()))
            concept = pagina.url
            _eis(pagina, ROEPNAAM, "12 dagen oud", "Alleen u ziet dit", "geboorteplaats niet hebben", "geheim")
            _eis(pagina, "verslag.pdf", "beschadigd", niet=("Verzonnenstad", "Schuilpad", "Veenweg"))
            uit["uitkomst"] = "een concept met leeftijd per gegeven; weggelaten met de reden; een bijlage is stuk"
        ongezien = toneel.stap("vindt het concept niet, net als het samenwerkingsverband", COLLEGA)
        with ongezien as uit:
            for wie, hoed, status in ((COLLEGA, "", 404), (SECRETARIS, TENANT, 403)):
                with toneel.persoon(wie, hoed) as ander:
                    _eis(ander.lees(concept, verwacht=status), niet=(ACHTERNAAM,))
            uit["uitkomst"] = "van één persoon, en van niemand anders"
        with toneel.stap("wacht tot de bijlage is gecontroleerd en neemt over", IB_ER, "oso_overnemen") as uit:

            def gecontroleerd() -> Pagina | None:
                nu = robot.ga(concept)
                return None if "Wordt gecontroleerd" in nu.tekst else nu

            form = toneel.wacht(gecontroleerd, "elke bijlage is gecontroleerd").formulier("/oso-overnemen")
            if len(form.velden.get("bijlagen", [])) != 1:
                raise Struikelt("alleen de hele bijlage kan mee")
            form.vul(gegevens=[g for g in form.velden["gegevens"] if not g.startswith("advies")])
            pagina = robot.verstuur(form)
            _eis(pagina, f"{ROEPNAAM} {ACHTERNAAM}", "Leerlingbeeld 7", "plan.pdf", niet=("Schuilpad", "Veenweg"))
            leerling = f"/leerlingen/{re.search(UUID, pagina.url)[0]}"
            if robot.lees(concept, verwacht=404).status != 404:
                raise Struikelt("het concept is er nog")
            uit["uitkomst"] = "in een nieuw leerlingdossier, met herkomst; het concept is weg"
        with toneel.stap("leest een jaar later opnieuw, en kiest wat verandert", IB_ER, "oso_overnemen") as uit:
            pagina = _lees_in(robot, xml(_dossier(5, met_bijlagen=False)))
            _eis(pagina, "Nu in het dossier: groep 4", "Staat al zo in het dossier")
            form = pagina.formulier("/oso-overnemen")
            if "leerling/groep" in form.velden.get("gegevens", []):
                raise Struikelt("wat anders is stond al aangevinkt")
            robot.verstuur(form.vul(gegevens=["leerling/groep"]))
            _eis(robot.ga(leerling), "Groep 5", "uit de leerlingadministratie")
            uit["uitkomst"] = "alleen de groep, want alleen die was gekozen"
        with toneel.stap("begint een aanvraag uit het dossier", IB_ER, "aanvraag_beginnen") as uit:
            form = robot.ga(leerling).formulier("/aanvragen/nieuw")
            pagina = robot.verstuur(form.vul(soort="sbo"))
            _eis(pagina, f"{ROEPNAAM} {ACHTERNAAM}")
            uit["uitkomst"] = "niets overgetypt"
