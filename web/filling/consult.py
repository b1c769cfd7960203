"""Consulten in words: what a school asked, who answers, by when, and what stands in a dossier."""

from __future__ import annotations

from datetime import date

from services.intake.consult.contract import ConsultenLijst, ConsultKort, ConsultStand, DossierConsulten
from services.intake.leerlingen.contract import LeerlingenLijst
from services.kern.proces import pad
from web import views_consult as views
from web.filling.words import schoolnaam
from web.formatting import aantal, dagen_over, datum, datum_bij, moment, urgentie
from web.views import Formulier, Keuze, Link, Rekenregel, Status
from web.views_leerlingen import LeerlingKop

ALLE = Link("Consulten", "/consulten")
STATUS = {
    "gesteld": Status("Wacht op antwoord", "info", "clock"),
    "beantwoord": Status("Beantwoord", "ok", "check"),
    "gesloten": Status("Afgesloten", "stil", "lock"),
}
SOORTEN = {"vraag": "Vraag", "vervolg": "Vervolgvraag", "antwoord": "Antwoord"}
ZONDER_NAAM = (
    "Schrijf niet wie het kind is: geen naam, geboortedatum, adres of nummer. Meedoen kijkt mee en waarschuwt, maar "
    "herkent niet alles. Stemmen de ouders later toe, dan koppelt u het consult aan het dossier van de leerling."
)


def _regel(kort: ConsultKort, vandaag: date, *, school: bool) -> views.ConsultRegel:
    wacht = kort.status == "gesteld"
    wie = kort.adviseur or "Nog niemand pakte dit op"
    bij = wie if kort.status != "gesloten" else ""
    if kort.namens:
        bij = f"U vervangt {kort.namens}" if kort.bij == "mij" else f"{kort.namens} is afwezig"
    over = dagen_over(kort.uiterlijk_op, vandaag).capitalize() if wacht else ""
    return views.ConsultRegel(
        url=f"/consulten/{kort.id}",
        titel=kort.onderwerp,
        sub=kort.kenmerk if school else f"{kort.kenmerk} · {schoolnaam(kort.school)}",
        status=STATUS[kort.status],
        bij=f"{bij} · in een dossier"
        if kort.gekoppeld and bij
        else bij or ("In een dossier" if kort.gekoppeld else ""),
        over=over,
        datum=f"Antwoord uiterlijk {datum_bij(kort.uiterlijk_op, vandaag)}"
        if wacht
        else f"Gevraagd op {datum_bij(kort.gesteld_op.date(), vandaag)}",
        urgentie=urgentie(kort.uiterlijk_op, vandaag, binnen_dagen=1) if wacht else "gewoon",
    )


def lijst(antwoord: ConsultenLijst, vandaag: date, *, school: bool, organisatie: str) -> views.Consulten:
    """For an adviseur what is theirs comes first, then what nobody took."""
    if school:
        groepen = (
            (
                "wacht",
                "Wacht op antwoord",
                "Hier is het samenwerkingsverband aan zet.",
                lambda k: k.status == "gesteld",
            ),
            (
                "beantwoord",
                "Beantwoord",
                "Lees het antwoord, vraag door of sluit af.",
                lambda k: k.status == "beantwoord",
            ),
            ("gesloten", "Afgesloten", "Van de laatste zestig dagen.", lambda k: k.status == "gesloten"),
        )
        inleiding = organisatie
    else:
        groepen = (
            ("mij", "Bij u", "U gaf aan dat u antwoordt, of u vervangt een collega.", lambda k: k.bij == "mij"),
            ("niemand", "Bij niemand", "Pak op wat bij u past.", lambda k: k.bij == "niemand"),
            ("ander", "Bij een collega", "Een collega antwoordt.", lambda k: k.bij == "ander"),
            ("school", "Bij de school", "Beantwoord of afgesloten.", lambda k: k.bij == "school"),
        )
        te_laat = sum(k.status == "gesteld" and k.uiterlijk_op < vandaag for k in antwoord.consulten)
        open_ = sum(k.status == "gesteld" for k in antwoord.consulten)
        inleiding = f"{aantal(open_, 'consult wacht', 'consulten wachten')} op antwoord"
        inleiding += f", {te_laat} te laat." if te_laat else "."
    afwezig = [
        views.AfwezigRegel(
            zin=f"{'U bent' if een.eigen else een.naam + ' is'} afwezig van {datum(een.van)} tot en met "
            f"{datum(een.tot)}. {een.vervanger} vervangt {'u' if een.eigen else 'deze collega'}.",
            intrekken=Formulier(url=f"/consulten/{een.id}/afwezigheid-intrekken", versie="1") if een.eigen else None,
        )
        for een in antwoord.afwezig
    ]
    return views.Consulten(
        kop="Consulten",
        inleiding=inleiding,
        groepen=[
            views.ConsultGroep(
                id=f"groep-{id}",
                kop=f"{kop} ({len(regels)})",
                uitleg=uitleg,
                regels=[_regel(kort, vandaag, school=school) for kort in regels],
            )
            for id, kop, uitleg, hoort in groepen
            if (regels := [kort for kort in antwoord.consulten if hoort(kort)])
        ],
        leeg="Stel een vraag aan een adviseur van het samenwerkingsverband. De naam van het kind is niet nodig."
        if school
        else "Er staat nu geen vraag van een school open.",
        vragen_url="/consulten/nieuw" if antwoord.vragen else "",
        afwezig_url="/consulten/afwezig" if antwoord.vervangen else "",
        afwezig=afwezig,
        meer="Niet alle consulten staan hier." if antwoord.meer else "",
    )


