"""Sample pages of functioneel beheer: the real rules of one samenwerkingsverband, with an invented concept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from markupsafe import Markup

from services.commissie.contract import Proef, ProefOnderwerp, ProefTelling
from services.intake.contract import RegelsGeraakt
from services.netwerk.contract import Gebrek, Regelversie, Regelversies
from tenants import diagram
from tenants.registry import registry
from web import views as v
from web.filling import beheer_brieven, beheer_formulier, beheer_lezen, beheer_overzicht
from web.filling import beheer_views as b
from web.filling.beheer_boom import Regels, lees_regels, pad_van
from web.filling.beheer_procedure import in_de_pagina, procesplaat
from web.filling.beheer_proef import proefblad
from web.filling.beheer_vergelijken import samenvatting, vergelijken

DAG = date(2026, 11, 24)
OP = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
GEBREK = Gebrek(
    melding="swv2202po/procedure.toml, regel 12, termijnen.beslistermijn: beslistermijn van 12 weken is langer dan de "
    "8 weken van art. 4:13 Awb.",
    bestand="procedure.toml",
    sleutel="termijnen.beslistermijn",
    regel=12,
)
BEHEER = [b.Link("Beheer", "/beheer"), b.Link("Termijnen", "/beheer/delen/termijnen")]
KEUZES = [
    b.VersieKeuze("Concept", "/beheer/delen/termijnen?versie=3", True),
    b.VersieKeuze("Versie 2, geldt nu", "/beheer/delen/termijnen?versie=2", False),
]


@cache
def _regels() -> Regels:
    return lees_regels(registry().versies["swv2202po"][0].bestanden)


@cache
def _anders() -> Regels:
    teksten = dict(_regels().teksten)
    teksten["procedure.toml"] = teksten["procedure.toml"].replace("_dagen = 14", "_dagen = 21", 1)
    brief = "brieven/aanvulling_gevraagd.md"
    teksten[brief] = teksten[brief].replace("Goedendag,", "Beste collega,")
    return lees_regels(teksten)


def _versie(nummer: int, status: str, vanaf: date, **rest: object) -> Regelversie:
    return Regelversie(
        nummer=nummer,
        vanaf=vanaf,
        herkomst="beheer" if nummer > 1 else "map",
        status=status,
        bron="Ondersteuningsplan 2026-2030, par. 5.2",
        toelichting="",
        door_naam="Gerben Ottens" if nummer > 1 else None,
        op=OP,
        kenmerk=f"k{nummer}",
        **rest,
    )


def _versies(*, concept: bool) -> Regelversies:
    return Regelversies(
        versies=[
            _versie(4, "vastgesteld", date(2027, 8, 1), basis=2),
            _versie(2, "vastgesteld", date(2026, 8, 1), basis=1, geldt=True),
            _versie(1, "vastgesteld", date(2026, 4, 17)),
        ],
        concept=_versie(5, "concept", date(2026, 8, 1), basis=2) if concept else None,
        gebrek=None if concept else "swv2202po/procedure.toml, regel 3: dit is geen geldige TOML.",
    )


def _concept(gebrek: Gebrek | None = None) -> b.Concept:
    concept = beheer_overzicht.concept(_versies(concept=True), gebrek, DAG)
    assert concept is not None
    return concept


def beheer(*, concept: bool = False) -> b.Beheer:
    versies = _versies(concept=concept)
    nu = _anders() if concept else _regels()
    return beheer_overzicht.overzicht(versies, GEBREK if concept else None, nu, _regels().teksten, DAG)


def deel(plek: str) -> b.Deel:
    pad = pad_van(plek)
    inhoud = beheer_lezen.inhoud(_regels(), pad)
    return b.Deel(
        titel=beheer_lezen.titel_van(_regels().data, pad),
        uitleg="",
        versie="Versie 2",
        versies=KEUZES,
        groepen=[] if inhoud else beheer_lezen.deel(_regels(), pad, wijzigen=True),
        inhoud=inhoud,
        kruimels=BEHEER,
        wijzigen_url=f"/beheer/wijzigen/{plek}",
        concept=_concept(),
    )


def procedure() -> b.Procesplaat:
    tenant = registry().versies["swv2202po"][0].tenant
    naam = next(iter(tenant.procedures))
    return procesplaat(
        _regels(),
        ("procedures", naam),
        tekening=Markup(in_de_pagina(diagram.svg(tenant, naam))),
        versie="Versie 2",
        versies=KEUZES,
        kruimels=BEHEER,
        wijzigen=True,
        concept=None,
    )


def wijzigen(plek: str, *, fout: bool = False) -> b.Blad:
    pad = pad_van(plek)
    waarden = beheer_formulier.waarden(_regels(), pad)
    naam = next(iter(waarden), "")
    return b.Blad(
        titel=beheer_lezen.titel_van(_regels().data, pad),
        uitleg="",
        kruimels=BEHEER,
        formulier=v.Formulier(
            url=f"/beheer/wijzigen/{plek}/concept-bewaren",
            waarden=waarden,
            fouten={naam: "Vul een heel getal in, alleen cijfers."} if fout else {},
        ),
        blokken=beheer_formulier.blokken(_regels(), pad, waarden),
        rijen=beheer_formulier.rijen(_regels(), pad),
        concept=_concept(GEBREK if fout else None),
        vraagt_bron=bool(waarden),
        terug=b.Link("Terug zonder bewaren", "/beheer"),
        tekst_url="/beheer/tekst?bestand=procedure.toml",
        weg=f"weg:{plek}" if "." in plek else "",
    )


def tekst() -> b.TekstBlad:
    return b.TekstBlad(
        titel="Regels voor de behandeling",
        bestand="procedure.toml",
        uitleg="Dit is het hele bestand.",
        formulier=v.Formulier(
            url="/beheer/tekst/concept-bewaren?bestand=procedure.toml",
            waarden={"tekst": _regels().teksten["procedure.toml"]},
            fouten={"tekst": "Regel 12 (“weken = 12”): langer dan de 8 weken van art. 4:13 Awb."},
        ),
        kruimels=BEHEER,
        concept=_concept(GEBREK),
        terug=b.Link("Terug naar beheer", "/beheer"),
    )


def brieven() -> b.Brieven:
    kaart = b.BriefKaart
    return b.Brieven(
        brieven=[kaart("beschikking", "Beschikking: toegekend", "Brief", "/beheer/brieven/x", True)],
        mails=[kaart("bericht", "Er staat een bericht klaar", "E-mail", "/beheer/brieven/y")],
        concept=_concept(),
        kruimels=BEHEER,
    )


def brief(naam: str) -> b.BriefBlad:
    tenant = registry().versies["swv2202po"][0].tenant
    soort = beheer_brieven.BRIEFSOORTEN[naam]
    is_mail = soort.medium == "mail"
    onderwerp, voorbeeld, fout = beheer_brieven.voorbeeld(tenant, naam, tenant.brieven[naam], "ouder", DAG)
    return b.BriefBlad(
        titel=beheer_brieven.titel_van_brief(naam),
        soort="E-mail" if is_mail else "Brief",
        formulier=v.Formulier(url=f"/beheer/brieven/{naam}", waarden={"tekst": tenant.brieven[naam]}),
        velden=beheer_brieven.velden(soort),
        voorbeeld=voorbeeld if is_mail else Markup(voorbeeld),
        onderwerp=onderwerp,
        is_mail=is_mail,
        gevallen=[] if is_mail else beheer_brieven.GEVALLEN,
        geval="ouder",
        fout=fout,
        concept=_concept(),
        kruimels=BEHEER,
        voorbeeld_url=f"/beheer/brieven/{naam}",
    )


def vergelijking(*, gelijk: bool = False) -> b.Vergelijking:
    delen = [] if gelijk else vergelijken(_regels(), _anders())
    return b.Vergelijking(
        van="Versie 2",
        naar="Concept",
        keuzes=[v.Keuze("2", "Versie 2, geldt nu"), v.Keuze("5", "Concept")],
        formulier=v.Formulier(url="/beheer/vergelijken", waarden={"van": "2", "naar": "5"}),
        delen=delen,
        samenvatting=samenvatting(delen),
        kruimels=BEHEER,
    )


def proef(*, leeg: bool = False) -> b.ProefBlad:
    zin = "Met deze regels waren 14 van de 212 aanvragen naar het bestuur gegaan."
    tellingen = [
        ProefTelling(naam="bestuur", titel="Voorzitter bestuur", was=8, wordt=14),
        ProefTelling(naam="directeur", titel="Coördinator", was=204, wordt=198),
    ]
    onderwerp = ProefOnderwerp(
        naam="beslist", titel="Wie beslist", beoordeeld=212, anders=6, tellingen=tellingen, zinnen=[zin]
    )
    uitslag = Proef(
        van=date(2025, 11, 24),
        tot_en_met=DAG,
        aantal=0 if leeg else 212,
        anders=0 if leeg else 6,
        onderwerpen=[] if leeg else [onderwerp],
        zinnen=["In deze periode is geen aanvraag ontvangen."] if leeg else [zin],
    )
    waarden = {"van": "2025-11-24", "tot_en_met": "2026-11-24", "ingang": "2026-11-25"}
    geraakt = RegelsGeraakt(concepten=3, anders=1, lopend=12, zinnen=["Er lopen 12 aanvragen; die houden hun regels."])
    return proefblad(
        v.Formulier(url="/beheer/proef", waarden=waarden),
        uitslag,
        geraakt,
        storing="",
        concept=_concept(),
        kruimels=BEHEER,
    )


def vaststellen() -> b.VaststelBlad:
    delen = vergelijken(_regels(), _anders())
    return b.VaststelBlad(
        formulier=v.Formulier(url="/beheer/regels-vaststellen", fouten={"vanaf": "Kies morgen of een latere dag."}),
        delen=delen,
        samenvatting=samenvatting(delen),
        raakt=["Er lopen 12 aanvragen; die houden hun regels."],
        concept=_concept(),
        kruimels=BEHEER,
    )


def inlezen() -> b.InleesBlad:
    return b.InleesBlad(v.Formulier(url="/beheer/bestanden-inlezen"), BEHEER, _concept())


def weggooien() -> b.WeggooiBlad:
    formulier = v.Formulier(url="/beheer/concept-weggooien")
    return b.WeggooiBlad(formulier, ["Regels voor de behandeling"], _concept(), BEHEER)
