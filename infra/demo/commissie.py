"""What the samenwerkingsverband does at the front door: from the werkvoorraad to a besluit made known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from infra import clock
from infra.demo.robot import Formulier, Pagina, Robot, Struikelt
from infra.demo.school import document, vinkjes
from infra.demo.toneel import Toneel, invullen
from infra.demo.zaken import Zaak
from infra.people import accounts
from services.kern.kalender import MAANDEN
from services.kern.rollen import Rol


def aanvullen(toneel: Toneel, zaak: Zaak) -> None:
    toneel.later(1)
    with toneel.persoon(zaak.secretaris) as robot:
        with toneel.stap("ziet de aanvraag in de werkvoorraad met haar termijn", zaak.secretaris) as uit:
            toneel.wacht(lambda: zaak.aanvraag_id in (robot.ga("/werkvoorraad").html.html or ""), "de aanvraag")
            uit["uitkomst"] = _uiterlijk(robot.ga(zaak.dossier))
        met_vraag = "vraagt één document opnieuw; de klok staat stil (Awb 4:15)"
        with toneel.stap(met_vraag, zaak.secretaris, "aanvulling_vragen") as uit:
            form = robot.ga(f"{zaak.dossier}/aanvulling-vragen").formulier("/aanvulling-vragen")
            wat = next(d.naam for d in zaak.regels.recept(zaak.soort).documenten if d.soort == zaak.vergeten)
            termijn = clock.vandaag() + timedelta(days=zaak.regels.termijnen.hersteltermijn_dagen)
            invullen(
                form,
                lambda _veld: f"Er ontbreekt een handtekening. Wilt u dit opnieuw toevoegen: {wat}?",
                document=zaak.vergeten,
                document_soort=zaak.vergeten,
                uiterlijk_op=termijn,
                termijn_tot=termijn,
            )
            robot.verstuur(form)
            uit["uitkomst"] = f"antwoord gevraagd uiterlijk {termijn:%d-%m-%Y}"
    toneel.naar(termijn - timedelta(days=zaak.regels.termijnen.herinnering_dagen))
    with toneel.stap("wordt herinnerd aan de open vraag", zaak.ib_er) as uit:
        uit["uitkomst"] = f"“{toneel.post(zaak.ib_er, zaak.onderwerp('herinnering_school'))['onderwerp']}”"
    met_antwoord = toneel.stap("antwoordt op dezelfde plek; de klok loopt weer", zaak.ib_er, "aanvulling_indienen")
    with toneel.persoon(zaak.ib_er) as robot, met_antwoord:
        pagina = robot.ga(zaak.pad)
        if not pagina.formulieren("/aanvulling-indienen"):
            pagina = robot.ga(pagina.link("/vragen/"))
        plek = pagina.url
        document(robot, pagina, zaak.vergeten)
        toneel.wacht(lambda: "Wordt gecontroleerd" not in robot.ga(plek).tekst, "de controle van het document")
        robot.verstuur(
            invullen(robot.ga(plek).formulier("/aanvulling-indienen"), lambda _v: "Zie het nieuwe document.")
        )
    with toneel.persoon(zaak.secretaris) as robot, toneel.stap("ziet de nieuwe datum", zaak.secretaris) as uit:
        toneel.wacht(
            lambda: (
                robot.ga(zaak.dossier).formulieren("") is not None
                and "staat stil" not in robot.ga(zaak.dossier).html.css_first("#termijnen").text()
            ),
            "een klok die weer loopt",
        )
        uit["uitkomst"] = _uiterlijk(robot.ga(zaak.dossier))


def _uiterlijk(pagina: Pagina) -> str:
    vak = pagina.html.css_first("#termijnen")
    tekst = re.sub(r"\s+", " ", vak.text(separator=" ")) if vak else ""
    gevonden = re.search(r"[Uu]iterlijk[^.]*?\d{1,2} \w+ \d{4}", tekst)
    return gevonden[0] if gevonden else tekst[:80]


def adviseren(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.secretaris) as robot:
        pagina = robot.ga(f"{zaak.dossier}/deskundigen-benoemen")
        if zaak.geweigerd:
            with toneel.stap("kan geen deskundige van de eigen school benoemen", zaak.secretaris) as uit:
                uit["uitkomst"] = _weigering(robot, pagina, zaak)
                pagina = robot.ga(f"{zaak.dossier}/deskundigen-benoemen")
        with toneel.stap("benoemt de voorgestelde deskundigen", zaak.secretaris, "deskundigen_benoemen") as uit:
            form = pagina.formulier("/deskundigen-benoemen")
            _kies_deskundigen(form, pagina, zaak)
            robot.verstuur(form)
            plekken = zaak.regels.plekken(zaak.categorie or None, False, zaak.soort)
            uit["uitkomst"] = "; ".join(plek.titel.lower() for plek in plekken)
    for sub in zaak.deskundigen:
        met_advies = toneel.stap("schrijft een eigen advies en verzegelt het", sub, "advies_verzegelen")
        with toneel.persoon(sub) as robot, met_advies as uit:
            kind = f"{zaak.roepnaam} {zaak.achternaam}"
            pagina = toneel.wacht(lambda r=robot, k=kind: r.ga(r.ga("/adviezen").link(k)), "het dossier")
            plek = zaak.advies_van[sub] = pagina.url
            form = pagina.formulier("/advies-bewaren")
            invullen(form, zaak.tekst, categorie=zaak.categorie, oordeel="toelaatbaar", strekking="toelaatbaar")
            robot.verstuur(form)
            robot.verstuur(vinkjes(robot.ga(plek).formulier("/advies-verzegelen")))
            blind = zaak.regels.commissie.blind
            uit["uitkomst"] = "verzegeld, zonder het andere advies te zien" if blind else "verzegeld"


def _weigering(robot: Robot, pagina: Pagina, zaak: Zaak) -> str:
    """Try it anyway, as somebody who edits the page would: the service refuses with a sentence at the seat."""
    form = pagina.formulier("/deskundigen-benoemen")
    node = next(
        n
        for n in pagina.html.css("input[type=radio], option")
        if zaak.geweigerd in (n.parent.text() if n.tag == "input" else n.text())
    )
    naam = node.attributes.get("name") or next(n for n in form.soorten if n.startswith("deskundige"))
    for ander in [n for n in form.soorten if n.startswith("deskundige") and not form.velden.get(n)]:
        form.velden[ander] = [form.keuzes[ander][0]]
    form.soorten[naam] = "radio"
    form.vul(**{naam: node.attributes["value"]})
    antwoord = robot.verstuur(form, verwacht=422)
    zin = re.search(rf"{re.escape(zaak.geweigerd)} (?:is verbonden|werkt)[^.]*\.", antwoord.tekst)
    if zin is None:
        raise Struikelt(f"geen zin over de band met de school: {antwoord.tekst[:400]}")
    return zin[0].strip()


def _kies_deskundigen(form: Formulier, pagina: Pagina, zaak: Zaak) -> None:
    for naam in [n for n in form.soorten if n.startswith("deskundige")]:
        for node in pagina.html.css(f'input[name="{naam}"]'):
            omheen = node.parent.text() if node.parent else ""
            if any(accounts()[sub].naam in omheen for sub in zaak.deskundigen):
                form.vul(**{naam: node.attributes["value"]})
    if "uiterlijk_op" in form.soorten and not any(form.velden.get("uiterlijk_op", [])):
        form.vul(uiterlijk_op=clock.vandaag() + timedelta(days=7))


def eindadvies(toneel: Toneel, zaak: Zaak) -> None:
    """As this samenwerkingsverband does it: with a meeting, or without; by whom it named."""
    wanneer = zaak.regels.vergaderen.wanneer if zaak.regels.vergaderen else "nooit"
    if wanneer == "altijd":
        toneel.later(7)
    hoe = {
        "altijd": "de commissie heeft vergaderd",
        "bij_verschil": "de adviezen zijn het eens, dus is er geen vergadering",
        "nooit": "zonder vergadering",
    }[wanneer]
    met_eindadvies = toneel.stap("maakt het eindadvies", zaak.eindadvies_door, "eindadvies_maken")
    with toneel.persoon(zaak.eindadvies_door) as robot, met_eindadvies as uit:
        form = toneel.wacht(lambda: _eindadvies_formulier(robot, zaak), "het eindadvies")
        invullen(
            form, zaak.tekst, oordeel="toelaatbaar", strekking="toelaatbaar", soort=zaak.soort, categorie=zaak.categorie
        )
        robot.verstuur(form)
        uit["uitkomst"] = hoe


def _eindadvies_formulier(robot: Robot, zaak: Zaak) -> Formulier:
    """On the dossier; a deskundige, who has no dossiers, makes it at the own desk."""
    if zaak.rol(zaak.eindadvies_door) is Rol.DESKUNDIGE:
        pagina = robot.ga(zaak.advies_van[zaak.eindadvies_door])
        return robot.ga(pagina.link("/eindadvies-maken")).formulier("/eindadvies-maken")
    return robot.ga(f"{zaak.dossier}/eindadvies-maken").formulier("/eindadvies-maken")


def besluiten(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.secretaris) as robot:
        uiterlijk = _datum(_uiterlijk(robot.ga(zaak.dossier)))
    if zaak.tot_de_waarschuwing and uiterlijk:
        toneel.naar(uiterlijk - timedelta(days=zaak.regels.termijnen.waarschuwing_dagen - 1))
        with toneel.stap("wordt gewaarschuwd dat de beslistermijn bijna om is", zaak.besluit_door) as uit:
            waarschuwing = zaak.onderwerp("waarschuwing_beslistermijn")
            toneel.post(zaak.secretaris, waarschuwing)
            uit["uitkomst"] = f"“{toneel.post(zaak.besluit_door, waarschuwing)['onderwerp']}”"
    met_besluit = toneel.stap("neemt het besluit", zaak.besluit_door, "besluit_nemen")
    with toneel.persoon(zaak.besluit_door) as robot, met_besluit as uit:
        form = robot.ga(f"{zaak.dossier}/besluit-nemen").formulier("/besluit-nemen")
        van = _begin(zaak, clock.vandaag() + timedelta(days=7))
        tot = date(van.year + (2 if van.month >= 8 else 1), 7, 31)
        invullen(
            form,
            lambda veld: (
                "De ouders zijn het eens met de aanvraag; hun wens om rust en kleine groepen weegt zwaar mee."
                if "zienswijze" in veld
                else zaak.tekst(veld)
            ),
            uitkomst="toegekend",
            soort=zaak.soort,
            categorie=zaak.categorie,
            van=van,
            tlv_van=van,
            tot_en_met=tot,
            tlv_tot=tot,
        )
        for naam, waarde in (("van", van), ("tlv_van", van), ("tot_en_met", tot), ("tlv_tot", tot)):
            if naam in form.soorten:
                form.vul(**{naam: waarde})
        form.vul(afwijking="")  # every besluit of the play follows its eindadvies
        robot.verstuur(form)
        uit["uitkomst"] = f"toegekend van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}"
    met_bekend = toneel.stap("maakt het besluit bekend", zaak.secretaris, "besluit_bekendmaken")
    with toneel.persoon(zaak.secretaris) as robot, met_bekend as uit:
        form = toneel.wacht(
            lambda: robot.ga(f"{zaak.dossier}/besluit-bekendmaken").formulier("/besluit-bekendmaken"), "de beschikking"
        )
        pagina = robot.verstuur(vinkjes(form))
        gevonden = re.search(rf"{zaak.nummer}-\d{{4}}-\d{{5}}", robot.ga(zaak.dossier).tekst)
        if gevonden is None:
            raise Struikelt(f"geen TLV-nummer op het dossier: {pagina.tekst[:300]}")
        uit["uitkomst"] = f"TLV {gevonden[0]}"


def _begin(zaak: Zaak, dag: date) -> date:
    """The first day of the TLV: on or after this day, on an instroommoment where there are any."""
    momenten = zaak.regels.instroom.momenten if zaak.regels.instroom else []
    if not momenten:
        return dag
    mogelijk = [date.fromisoformat(f"{jaar}-{moment}") for jaar in (dag.year, dag.year + 1) for moment in momenten]
    return min(moment for moment in mogelijk if moment >= dag)


def _datum(tekst: str) -> date | None:
    gevonden = re.search(r"(\d{1,2}) (\w+) (\d{4})", tekst)
    if not gevonden or gevonden[2] not in MAANDEN:
        return None
    return date(int(gevonden[3]), MAANDEN.index(gevonden[2]) + 1, int(gevonden[1]))


def gevolgen(toneel: Toneel, zaak: Zaak) -> None:
    ouder = zaak.familie[0][0]
    with toneel.stap("krijgt een e-mail zonder naam en leest de beschikking in Meedoen", ouder) as uit:
        bericht = toneel.post(ouder, zaak.onderwerp("besluit_bekendgemaakt"))
        if zaak.achternaam in str(bericht.get("onderwerp", "")) or zaak.roepnaam in str(bericht.get("tekst", "")):
            raise Struikelt("in een e-mail staat de naam van een kind")
        with toneel.persoon(ouder) as robot:
            pad = f"/beschikkingen/{zaak.aanvraag_id}.pdf"
            inhoud = _pdf(robot, pad)
            uit["uitkomst"] = str(toneel.bewaar(f"beschikking-{zaak.roepnaam.lower()}-ouder.pdf", inhoud))
    with toneel.persoon(zaak.ib_er) as robot, toneel.stap("leest de beschikking voor de school", zaak.ib_er) as uit:
        inhoud = _pdf(robot, f"/beschikkingen/{zaak.aanvraag_id}.pdf")
        uit["uitkomst"] = str(toneel.bewaar(f"beschikking-{zaak.roepnaam.lower()}-school.pdf", inhoud))
    with (
        toneel.persoon(zaak.controller) as robot,
        toneel.stap("ziet wat het kost, per schooljaar", zaak.controller) as uit,
    ):
        toneel.wacht(lambda: zaak.nummer in robot.ga("/verplichtingen").tekst, "de verplichting")
        uit["uitkomst"] = "zonder naam van het kind"
    met_tlv = toneel.stap("ziet de TLV bij de ontvangende school", zaak.ontvanger)
    with toneel.persoon(zaak.ontvanger) as robot, met_tlv:
        toneel.wacht(lambda: zaak.roepnaam in robot.ga("/tlvs").tekst, "de TLV")


def _pdf(robot: Robot, pad: str) -> bytes:
    antwoord = robot.client.get(robot.basis + pad)
    if antwoord.status_code != 200 or not antwoord.content.startswith(b"%PDF"):
        raise Struikelt(f"{pad} gaf {antwoord.status_code} en geen PDF")
    return antwoord.content
