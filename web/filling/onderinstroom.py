"""Young children in words, for who guides them and for the school that takes them in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from services.intake.onderinstroom.contract import (
    BijlageStand,
    OnderinstromenLijst,
    OnderinstroomKort,
    OnderinstroomStand,
)
from services.kern.kalender import plus_maanden
from services.kern.proces import pad
from tenants.organisaties import scholen
from tenants.schema import Formulier as Vragenlijst
from tenants.schema import OnderinstroomRegels, Tenant
from web import views_onderinstroom as views
from web.filling.tijdlijn import tijdlijn
from web.filling.words import schoolnaam
from web.formatting import aantal, bestandsgrootte, datum, datum_bij, leeftijd, moment
from web.views import Formulier, Keuze, Link, Status, Veld

ALLE = Link("Jonge kinderen", "/jonge-kinderen")
STATUS = {
    "bij_voorschool": Status("Voorschool", "info", "edit"),
    "ingeleverd": Status("Ingeleverd", "info", "file"),
    "overgedragen": Status("Bij de school", "info", "school"),
    "aangenomen": Status("Aangenomen", "ok", "check"),
    "gesloten": Status("Gesloten", "stil", "lock"),
}
WACHT = {
    "voorschool_uitnodigen": "U nodigt de voorschool uit",
    "voorschool": "Wacht op de voorschool",
    "ouders": "Wacht op de handtekening van ouders",
    "overdragen": "U draagt over aan een school",
    "school": "Wacht op de school",
    "niets": "",
}
TOEGANG = {
    "uitgenodigd": "is uitgenodigd en logde nog niet in",
    "aangemeld": "kan bij het document",
    "verlopen": "gebruikte de link niet op tijd",
    "voorbij": "kan er niet meer bij",
}
BIJLAGE = {
    "wacht": Status("Wordt gecontroleerd", "info", "clock"),
    "bruikbaar": None,
    "geweigerd": Status("Geweigerd", "fout", "alert-circle"),
}
MAANDEN = 4
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
DAGEN_TOEGANG = 14


# ----------------------------------------------------------------------------------------------- the list


def _regel(kort: OnderinstroomKort, vandaag: date, *, school: bool) -> views.KindRegel:
    over, wanneer = ("4", kort.vier_op) if kort.vier_op > vandaag else ("5", kort.vijf_op)
    dringt = _dringt(kort, vandaag)
    return views.KindRegel(
        url=f"/jonge-kinderen/{kort.id}",
        naam=kort.naam,
        sub=f"{kort.kenmerk} · {kort.voorschool}",
        status=STATUS[kort.status],
        wacht=schoolnaam(kort.school) if kort.school and not school else "" if school else WACHT[kort.wacht],
        leeftijd=leeftijd(kort.geboren_op, vandaag),
        datum=f"Wordt {over} op {datum_bij(wanneer, vandaag)}" if wanneer > vandaag else "Is 5 of ouder",
        urgentie="let-op" if dringt else "gewoon",
    )


def _dringt(kort: OnderinstroomKort, vandaag: date) -> bool:
    """Becomes four or five soon (or is five) and is at no school."""
    if kort.status not in ("bij_voorschool", "ingeleverd"):
        return False
    grens = plus_maanden(vandaag, MAANDEN)
    return kort.vijf_op <= vandaag or any(vandaag < dag <= grens for dag in (kort.vier_op, kort.vijf_op))


def lijst(antwoord: OnderinstromenLijst, vandaag: date, *, school: bool, organisatie: str) -> views.JongeKinderen:
    """For who guides: first who needs a school soon, then by what waits on them."""
    kinderen = antwoord.kinderen
    lopend = [k for k in kinderen if k.status not in ("aangenomen", "gesloten")]
    if school:
        delen = [
            ("nieuw", "Aan u overgedragen", "Lees het overdrachtsdocument en neem het kind aan.",
             [k for k in kinderen if k.status == "overgedragen"]),
            ("aangenomen", "Aangenomen", "Deze kinderen hebben bij u een dossier.",
             [k for k in kinderen if k.status == "aangenomen"]),
        ]  # fmt: skip
        inleiding = organisatie
    else:
        dringt = [k for k in lopend if _dringt(k, vandaag)]
        rest = [k for k in lopend if k not in dringt]
        zelf = ("voorschool_uitnodigen", "overdragen")
        delen = [
            ("dringt", "Bijna 4 of 5, nog zonder school",
             f"Deze kinderen worden binnen {MAANDEN} maanden 4 of 5, of zijn al 5.", dringt),
            ("zelf", "U bent aan zet", "Nodig de voorschool uit, of draag over.", [k for k in rest if k.wacht in zelf]),
            ("wacht", "Wacht op anderen", "Op de voorschool, de ouders of de school.",
             [k for k in rest if k.wacht not in zelf]),
            ("klaar", "Klaar", "Aangenomen door een school, of gesloten. Dit blijft hier nog even staan.",
             [k for k in kinderen if k not in lopend]),
        ]  # fmt: skip
        inleiding = f"{aantal(len(lopend), 'kind', 'kinderen')} op weg naar school."
    return views.JongeKinderen(
        kop="Jonge kinderen",
        inleiding=inleiding,
        groepen=[
            views.KindGroep(
                f"groep-{id}", f"{kop} ({len(rijen)})", uitleg, [_regel(k, vandaag, school=school) for k in rijen]
            )
            for id, kop, uitleg, rijen in delen
            if rijen
        ],
        leeg="Er is nu geen kind aan uw school overgedragen."
        if school
        else "Belt een voorschool over een kind? Voeg het toe als de ouders toestemming gaven.",
        nieuw_url="/jonge-kinderen/nieuw" if antwoord.beginnen else "",
        meer="Niet alle kinderen staan hier." if antwoord.meer else "",
    )


def nieuw(regels: OnderinstroomRegels | None, formulier: Formulier) -> views.KindNieuw:
    maanden = regels.vanaf_maanden if regels else 0
    jaren = f"{maanden // 12},5 jaar" if maanden % 12 else f"{maanden // 12} jaar"
    return views.KindNieuw(
        terug=Link("Terug naar jonge kinderen", ALLE.url),
        formulier=formulier,
        uitleg=[
            f"Vanaf {jaren}, en alleen als de ouders toestemming gaven.",
            "Alleen u en uw collega’s voor jonge kinderen zien dit, tot u iemand uitnodigt.",
            "Vul geen burgerservicenummer (BSN) in.",
        ],
    )


# ------------------------------------------------------------------------------------------------ one child


def hoofdstukken(formulier: Vragenlijst, antwoorden: dict[str, str]) -> list[views.Hoofdstuk]:
    """What was written, chapter by chapter."""
    uit = []
    for onderdeel in formulier.onderdelen:
        regels = [
            (vraag.label, datum(date.fromisoformat(antwoorden[vraag.naam]))
             if vraag.soort == "datum" else antwoorden[vraag.naam])
            for vraag in onderdeel.vragen
            if antwoorden.get(vraag.naam) and (vraag.als is None or vraag.als.geldt(antwoorden))
        ]  # fmt: skip
        if regels:
            uit.append(views.Hoofdstuk(onderdeel.titel, regels))
    return uit


def soortnamen(tenant: Tenant) -> list[Keuze]:
    """Which kinds of document the voorschool may add."""
    regels = tenant.onderinstroom
    if regels is None or not regels.soorten:
        return [Keuze("overig", "Ander document")]
    namen = {document.soort: document.naam for document in tenant.recept(regels.soorten[0]).documenten}
    return [*(Keuze(soort, namen[soort]) for soort in regels.bijlagen), Keuze("overig", "Ander document")]


def bijlagen(
    standen: Iterable[BijlageStand], tenant: Tenant, plek: str, weghalen: str = ""
) -> list[views.BijlageRegel]:
    """`plek`: where they can be opened; `weghalen`: where they can be taken away."""
    namen = {keuze.waarde: keuze.titel for keuze in soortnamen(tenant)}
    return [
        views.BijlageRegel(
            naam=b.naam,
            sub=" · ".join(
                [
                    namen.get(b.soort, "Ander document"),
                    *([datum(b.gedagtekend_op)] if b.gedagtekend_op else []),
                    bestandsgrootte(b.grootte),
                ]
            ),
            status=BIJLAGE[b.status],
            reden=b.reden,
            url=f"{plek}/{b.id}" if plek and b.status == "bruikbaar" else "",
            weghalen=Formulier(url=weghalen, waarden={"bijlage": str(b.id)}) if weghalen else None,
            id=str(b.id),
            staat=b.status,
        )
        for b in standen
    ]


NU = {
    "voorschool_uitnodigen": ("Nodig de voorschool uit", "Iemand van de voorschool vult het overdrachtsdocument in."),
    "voorschool": ("De voorschool is aan zet", "U hoort het als het document is ingeleverd."),
    "ouders": ("De ouders zijn aan zet", "Zij lezen het document en ondertekenen het."),
    "overdragen": ("Draag het kind over", "Aan de school waar de ouders hun kind hebben aangemeld."),
    "school": ("De school is aan zet", "Zij leest het document en neemt het kind aan."),
    "niets": ("Klaar", "Hier hoeft niets meer te gebeuren."),
}


def kind(
    stand: OnderinstroomStand,
    tenant: Tenant,
    vandaag: date,
    *,
    school: bool,
    leerjaren: list[Keuze],
    getypt: Formulier | None = None,
    code: str = "",
) -> views.JongKind:
    """`getypt`: the form of one act as it was typed; `code`: to be told by telephone, shown once."""
    assert tenant.onderinstroom is not None
    formulier = tenant.formulieren[tenant.onderinstroom.formulier]
    naam = f"{stand.roepnaam} {stand.achternaam}"
    kop, nu = NU[stand.wacht]
    if school and stand.status == "overgedragen":
        kop, nu = "Neem het kind aan", "Het wordt een leerlingdossier van uw school, met alles wat hier staat."
    elif stand.status == "gesloten":
        kop, nu = "Gesloten", f"Reden: {stand.reden}"
    elif stand.status == "aangenomen":
        nu = f"{schoolnaam(stand.school)} nam het kind aan. Wat hier staat, verdwijnt straks vanzelf."
    return views.JongKind(
        naam=naam,
        kenmerk=stand.kenmerk,
        kruimels=[ALLE, Link(naam, "")],
        feiten=[
            f"{leeftijd(stand.geboren_op, vandaag)}, geboren op {datum(stand.geboren_op)}",
            stand.voorschool,
            f"Begeleid door {stand.contact}",
        ],
        status=STATUS[stand.status],
        nu_kop=kop,
        nu=nu,
        code=code,
        handelingen=_handelingen(stand, tenant.onderinstroom, tenant, vandaag, leerjaren, getypt),
        hoofdstukken=hoofdstukken(formulier, stand.antwoorden),
        document_sub=_document(stand, vandaag),
        bijlagen=bijlagen(stand.bijlagen, tenant, f"/jonge-kinderen/{stand.id}/bijlagen"),
        bijlagen_zin="Bijlagen gaan alleen mee naar de school als elke ouder dat goedvindt.",
        ouders=_ouders(stand),
        voorschool=_voorschool(stand),
        belet=stand.belet,
        tijdlijn=tijdlijn(stand.tijdlijn, vandaag),
        dossier=Link("Naar het leerlingdossier", f"/leerlingen/{stand.dossier_id}")
        if school and stand.dossier_id
        else None,
    )


def _document(stand: OnderinstroomStand, vandaag: date) -> str:
    if stand.ingeleverd_op:
        return f"Ingeleverd door {stand.ingeleverd_door}, {moment(stand.ingeleverd_op, vandaag)}"
    if stand.bewaard_op:
        return f"Nog niet ingeleverd. Laatst bewaard {moment(stand.bewaard_op, vandaag)}"
    return "Nog niet ingevuld."


def _voorschool(stand: OnderinstroomStand) -> list[str]:
    toestemming = f"De ouders stemden toe op {datum(stand.toestemming_op)}. Bewijs: {stand.toestemming_bewijs}"
    if stand.toegang is None:
        return [toestemming]
    t = stand.toegang
    regels = [f"{t.naam} {TOEGANG[t.status]}."]
    if t.status in ("uitgenodigd", "aangemeld"):
        regels.append(f"De toegang eindigt na {datum(t.toegang_tot_en_met)}.")
    return [*regels, toestemming]


def _ouders(stand: OnderinstroomStand) -> list[views.OuderRegel]:
    uit = []
    for o in stand.ouders:
        if o.akkoord is None:
            status = Status("Nog niet ondertekend", "let-op", "clock") if stand.ingeleverd_op else Status("Leest mee")
            sub = {"uitgenodigd": "Logde nog niet in", "verlopen": "De link is verlopen"}.get(o.status, "")
            if o.status in ("uitgenodigd", "verlopen"):
                status = Status("Uitgenodigd", "info", "send")
        elif o.akkoord:
            status = Status("Ondertekend", "ok", "check")
            sub = f"{'Op papier' if o.wijze == 'papier' else 'In Meedoen'}, {datum(o.op)}. " if o.op else ""
            sub += "Bijlagen mogen mee." if o.bijlagen_mee else "Bijlagen gaan niet mee."
            sub += f" Bewijs: {o.bewijs}" if o.bewijs else ""
        else:
            status, sub = Status("Niet eens", "fout", "alert-circle"), datum(o.op) if o.op else ""
        uit.append(views.OuderRegel(o.naam, status, sub, o.tekst))
    return uit


def _handelingen(
    stand: OnderinstroomStand,
    regels: OnderinstroomRegels,
    tenant: Tenant,
    vandaag: date,
    leerjaren: list[Keuze],
    getypt: Formulier | None,
) -> list[views.Handeling]:
    """What this person may do now; what is next comes open."""
    eigen = f"/jonge-kinderen/{stand.id}"
    tot = (vandaag + timedelta(days=min(DAGEN_TOEGANG, regels.toegang_dagen))).isoformat()
    opnieuw = stand.toegang is not None
    school = [Keuze(s.id, s.aanduiding) for s in scholen(tenant.swv_nummer)]
    code = "De link gaat per e-mail. De code ziet u hierna: geef die zelf door, per telefoon."
    delen = {
        "voorschool_uitnodigen": (
            "Voorschool opnieuw uitnodigen" if opnieuw else "Voorschool uitnodigen",
            (f"{code} Wat er al staat, blijft staan." if opnieuw else code)
            + (" Ouders ondertekenen dan opnieuw." if stand.ingeleverd_op else ""),
            [
                Veld("naam", "Naam van uw contactpersoon", max_lengte="100"),
                Veld("email", "E-mailadres", "email", max_lengte="254"),
                Veld("tot_en_met", "Tot en met welke dag kan de voorschool erbij?", "datum",
                     f"Hooguit {regels.toegang_dagen} dagen. Na inleveren eindigt de toegang meteen."),
            ],
            {"tot_en_met": tot},
        ),
        "voorschooltoegang_beeindigen": (
            "Toegang van de voorschool beëindigen", "De voorschool kan er meteen niet meer bij. De tekst blijft.",
            [], {},
        ),
        "onderinstroomouder_uitnodigen": (
            "Ouder uitnodigen", f"Ouders lezen mee en ondertekenen. {code}",
            [
                Veld("naam", "Naam van de ouder", max_lengte="100"),
                Veld("email", "E-mailadres", "email", max_lengte="254"),
            ],
            {},
        ),
        "ouderhandtekening_vastleggen": (
            "Handtekening op papier vastleggen", "Voor een ouder die niet inlogt.",
            [
                Veld("naam", "Naam van de ouder", max_lengte="100"),
                Veld("op", "Op welke dag is er getekend?", "datum"),
                Veld("bijlagen_mee", "Mogen de bijlagen mee naar de school?", "ja_nee", keuzes=JA_NEE),
                Veld("bewijs", "Waar is het bewijs?", "lang",
                     "Bijvoorbeeld: getekend blad van de moeder, in de map van het kind.", max_lengte="500"),
            ],
            {"op": vandaag.isoformat()},
        ),
        "onderinstroom_overdragen": (
            "Overdragen aan school", "De school van aanmelding leest alles en heeft de zorgplicht.",
            [
                Veld("school", "Bij welke school is het kind aangemeld?", "keuzelijst", keuzes=school),
                Veld("aangemeld_op", "Wanneer meldden de ouders hun kind aan?", "datum"),
            ],
            {"aangemeld_op": vandaag.isoformat()},
        ),
        "onderinstroom_terughalen": (
            "Overdracht terughalen", "De school kan het kind dan niet meer zien.", [], {},
        ),
        "onderinstroom_aannemen": (
            "Kind aannemen", "Niets hoeft opnieuw te worden getypt. De gegevens en stukken gaan mee in het dossier.",
            [Veld("leerjaar", "In welk leerjaar begint het kind?", "keuzelijst", keuzes=leerjaren)],
            {"leerjaar": leerjaren[0].waarde if leerjaren else ""},
        ),
        "onderinstroom_sluiten": (
            "Sluiten zonder school", f"Na {regels.bewaren_dagen} dagen is alles weg. Dat kan niet terug.",
            [Veld("reden", "Waarom stopt dit?", "lang", max_lengte="1000")], {},
        ),
    }  # fmt: skip
    open_ = {"voorschool_uitnodigen"} if stand.wacht == "voorschool_uitnodigen" else set()
    open_ |= {"onderinstroom_overdragen"} if stand.wacht == "overdragen" else set()
    open_ |= {"onderinstroom_aannemen", "onderinstroom_terughalen", "voorschooltoegang_beeindigen"}
    uit = []
    for naam in stand.handelingen:
        if naam not in delen or (naam == "onderinstroom_overdragen" and stand.belet):
            continue
        kop, zin, velden, begin = delen[naam]
        url = f"{eigen}/{pad(naam)}"
        eigen_getypt = getypt if getypt is not None and getypt.url == url else None
        uit.append(
            views.Handeling(
                id=f"doe-{pad(naam)}",
                kop=kop,
                zin=zin,
                formulier=eigen_getypt or Formulier(url=url, versie=str(stand.versie), waarden=begin),
                velden=velden,
                knop=kop,
                open=naam in open_ or eigen_getypt is not None,
                gevaar=naam == "onderinstroom_sluiten",
            )
        )
    return sorted(uit, key=lambda h: (not h.open, h.gevaar))
