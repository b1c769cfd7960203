"""What a parent or pupil sees: where it stands, by when, what is asked of them. Short sentences, B1 or easier."""

from __future__ import annotations

from datetime import date

import msgspec

from services.commissie.contract import BesluitStand, MijnKindStand
from services.intake.contract import AanvraagStand, ZienswijzeStand
from services.intake.zonder_instemming import punten, termijn
from tenants.schema import Tenant, Vraag
from web import views
from web.filling.words import schoolnaam, soortnaam
from web.filling.zienswijzen import gegeven_zienswijze
from web.formatting import AMSTERDAM, datum_bij, initialen, lange_datum
from web.views import Formulier, Keuze

OORDELEN = [
    Keuze("eens", "Ik ben het eens met de aanvraag"),
    Keuze("niet_eens", "Ik ben het niet eens met de aanvraag"),
    Keuze("deels", "Ik ben het er deels mee eens"),
    Keuze("ziet_af", "Ik wil er niets over zeggen"),
]
INSTEMMING = {"eens": True, "niet_eens": False}
# What a tenant says in its steps is said to parents ("U krijgt het besluit"); to a pupil we say it ourselves.
STAPPEN_LEERLING = {
    "aanvraag": "Je school maakt de aanvraag, samen met je ouders",
    "ingediend": "Je school heeft de aanvraag verstuurd",
    "volledigheid": "Wij kijken of alles er is",
    "aanvulling": "Je school zoekt nog iets voor ons op",
    "advies": "Deskundigen kijken mee en geven advies",
    "eindadvies": "Er wordt één advies van gemaakt",
    "besluit": "Er wordt een besluit genomen",
    "bekendgemaakt": "Het besluit is bekend",
    "onherroepelijk": "Het besluit staat vast",
}
LEZEN_LEERLING = [
    "De mensen die beslissen, lezen wat jij schrijft.",
    "In de brief staat wat zij met jouw mening hebben gedaan.",
    "Je school en je ouders kunnen het ook lezen.",
]
GELEZEN_LEERLING = [
    "Wie besliste, kon lezen wat jij had geschreven.",
    "In de brief staat wat er met jouw mening is gedaan.",
]
VRAGEN = [
    views.Vraagbaak(
        "Wat is een TLV?",
        "TLV betekent toelaatbaarheidsverklaring. Met die verklaring mag uw kind naar een school met meer hulp.",
    ),
    views.Vraagbaak(
        "Moet ik iets zeggen?",
        "Nee. Maar het helpt wel: wie beslist, leest wat u schrijft. In de brief staat wat daarmee is gedaan.",
    ),
    views.Vraagbaak(
        "Wat als ik het niet eens ben met het besluit?",
        "Dan kunt u bezwaar maken. Dat kan tot 6 weken na het besluit. U kunt ook eerst met ons praten.",
    ),
    views.Vraagbaak(
        "Wie kan de stukken lezen?",
        "De school die de aanvraag doet, het samenwerkingsverband en de deskundigen die meekijken. Niemand anders. "
        "Wie er echt heeft gekeken, ziet u bij “Zie wie er keek”.",
    ),
]


