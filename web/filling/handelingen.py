"""The page of each act on a dossier: what one reads before doing it, and the choices there are."""

from __future__ import annotations

from datetime import date, timedelta

from services.commissie.contract import BehandelingStand, BenoemingsVoorstel
from services.kern.instroommoment import instroommoment
from tenants.schema import Plek, Tenant
from web import views
from web.filling.besluit import OORDELEN, advies_lezen, besluit_kort
from web.filling.words import CATEGORIEEN, discipline, soortnaam
from web.filling.zienswijzen import INSTEMMING, WIE
from web.formatting import aantal, lange_datum, opsomming
from web.views import Formulier, Keuze, Link, Status, Veld, ZienswijzeStaat

ALLE_OORDELEN = [Keuze(waarde, titel) for waarde, titel in OORDELEN.items()]
UITKOMSTEN = [Keuze("toegekend", "TLV toekennen"), Keuze("afgewezen", "TLV afwijzen")]
JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]


def _zaak(stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool) -> dict:
    return {
        "leerling": stand.leerling,
        "kenmerk": f"{stand.kenmerk} · {soortnaam(tenant, stand.soort)}",
        "terug": Link("Terug naar het dossier", f"/dossiers/{stand.id}"),
        "formulier": formulier,
        "ter_plaatse": ter_plaatse,
    }


def _categorieen(stand: BehandelingStand, tenant: Tenant) -> list[Keuze]:
    return [Keuze(naam, CATEGORIEEN[naam]) for naam in tenant.soorten[stand.soort].categorieen]


