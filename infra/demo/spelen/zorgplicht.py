"""An aanmelding from the first day to another school: one clock, one name, and a board that sees both without a child.

Nothing here counts a date: the story reads what the screens say and moves the clock of the demo past it.
"""

from __future__ import annotations

import re
from datetime import timedelta

from infra import clock
from infra.demo.robot import Formulier, Pagina, Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.toneel import Toneel

TITEL = "Zorgplicht: zes weken, vier weken erbij, en één naam tot het kind ergens is ingeschreven"
IB_ER, DIRECTEUR, BESTUUR, SECRETARIS, TENANT = "iris", "dirk", "bea", "vera", "SWV 22-02"
ROEPNAAM, ACHTERNAAM = "Ties", "Hofstee"
EIGEN, TWEEDE = "Angelslo", "19CO00"


def zie(pagina: Pagina, *stukken: str) -> Pagina:
    """Every piece of text stands on this page. Raises Struikelt with what does."""
    for stuk in stukken:
        if stuk not in pagina.tekst:
            raise Struikelt(f"{pagina.url}: “{stuk}” staat er niet. Er staat: {pagina.tekst[:700]}")
    return pagina


def houder(pagina: Pagina) -> str:
    """The one name in the card of the zorgplicht."""
    namen = [node.text().strip() for node in pagina.html.css(".swv-houder")]
    if len(namen) != 1:
        raise Struikelt(f"{pagina.url}: er staan {len(namen)} namen bij de zorgplicht")
    return namen[0]


def nog(pagina: Pagina) -> int:
    """How many days the screen says that there still are."""
    gevonden = re.search(r"Nog (\d+) dagen", pagina.tekst)
    if gevonden is None:
        raise Struikelt(f"{pagina.url} zegt niet hoeveel dagen er nog zijn: {pagina.tekst[:400]}")
    return int(gevonden[1])


def doe(robot: Robot, adres: str, handeling: str, verwacht: int = 200, **velden: object) -> Pagina:
    """The form of this act, filled and sent."""
    form: Formulier = robot.ga(f"{adres}/{handeling}").formulier(f"/{handeling}")
    return robot.verstuur(form.vul(**velden), verwacht=verwacht)


def begin(robot: Robot, naam: str) -> str:
    """A dossier of a pupil, and its aanmelding of today; the address of the page about it."""
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 6, day=5)
    form.vul(voornaam=ROEPNAAM, achternaam=naam, geboortedatum=geboren, leerjaar="groep 2")
    adres = f"/leerlingen/{re.search(UUID, robot.verstuur(form).url)[0]}/aanmelding"
    doe(robot, adres, "aanmelding-vastleggen")
    return adres