def ouder(
    stand: AanvraagStand, behandeling: MijnKindStand | None, tenant: Tenant, wie: str, vandaag: date, **form: Formulier
) -> views.Ouder:
    """`behandeling` None: the school has not filed yet. `form["zienswijze"]`: the form as it was typed."""
    kind = stand.leerling.roepnaam
    besluit = _besluit(behandeling, tenant, kind)
    kop = f"De aanvraag voor {kind}"
    inleiding = (
        f"De school van {kind} vraagt een plek aan in het {_onderwijs(tenant, stand)}. Hier ziet u hoe ver we zijn."
    )
    if besluit:
        kop = f"Het besluit over {kind}"
        inleiding = "Het samenwerkingsverband heeft beslist op de aanvraag van de school. Hier leest u het besluit."
    zienswijze = _zienswijze_ouder(stand, tenant, kind, form.get("zienswijze"))
    extra = "Wij wachten op uw mening." if zienswijze else "U hoeft nu niets te doen."
    datum, uitleg = _datum(behandeling)
    return views.Ouder(
        aanhef=f"Dag {wie},",
        kop=kop,
        inleiding=inleiding,
        stappen=stappen(stand, behandeling, tenant, extra, vandaag),
        datum_kop="Wanneer is er een besluit?",
        datum=datum,
        datum_uitleg=uitleg,
        acties=[
            views.Actie("Lees de hele aanvraag", f"/aanvragen/{stand.id}", "book"),
            views.Actie("Zie wie er keek", f"/mijn-kind/{stand.id}/wie-keek", "eye"),
            views.Actie("Zie waar plek is", "/plekken", "school"),
            views.Actie("Zie of uw kind op een wachtlijst staat", f"/mijn-kind/{stand.id}/wachtlijst", "list"),
        ],
        contact=contact(stand, tenant),
        vragen=VRAGEN,
        zienswijze=zienswijze,
        gegeven=_gegeven(stand, tenant, vandaag, "Uw mening"),
        stukken=[
            views.Bestand(
                naam=document.titel,
                url=f"/bestanden/{document.id}",
                grootte="",
                toegevoegd=datum_bij(document.toegevoegd_op.astimezone(AMSTERDAM).date(), vandaag),
            )
            for document in stand.documenten
            if document.status == "bruikbaar"
        ],
        besluit=besluit,
    )


def leerling(
    stand: AanvraagStand, behandeling: MijnKindStand | None, tenant: Tenant, vandaag: date, **form: Formulier
) -> views.Leerling:
    zienswijze = None
    if "zienswijze_geven" in stand.handelingen and not _eigen(stand):
        zienswijze = views.ZienswijzeFormulier(
            formulier=form.get("zienswijze") or Formulier(url=f"/aanvragen/{stand.id}/zienswijze-geven"),
            vraag="Wat vind jij?",
            oordelen=[],
            uitleg="Er is geen goed of fout antwoord. Je mag het in je eigen woorden zeggen.",
            label_tekst="Wat vind je van het plan, en wat heb je nodig op school?",
        )
    extra = "Je kunt dit samen met iemand doen." if zienswijze else "Je hoeft nu niets te doen."
    besluit = _besluit_leerling(behandeling, tenant)
    kop = "Jouw mening over een andere school"
    inleiding = "Je school denkt dat een andere school beter bij je past. Jij mag zeggen wat je daarvan vindt."
    if besluit:
        kop = "Er is een besluit over jouw school"
        inleiding = "Je school vroeg of je naar een andere school mag. Hier lees je wat het antwoord is."
    return views.Leerling(
        voornaam=stand.leerling.roepnaam,
        kop=kop,
        inleiding=inleiding,
        stappen=stappen(stand, behandeling, tenant, extra, vandaag, jij=True),
        wat_kop="Wat is er gedaan met jouw mening?" if besluit else "Wat gebeurt er met wat jij zegt?",
        wat_gebeurt=GELEZEN_LEERLING if besluit else LEZEN_LEERLING,
        contact=contact(stand, tenant),
        zienswijze=zienswijze,
        gegeven=_gegeven(stand, tenant, vandaag, "Jouw mening"),
        besluit=besluit,
    )