def aanvulling_vragen(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.AanvullingVragen:
    dagen = tenant.termijnen.hersteltermijn_dagen
    tot = stand.vandaag + timedelta(days=dagen)
    return views.AanvullingVragen(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        documenten=[Keuze(regel.soort, regel.naam) for regel in tenant.recept(stand.soort).documenten],
        voorstel_termijn=f"Gebruikelijk is {aantal(dagen, 'dag', 'dagen')}: {lange_datum(tot)}.",
        gevolg="De beslistermijn staat stil vanaf morgen, tot de school antwoordt of tot de datum hieronder. "
        "De school krijgt direct bericht.",
    )


def complex_aanmerken(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.VasteHandeling:
    velden = [Veld("complex", "Is deze aanvraag bijzonder complex?", "ja_nee", keuzes=JA_NEE)]
    if keuzes := _categorieen(stand, tenant):
        velden.append(Veld("categorie", "Bekostigingscategorie", "keuzelijst", verplicht=False, keuzes=keuzes))
    velden.append(Veld("reden", "Waarom?", "lang", max_lengte="2000"))
    return views.VasteHandeling(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        kop="Complex aanmerken",
        uitleg=f"{stand.beslisser.reden} Bron: {stand.beslisser.bron}. Dit kan veranderen door wat u hier vastlegt.",
        knop="Complex aanmerken",
        velden=velden,
    )


def deskundigen_benoemen(
    stand: BehandelingStand,
    tenant: Tenant,
    formulier: Formulier,
    ter_plaatse: bool,
    voorstel: BenoemingsVoorstel,
) -> views.DeskundigenBenoemen:
    plekken = {plek.naam: plek for plek in tenant.commissie.plekken}
    if not formulier.waarden:
        gekozen = {f"deskundige_{plek}": str(persoon) for plek, persoon in voorstel.voorstel.items()}
        formulier = views.Formulier(url=formulier.url, versie=formulier.versie, waarden=gekozen)
    keuzes = []
    for naam, titel in voorstel.plekken.items():
        kandidaten = [
            views.Kandidaat(
                id=str(k.persoon),
                naam=k.naam,
                discipline=discipline(k.discipline).capitalize(),
                organisatie="van buiten" if k.extern else "",
                bezet=aantal(k.lopend, "lopend advies", "lopende adviezen") if k.lopend else "geen lopende adviezen",
                belet=k.beletsel or "",
                voorgesteld=voorstel.voorstel.get(naam) == k.persoon,
            )
            for k in voorstel.keuzes
            if naam in k.plekken
        ]
        plek = plekken[naam]
        keuzes.append(views.PlekKeuze(naam, titel, _wie_mag(plek, titel), kandidaten))
    return views.DeskundigenBenoemen(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        plekken=keuzes,
        blind="De deskundigen zien elkaars advies pas als alle adviezen zijn verzegeld."
        if tenant.commissie.blind
        else "",
    )


def _wie_mag(plek: Plek, titel: str) -> str:
    """Who may sit there; nothing where the title says it all."""
    wie = opsomming([discipline(d) for d in plek.disciplines], slot="of")
    delen = [] if wie.lower() == titel.lower() else [wie.capitalize()]
    delen += ["van buiten het samenwerkingsverband"] if plek.extern else []
    zin = ", ".join(delen)
    return f"{zin[:1].upper()}{zin[1:]}." if zin else ""


def eindadvies_maken(
    stand: BehandelingStand,
    tenant: Tenant,
    formulier: Formulier,
    ter_plaatse: bool,
    terug: Link | None = None,
) -> views.EindadviesMaken:
    """`terug`: where a deskundige came from, who has no page of the dossier."""
    adviezen = [lezen for a in stand.adviezen if (lezen := advies_lezen(a, stand.vandaag))]
    oordelen = {(a.oordeel, a.categorie) for a in stand.adviezen}
    zin = "Bij deze aanvraag zijn er geen aparte adviezen: u adviseert op het dossier."
    if adviezen:
        zin = "De adviezen zijn gelijk." if len(oordelen) == 1 else "De adviezen zijn niet gelijk. Leg uit wat u kiest."
    return views.EindadviesMaken(
        **_zaak(stand, tenant, formulier, ter_plaatse) | ({"terug": terug} if terug else {}),
        adviezen=adviezen,
        eensluidend=zin,
        strekkingen=ALLE_OORDELEN,
        soorten=[],
        categorieen=_categorieen(stand, tenant),
    )


def gesprek_aanbieden(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.VasteHandeling:
    return views.VasteHandeling(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        kop="Gesprek aanbieden",
        uitleg="School en ouders krijgen bericht dat zij hierover met u kunnen praten.",
        knop="Gesprek aanbieden",
        velden=[Veld("toelichting", "Waarover gaat het gesprek?", "lang", max_lengte="4000")],
    )


def beslistermijn_verdagen(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.BeslistermijnVerdagen:
    return views.BeslistermijnVerdagen(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        huidige_datum=lange_datum(stand.uiterlijk_op),
        regel="Noem één datum, zo vroeg als redelijk is (Awb 4:14 lid 3).",
        gevolg="School en ouders krijgen vandaag bericht van de nieuwe datum.",
    )


GRONDEN = {
    "instemming": "De school stemde schriftelijk in met uitstel",
    "aanvrager": "De vertraging komt door de school",
    "overmacht": "Er is overmacht",
    "buitenland": "Wij wachten op informatie uit het buitenland",
}


def beslistermijn_opschorten(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.VasteHandeling:
    gronden = tenant.opschorten.gronden if tenant.opschorten else []
    return views.VasteHandeling(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        kop="Beslistermijn opschorten",
        uitleg=(
            f"Nu is de laatste dag {lange_datum(stand.uiterlijk_op)}. De dagen dat de klok stilstaat, komen erbij"
            " (Awb 4:15). Wachten op andere hulp of op een vakantie is geen reden. Ontbreekt er iets in het dossier?"
            " Vraag de school dan om een aanvulling."
        ),
        knop="Beslistermijn opschorten",
        velden=[
            Veld(
                "grond",
                "Waarom staat de klok stil?",
                "keuzelijst",
                keuzes=[Keuze(grond, titel) for grond, titel in GRONDEN.items() if grond in gronden],
            ),
            Veld("van", "Eerste dag dat de klok stilstaat", "datum"),
            Veld("tot_en_met", "Laatste dag dat de klok stilstaat", "datum"),
            Veld("reden", "Wat is er aan de hand?", "lang", "School en ouders lezen dit.", max_lengte="2000"),
        ],
    )


def besluit_nemen(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.BesluitNemen:
    eind = stand.eindadvies
    return views.BesluitNemen(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        u_beslist_omdat=stand.beslisser.reden,
        mandaat_bron=stand.beslisser.bron,
        adviezen=[lezen for a in stand.adviezen if (lezen := advies_lezen(a, stand.vandaag))],
        eindadvies=f"{OORDELEN.get(eind.oordeel, eind.oordeel)}. {eind.tekst}" if eind else "",
        zienswijzen=[
            ZienswijzeStaat(
                id=str(nummer),
                wie=WIE.get(z.van, z.van),
                naam=z.naam,
                staat=Status("Gegeven", "ok", "check") if z.tekst else Status("Niet gegeven", "stil", "minus"),
                tekst=z.tekst or "",
                datum=INSTEMMING[z.instemming],
            )
            for nummer, z in enumerate(stand.zienswijzen)
        ],
        uitkomsten=UITKOMSTEN,
        soorten=[],
        categorieen=_categorieen(stand, tenant),
        geldigheid_regel=_geldigheid(stand, tenant) + _instroom(stand, tenant),
        uiterlijk=f"Uiterlijk {lange_datum(stand.uiterlijk_op)}",
    )


def _geldigheid(stand: BehandelingStand, tenant: Tenant) -> str:
    leeftijd = _leeftijd(stand.geboren_op, stand.vandaag)
    regel = tenant.geldigheid(stand.soort, leeftijd)
    if regel is None:
        return "Een TLV geldt voor hele schooljaren, en ten minste één (WPO 40 lid 13)."
    if regel.hele_schoolloopbaan:
        return f"Deze TLV geldt voor de hele tijd op dit soort school: een einddatum hoeft niet. {regel.bron}."
    if regel.max_jaren:
        langer = " Langer mag als dat nodig is: schrijf in de motivering waarom." if regel.afwijken_mag else ""
        return f"Op deze leeftijd hooguit {aantal(regel.max_jaren, 'jaar', 'jaar')}.{langer} {regel.bron}."
    return f"Ten minste {aantal(regel.min_jaren, 'schooljaar', 'schooljaren')}. {regel.bron}."


def _instroom(stand: BehandelingStand, tenant: Tenant) -> str:
    """The next day on which pupils may start here, where the tenant has such days: policy, so a hint and no bar."""
    if tenant.instroom is None or not tenant.instroom.momenten:
        return ""
    momenten = [(int(m[:2]), int(m[3:])) for m in tenant.instroom.momenten]
    eerste = instroommoment(stand.vandaag, momenten).instroommoment
    dag = f"de eerstvolgende is {lange_datum(eerste)}"
    return f" Leerlingen beginnen hier op vaste dagen; {dag} ({tenant.instroom.bron})."


def _leeftijd(geboren: date, op: date) -> int:
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def besluit_bekendmaken(
    stand: BehandelingStand, tenant: Tenant, formulier: Formulier, ter_plaatse: bool
) -> views.BesluitBekendmaken:
    besluit = besluit_kort(stand, tenant)
    assert besluit is not None, "bekendmaken staat in de procestabel alleen na het besluit"
    ontvangers = [views.Ontvanger(stand.school, "In Meedoen, met een e-mail zonder naam van het kind")]
    ontvangers += [
        views.Ontvanger(b.naam, "In het ouderportaal, met een e-mail zonder naam van het kind")
        for b in stand.betrokkenen
        if b.rol == "ouder"
    ]
    return views.BesluitBekendmaken(
        **_zaak(stand, tenant, formulier, ter_plaatse),
        besluit=besluit,
        ontvangers=ontvangers,
        gevolg="Vandaag wordt het besluit bekendgemaakt. Morgen begint voor ieder de bezwaartermijn van 6 weken.",
        beschikking_url=besluit.beschikking_url,
        wacht="" if besluit.beschikking_url else "De beschikking wordt gemaakt. Dit duurt meestal enkele seconden.",
    )
