"""What a school and a family do at the front door: from a concept to an aanvraag that was filed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from infra import clock
from infra.demo.robot import Formulier, Pagina, Robot, Struikelt
from infra.demo.stukken import document as stuk
from infra.demo.toneel import Toneel, invullen
from infra.demo.zaken import Zaak
from infra.people import accounts
from tenants.organisaties import elke_school

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def beginnen(toneel: Toneel, zaak: Zaak) -> None:
    """Every aanvraag of the demo begins from a leerlingdossier, so that a school finds its pupils there."""
    with toneel.persoon(zaak.ib_er) as robot:
        with toneel.stap("begint een leerlingdossier", zaak.ib_er, "leerlingdossier_beginnen") as uit:
            uit["uitkomst"] = _dossier(robot, zaak)
        with toneel.stap("begint een aanvraag als concept", zaak.ib_er, "aanvraag_beginnen") as uit:
            form = robot.ga(zaak.leerling).formulier("/aanvragen/nieuw")
            pagina = robot.verstuur(form.vul(soort=zaak.soort))
            zaak.aanvraag_id = re.search(UUID, pagina.url)[0]
            uit["uitkomst"] = "alleen de school ziet het concept"
        with toneel.stap("vult het formulier in", zaak.ib_er) as uit:
            uit["uitkomst"] = f"{_formulier_invullen(robot, zaak)} onderdelen bewaard"
        with toneel.stap("voegt de documenten toe", zaak.ib_er) as uit:
            uit["uitkomst"] = f"{_documenten_toevoegen(robot, zaak)} documenten, gecontroleerd op virussen"


def _dossier(robot: Robot, zaak: Zaak) -> str:
    """With everybody who has gezag, and for who left a basisschool which one that was."""
    form = robot.ga("/leerlingen/nieuw").formulier("/leerlingen/nieuw")
    form.vul(voornaam=zaak.roepnaam, achternaam=zaak.achternaam, geboortedatum=zaak.geboren_op, leerjaar=zaak.groep)
    zaak.leerling = f"/leerlingen/{re.search(UUID, robot.verstuur(form).url)[0]}"
    ouders = [accounts()[sub].naam for sub, rol in zaak.familie if rol == "ouder"]
    pagina = robot.ga(f"{zaak.leerling}/gegevens")
    for naam in ouders:
        form = pagina.formulier("/gezag-vastleggen")
        pagina = robot.verstuur(form.vul(naam=naam, relatie="ouder", grond="geboorte", vanaf=zaak.geboren_op))
    if not zaak.groep.startswith("leerjaar"):
        return f"gezag: {' en '.join(ouders)}"
    form = pagina.formulier("/loopbaan-aanvullen")
    basisschool = next(id for id in form.keuzes["school"] if (een := elke_school(id)) and een.soort == "bo")
    eerste, laatste = zaak.geboren_op.year + 4, zaak.geboren_op.year + 12
    form.vul(school=basisschool, groep="groep 8", vanaf=date(eerste, 9, 1), eindigt_op=date(laatste, 7, 20))
    robot.verstuur(form)
    return f"gezag: {' en '.join(ouders)}; eerder op een basisschool"


def _formulier_invullen(robot: Robot, zaak: Zaak) -> int:
    pagina = robot.ga(zaak.pad)
    aantal = len(pagina.formulieren("/onderdeel-bewaren"))
    for nummer in range(aantal):
        form = pagina.formulieren("/onderdeel-bewaren")[nummer]
        invullen(
            form,
            zaak.tekst,
            beoogde_school=zaak.beoogde_school,
            categorie=zaak.categorie,
            ost_ingezet="nee",
        )
        robot.verstuur(form)
        pagina = robot.ga(zaak.pad)
    return aantal


def _documenten_toevoegen(robot: Robot, zaak: Zaak) -> int:
    pagina = robot.ga(zaak.pad)
    soorten = [f.velden["soort"][0] for f in pagina.formulieren("/document-toevoegen") if f.velden.get("soort")]
    aantal = 0
    for soort in dict.fromkeys(soorten):
        document(robot, robot.ga(zaak.pad), soort)
        aantal += 1
    return aantal


def document(robot: Robot, pagina: Pagina, soort: str) -> Pagina:
    form = pagina.formulier("/document-toevoegen", soort=soort)
    titel = soort.replace("_", " ").capitalize()
    op = clock.vandaag() - timedelta(days=40)
    if "gedagtekend_op" in form.soorten:
        form.vul(gedagtekend_op=op)
    if form.keuzes.get("ondertekend_door"):
        form.vul(ondertekend_door=form.keuzes["ondertekend_door"])
    return robot.verstuur(form, bestand=(f"{soort}.pdf", stuk(titel, soort, op), "application/pdf"))


def indienen(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.schooldirecteur) as robot:
        with toneel.stap("ondertekent de aanvraag", zaak.schooldirecteur, "aanvraag_ondertekenen"):
            toneel.wacht(
                lambda: "Wordt gecontroleerd" not in robot.ga(zaak.pad).tekst, "dat alle documenten gecontroleerd zijn"
            )
            form = robot.ga(zaak.pad).formulier("/aanvraag-ondertekenen")
            robot.verstuur(vinkjes(form))
        with toneel.stap("dient de aanvraag in", zaak.schooldirecteur, "aanvraag_indienen") as uit:
            robot.verstuur(robot.ga(zaak.pad).formulier("/aanvraag-indienen"))
            zaak.ingediend_op = clock.vandaag()
            uit["uitkomst"] = f"ontvangen op {clock.vandaag():%d-%m-%Y}"
    with toneel.stap("krijgt de ontvangstbevestiging en het bestuur hoort ervan", zaak.schoolbestuurder) as uit:
        toneel.post(zaak.schooldirecteur, zaak.onderwerp("ontvangst_bevestigd"))
        bericht = toneel.post(zaak.schoolbestuurder, zaak.onderwerp("bestuur_geinformeerd"))
        if zaak.achternaam in str(bericht):
            raise Struikelt("in een e-mail staat de naam van een kind")
        uit["uitkomst"] = f"“{bericht['onderwerp']}”"


def vinkjes(form: Formulier) -> Formulier:
    for naam, soort in form.soorten.items():
        if soort == "checkbox":
            form.vul(**{naam: form.keuzes[naam]})
    return form


# ---- familie


def familie(toneel: Toneel, zaak: Zaak) -> None:
    zaak.uitgenodigd_op = clock.vandaag()
    for sub, rol in zaak.familie:
        with toneel.persoon(zaak.ib_er) as robot, toneel.stap(f"nodigt {_wie(sub)} uit", zaak.ib_er):
            code = _uitnodigen(robot, zaak, sub, rol)
        met_zienswijze = "opent de uitnodiging, logt in met een tweede stap en geeft de zienswijze"
        with toneel.stap(met_zienswijze, sub, "zienswijze_geven") as uit:
            _zienswijze(toneel, zaak, sub, code)
            uit["uitkomst"] = "de school kan deze tekst niet wijzigen"


def _wie(sub: str) -> str:
    return accounts()[sub].naam


def _uitnodigen(robot: Robot, zaak: Zaak, sub: str, rol: str) -> str:
    account = accounts()[sub]
    pagina = robot.ga(zaak.pad)
    formulieren = pagina.formulieren("/ouder-uitnodigen")
    form = next((f for f in formulieren if rol in (f.velden.get("rol") or f.velden.get("van") or [""])), formulieren[0])
    for veld in ("rol", "van"):
        if veld in form.soorten:
            form.vul(**{veld: rol})
    invullen(form, zaak.tekst, naam=account.naam, email=account.email)
    pagina = robot.verstuur(form)
    gevonden = re.search(r"\b[B-DF-HJ-NP-TV-XZ2-9]{4}-[B-DF-HJ-NP-TV-XZ2-9]{4}\b", pagina.tekst)
    if gevonden is None:
        raise Struikelt(f"de school ziet geen activatiecode: {pagina.tekst[:300]}")
    return gevonden[0]


def _zienswijze(toneel: Toneel, zaak: Zaak, sub: str, code: str) -> None:
    def kijk() -> str | None:
        bericht = toneel.post(sub, "/uitnodiging/")
        links = re.findall(r"\S+/uitnodiging/\S+", str(bericht.get("tekst", "")))
        return links[0] if links else None

    link = toneel.wacht(kijk, "de link in de uitnodiging")
    with Robot(toneel.basis, accounts()[sub]) as robot:
        pagina = robot.ga(urlsplit(link).path)
        if not pagina.formulieren(urlsplit(link).path):
            robot.inloggen(pagina.link("/inloggen"))
            pagina = robot.ga(urlsplit(link).path)
        form = pagina.formulier(urlsplit(link).path)
        for veld in ("code", "activatiecode"):
            if veld in form.soorten:
                form.vul(**{veld: code})
        pagina = robot.verstuur(form)
        if "/mijn-kind" not in pagina.url:
            pagina = robot.ga(f"/mijn-kind/{zaak.aanvraag_id}")
        form = pagina.formulier("/zienswijze-geven")
        invullen(form, lambda _veld: f"Wij denken dat {zaak.roepnaam} op een rustige plek beter leert.")
        robot.verstuur(form)