def stappen(
    stand: AanvraagStand,
    behandeling: MijnKindStand | None,
    tenant: Tenant,
    extra: str,
    vandaag: date,
    *,
    jij: bool = False,
) -> list[views.OuderStap]:
    """The steps in the words of the tenant, who speaks to parents; `jij`: in ours, for the pupil. Before filing the
    first one is now."""
    woorden = {titel: STAPPEN_LEERLING[naam] for naam, titel in tenant.openbare_stappen.items()} if jij else {}
    if behandeling is None:
        # Not asked for yet, or not for this kind of aanvraag: then the step is not named either.
        niet = {"aanvulling"} if tenant.plekken(stand.categorie, False, stand.soort) else {"aanvulling", "advies"}
        namen = [titel for naam, titel in tenant.openbare_stappen.items() if naam not in niet]
        rijen = [(titel, "nu" if nummer == 0 else "straks", None) for nummer, titel in enumerate(namen)]
    else:
        rijen = [(stap.titel, stap.stand, stap.op) for stap in behandeling.stappen]
    return [
        views.OuderStap(
            naam=woorden.get(titel, titel),
            tekst=f"Klaar op {datum_bij(op, vandaag)}." if op else "",
            staat=staat,
            tag=f"Hier zijn we nu: stap {nummer} van {len(rijen)}" if staat == "nu" else "",
            extra=extra if staat == "nu" else "",
        )
        for nummer, (titel, staat, op) in enumerate(rijen, 1)
    ]


def contact(stand: AanvraagStand, tenant: Tenant) -> views.Contact:
    """Who began the aanvraag, at the school; and the samenwerkingsverband as far as it says how to reach it."""
    swv = tenant.contact
    return views.Contact(
        naam=stand.begonnen_door,
        functie=schoolnaam(stand.school),
        initialen=initialen(stand.begonnen_door),
        swv=tenant.naam if swv.email or swv.telefoon or swv.website else "",
        telefoon=swv.telefoon,
        telefoon_url=f"tel:{''.join(t for t in swv.telefoon if t.isdigit() or t == '+')}" if swv.telefoon else "",
        email=swv.email,
        website=swv.website,
    )


def _eigen(stand: AanvraagStand) -> ZienswijzeStand | None:
    """The view of the asker: to a member of the family intake shows no other."""
    return next((z for z in stand.zienswijzen if z.ingediend_op is not None), None)


def _gegeven(stand: AanvraagStand, tenant: Tenant, vandaag: date, wie: str) -> views.ZienswijzeStaat | None:
    eigen = _eigen(stand)
    return gegeven_zienswijze(eigen, tenant.recept(stand.soort), vandaag, wie) if eigen else None


def _zienswijze_ouder(
    stand: AanvraagStand, tenant: Tenant, kind: str, getypt: Formulier | None
) -> views.ZienswijzeFormulier | None:
    recept, eigen = tenant.recept(stand.soort), _eigen(stand)
    vragen = punten(recept, stand.antwoorden)
    nog_punten = bool(vragen and eigen and not eigen.punten)  # the school chose this road after they spoke
    if "zienswijze_geven" not in stand.handelingen or (eigen and getypt is None and not nog_punten):
        return None
    gevraagd = tenant.instemming_nodig(stand.soort, stand.antwoorden)
    tijd = termijn(recept, stand.antwoorden)
    return views.ZienswijzeFormulier(
        formulier=getypt or Formulier(url=f"/aanvragen/{stand.id}/zienswijze-geven", waarden=_eerder(eigen)),
        vraag="Wat vindt u van de aanvraag?",
        oordelen=OORDELEN if gevraagd else [],
        uitleg=f"Uw mening telt mee bij het besluit over {kind}. De school leest mee en kan uw tekst niet veranderen.",
        label_tekst="Wilt u dat uitleggen?" if gevraagd else "Wat vindt u ervan?",
        uiterlijk=f"Reageer tot en met {lange_datum(tijd.tot_en_met)}." if tijd else "",
        punten=[views.Punt(vraag.naam, vraag.label, geschreven(stand, vraag)) for vraag in vragen],
    )


def _eerder(eigen: ZienswijzeStand | None) -> dict[str, str]:
    """What they said before, to add to."""
    if eigen is None:
        return {}
    oordeel = {True: "eens", False: "niet_eens"}.get(eigen.instemming, "")
    return {"oordeel": oordeel, "tekst": eigen.tekst or ""}


