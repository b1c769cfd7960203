"""The transition from PO to VO: early in view, a choice that is shared and ends, and a place before the day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from infra import clock
from infra.demo.robot import Robot, Struikelt
from infra.demo.school import UUID
from infra.demo.spelen.zorgplicht import zie
from infra.demo.toneel import Toneel

TITEL = "Overstap: vroeg in beeld, alleen wat is gekozen, tot en met een dag, en een plek op tijd"
IB_ER, COORDINATOR, VO, ANDER = "iris", "mieke", "renske", "rob"
ROEPNAAM, ACHTERNAAM = "Wessel", "Ziengs"
NODIG = "Een rustige klas en een vaste mentor, elke dag een kort gesprek."
GEHEIM = "Thuis is er veel aan de hand, dat blijft hier."


def dossier(robot: Robot) -> str:
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 12, day=5)
    form.vul(voornaam=ROEPNAAM, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 8")
    return f"/leerlingen/{re.search(UUID, robot.verstuur(form).url)[0]}"


def speel(toneel: Toneel) -> None:
    with toneel.persoon(IB_ER) as robot:
        with toneel.stap(
            "brengt een leerling vroeg in beeld, met weten van de ouders", IB_ER, "overstap_signaleren"
        ) as uit:
            kind = dossier(robot)
            form = robot.ga(f"{kind}/overdracht").formulier("/overstap-signaleren")
            robot.verstuur(form, verwacht=422)
            form = robot.ga(f"{kind}/overdracht").formulier("/overstap-signaleren")
            zie(robot.verstuur(form.vul(ouders_ingelicht="ja")), "In beeld, nog niet gedeeld", "Nog geen plek")
            uit["uitkomst"] = "zonder dat de ouders het weten kan het niet"
        with toneel.stap("deelt alleen wat de leerling nodig heeft, met toestemming", IB_ER, "overdracht_delen") as uit:
            form = robot.ga(f"{kind}/overdracht").formulier("/overdracht-delen")
            form.vul(naar="swv2201vo", kies_vraag="ja", vraag=NODIG, wat_werkt=GEHEIM, toestemming_op=clock.vandaag())
            robot.verstuur(form, verwacht=422)  # without a proof of the consent
            form = robot.ga(f"{kind}/overdracht").formulier("/overdracht-delen")
            tot = clock.vandaag() + timedelta(days=30)
            form.vul(naar="swv2201vo", kies_vraag="ja", vraag=NODIG, wat_werkt=GEHEIM, toestemming_op=clock.vandaag())
            form.vul(bewijs="Getekend formulier van beide ouders, map van de school", verloopt_op=tot)
            zie(robot.verstuur(form), "Gedeeld", "Nog niet gelezen")
            uit["uitkomst"] = f"tot en met {tot:%d-%m-%Y}"
    vreemd = toneel.stap("ziet er niets van, van een andere school", ANDER)
    with toneel.persoon(ANDER, "SWV 22-02") as robot, vreemd as uit:
        if ACHTERNAAM in robot.ga("/overdracht").tekst:
            raise Struikelt("een andere school ziet de leerling")
        uit["uitkomst"] = "de leerling staat er niet"
    with toneel.persoon(VO) as robot:
        with toneel.stap("leest in het andere samenwerkingsverband wat is gekozen, en meer niet", VO) as uit:
            toneel.post(VO, "Er staat een bericht voor u klaar")
            lijst = zie(robot.ga("/overdracht"), f"{ROEPNAAM} {ACHTERNAAM}", "Nog geen plek")
            adres = next(a.attributes["href"] for a in lijst.html.css("main a") if ACHTERNAAM in a.text())
            pagina = zie(robot.ga(adres), NODIG)
            if GEHEIM in pagina.tekst:
                raise Struikelt("er ging iets mee dat niet was gekozen")
            robot.lees(kind, verwacht=404)
            uit["uitkomst"] = "het dossier zelf blijft dicht"
        with toneel.stap("legt de plek vast", VO, "plek_vastleggen") as uit:
            form = pagina.formulier("/plek-vastleggen")
            keuzes = [o.attributes["value"] for o in pagina.html.css("#school option") if o.attributes.get("value")]
            zie(robot.verstuur(form.vul(school="02EB00" if "02EB00" in keuzes else keuzes[0])), "Heeft een plek")
            uit["uitkomst"] = "voor beide samenwerkingsverbanden dezelfde plek"
    zelfde = toneel.stap("ziet in het eigen samenwerkingsverband hetzelfde", COORDINATOR)
    with toneel.persoon(COORDINATOR) as robot, zelfde as uit:
        zie(robot.ga("/overdracht"), f"{ROEPNAAM} {ACHTERNAAM}", "Heeft een plek")
        robot.lees(kind, verwacht=404)
        uit["uitkomst"] = "een plek, en geen dossier"
    with toneel.persoon(IB_ER) as robot, toneel.stap("ziet dat het gelezen is", IB_ER) as uit:
        zie(robot.ga(f"{kind}/overdracht"), "Voor het eerst gelezen", "Heeft een plek")
        uit["uitkomst"] = "verstuurd, gelezen, geplaatst"
    toneel.naar(date.fromordinal(tot.toordinal() + 1))
    with toneel.persoon(VO) as robot, toneel.stap("ziet na de laatste dag niets meer", VO) as uit:
        robot.lees(adres, verwacht=404)
        if ACHTERNAAM in robot.ga("/overdracht").tekst:
            raise Struikelt("de leerling staat er nog, na de laatste dag")
        uit["uitkomst"] = "weg zonder dat iemand iets deed"
