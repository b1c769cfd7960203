"""Every term stands on the law: an article, within the law in every samenwerkingsverband, and every date explained."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta

import pytest

from services import kern
from services.commissie import contract as c
from services.commissie import termijnen
from services.commissie.proces import BEHANDELING
from services.commissie.termijnen import Voorval
from services.intake.proces import AANVRAAG
from services.kern import beslistermijn as wet
from services.kern import wetsartikelen
from services.kern.beslistermijn import BESLISTERMIJN_WEKEN
from services.kern.bezwaartermijn import BEZWAARTERMIJN_WEKEN, bezwaartermijn
from services.kern.geldend import Geldend
from services.kern.wetsartikelen import Wetsartikel
from tenants.registry import load_all
from tenants.schema import Tenant
from tests.flows.commissie_zaak import PO, VO, Zaak, ingediend, opruimen
from tests.stack import Stack

ARTIKELEN = {str(a): a for a in vars(wetsartikelen).values() if isinstance(a, Wetsartikel)}
# What an explanation may lean on beside an article: a judgment, a written agreement of ours, the tenant's own rule.
ANDERS = re.compile(r"ECLI:NL:[A-Z]+:\d{4}:\d+|CONV-\d+|beleid|werkwijze LBT")
WETTELIJK = ("wettelijk", "hersteltermijn", "bezwaar")
TENANTS = load_all()
# Days on which a term meets a weekend, a holiday, a leap day, the end of a year or a school vacation.
DAGEN = [date(2026, 1, 2), date(2026, 2, 20), date(2026, 11, 5), date(2027, 12, 24), date(2028, 2, 29)]


def gronden(tekst: str) -> list[str]:
    return [deel.strip() for deel in tekst.split(",")]


def onbekend(tekst: str) -> list[str]:
    return [g for g in gronden(tekst) if g not in ARTIKELEN and not ANDERS.fullmatch(g)]


def registers(ontvangen: date) -> Iterator[tuple[list[Voorval], dict[str, date], date]]:
    """What can happen: nothing, a question answered, too late or not at all, uitstel, a besluit, withdrawal."""
    dag = timedelta(days=1)
    begin = Voorval("aanvraag_ontvangen", ontvangen)
    vraag = Voorval("aanvulling_gevraagd", ontvangen + 3 * dag, termijn_tot=ontvangen + 17 * dag, vraag="v")
    antwoord = Voorval("aanvulling_ontvangen", ontvangen + 9 * dag, vraag="v")
    te_laat = Voorval("aanvulling_ontvangen", ontvangen + 20 * dag, vraag="v")
    uitstel = Voorval("verdaging_meegedeeld", ontvangen + 30 * dag, nieuwe_datum=ontvangen + 100 * dag)
    advies = [
        Voorval("deskundigen_benoemd", ontvangen + 22 * dag),
        Voorval("eindadvies_gemaakt", ontvangen + 31 * dag),
    ]
    besluit = [Voorval("besluit_genomen", ontvangen + 35 * dag), Voorval("besluit_bekendgemaakt", ontvangen + 36 * dag)]
    weg = Voorval("aanvraag_ingetrokken", ontvangen + 25 * dag)
    verhalen = [[begin], [begin, vraag], [begin, vraag, antwoord], [begin, vraag, te_laat], [begin, uitstel]]
    verhalen += [[begin, vraag, antwoord, uitstel, *advies], [begin, vraag, weg]]
    for verhaal in verhalen:
        for na in (4, 18, 26, 70, 140):
            yield verhaal, {}, ontvangen + na * dag
    gedaan = [begin, vraag, antwoord, *advies, *besluit]
    for na in (36, 80, 120):
        yield gedaan, {"school": ontvangen + 36 * dag, "ouder": ontvangen + 37 * dag}, ontvangen + na * dag


def zaken(tenant: Tenant) -> Iterator[tuple[termijnen.Zaak, date]]:
    for soort, regels in tenant.soorten.items():
        for categorie, complex_ in itertools.product(regels.categorieen or [None], (False, True)):
            for ontvangen in DAGEN:
                for register, bekend, vandaag in registers(ontvangen):
                    yield (
                        termijnen.Zaak(
                            soort=soort,
                            categorie=categorie,
                            complex=complex_,
                            vakantieregio=tenant.vakantieregio,
                            register=register,
                            bekendgemaakt=bekend,
                        ),
                        vandaag,
                    )


# -------------------------------------------------------------------------------------------- articles


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=list(TENANTS))
def test_elke_stap_van_elke_termijn_noemt_zijn_grond(tenant: Tenant):
    geteld = 0
    for zaak, vandaag in zaken(tenant):
        for termijn in termijnen.termijnen(tenant, zaak, vandaag).alle:
            geteld += 1
            assert termijn.uitleg, termijn.naam
            for stap in termijn.uitleg:
                assert stap.grondslag and onbekend(stap.grondslag) == [], (termijn.naam, stap)
            op_wet = [g for stap in termijn.uitleg for g in gronden(stap.grondslag) if g in ARTIKELEN]
            if termijn.soort in WETTELIJK:
                assert op_wet, f"{termijn.naam} rust niet op een artikel"
            else:
                assert any("beleid" in gronden(stap.grondslag) for stap in termijn.uitleg), termijn.naam
    assert geteld > 300


def test_elke_rij_van_een_procestabel_noemt_een_artikel_of_beleid():
    for proces in (AANVRAAG, BEHANDELING):
        for rij in proces.handelingen:
            assert rij.grondslag and onbekend(rij.grondslag) == [], f"{proces.naam}.{rij.naam}: {rij.grondslag}"


def test_elk_getal_dat_in_de_tijd_verandert_noemt_zijn_artikel():
    """Every `Geldend` of kern: a number with the day on which it began and the article where it stands."""
    gevonden = 0
    for module in pkgutil.iter_modules(kern.__path__):
        for naam, waarde in vars(importlib.import_module(f"services.kern.{module.name}")).items():
            if isinstance(waarde, Geldend):
                gevonden += 1
                grond = waarde.grondslag
                assert grond, naam
                assert not isinstance(grond, Wetsartikel) or str(grond) in ARTIKELEN, naam
    assert gevonden >= 4


def test_elk_artikel_is_na_te_lopen():
    assert len(ARTIKELEN) > 40
    for artikel in ARTIKELEN.values():
        assert re.match(r"https://(wetten\.overheid\.nl/BWBR\d{7}#Artikel|eur-lex\.europa\.eu/)", artikel.url)
        assert len(artikel.woorden) > 20, artikel.aanduiding


# --------------------------------------------------------------------------------------- within the law


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=list(TENANTS))
def test_geen_samenwerkingsverband_neemt_meer_tijd_dan_de_wet(tenant: Tenant):
    for zaak, vandaag in zaken(tenant):
        eigen = termijnen.termijnen(tenant, zaak, vandaag)
        gebeurd = [
            wet.Gebeurtenis(v.soort, op=v.op, termijn_tot=v.termijn_tot, nieuwe_datum=v.nieuwe_datum)
            for v in zaak.register
            if v.soort in termijnen.TELT_MEE
        ]
        uiterste = wet.beslistermijn(gebeurd, vandaag).uiterste_beslisdatum
        assert eigen.beslistermijn.uiterlijk_op <= uiterste
        for termijn in eigen.alle:
            if termijn.soort == "streef" and termijn.uitleg[0].datum <= eigen.beslistermijn.uiterlijk_op:
                assert termijn.uiterlijk_op <= eigen.beslistermijn.uiterlijk_op, termijn.naam
            if termijn.soort == "bezwaar":
                # Six weeks for every addressee, counted from the own day; nobody may give less.
                assert termijn.uiterlijk_op == bezwaartermijn(zaak.bekendgemaakt[termijn.voor]).tot_en_met


def test_de_wet_zelf_is_acht_en_zes_weken():
    assert (BESLISTERMIJN_WEKEN.op(date(2026, 11, 23)), BEZWAARTERMIJN_WEKEN.op(date(2026, 11, 23))) == (8, 6)
    for tenant in TENANTS.values():
        assert 1 <= tenant.termijnen.beslistermijn.weken <= 8


@pytest.mark.parametrize("tenant", TENANTS.values(), ids=list(TENANTS))
def test_elke_datum_is_de_uitkomst_van_een_stap(tenant: Tenant):
    for zaak, vandaag in zaken(tenant):
        for termijn in termijnen.termijnen(tenant, zaak, vandaag).alle:
            assert termijn.uiterlijk_op in {stap.datum for stap in termijn.uitleg}, (termijn, zaak.register)
            for taak, dag in termijn.acties.items():
                assert taak and abs((dag - termijn.uiterlijk_op).days) <= 60


# ------------------------------------------------------------------------------- as a person sees it


@pytest.fixture(autouse=True)
async def _opruimen() -> AsyncIterator[None]:
    yield
    await opruimen()


def nagaan(stand: c.BehandelingStand) -> None:
    """Every date of a term on this screen is the date of a step that the same screen explains."""
    stappen = {t.naam + (t.voor or ""): {stap.datum for stap in t.uitleg} for t in stand.termijnen}
    alle = {dag for dagen in stappen.values() for dag in dagen if dag}
    for termijn in stand.termijnen:
        assert termijn.uiterlijk_op in {stap.datum for stap in termijn.uitleg}, termijn.naam
        for stap in termijn.uitleg:
            assert stap.stap.endswith(".") and onbekend(stap.grondslag) == [], stap
    assert stand.uiterlijk_op in stappen["beslistermijn"]
    assert stand.ontvangen_op in stappen["beslistermijn"]
    for gebeurtenis in stand.ledger:
        if gebeurtenis.soort in termijnen.TELT_MEE:
            assert gebeurtenis.op in alle, gebeurtenis
    for stil in stand.opschortingen:
        # It stops on the day after the question and runs again after the last day that was counted.
        assert {stil.van - timedelta(days=1), stil.van} & alle, stil
        assert {stil.tot_en_met, stil.tot_en_met + timedelta(days=1)} & alle, stil
    for vraag in stand.vragen:
        assert {vraag.gevraagd_op, vraag.termijn_tot} <= alle
        assert vraag.beantwoord_op is None or vraag.beantwoord_op in alle
    for bekend in stand.besluit.bekendmakingen if stand.besluit else []:
        assert {bekend.op, bekend.bezwaar_tot_en_met} <= stappen[f"bezwaartermijn{bekend.aan}"]


async def _besluit(zaak: Zaak, categorie: str | None, door: str) -> None:
    await zaak.eindadvies(categorie)
    await zaak.doe(c.BesluitNemen, door, **zaak.toekenning(categorie))
    await zaak.brief_klaar()
    await zaak.doe(c.BesluitBekendmaken, zaak.secretaris)


async def test_po_van_ontvangst_tot_bezwaar(stack: Stack):
    zaak = await ingediend(stack, PO, soort="sbo")
    nagaan(await zaak.stand())
    await _besluit(zaak, None, "cor")
    stand = await zaak.stand()
    assert [t.soort for t in stand.termijnen].count("bezwaar") == 3
    nagaan(stand)


async def test_vo_met_een_vraag_aan_de_school_en_uitstel(stack: Stack):
    zaak = await ingediend(stack, VO, soort="vso", categorie="midden")
    nagaan(await zaak.stand())
    vandaag = (await zaak.stand()).vandaag
    await zaak.doe(c.AanvullingVragen, "saskia", tekst="Het OPP ontbreekt.", termijn_tot=vandaag + timedelta(days=14))
    stand = await zaak.stand()
    assert stand.opschortingen and stand.vragen
    nagaan(stand)
    nieuw = stand.uiterlijk_op + timedelta(days=21)
    await zaak.doe(c.BeslistermijnVerdagen, "saskia", nieuwe_datum=nieuw, reden="De ouders vroegen om een gesprek.")
    stand = await zaak.stand()
    assert stand.uiterlijk_op >= nieuw
    nagaan(stand)
