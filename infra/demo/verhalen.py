"""The main job, played through the front door: three aanvragen in two samenwerkingsverbanden.

Schools, boards and samenwerkingsverbanden are real; children, parents and staff are invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from infra import clock
from infra.demo.robot import Formulier, Pagina, Robot, Struikelt
from infra.demo.stukken import document
from infra.demo.toneel import Toneel, invullen
from infra.people import accounts

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass
class Zaak:
    """What one story is about, and who plays in it."""

    titel: str
    roepnaam: str
    achternaam: str
    geboren_op: date
    groep: str
    postcode: str
    soort: str
    categorie: str
    beoogde_school: str
    ib_er: str
    schooldirecteur: str
    schoolbestuurder: str
    secretaris: str
    besluit_door: str
    eindadvies_door: str
    controller: str
    ontvanger: str
    ontvanger_hoed: str
    nummer: str
    familie: list[tuple[str, str]]
    deskundigen: list[str] = field(default_factory=list)
    geweigerd: str = ""
    vergeten: str = "opp"
    aanvraag_id: str = ""
    uitgenodigd_op: date = date.min

    @property
    def hoed_familie(self) -> str:
        """What the hat of this aanvraag is called for somebody who had one in an earlier play too."""
        dag = self.uitgenodigd_op
        return f"uitgenodigd op {dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"

    @property
    def pad(self) -> str:
        return f"/aanvragen/{self.aanvraag_id}"

    @property
    def dossier(self) -> str:
        return f"/dossiers/{self.aanvraag_id}"

    def tekst(self, veld: str) -> str:
        """A sentence for a text field. The play is about the flow; nothing here is about a real child."""
        onderwerp = veld.replace("_", " ")
        return (
            f"{self.roepnaam} heeft rust, korte taken en nabijheid nodig ({onderwerp}). Dat lukt nu niet in deze groep."
        )


def zaken() -> list[Zaak]:
    """The three stories. Birthdays lie so that each child has the age of its groep."""
    jaar = clock.vandaag().year
    return [
        Zaak(
            titel="SWV 22-02 PO: sbo, de coördinator beslist in mandaat",
            roepnaam="Mila",
            achternaam="de Vries",
            geboren_op=date(jaar - 7, 3, 14),
            groep="groep 4",
            postcode="7823 AB",
            soort="sbo",
            categorie="",
            beoogde_school="19CO00",
            ib_er="iris",
            schooldirecteur="dirk",
            schoolbestuurder="bea",
            secretaris="vera",
            besluit_door="cor",
            eindadvies_door="cor",
            controller="fenna",
            ontvanger="rob",
            ontvanger_hoed="Catamaran",
            nummer="PO2202",
            familie=[("noor", "ouder"), ("sam", "ouder")],
        ),
        Zaak(
            titel="SWV 22-02 PO: so categorie hoog, extern deskundige en het bestuur",
            roepnaam="Finn",
            achternaam="Hagedoorn",
            geboren_op=date(jaar - 6, 9, 2),
            groep="groep 3",
            postcode="7822 CD",
            soort="so",
            categorie="hoog",
            beoogde_school="06SV11",
            ib_er="iris",
            schooldirecteur="dirk",
            schoolbestuurder="bea",
            secretaris="vera",
            besluit_door="bert",
            eindadvies_door="cor",
            controller="fenna",
            ontvanger="rob",
            ontvanger_hoed="Aventurijn",
            nummer="PO2202",
            familie=[("lotte", "ouder")],
            deskundigen=["eva"],
        ),
        Zaak(
            titel="SWV 22-01 VO: vso, de commissie adviseert en de directeur beslist",
            roepnaam="Youssef",
            achternaam="el Amrani",
            geboren_op=date(jaar - 14, 5, 20),
            groep="leerjaar 2",
            postcode="9404 EF",
            soort="vso",
            categorie="midden",
            beoogde_school="20BG00",
            ib_er="karin",
            schooldirecteur="hans",
            schoolbestuurder="petra",
            secretaris="saskia",
            besluit_door="thea",
            eindadvies_door="mirjam",
            controller="wim",
            ontvanger="janneke",
            ontvanger_hoed="Lieflandschool",
            nummer="VO2201",
            familie=[("ahmed", "ouder"), ("fatima", "ouder"), ("youssef", "leerling")],
            deskundigen=["joost", "berend"],
            geweigerd="Onno Dijkstra",
        ),
    ]


def speel(toneel: Toneel, zaak: Zaak) -> None:
    """One aanvraag from first draft to a besluit made known. Raises Struikelt where the story stops."""
    toneel.verhaal = zaak.titel
    _beginnen(toneel, zaak)
    _familie(toneel, zaak)
    _indienen(toneel, zaak)
    _aanvullen(toneel, zaak)
    if zaak.deskundigen:
        _adviseren(toneel, zaak)
    _eindadvies(toneel, zaak)
    _besluiten(toneel, zaak)
    _gevolgen(toneel, zaak)


def onherroepelijk(toneel: Toneel, zaken: list[Zaak]) -> None:
    """The clock goes past the last bezwaartermijn: the besluiten stand."""
    toneel.verhaal = "De bezwaartermijn gaat voorbij"
    laatste = clock.vandaag() + timedelta(weeks=6, days=6)
    toneel.naar(laatste)
    for zaak in zaken:
        with toneel.stap("het besluit staat vast", zaak.secretaris) as uit, toneel.persoon(zaak.secretaris) as robot:
            toneel.wacht(lambda r=robot, z=zaak: "staat vast" in r.ga(z.dossier).tekst, "een besluit dat vaststaat")
            uit["uitkomst"] = f"{zaak.roepnaam}: geen bezwaar, het besluit is onherroepelijk"


# ------------------------------------------------------------------------------------------------ school


def _beginnen(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.ib_er) as robot:
        with toneel.stap("begint een aanvraag als concept", zaak.ib_er) as uit:
            pagina = robot.ga("/aanvragen/nieuw")
            form = invullen(
                pagina.formulier("/aanvragen/nieuw"),
                zaak.tekst,
                roepnaam=zaak.roepnaam,
                voornaam=zaak.roepnaam,
                achternaam=zaak.achternaam,
                geboren_op=zaak.geboren_op,
                geboortedatum=zaak.geboren_op,
                groep=zaak.groep,
                leerjaar=zaak.groep,
                postcode=zaak.postcode,
                soort=zaak.soort,
            )
            pagina = robot.verstuur(form)
            zaak.aanvraag_id = re.search(UUID, pagina.url)[0]
            uit["uitkomst"] = "alleen de school ziet het concept"
        with toneel.stap("vult het formulier in", zaak.ib_er) as uit:
            uit["uitkomst"] = f"{_formulier_invullen(robot, zaak)} onderdelen bewaard"
        with toneel.stap("voegt de documenten toe", zaak.ib_er) as uit:
            uit["uitkomst"] = f"{_documenten_toevoegen(robot, zaak)} documenten, gecontroleerd op virussen"


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
        _document(robot, robot.ga(zaak.pad), soort)
        aantal += 1
    return aantal


def _document(robot: Robot, pagina: Pagina, soort: str) -> Pagina:
    form = pagina.formulier("/document-toevoegen", soort=soort)
    titel = soort.replace("_", " ").capitalize()
    op = clock.vandaag() - timedelta(days=40)
    if "gedagtekend_op" in form.soorten:
        form.vul(gedagtekend_op=op)
    if form.keuzes.get("ondertekend_door"):
        form.vul(ondertekend_door=form.keuzes["ondertekend_door"])
    return robot.verstuur(form, bestand=(f"{soort}.pdf", document(titel, soort, op), "application/pdf"))


def _indienen(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.schooldirecteur) as robot:
        with toneel.stap("ondertekent de aanvraag", zaak.schooldirecteur):
            toneel.wacht(
                lambda: "Wordt gecontroleerd" not in robot.ga(zaak.pad).tekst, "dat alle documenten gecontroleerd zijn"
            )
            form = robot.ga(zaak.pad).formulier("/aanvraag-ondertekenen")
            robot.verstuur(_vinkjes(form))
        with toneel.stap("dient de aanvraag in", zaak.schooldirecteur) as uit:
            robot.verstuur(robot.ga(zaak.pad).formulier("/aanvraag-indienen"))
            uit["uitkomst"] = f"ontvangen op {clock.vandaag():%d-%m-%Y}"
    with toneel.stap("krijgt de ontvangstbevestiging en het bestuur hoort ervan", zaak.schoolbestuurder) as uit:
        toneel.post(zaak.schooldirecteur)
        bericht = toneel.post(zaak.schoolbestuurder)
        if zaak.achternaam in str(bericht):
            raise Struikelt("in een e-mail staat de naam van een kind")
        uit["uitkomst"] = f"“{bericht['onderwerp']}”"


def _vinkjes(form: Formulier) -> Formulier:
    for naam, soort in form.soorten.items():
        if soort == "checkbox":
            form.vul(**{naam: form.keuzes[naam]})
    return form


# ----------------------------------------------------------------------------------------------- familie


def _familie(toneel: Toneel, zaak: Zaak) -> None:
    zaak.uitgenodigd_op = clock.vandaag()
    for sub, rol in zaak.familie:
        with toneel.persoon(zaak.ib_er) as robot, toneel.stap(f"nodigt {_wie(sub)} uit", zaak.ib_er):
            code = _uitnodigen(robot, zaak, sub, rol)
        with toneel.stap("opent de uitnodiging, logt in met een tweede stap en geeft de zienswijze", sub) as uit:
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


# --------------------------------------------------------------------------------------------- commissie


def _aanvullen(toneel: Toneel, zaak: Zaak) -> None:
    toneel.later(1)
    with toneel.persoon(zaak.secretaris) as robot:
        with toneel.stap("ziet de aanvraag in de werkvoorraad met haar termijn", zaak.secretaris) as uit:
            toneel.wacht(lambda: zaak.aanvraag_id in (robot.ga("/werkvoorraad").html.html or ""), "de aanvraag")
            uit["uitkomst"] = _uiterlijk(robot.ga(zaak.dossier))
        with toneel.stap("vraagt één document opnieuw; de klok staat stil (Awb 4:15)", zaak.secretaris) as uit:
            form = robot.ga(f"{zaak.dossier}/aanvulling-vragen").formulier("/aanvulling-vragen")
            termijn = clock.vandaag() + timedelta(days=14)
            invullen(
                form,
                lambda _veld: "De handtekeningen ontbreken. Wilt u het ontwikkelingsperspectief opnieuw toevoegen?",
                document=zaak.vergeten,
                document_soort=zaak.vergeten,
                uiterlijk_op=termijn,
                termijn_tot=termijn,
            )
            robot.verstuur(form)
            uit["uitkomst"] = f"antwoord gevraagd uiterlijk {termijn:%d-%m-%Y}"
    toneel.naar(termijn - timedelta(days=3))
    with toneel.stap("wordt herinnerd aan de open vraag", zaak.ib_er) as uit:
        uit["uitkomst"] = f"“{toneel.post(zaak.ib_er, 'Herinnering')['onderwerp']}”"
    with toneel.persoon(zaak.ib_er) as robot, toneel.stap("antwoordt op dezelfde plek; de klok loopt weer", zaak.ib_er):
        pagina = robot.ga(zaak.pad)
        if not pagina.formulieren("/aanvulling-indienen"):
            pagina = robot.ga(pagina.link("/vragen/"))
        plek = pagina.url
        _document(robot, pagina, zaak.vergeten)
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


def _adviseren(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.secretaris) as robot:
        pagina = robot.ga(f"{zaak.dossier}/deskundigen-benoemen")
        if zaak.geweigerd:
            with toneel.stap("kan geen deskundige van de eigen school benoemen", zaak.secretaris) as uit:
                uit["uitkomst"] = _weigering(robot, pagina, zaak)
                pagina = robot.ga(f"{zaak.dossier}/deskundigen-benoemen")
        with toneel.stap("benoemt de voorgestelde deskundigen", zaak.secretaris):
            form = pagina.formulier("/deskundigen-benoemen")
            _kies_deskundigen(form, pagina, zaak)
            robot.verstuur(form)
    for sub in zaak.deskundigen:
        with toneel.persoon(sub) as robot, toneel.stap("schrijft een eigen advies en verzegelt het", sub) as uit:
            pagina = toneel.wacht(lambda r=robot: r.ga(r.ga("/adviezen").link("/adviezen/")), "het dossier")
            plek = pagina.url
            form = pagina.formulier("/advies-bewaren")
            invullen(form, zaak.tekst, categorie=zaak.categorie, oordeel="toelaatbaar", strekking="toelaatbaar")
            robot.verstuur(form)
            robot.verstuur(_vinkjes(robot.ga(plek).formulier("/advies-verzegelen")))
            uit["uitkomst"] = "verzegeld, zonder het andere advies te zien"


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
    zin = re.search(r"[^.]*(?:verbonden|werkt)[^.]*\.", antwoord.tekst)
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


def _eindadvies(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.eindadvies_door) as robot, toneel.stap("maakt het eindadvies", zaak.eindadvies_door):
        form = toneel.wacht(
            lambda: robot.ga(f"{zaak.dossier}/eindadvies-maken").formulier("/eindadvies-maken"), "het eindadvies"
        )
        invullen(
            form, zaak.tekst, oordeel="toelaatbaar", strekking="toelaatbaar", soort=zaak.soort, categorie=zaak.categorie
        )
        robot.verstuur(form)


def _besluiten(toneel: Toneel, zaak: Zaak) -> None:
    with toneel.persoon(zaak.secretaris) as robot:
        uiterlijk = _datum(_uiterlijk(robot.ga(zaak.dossier)))
    if zaak.deskundigen and uiterlijk and zaak.soort == "vso":
        toneel.naar(uiterlijk - timedelta(days=13))
        with toneel.stap("wordt gewaarschuwd dat de beslistermijn bijna om is", zaak.besluit_door) as uit:
            toneel.post(zaak.secretaris, "termijn")
            uit["uitkomst"] = f"“{toneel.post(zaak.besluit_door, 'termijn')['onderwerp']}”"
    with toneel.persoon(zaak.besluit_door) as robot, toneel.stap("neemt het besluit", zaak.besluit_door) as uit:
        form = robot.ga(f"{zaak.dossier}/besluit-nemen").formulier("/besluit-nemen")
        van = clock.vandaag() + timedelta(days=7)
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
        robot.verstuur(form)
        uit["uitkomst"] = f"toegekend van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}"
    with toneel.persoon(zaak.secretaris) as robot, toneel.stap("maakt het besluit bekend", zaak.secretaris) as uit:
        form = toneel.wacht(
            lambda: robot.ga(f"{zaak.dossier}/besluit-bekendmaken").formulier("/besluit-bekendmaken"), "de beschikking"
        )
        pagina = robot.verstuur(_vinkjes(form))
        gevonden = re.search(rf"{zaak.nummer}-\d{{4}}-\d{{5}}", robot.ga(zaak.dossier).tekst)
        if gevonden is None:
            raise Struikelt(f"geen TLV-nummer op het dossier: {pagina.tekst[:300]}")
        uit["uitkomst"] = f"TLV {gevonden[0]}"


_MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def _datum(tekst: str) -> date | None:
    gevonden = re.search(r"(\d{1,2}) (\w+) (\d{4})", tekst)
    if not gevonden or gevonden[2] not in _MAANDEN:
        return None
    return date(int(gevonden[3]), _MAANDEN.index(gevonden[2]) + 1, int(gevonden[1]))


# ---------------------------------------------------------------------------------------------- gevolgen


def _gevolgen(toneel: Toneel, zaak: Zaak) -> None:
    ouder = zaak.familie[0][0]
    with toneel.stap("krijgt een e-mail zonder naam en leest de beschikking in Meedoen", ouder) as uit:
        bericht = toneel.post(ouder, "besluit")
        if zaak.achternaam in str(bericht.get("onderwerp", "")) or zaak.roepnaam in str(bericht.get("tekst", "")):
            raise Struikelt("in een e-mail staat de naam van een kind")
        with toneel.persoon(ouder, zaak.hoed_familie) as robot:
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
    with toneel.persoon(zaak.ontvanger, zaak.ontvanger_hoed) as robot, met_tlv:
        toneel.wacht(lambda: zaak.roepnaam in robot.ga("/tlvs").tekst, "de TLV")


def _pdf(robot: Robot, pad: str) -> bytes:
    antwoord = robot.client.get(robot.basis + pad)
    if antwoord.status_code != 200 or not antwoord.content.startswith(b"%PDF"):
        raise Struikelt(f"{pad} gaf {antwoord.status_code} en geen PDF")
    return antwoord.content