def vragen(werkdagen: int, formulier: Formulier) -> views.ConsultVragen:
    return views.ConsultVragen(
        terug=Link("Terug naar consulten", "/consulten"),
        formulier=formulier,
        naamcheck="geen_naam" in formulier.fouten or bool(formulier.waarden.get("geen_naam")),
        uitleg=f"{ZONDER_NAAM} U krijgt meestal binnen {aantal(werkdagen, 'werkdag', 'werkdagen')} antwoord."
        if werkdagen
        else ZONDER_NAAM,
    )


def afwezig(antwoord: ConsultenLijst, formulier: Formulier) -> views.Afwezig:
    return views.Afwezig(
        terug=Link("Terug naar consulten", "/consulten"),
        formulier=formulier,
        collegas=[Keuze(str(c.persoon), c.naam) for c in antwoord.collegas],
    )


def consult(
    stand: ConsultStand,
    leerlingen: LeerlingenLijst | None,
    vandaag: date,
    getypt: Formulier | None = None,
) -> views.ConsultPagina:
    """`getypt`: the form that was sent and refused; it stands where it stood, with what was typed."""

    def formulier(handeling: str) -> Formulier | None:
        if handeling not in stand.handelingen:
            return None
        url = f"/consulten/{stand.id}/{pad(handeling)}"
        if getypt is not None and getypt.url == url:
            return getypt
        return Formulier(url=url, versie=str(stand.versie))

    wacht = stand.status == "gesteld"
    over = ""
    if wacht:
        over = f"{dagen_over(stand.uiterlijk_op, vandaag).capitalize()}: uiterlijk {datum(stand.uiterlijk_op)}"
    vraagt = ""
    if getypt is not None and ("geen_naam" in getypt.fouten or getypt.waarden.get("geen_naam")):
        vraagt = getypt.url.rpartition("/")[2]
    bewijs = ""
    if stand.toestemming_op is not None:
        bewijs = f"De ouders stemden toe op {datum(stand.toestemming_op)}. {stand.toestemming_bewijs}"
    return views.ConsultPagina(
        titel=stand.onderwerp,
        kenmerk=stand.kenmerk,
        kruimels=[ALLE, Link(stand.onderwerp, "")],
        feiten=[
            schoolnaam(stand.school),
            f"Gevraagd door {stand.gesteld_door} op {datum_bij(stand.gesteld_op.date(), vandaag)}",
            f"Adviseur: {'u' if stand.van_mij else stand.adviseur}" if stand.adviseur else "Nog geen adviseur",
            *_einde(stand),
        ],
        status=STATUS[stand.status],
        over=over,
        urgentie=urgentie(stand.uiterlijk_op, vandaag, binnen_dagen=1) if wacht else "gewoon",
        berichten=[
            views.Bericht(
                soort=SOORTEN[b.soort],
                tekst=[alinea for alinea in b.tekst.split("\n") if alinea.strip()],
                door=f"{b.door}, {moment(b.op, vandaag)}",
                geen_naam=b.geen_naam,
                van_swv=b.soort == "antwoord",
            )
            for b in stand.berichten
        ],
        rekening=[Rekenregel(s.stap, datum(s.datum) if s.datum else "", s.grondslag) for s in stand.uitleg],
        dossier=Link(stand.leerling, f"/leerlingen/{stand.dossier_id}") if stand.leerling else None,
        toestemming=bewijs,
        beantwoorden=formulier("consult_beantwoorden"),
        aanvullen=formulier("consult_aanvullen"),
        oppakken=formulier("consult_oppakken"),
        overdragen=formulier("consult_overdragen"),
        sluiten=formulier("consult_sluiten"),
        koppelen=formulier("consult_koppelen"),
        collegas=[
            Keuze(str(c.persoon), f"{c.naam} (afwezig tot en met {datum(c.afwezig)})" if c.afwezig else c.naam)
            for c in stand.collegas
        ],
        leerlingen=[
            Keuze(str(kind.id), f"{kind.naam}, {kind.groep}")
            for kind in (leerlingen.leerlingen if leerlingen else [])
            if kind.status == "lopend"
        ],
        naamcheck=vraagt,
        melding=getypt.algemene_fout if getypt else "",
    )


def _einde(stand: ConsultStand) -> list[str]:
    if stand.weg_op is not None:
        return [f"Gaat weg op {datum(stand.weg_op)}"]
    return [f"Sluit vanzelf op {datum(stand.sluit_op)} als er geen vervolgvraag komt"] if stand.sluit_op else []


def van_leerling(
    antwoord: DossierConsulten, kop: LeerlingKop, kruimels: list[Link], vandaag: date
) -> views.LeerlingConsulten:
    return views.LeerlingConsulten(
        kop=kop,
        kruimels=kruimels,
        regels=[_regel(kort, vandaag, school=True) for kort in antwoord.consulten],
    )