def speel(toneel: Toneel) -> None:
    dag_een = clock.vandaag()
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap("legt een aanmelding vast: de klok loopt", IB_ER, "aanmelding_vastleggen") as uit:
            adres = begin(robot, ACHTERNAAM)
            tweede_kind = begin(robot, f"{ACHTERNAAM}-Mulder")
            pagina = zie(robot.ga(adres), "Dagen volgens de wet 0")
            dagen = nog(pagina)
            if not 42 <= dagen <= 46:  # six weeks, and on to the first working day
                raise Struikelt(f"de klok zegt nog {dagen} dagen")
            if EIGEN not in houder(pagina):
                raise Struikelt(f"de zorgplicht ligt bij {houder(pagina)}")
            uit["uitkomst"] = f"{houder(pagina)} heeft de zorgplicht, nog {dagen} dagen"
        with toneel.stap("vraagt informatie; de termijn blijft gelijk", IB_ER, "informatie_vragen") as uit:
            zin = "Het verslag van de logopedist."
            doe(robot, adres, "informatie-vragen", bij="anderen", wat=zin, toestemming="nee", verwacht=422)
            pagina = doe(robot, adres, "informatie-vragen", bij="anderen", wat=zin, toestemming="ja")
            if nog(zie(pagina, "Informatie gevraagd")) != dagen:
                raise Struikelt("de termijn verschoof door een vraag om informatie")
            uit["uitkomst"] = f"alleen met toestemming, en nog steeds {dagen} dagen"
    te_vroeg = toneel.stap("kan nog niet weigeren en nog niet plaatsen", DIRECTEUR)
    with toneel.persoon(DIRECTEUR) as robot, te_vroeg as uit:
        robot.lees(f"{adres}/toelating-weigeren", verwacht=409)
        robot.lees(f"{adres}/leerling-plaatsen", verwacht=409)
        uit["uitkomst"] = "beide geweigerd, met een zin"
    toneel.naar(dag_een + timedelta(days=dagen - 14))
    with toneel.stap("krijgt bericht dat de termijn bijna voorbij is", IB_ER) as uit:
        bericht = toneel.post(IB_ER, "De termijn van een aanmelding is bijna voorbij")
        if ACHTERNAAM in str(bericht):
            raise Struikelt("de naam van het kind staat in de e-mail")
        uit["uitkomst"] = "een e-mail zonder naam van het kind"
    with toneel.persoon(DIRECTEUR) as robot:
        with toneel.stap("verlengt één keer, met bericht aan de ouders", DIRECTEUR, "beslissing_verlengen") as uit:
            doe(
                robot, adres, "beslissing-verlengen", reden="Het verslag is er nog niet.", ingelicht="nee", verwacht=422
            )
            pagina = doe(robot, adres, "beslissing-verlengen", reden="Het verslag is er nog niet.", ingelicht="ja")
            zie(pagina, f"Waarvan wachten op informatie (telt mee) {dagen - 14}", "Dagen zonder dat wachten 0")
            langer = nog(pagina)
            if langer < 14 + 25:
                raise Struikelt(f"er kwamen geen vier weken bij: nog {langer} dagen")
            robot.lees(f"{adres}/beslissing-verlengen", verwacht=409)
            uit["uitkomst"] = "vier weken erbij; wachten telt mee; nog eens kan niet"
        with toneel.stap("laat een andere school meekijken", DIRECTEUR, "onderzoek_delen") as uit:
            pagina = doe(robot, adres, "onderzoek-delen", school=TWEEDE, toestemming="ja")
            if nog(zie(pagina, "binnen dezelfde termijn")) != langer or EIGEN not in houder(pagina):
                raise Struikelt("de klok of de zorgplicht veranderde doordat een andere school meekijkt")
            uit["uitkomst"] = f"de zorgplicht blijft bij {houder(pagina)}"
    klok = toneel.stap("ziet dezelfde klok zonder naam van het kind", BESTUUR)
    with toneel.persoon(BESTUUR) as robot, klok as uit:
        lijst, pagina = robot.ga("/zorgplicht"), robot.ga(adres)
        if nog(zie(pagina, EIGEN)) != langer:
            raise Struikelt("het bestuur ziet een andere klok dan de school")
        if ACHTERNAAM in lijst.tekst + pagina.tekst or "logopedist" in pagina.tekst:
            raise Struikelt("het bestuur leest over het kind")
        uit["uitkomst"] = f"nog {langer} dagen, dezelfde als op school"
    aantallen = toneel.stap("ziet aantallen per bestuur en geen aanmelding", SECRETARIS)
    with toneel.persoon(SECRETARIS, TENANT) as robot, aantallen as uit:
        zie(robot.ga("/zorgplicht/aantallen"), "Schoolbestuur", "Binnen 14 dagen")
        robot.lees(adres, verwacht=404)
        uit["uitkomst"] = "alleen aantallen"
    with toneel.persoon(DIRECTEUR) as robot:
        with toneel.stap("weigert nu een andere school bereid is", DIRECTEUR, "toelating_weigeren") as uit:
            doe(robot, adres, "antwoord-vastleggen", bereid="ja")
            pagina = doe(robot, adres, "toelating-weigeren", reden="De groep kan deze hulp niet bieden.")
            zie(pagina, "Op tijd beslist")
            if EIGEN not in houder(pagina):
                raise Struikelt("de zorgplicht ging over door te weigeren")
            uit["uitkomst"] = f"op tijd beslist, de zorgplicht blijft bij {houder(pagina)}"
        with toneel.stap("legt de inschrijving op de andere school vast", DIRECTEUR, "overgang_vastleggen") as uit:
            pagina = doe(robot, adres, "overgang-vastleggen")
            if EIGEN in houder(pagina):
                raise Struikelt("de zorgplicht bleef achter na de inschrijving elders")
            zie(pagina, "Eerder", "Het kind staat daar ingeschreven")
            uit["uitkomst"] = f"nu heeft {houder(pagina)} de zorgplicht"
    toneel.naar(dag_een + timedelta(days=71))
    with toneel.persoon(DIRECTEUR) as robot:
        with toneel.stap("plaatst het andere kind tijdelijk, op dag 71", DIRECTEUR, "leerling_plaatsen") as uit:
            zie(robot.ga("/zorgplicht"), "Plaatsen (", f"{ACHTERNAAM}-Mulder")
            pagina = doe(robot, tweede_kind, "leerling-plaatsen")
            zie(pagina, "Tijdelijk geplaatst", "De school moet nog beslissen")
            uit["uitkomst"] = "tijdelijk geplaatst; de beslissing is nog te laat"
        with toneel.stap("schrijft dat kind in", DIRECTEUR, "leerling_inschrijven") as uit:
            pagina = doe(robot, tweede_kind, "leerling-inschrijven", ondersteuning="ja")
            zie(pagina, "Te laat beslist", "Met extra ondersteuning")
            uit["uitkomst"] = f"{houder(pagina)} houdt de zorgplicht"
