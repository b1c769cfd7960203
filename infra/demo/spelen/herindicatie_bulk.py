"""TLV's of one school end: one click makes a concept for each, with what is still fresh and what is too old by name.

Four pupils, so that the story fits in two minutes on a busy machine; the screen takes sixty at a time.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from infra import clock
from infra.demo.robot import Robot, Struikelt
from infra.demo.school import UUID, vinkjes
from infra.demo.stukken import document as stuk
from infra.demo.toneel import Toneel, invullen
from infra.people import accounts

TITEL = "Herindicatie in één keer: meer leerlingen, één klik, en per leerling wat nog bruikbaar is"
SCHOOL, SECRETARIS, COORDINATOR = "rob", "vera", "cor"
IB_ER, DIRECTEUR, VESTIGING = "De Catamaran", "Schooldirecteur", "19CO00"
NAMEN = ("Aafke", "Boris", "Carlijn", "Douwe")
ACHTERNAAM = "Zandstra"
ZIN = "De leerling heeft rust, korte taken en nabijheid nodig. Dat lukt in een kleine groep met veel structuur."
VELD = "ondersteuningsbehoefte"
#: What a school adds to a first aanvraag, and how long it may be used: a year, a new advice each time, any age.
STUKKEN = ("opp", "advies_eerste_deskundige", "advies_tweede_deskundige", "verslag_interventies")


def beginnen(robot: Robot, naam: str) -> str:
    """A first aanvraag of this school, filled and with its documents; its address."""
    form = robot.ga("/aanvragen/nieuw").formulier("/aanvragen/nieuw")
    geboren = clock.vandaag().replace(year=clock.vandaag().year - 9, day=7)
    form.vul(voornaam=naam, achternaam=ACHTERNAAM, geboortedatum=geboren, leerjaar="groep 6", soort="sbo")
    adres = f"/aanvragen/{re.search(UUID, robot.verstuur(form).url)[0]}"
    pagina = robot.ga(adres)
    for form in pagina.formulieren("/onderdeel-bewaren"):
        versie = robot.ga(adres).formulieren("/onderdeel-bewaren")[0].velden["versie"]
        form.velden["versie"] = versie
        robot.verstuur(invullen(form, lambda _veld: ZIN, beoogde_school=VESTIGING, ost_ingezet="nee"))
    for soort in STUKKEN:
        toevoegen(robot, adres, soort)
    account = accounts()["lotte"]
    form = next(f for f in robot.ga(adres).formulieren("/ouder-uitnodigen") if f.velden.get("van") == ["ouder"])
    robot.verstuur(form.vul(naam=account.naam, email=f"ouder-van-{naam.lower()}@thuis.example"))
    return adres


def toevoegen(robot: Robot, adres: str, soort: str) -> None:
    """As in the other stories, with an OPP that will be too old in a few days."""
    op = clock.vandaag() - timedelta(days=350)
    form = robot.ga(adres).formulier("/document-toevoegen", soort=soort).vul(gedagtekend_op=op)
    if form.keuzes.get("ondertekend_door"):
        form.vul(ondertekend_door=form.keuzes["ondertekend_door"])
    robot.verstuur(form, bestand=(f"{soort}.pdf", stuk(soort.capitalize(), soort, op), "application/pdf"))


def toekennen(robot: Robot, dossier: str) -> date:
    van = clock.vandaag()
    tot = date(van.year + 1, 7, 31)
    form = robot.ga(f"{dossier}/eindadvies-maken").formulier("/eindadvies-maken")
    robot.verstuur(invullen(form, lambda _v: ZIN, oordeel="toelaatbaar", strekking="toelaatbaar"))
    form = robot.ga(f"{dossier}/besluit-nemen").formulier("/besluit-nemen")
    dagen = {naam: tot if "tot" in naam else van for naam in ("van", "tlv_van", "tot_en_met", "tlv_tot")}
    invullen(form, lambda _v: ZIN, uitkomst="toegekend", **dagen)
    robot.verstuur(form.vul(afwijking=""))
    return tot


def speel(toneel: Toneel) -> None:
    augustus = date(clock.vandaag().year + (clock.vandaag() >= date(clock.vandaag().year, 7, 20)), 8, 1)
    toneel.naar(augustus - timedelta(days=9))
    eerste = toneel.stap("vraagt voor vier leerlingen een eerste TLV aan", SCHOOL, "aanvraag_beginnen")
    with toneel.persoon(SCHOOL, IB_ER) as robot, eerste as uit:
        adressen = [beginnen(robot, naam) for naam in NAMEN]
        uit["uitkomst"] = f"{len(adressen)} aanvragen met elk {len(STUKKEN)} documenten"
    toneel.naar(augustus)  # a TLV from this day on ends within the year
    tekenen = toneel.stap("tekent ze in één keer en dient ze in", SCHOOL, "aanvraag_ondertekenen")
    with toneel.persoon(SCHOOL, DIRECTEUR) as robot, tekenen as uit:

        def klaar() -> bool:
            forms = robot.ga("/aanvragen/ondertekenen").formulieren("/aanvragen/ondertekenen")
            return bool(forms) and len(
                set(re.findall(UUID, "".join(adressen))) & set(forms[0].keuzes["aanvraag"])
            ) == len(NAMEN)

        toneel.wacht(klaar, "aanvragen waar alleen de handtekening aan ontbreekt")
        form = robot.ga("/aanvragen/ondertekenen").formulier("/aanvragen/ondertekenen")
        form.vul(aanvraag=[re.search(UUID, adres)[0] for adres in adressen], verklaring="ja", indienen="ja")
        gezegd = robot.verstuur(form).tekst.count("ondertekend en ingediend")
        if gezegd != len(NAMEN):
            raise Struikelt(f"er zijn {gezegd} aanvragen ondertekend en ingediend")
        uit["uitkomst"] = f"één verklaring, {len(NAMEN)} handtekeningen"
    dossiers = [adres.replace("/aanvragen/", "/dossiers/") for adres in adressen]
    with toneel.persoon(COORDINATOR) as robot, toneel.stap("beslist", COORDINATOR, "besluit_nemen") as uit:
        for dossier in dossiers:
            toneel.wacht(lambda d=dossier: robot.ga(d), "het dossier")
            tot = toekennen(robot, dossier)
        uit["uitkomst"] = f"{len(NAMEN)} keer toegekend, tot en met {tot:%d-%m-%Y}"
    bekend = toneel.stap("maakt de besluiten bekend", SECRETARIS, "besluit_bekendmaken")
    with toneel.persoon(SECRETARIS) as robot, bekend as uit:
        for dossier in dossiers:
            pad = f"{dossier}/besluit-bekendmaken"
            form = toneel.wacht(lambda p=pad: robot.ga(p).formulier("/besluit-bekendmaken"), "de beschikking")
            robot.verstuur(vinkjes(form))
        uit["uitkomst"] = f"{len(NAMEN)} verklaringen"
    with toneel.persoon(SCHOOL, IB_ER) as robot, toneel.stap("krijgt de verklaringen", SCHOOL) as uit:
        toneel.wacht(lambda: robot.ga("/tlvs").tekst.count(ACHTERNAAM) == len(NAMEN), "de verklaringen")
        uit["uitkomst"] = f"{len(NAMEN)} verklaringen van een jaar"
    toneel.naar(augustus + timedelta(days=20))
    with toneel.persoon(SECRETARIS) as robot, toneel.stap("ziet per school wat er afloopt", SECRETARIS) as uit:
        pagina = robot.ga("/verloop")
        if pagina.tekst.count(ACHTERNAAM) != len(NAMEN) or "nog niet ingediend" not in pagina.tekst:
            raise Struikelt(f"het bord klopt niet: {pagina.tekst[:500]}")
        uit["uitkomst"] = f"{len(NAMEN)} verlengingen nog niet ingediend"
    with toneel.persoon(SCHOOL, IB_ER) as robot:
        with toneel.stap("begint met één klik alle verlengingen", SCHOOL, "aanvraag_beginnen") as uit:
            form = robot.ga("/verloop?kies=alle").formulier("/verloop/aanvraag-verlengen")
            pagina = robot.verstuur(form)
            klopt = {
                f"{len(NAMEN)} concepten staan klaar": 1,
                "Verslag van de hulp op school": len(NAMEN),  # of any age: taken over
                "te oud, het mag 12 maanden oud zijn": len(NAMEN),  # the OPP
                "bij een verlenging hoort een nieuw advies": 2 * len(NAMEN),
            }
            for tekst, keer in klopt.items():
                if pagina.tekst.count(tekst) != keer:
                    raise Struikelt(f"“{tekst}” staat er {pagina.tekst.count(tekst)} keer: {pagina.tekst[:900]}")
            uit["uitkomst"] = f"{len(NAMEN)} concepten; het OPP is te oud en adviezen moeten nieuw"
        with toneel.stap("leest in een concept wat is overgenomen", SCHOOL) as uit:
            nieuw = next(
                m for m in re.findall(rf"/aanvragen/({UUID})", pagina.html.html or "") if m not in str(adressen)
            )
            toneel.wacht(lambda: "verslag_interventies.pdf" in robot.ga(f"/aanvragen/{nieuw}").tekst, "het document")
            pagina = robot.ga(f"/aanvragen/{nieuw}")
            if ZIN not in (pagina.html.html or "") or "Dit document ontbreekt nog." not in pagina.tekst:
                raise Struikelt(f"het concept klopt niet: {pagina.tekst[:600]}")
            uit["uitkomst"] = "de eigen beschrijvingen en het verslag; het OPP wordt opnieuw gevraagd"
        with toneel.stap("kan dezelfde verlenging niet nog eens beginnen", SCHOOL) as uit:
            pagina = robot.ga("/verloop")
            if pagina.formulieren("/verloop/aanvraag-verlengen") or "Verlenging loopt" not in pagina.tekst:
                raise Struikelt("er is nog iets te verlengen")
            uit["uitkomst"] = "alle lopen"