def geschreven(stand: AanvraagStand, vraag: Vraag) -> str:
    """What the school wrote, a date in words."""
    antwoord = stand.antwoorden.get(vraag.naam, "")
    if vraag.soort == "datum" and antwoord:
        return lange_datum(date.fromisoformat(antwoord))
    return antwoord or "De school heeft dit nog niet ingevuld."


def _onderwijs(tenant: Tenant, stand: AanvraagStand) -> str:
    naam = soortnaam(tenant, stand.soort)
    return naam[:1].lower() + naam[1:]


def _datum(behandeling: MijnKindStand | None) -> tuple[str, str]:
    if behandeling is None:
        return (
            "Nog niet bekend",
            "Als de school de aanvraag heeft ingediend, staat hier een datum. Het duurt dan meestal hooguit 8 weken.",
        )
    if behandeling.status == "ingetrokken":
        return "Er komt geen besluit", "De school heeft de aanvraag ingetrokken."
    if behandeling.status == "aanvulling_gevraagd":
        return (
            f"Uiterlijk {lange_datum(behandeling.uiterlijk_op)}",
            "Wij hebben de school om iets gevraagd. Zolang wij wachten, schuift deze datum op.",
        )
    return f"Uiterlijk {lange_datum(behandeling.uiterlijk_op)}", "U krijgt een e-mail. U leest het besluit hier."


def _besluit_leerling(behandeling: MijnKindStand | None, tenant: Tenant) -> views.OuderBesluit | None:
    """A pupil of 18 or older is sent a letter and can object; a younger one is not (commissie names no last day)."""
    besluit = _besluit(behandeling, tenant, "je", jij=True)
    if besluit is None or (behandeling and behandeling.bezwaar_tot_en_met):
        return besluit
    gekregen = "Je ouders en je school hebben de brief gekregen. Daarin staat waarom."
    return msgspec.structs.replace(besluit, brief_url="", tekst=f"{besluit.tekst.partition('. ')[0]}. {gekregen}")


def _besluit(
    behandeling: MijnKindStand | None, tenant: Tenant, kind: str, *, jij: bool = False
) -> views.OuderBesluit | None:
    besluit: BesluitStand | None = behandeling.besluit if behandeling else None
    if behandeling is None or besluit is None or besluit.bekendgemaakt_op is None:
        return None
    ja = besluit.uitkomst == "toegekend"
    naam = soortnaam(tenant, besluit.soort)
    onderwijs = naam[:1].lower() + naam[1:]
    wie = "Je mag" if jij else f"{kind} mag"
    geldig = ""
    if besluit.van:
        tot = f" tot en met {lange_datum(besluit.tot_en_met)}" if besluit.tot_en_met else ""
        geldig = f"Dit geldt van {lange_datum(besluit.van)}{tot}."
    vast = besluit.onherroepelijk_op is not None
    praten = "Praat er eerst over met de school of met ons. Vaak helpt een gesprek."
    if tenant.contact.telefoon:
        praten = f"Bel ons gerust eerst: {tenant.contact.telefoon}. Vaak helpt een gesprek."
    return views.OuderBesluit(
        kop="Het antwoord is ja" if ja else "Het antwoord is nee",
        tekst=f"{wie} naar het {onderwijs}. In de brief {'lees je' if jij else 'leest u'} waarom."
        if ja
        else f"Er komt geen verklaring voor het {onderwijs}. In de brief {'lees je' if jij else 'leest u'} waarom.",
        brief_url=f"/beschikkingen/{behandeling.id}.pdf" if besluit.beschikking_klaar else "",
        geldig=geldig,
        bezwaar_tot=lange_datum(behandeling.bezwaar_tot_en_met)
        if behandeling.bezwaar_tot_en_met and not vast and not jij
        else "",
        bezwaar_uitleg=f"In de brief staat hoe dat gaat. {praten}",
        gelezen="Het besluit staat vast." if vast else "",
    )
