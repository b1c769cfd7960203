"""The zorgplicht in words: who has it, how long there still is, and what happened."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from services.intake.zorgplicht.contract import (
    Aanmeldbaren,
    AanmeldingBlad,
    AanmeldingStand,
    HouderStand,
    IntrekkingStand,
    KlokkenLijst,
    KlokkenTelling,
    KlokKort,
    KlokStand,
    MeekijkerStand,
    VoorvalStand,
)
from services.intake.zorgplicht.uitzonderingen import UITZONDERINGEN
from services.kern.proces import leesbaar, pad
from services.kern.rollen import Rol
from tenants.organisaties import bestuur
from web import views_zorgplicht as views
from web.filling.words import schoolnaam
from web.formatting import aantal, dagen_over, datum, datum_bij, lange_datum, opsomming, urgentie
from web.views import Formulier, Handeling, Keuze, Link, Rekenregel, Status, TermijnStap, Veld
from web.views_leerlingen import LeerlingKop

ALLE = Link("Zorgplicht", "/zorgplicht")
STATUS = {
    "in_onderzoek": Status("In onderzoek", "info", "search"),
    "tijdelijk_geplaatst": Status("Tijdelijk geplaatst", "let-op", "school"),
    "geweigerd": Status("Niet toegelaten, plek elders nodig", "let-op", "alert"),
    "ingeschreven": Status("Ingeschreven", "ok", "check"),
    "elders_ingeschreven": Status("Ingeschreven op een andere school", "ok", "check"),
    "uitgezonderd": Status("Zorgplicht geldt niet", "stil", "lock"),
    "ingetrokken": Status("Ingetrokken", "stil", "lock"),
}
GROEPEN = (
    ("plaatsen", "Plaatsen", "De tien weken zijn voorbij: plaats het kind tijdelijk, of beslis."),
    ("te_laat", "Te laat", "De termijn is voorbij en er is niet beslist."),
    ("binnenkort", "Binnen 14 dagen", "De termijn loopt binnen 14 dagen af."),
    ("", "Loopt", "Hier is nog langer dan 14 dagen tijd, of de klok staat en het kind heeft nog geen plek."),
)
VOORVAL = {
    "aanmelding_ontvangen": "Aanmelding ontvangen",
    "informatie_gevraagd": "Informatie gevraagd",
    "informatie_ontvangen": "Informatie ontvangen",
    "verlenging_meegedeeld": "Vier weken verlengd, ouders ingelicht",
    "onderzoek_gedeeld": "Tweede school kijkt mee",
    "school_bereid": "Tweede school is bereid",
    "school_niet_bereid": "Tweede school is niet bereid",
    "tijdelijk_geplaatst": "Tijdelijk geplaatst en ingeschreven",
    "ingeschreven": "Toegelaten en ingeschreven",
    "geweigerd": "Niet toegelaten",
    "uitgezonderd": "Zorgplicht geldt niet",
    "elders_ingeschreven": "Ingeschreven op een andere school",
    "asielregels_gelden": "Zes weken, zonder verlengen",
    "asielregels_gelden_niet": "De gewone termijn geldt",
    "intrekking_gemeld": "Iemand met gezag wil intrekken",
    "ingetrokken": "Aanmelding ingetrokken",
    "school_opgegaan": "De school ging op in een andere school",
}
REDENEN = {
    "ouders": "Bij de ouders",
    "anderen": "Bij anderen, met toestemming van de ouders",
    "met_ondersteuning": "Met extra ondersteuning",
}
ICOON = {"aanmelding_intrekken": "x", "leerling_inschrijven": "check", "beslissing_verlengen": "clock"}
LOPEND = ("in_onderzoek", "tijdelijk_geplaatst", "geweigerd")  # the child has no place yet
GEDEELD = "Uw schoolbestuur ziet deze klok en wie de zorgplicht heeft, niet wie het kind is."
KNOPPEN = {
    "informatie_vastleggen": "Informatie is binnen",
    "onderzoek_delen": "Andere school laten meekijken",
    "antwoord_vastleggen": "Antwoord van een school vastleggen",
    "leerling_plaatsen": "Tijdelijk plaatsen",
    "uitzondering_vastleggen": "Zorgplicht geldt niet",
    "asielregels_vastleggen": "Asielregels vastleggen",
    "overgang_vastleggen": "Inschrijving elders vastleggen",
}


VASTLEGGEN = "/zorgplicht/aanmelding-vastleggen"


def knop(naam: str) -> str:
    """What the button of this act says."""
    return KNOPPEN.get(naam, leesbaar(naam).capitalize())


# ---------------------------------------------------------------------------------------------- the lists


def klokken(
    lijst: KlokkenLijst, rol: Rol, organisatie: str, vandaag: date, vastleggen: views.VastleggenKaart | None = None
) -> views.Klokken:
    van_school = rol in (Rol.IB_ER, Rol.SCHOOLDIRECTEUR)
    per_soort = {soort: [k for k in lijst.klokken if k.alarm == soort] for soort, _, _ in GROEPEN}
    return views.Klokken(
        kop="Aanmeldingen en zorgplicht",
        inleiding=organisatie if van_school else f"De scholen van {organisatie}",
        groepen=[
            views.KlokGroep(
                id=f"groep-{soort or 'loopt'}".replace("_", "-"),
                kop=f"{titel} ({len(per_soort[soort])})",
                uitleg=uitleg,
                regels=[_regel(kort, van_school, vandaag) for kort in per_soort[soort]],
            )
            for soort, titel, uitleg in GROEPEN
            if per_soort[soort]
        ],
        leeg="Leg hieronder een aanmelding vast, of in het dossier van de leerling. Dan loopt hier de klok."
        if van_school
        else "Zodra een van uw scholen een aanmelding vastlegt, loopt hier de klok.",
        meer="Niet alle aanmeldingen staan hier." if lijst.meer else "",
        vastleggen=vastleggen,
    )


def vastleggen(
    aanmeldbaren: Aanmeldbaren, velden: list[Veld], school: str, vandaag: date, getypt: Formulier | None = None
) -> views.VastleggenKaart:
    """With today and the own school filled in: what is as usual asks no click. `velden`: as on the dossier."""
    keuzes = [Keuze(str(a.dossier_id), f"{a.leerling}, {a.groep}") for a in aanmeldbaren.leerlingen]
    begin = {"ontvangen_op": vandaag.isoformat(), "voorkeur": school}
    return views.VastleggenKaart(
        formulier=getypt or Formulier(url=VASTLEGGEN, waarden=begin),
        velden=[Veld("dossier", "Welke leerling?", "keuzelijst", keuzes=keuzes), *velden[:2]],
        meer=velden[2:],
        uitleg="De school beslist binnen zes weken. Uw schoolbestuur ziet de klok, niet wie het kind is.",
        leeg="" if keuzes else "Er is nog geen leerling zonder aanmelding. Begin eerst een dossier bij Leerlingen.",
    )


def _regel(kort: KlokKort, van_school: bool, vandaag: date) -> views.KlokRegel:
    over, einde, kleur = _over(kort.status, kort.alarm, kort.sinds, kort.uiterlijk_op, vandaag)
    naam = kort.leerling if kort.leerling else schoolnaam(kort.school)
    return views.KlokRegel(
        url=f"/leerlingen/{kort.dossier_id}/aanmelding",
        naam=naam,
        sub=f"{kort.kenmerk} · dag {kort.dag}",
        houder="" if van_school and kort.houder == kort.school else schoolnaam(kort.houder),
        status=STATUS[kort.status],
        over=over,
        datum=einde,
        urgentie=kleur,
    )


def _over(status: str, alarm: str, sinds: date | None, uiterlijk_op: date, vandaag: date) -> tuple[str, str, str]:
    """How long there still is, until when, and the colour of it."""
    if status == "geweigerd":
        return "Zoekt een plek", "Er is al beslist", "let-op"
    if alarm == "plaatsen" and sinds is not None:
        return "Plaatsen", f"Sinds {datum_bij(sinds, vandaag)}", "fout"
    if alarm == "te_laat" and sinds is not None:
        return (
            f"{aantal((vandaag - uiterlijk_op).days, 'dag', 'dagen')} te laat",
            f"Sinds {datum_bij(sinds, vandaag)}",
            "fout",
        )
    tekst = dagen_over(uiterlijk_op, vandaag).capitalize()
    return tekst, f"Uiterlijk {datum_bij(uiterlijk_op, vandaag)}", urgentie(uiterlijk_op, vandaag, binnen_dagen=14)


def tellingen(telling: KlokkenTelling, vandaag: date) -> views.Tellingen:
    alle = telling.besturen
    te_laat = sum(b.te_laat + b.plaatsen for b in alle)
    lopend = aantal(sum(b.lopend for b in alle), "aanmelding loopt", "aanmeldingen lopen")
    return views.Tellingen(
        inleiding="Alleen aantallen per schoolbestuur. Een aanmelding zelf ziet u pas als de school haar deelt.",
        totaal=f"{lopend}, {te_laat} te laat." if alle else "",
        regels=[
            views.TellingRegel(
                bestuur=bestuur(b.bestuur).naam or f"Bestuur {b.bestuur}",
                lopend=str(b.lopend),
                binnenkort=str(b.binnenkort),
                te_laat=str(b.te_laat),
                plaatsen=str(b.plaatsen),
                oudste=datum_bij(b.oudste, vandaag) if b.oudste else "",
            )
            for b in alle
        ],
    )


# ---------------------------------------------------------------------------------------------- one of them


def kop_voor_bestuur(blad: AanmeldingBlad) -> LeerlingKop:
    """A board knows the number and the school, not the child."""
    return LeerlingKop(
        naam=f"Aanmelding bij {schoolnaam(blad.school)}",
        kenmerk=blad.kenmerk,
        feiten=[],
        status=None,
        onderdelen=[],
        zichtbaarheid="U ziet de klok en wie de zorgplicht heeft. Wie het kind is, weet de school.",
    )


def aanmelding(blad: AanmeldingBlad, kop: LeerlingKop, kruimels: list[Link], vandaag: date) -> views.Aanmelding:
    eigen = f"/leerlingen/{blad.dossier_id}/aanmelding"
    vastleggen = f"{eigen}/aanmelding-vastleggen" if "aanmelding_vastleggen" in blad.handelingen else ""
    stand = blad.aanmelding
    if stand is None:
        return views.Aanmelding(kop=kop, kruimels=kruimels, vastleggen_url=vastleggen)
    melding, soort = _melding(stand, vandaag)
    if blad.intrekking is not None and not melding:
        melding, soort = wil_intrekken(blad.intrekking), "warning"
    if kop.zichtbaarheid and blad.leerling:
        kop = replace(kop, zichtbaarheid=GEDEELD)
    return views.Aanmelding(
        kop=kop,
        kruimels=kruimels,
        status=STATUS[stand.status],
        melding=melding,
        melding_soort=soort,
        houder=_houder(stand, vandaag),
        klok=_klok(stand, vandaag),
        handelingen=tuple(
            Handeling(naam=naam, knop=knop(naam), url=f"{eigen}/{pad(naam)}", icoon=ICOON.get(naam, "arrow-right"))
            for naam in blad.handelingen
            if naam != "aanmelding_vastleggen"
        ),
        verloop=tuple(_voorval(voorval, vandaag) for voorval in reversed(stand.voorvallen)),
        vastleggen_url=vastleggen,
    )


def wil_intrekken(stand: IntrekkingStand) -> str:
    """Who wants to, and whose word is waited for."""
    wie = " en ".join(stand.gemeld)
    return f"{wie} {'wil' if len(stand.gemeld) == 1 else 'willen'} deze aanmelding intrekken. Er wordt gewacht op " + (
        f"{opsomming(stand.wacht_op)}."
    )


def mijn_aanmelding(
    blad: AanmeldingBlad, kind: str, vandaag: date, getypt: Formulier | None = None, *, leerling: bool = False
) -> views.MijnAanmelding:
    """For parents and pupil: what the school and its board see, and what only they may do."""
    eigen, stand = f"/mijn-dossier/{blad.dossier_id}", blad.aanmelding
    kop = f"De aanmelding van {kind}"
    kruimels = [Link(f"Het dossier van {kind}", f"/mijn-kind/{blad.dossier_id}"), Link("Aanmelding", "")]
    if stand is None:
        return views.MijnAanmelding(
            kop=kop,
            inleiding="Er is geen aanmelding. Meldt u uw kind schriftelijk aan, dan ziet u hier wat er gebeurt.",
            kruimels=kruimels,
        )
    melding, soort = _melding(stand, vandaag)
    uitleg = (
        "De school hoeft dan geen plek meer te zoeken. Heeft nog iemand gezag, dan eindigt de aanmelding pas als die "
        "het ook wil."
    )
    if leerling:
        uitleg = "De school hoeft dan geen plek meer te zoeken. Je bent 18 jaar of ouder, dus jij beslist hierover."
    if blad.intrekking is not None:
        melding, soort = wil_intrekken(blad.intrekking), "info"
    intrekken = None
    if "intrekking_melden" in blad.handelingen:
        intrekken = getypt or Formulier(url=f"{eigen}/intrekking-melden", versie=str(stand.versie))
    return views.MijnAanmelding(
        kop=kop,
        inleiding="U ziet hier hetzelfde als de school en haar bestuur: wie voor een plek zorgt en tot wanneer.",
        kruimels=kruimels,
        houder=_houder(stand, vandaag),
        klok=_klok(stand, vandaag),
        verloop=tuple(_voorval(voorval, vandaag) for voorval in reversed(stand.voorvallen)),
        melding=melding,
        melding_soort=soort,
        intrekken=intrekken,
        intrekken_uitleg=uitleg,
        intrekken_kop="Wil je deze aanmelding niet meer?" if leerling else "Wilt u deze aanmelding niet meer?",
        intrekken_hulp="Dit kun je niet terugdraaien. Een nieuwe aanmelding kan wel."
        if leerling
        else "Dit kunt u niet terugdraaien. Een nieuwe aanmelding kan wel.",
    )


def _melding(stand: AanmeldingStand, vandaag: date) -> tuple[str, str]:
    k = stand.klok
    if k.alarm == "plaatsen" and k.sinds is not None and k.asielregels:
        zin = "De zes weken zijn voorbij en er is niet beslist. Het kind is toegelaten sinds"
        return f"{zin} {lange_datum(k.sinds)}. Schrijf het in.", "error"
    if k.alarm == "plaatsen" and k.sinds is not None:
        zin = "De tien weken zijn voorbij en er is niet beslist. Het kind moet tijdelijk worden geplaatst, vanaf"
        return f"{zin} {lange_datum(k.sinds)}.", "error"
    if k.alarm == "te_laat" and k.sinds is not None:
        return f"De termijn is voorbij sinds {lange_datum(k.sinds)}. Beslis zo snel mogelijk.", "error"
    if k.alarm == "binnenkort":
        verlengen = ""
        if not k.verlengd and k.verlengen_uiterlijk is not None and vandaag <= k.verlengen_uiterlijk:
            verlengen = " Verlengen kan nog, één keer, met vier weken."
        return f"Er moet worden beslist uiterlijk op {lange_datum(k.uiterlijk_op)}.{verlengen}", "warning"
    return "", ""


def _houder(stand: AanmeldingStand, vandaag: date) -> views.HouderKaart:
    nu = stand.houder
    eerder = [h for h in stand.geschiedenis if nu is None or h.van != nu.van]
    if nu is None:
        laatste = stand.geschiedenis[-1]
        wat = "De aanmelding is ingetrokken." if stand.status == "ingetrokken" else _uitzondering(stand)
        tot = f" tot {datum_bij(laatste.tot, vandaag)}" if laatste.tot else ""
        return views.HouderKaart(
            naam="",
            sinds=f"Door deze aanmelding heeft niemand meer zorgplicht. {schoolnaam(laatste.school)} had haar{tot}.",
            uitleg=wat,
            meekijkers=[],
            eerder=[],
        )
    return views.HouderKaart(
        naam=schoolnaam(nu.school),
        sinds=f"Sinds {datum(nu.van)}",
        uitleg=_waarom(stand, nu),
        meekijkers=[_meekijker(kijker, vandaag) for kijker in stand.meekijkers if stand.status in LOPEND],
        eerder=[
            views.HouderRegel(
                schoolnaam(h.school), f"{datum(h.van)} tot {datum(h.tot)}" if h.tot else f"sinds {datum(h.van)}"
            )
            for h in eerder
        ],
    )


def _waarom(stand: AanmeldingStand, houder: HouderStand) -> str:
    if stand.status in ("ingeschreven", "elders_ingeschreven"):
        return "Het kind staat daar ingeschreven."
    blijft = "De zorgplicht gaat pas over als het kind op een andere school is ingeschreven."
    if any(kijker.bereid is None for kijker in stand.meekijkers):
        return f"Een andere school kijkt mee, binnen dezelfde termijn. {blijft}"
    if houder.school == stand.school:
        return f"De ouders meldden het kind hier als eerste aan. {blijft}"
    return f"Dit is de school die de ouders het liefst willen. {blijft}"


def _uitzondering(stand: AanmeldingStand) -> str:
    reden = next((v.reden for v in stand.voorvallen if v.soort == "uitgezonderd"), "")
    return f"{UITZONDERINGEN[reden].titel}." if reden in UITZONDERINGEN else ""


def _meekijker(kijker: MeekijkerStand, vandaag: date) -> tuple[str, Status]:
    if kijker.bereid is None:
        return schoolnaam(kijker.school), Status(
            f"Kijkt mee sinds {datum_bij(kijker.sinds, vandaag)}", "info", "search"
        )
    if kijker.bereid:
        return schoolnaam(kijker.school), Status("Bereid", "ok", "check")
    return schoolnaam(kijker.school), Status("Niet bereid", "stil", "x")


def _klok(stand: AanmeldingStand, vandaag: date) -> views.KlokKaart:
    k = stand.klok
    over, einde, kleur = {
        "gehaald": ("Op tijd beslist", f"Het moest uiterlijk op {lange_datum(k.uiterlijk_op)}", "gewoon"),
        "te_laat": ("Te laat beslist", f"Het moest uiterlijk op {lange_datum(k.uiterlijk_op)}", "fout"),
        "vervallen": ("Klok gestopt", "De aanmelding is ingetrokken", "gewoon"),
    }.get(k.status) or (
        dagen_over(k.uiterlijk_op, vandaag).capitalize(),
        f"Beslissen uiterlijk op {lange_datum(k.uiterlijk_op)}",
        urgentie(k.uiterlijk_op, vandaag, binnen_dagen=14),
    )
    return views.KlokKaart(
        over=over,
        einde=einde,
        urgentie=kleur,
        tellingen=_tellingen(stand, k),
        daarna=_daarna(stand, k, vandaag),
        rekening=[Rekenregel(s.stap, datum(s.datum) if s.datum else "", s.grondslag) for s in k.uitleg],
    )


def _tellingen(stand: AanmeldingStand, k: KlokStand) -> list[tuple[str, str]]:
    uit = [("Aangemeld op", datum(stand.ontvangen_op)), ("Dagen volgens de wet", str(k.dag))]
    if k.wachtdagen:
        uit.append(("Waarvan wachten op informatie (telt mee)", str(k.wachtdagen)))
        uit.append(("Dagen zonder dat wachten", str(k.dag - k.wachtdagen)))
    return uit


def _daarna(stand: AanmeldingStand, k: KlokStand, vandaag: date) -> str:
    if stand.status == "geweigerd":
        return "De school zoekt mee tot het kind op een andere school is ingeschreven."
    if k.status not in ("loopt", "verstreken"):
        return ""
    if stand.status == "tijdelijk_geplaatst":
        return "Het kind is tijdelijk geplaatst. De school moet nog beslissen."
    if k.plaatsen_op is None or k.plaatsen_op <= vandaag:  # then it stands at the top of the page
        return ""
    if k.asielregels:
        return f"Is er dan nog niet beslist, dan is het kind toegelaten vanaf {lange_datum(k.plaatsen_op)}."
    return f"Is er dan nog niet beslist, dan plaatst de school het kind tijdelijk vanaf {lange_datum(k.plaatsen_op)}."


def _voorval(voorval: VoorvalStand, vandaag: date) -> TermijnStap:
    reden = voorval.reden
    titel = UITZONDERINGEN[reden].titel if reden in UITZONDERINGEN else REDENEN.get(reden, "")
    school = schoolnaam(voorval.school) if voorval.school else ""
    return TermijnStap(
        soort="mijlpaal",
        titel=VOORVAL[voorval.soort],
        datum=datum_bij(voorval.op, vandaag),
        uitleg=". ".join(deel for deel in (school, titel, voorval.toelichting) if deel),
    )
