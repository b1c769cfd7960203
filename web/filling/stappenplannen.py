"""A stappenplan in words: which step is done, who has the turn and until when, what may follow, where the pupil is."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from services.intake.stappenplannen.contract import (
    STOPREDENEN,
    TERUGREDENEN,
    Soortkeuze,
    StappenplanBlad,
    StappenplanKort,
    StappenplanLijst,
    StappenplanStand,
    StapStand,
)
from services.kern.policy import BESTUURSROLLEN
from services.kern.proces import pad
from services.kern.rollen import SCHOOLROLLEN, Rol
from tenants.schema import Tenant
from web import views_stappenplannen as views
from web.filling.words import schoolnaam
from web.formatting import dagen_over, datum, datum_bij, lange_datum, urgentie
from web.views import Formulier, Handeling, Keuze, Link, Status, Veld
from web.views_arrangementen import ArrangementRegel
from web.views_leerlingen import LeerlingKop

STATUS = {
    "loopt": Status("Loopt", "info", "clock"),
    "klaar": Status("Klaar", "ok", "check"),
    "gestopt": Status("Gestopt", "stil", "x"),
}
TE_LAAT = Status("Te laat", "fout", "alert")
KNOPPEN = {
    "stap_afronden": "Stap afronden",
    "stap_terugdraaien": "Laatste stap terugdraaien",
    "gastplaatsing_vastleggen": "Gastplaatsing vastleggen",
    "stappenplan_stoppen": "Stappenplan stoppen",
}
ICOON = {
    "stap_afronden": "check",
    "stap_terugdraaien": "history",
    "gastplaatsing_vastleggen": "school",
    "stappenplan_stoppen": "x",
}
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
KLAAR = "klaar"
#: What is asked when it begins, per kind.
VRAAG = {
    "plaatsing": ("Waarom lukt plaatsen niet?", "Welke scholen zijn gevraagd, en wat zeiden zij?"),
    "doorzettingskracht": ("Waarom komen partijen er niet uit?", "Welke scholen zijn gevraagd, en wat zeiden zij?"),
    "terugplaatsing": ("Waarom is de leerling hieraan toe?", "Wat kan de leerling nu, en wat is er nog nodig?"),
}
LEEG = "Loopt plaatsing vast, of kan een leerling terug naar een gewone school? Dan staat hier wie wanneer wat doet."


TERUG_UITLEG = (
    "Deze stap is dan weer aan de beurt, met de dag die was afgesproken. Ouders en wie aan de beurt is, horen dat. "
    "Wat er stond blijft te lezen, met uw reden. Wie intussen mee ging kijken, blijft dat doen."
)


def wie(door: str, orgaan: str, tenant: Tenant) -> str:
    """Who has the turn, in the words of the tenant."""
    rol = tenant.rolnaam(door)
    return f"{rol}, {orgaan}" if orgaan else rol


def lijst(antwoord: StappenplanLijst, rol: Rol, tenant: Tenant, vandaag: date) -> views.Plannen:
    groepen = (
        ("aan-u", "Aan u", [p for p in antwoord.plannen if p.aan_mij]),
        ("anderen", "Aan anderen", [p for p in antwoord.plannen if not p.aan_mij]),
    )
    return views.Plannen(
        inleiding="Wat er loopt voor leerlingen van uw school."
        if rol in SCHOOLROLLEN
        else "Wat er loopt op uw scholen. Wie het kind is, weet de school."
        if rol in BESTUURSROLLEN
        else "Waarin scholen u erbij vroegen.",
        groepen=[
            views.PlanGroep(id=id, kop=f"{kop} ({len(plannen)})", regels=[_kort(p, tenant, vandaag) for p in plannen])
            for id, kop, plannen in groepen
            if plannen
        ],
        leeg=LEEG,
    )


def _kort(p: StappenplanKort, tenant: Tenant, vandaag: date) -> ArrangementRegel:
    return ArrangementRegel(
        url=f"/leerlingen/{p.dossier_id}/stappenplan",
        naam=p.leerling or f"{p.kenmerk}, {schoolnaam(p.school)}",
        sub=f"{p.titel} · {p.stap}",
        status=TE_LAAT if p.te_laat else Status(wie(p.door, "", tenant), "info", "user"),
        eind=dagen_over(p.uiterlijk_op, vandaag).capitalize(),
        eind_sub=f"Uiterlijk {datum_bij(p.uiterlijk_op, vandaag)}",
        urgentie="fout" if p.te_laat else urgentie(p.uiterlijk_op, vandaag, binnen_dagen=7),
    )


def kop_voor_bestuur(blad: StappenplanBlad) -> LeerlingKop:
    """A board knows the number and the school, not the child."""
    return LeerlingKop(
        naam=f"Stappenplan van {schoolnaam(blad.school)}",
        kenmerk=blad.kenmerk,
        feiten=[],
        status=None,
        onderdelen=[],
        zichtbaarheid="U ziet de stappen en de dagen. Wie het kind is, weet de school.",
    )


def stappenplan(
    blad: StappenplanBlad, kop: LeerlingKop, kruimels: list[Link], rol: Rol, tenant: Tenant, vandaag: date
) -> views.Stappenplan:
    eigen = f"/leerlingen/{blad.dossier_id}"
    verder = []
    if rol in SCHOOLROLLEN and any(p.status == "klaar" for p in blad.plannen):
        verder = [Link("Inschrijving op een andere school vastleggen", f"{eigen}/gegevens")]
    return views.Stappenplan(
        kop=kop,
        kruimels=kruimels,
        plannen=[_kaart(p, blad, rol, tenant, vandaag) for p in blad.plannen],
        beginnen=[
            views.BeginKnop(
                titel=soort.titel, uitleg=soort.uitleg, url=f"{eigen}/stappenplan-beginnen?soort={soort.soort}"
            )
            for soort in blad.beginnen
        ],
        leeg=LEEG,
        verder=verder,
    )


def _kaart(p: StappenplanStand, blad: StappenplanBlad, rol: Rol, tenant: Tenant, vandaag: date) -> views.PlanKaart:
    nu = next((s for s in p.stappen if s.staat == "nu"), None)
    zin = ""
    if nu is not None:
        wanneer = f"dat moest uiterlijk op {lange_datum(p.uiterlijk_op)}" if p.te_laat else (
            f"uiterlijk op {lange_datum(p.uiterlijk_op)}"
        )  # fmt: skip
        zin = f"Nu: {nu.titel}. {wie(nu.door, nu.orgaan, tenant)}, {wanneer}."
    feiten = [("Begonnen", datum_bij(p.begonnen_op, vandaag))]
    if p.knelpunt:
        feiten.append(("Waarom", p.knelpunt))
    if p.geeindigd_op is not None:
        feiten.append(("Geëindigd", datum_bij(p.geeindigd_op, vandaag)))
    if p.reden:
        feiten.append(("Waarom gestopt", ". ".join(deel for deel in (STOPREDENEN[p.reden], p.slot) if deel)))
    eigen = f"/leerlingen/{blad.dossier_id}/stappenplannen/{p.id}"
    return views.PlanKaart(
        id=f"plan-{p.id}",
        titel=p.titel,
        status=TE_LAAT if p.te_laat else STATUS[p.status],
        zin=zin,
        urgentie="fout" if p.te_laat else "gewoon",
        feiten=feiten,
        stappen=[_stap(s, tenant, vandaag) for s in p.stappen if s.staat != "straks"],
        straks=[_stap(s, tenant, vandaag) for s in p.stappen if s.staat == "straks"],
        gast=_gast(p),
        gast_zin=f"De leerling blijft ingeschreven op {schoolnaam(blad.school)}. Die school blijft verantwoordelijk."
        if p.gast and p.status == "loopt"
        else "",
        handelingen=tuple(
            Handeling(naam=naam, knop=_knop(naam, p), url=f"{eigen}/{pad(naam)}", icoon=ICOON[naam])
            for naam in p.handelingen
            if naam in KNOPPEN
        ),
        bron=p.bron,
    )


def _knop(naam: str, p: StappenplanStand) -> str:
    return "Gastplaatsing wijzigen" if naam == "gastplaatsing_vastleggen" and p.gast else KNOPPEN[naam]


def _stap(s: StapStand, tenant: Tenant, vandaag: date) -> views.PlanStapRegel:
    door = wie(s.door, s.orgaan, tenant)
    if s.staat == "klaar":
        wanneer = datum_bij(s.op, vandaag) if s.op else ""
        return views.PlanStapRegel("mijlpaal", s.titel, f"{s.door_naam}", wanneer, s.toelichting)
    if s.staat == "terug" and s.op and s.terug_op:
        was = f"Afgerond op {datum_bij(s.op, vandaag)} door {s.door_naam}, teruggedraaid op "
        wanneer = f"{was}{datum_bij(s.terug_op, vandaag)} door {s.terug_door_naam}"
        tekst = ". ".join(deel for deel in (TERUGREDENEN.get(s.terug_reden, ""), s.toelichting) if deel)
        return views.PlanStapRegel("stop", f"{s.titel} (teruggedraaid)", "", wanneer, tekst)
    if s.staat == "nu" and s.uiterlijk_op is not None:
        return views.PlanStapRegel("vandaag", s.titel, door, f"Uiterlijk {datum_bij(s.uiterlijk_op, vandaag)}")
    return views.PlanStapRegel("stop", s.titel, door, s.als.capitalize())


def _gast(p: StappenplanStand) -> list[tuple[str, str]]:
    if p.gast is None:
        return []
    g = p.gast
    gaat = []
    if g.evaluatie_op is not None:
        gaat = [(f"{g.evaluatie_door}, {datum(g.evaluatie_op)}", g.evaluatie)]
    return [
        ("Te gast op", schoolnaam(g.school)),
        ("Van", datum(g.begint_op)),
        ("Tot en met", datum(g.tot_en_met)),
        ("Samen terugkijken", lange_datum(g.evalueren_op)),
        ("Hulp op die school", g.steun),
        ("Hulp daarna", g.nazorg),
        *gaat,
    ]


# ------------------------------------------------------------------------------------------------- the forms


def beginnen(
    blad: StappenplanBlad, keuze: Soortkeuze, stappen: list[tuple[str, str]], formulier: Formulier | None = None
) -> views.StappenplanBeginnen:
    url = f"/leerlingen/{blad.dossier_id}/stappenplan-beginnen"
    vraag, hulp = VRAAG[keuze.soort]
    uitleg = [
        "Ouders zien welke stap er is gedaan, wie aan de beurt is en tot wanneer.",
        "Het schoolbestuur ziet de stappen en de dagen, niet wie het kind is.",
        "Is het samenwerkingsverband aan de beurt, dan leest het dit dossier mee.",
    ]
    if keuze.opmerking:
        uitleg.append(keuze.opmerking)
    return views.StappenplanBeginnen(
        leerling=blad.leerling,
        kop=keuze.titel,
        terug=Link(f"Terug naar {blad.leerling}", f"/leerlingen/{blad.dossier_id}/stappenplan"),
        uitleg=uitleg,
        stappen=stappen,
        formulier=formulier or Formulier(url=url, waarden={"soort": keuze.soort}),
        vraag=vraag,
        hulp=hulp,
    )


def stapvelden(p: StappenplanStand, rol: Rol, tenant: Tenant) -> list[Veld]:
    """What follows, until when, and what was done; the board writes nothing: it knows no child."""
    nu = next(s for s in p.stappen if s.staat == "nu")
    keuzes = [
        Keuze(
            k.naam,
            f"Nog niet klaar: verder met “{k.titel}”" if k.naam == nu.naam else k.titel,
            f"{wie(k.door, '', tenant)}, {k.dagen} dagen. {k.als.capitalize()}".strip(" .") + ".",
        )
        for k in p.volgende
    ]
    if p.kan_klaar:
        keuzes.append(Keuze(KLAAR, "Het stappenplan is klaar", "Er volgt geen stap meer."))
    velden = [Veld("volgende", "Wat volgt er?", "keuze", keuzes=keuzes)]
    if p.volgende:
        velden.append(
            Veld(
                "uiterlijk_op",
                "Tot wanneer?",
                "datum",
                "Leeg: zo lang als bij de stap staat.",
                verplicht=False,
                als="volgende",
                als_waarden=[k.naam for k in p.volgende],
            )
        )
    if rol not in BESTUURSROLLEN:
        velden.append(
            Veld("toelichting", "Wat is er gedaan of afgesproken?", "lang", "Ouders lezen dit mee.", max_lengte="2000")
        )
    return velden


def gastvelden(scholen: list[Keuze]) -> list[Veld]:
    return [
        Veld("school", "Op welke school went de leerling?", "keuzelijst", keuzes=scholen),
        Veld("begint_op", "Wanneer begint dat?", "datum"),
        Veld("tot_en_met", "Tot en met wanneer?", "datum", "Hooguit een half jaar."),
        Veld("evalueren_op", "Wanneer kijkt u samen terug?", "datum", "Voor het eindigt, met ouders en leerling."),
        Veld("steun", "Welke hulp is er op die school?", "lang", "Wie komt er mee, en wat krijgt de leerling daar?",
             max_lengte="2000"),
        Veld("nazorg", "Welke hulp is er daarna?", "lang", "Ook: wat er gebeurt als het niet lukt.", max_lengte="2000"),
        Veld("akkoord", "Zijn ouders en beide scholen het eens?", "ja_nee", keuzes=JA_NEE),
    ]  # fmt: skip


def terugvelden() -> list[Veld]:
    keuzes = [Keuze(waarde, titel) for waarde, titel in TERUGREDENEN.items()]
    return [Veld("reden", "Waarom draait u de stap terug?", "keuze", keuzes=keuzes)]


def stopvelden() -> list[Veld]:
    keuzes = [Keuze(waarde, titel) for waarde, titel in STOPREDENEN.items()]
    return [
        Veld("reden", "Waarom stopt het?", "keuze", keuzes=keuzes),
        Veld("slot", "Hoe gaat het nu verder?", "lang", "Ouders lezen dit mee.", max_lengte="2000"),
    ]


def met_zichtbaarheid(kop: LeerlingKop, blad: StappenplanBlad) -> LeerlingKop:
    """The school is told who looks along with a plan that runs."""
    if kop.zichtbaarheid and any(p.status == "loopt" for p in blad.plannen):
        zin = "Ouders zien de stappen. Het schoolbestuur ziet stappen en dagen, niet wie het kind is."
        return replace(kop, zichtbaarheid=zin)
    return kop
