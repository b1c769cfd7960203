"""Een zesde samenwerkingsverband, in alles anders, loopt van concept tot besluit met alleen een map erbij.

De map staat in tests/specs/tenants/zesde; geen regel code van Meedoen weet ervan.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest

from infra import clock, principals
from infra.launcher.inspection import faults_of_tenants
from infra.launcher.stack import Stack as Stapel
from services.commissie import contract as c
from services.intake.contract import ZienswijzeGeven
from services.kern.errors import KanNiet, MagNiet, NietGevonden
from services.kern.principal import Principal
from services.kern.rollen import Rol
from services.netwerk.contract import PersoonAanmelden
from tenants import registry
from tests.flows.commissie_zaak import Zaak
from tests.flows.intake_dossier import School
from tests.stack import Stack, eventually

ROOT = Path(__file__).parents[2]
ZESDE = ROOT / "tests/specs/tenants/zesde"
ID, SWV, SCHOOL, BESTUUR = "zwerfkei", "PO2203", "09MZ00", "50195"
# Wie er in de zwerfkei werken: naam, rol en waar.
MENSEN = {
    "kim": ("Kim Veen", "ib_er", SCHOOL),
    "teun": ("Teun Brink", "schooldirecteur", SCHOOL),
    "zoe": ("Zoë Hof", "secretaris", SWV),
    "kees": ("Kees Ring", "voorzitter", SWV),
    "nel": ("Nel Draad", "directeur", SWV),
    "raad": ("Roos Raad", "bestuur", SWV),
    "leren": ("Lars Leer", "deskundige", SWV),
    "lijf": ("Lotte Lijf", "deskundige", SWV),
    "thuis": ("Thijs Thuis", "deskundige", SWV),
}
KRING = {"leren": "psycholoog", "lijf": "arts", "thuis": "maatschappelijk_werker"}


def persoon(sub: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"https://zwerfkei.example/{sub}")


@dataclass
class Zwerfkei(Stack):
    """De stapel zoals de mensen van de zwerfkei haar zien."""

    def principal(self, sub: str, *, geldig: int = 300, **hoed: Any) -> str:
        naam, rol, organisatie = MENSEN.get(sub, (sub, "ouder", ""))
        return principals.sign(
            Principal(
                tenant=ID,
                persoon=hoed.get("persoon") or persoon(sub),
                naam=naam,
                rol=Rol(hoed.get("rol") or rol),
                organisatie=hoed.get("organisatie") or organisatie,
                sessie=uuid4(),
                mfa=True,
                verloopt=clock.echt_seconden() + geldig,
                bevestigd_op=clock.echt_seconden(),
            )
        )


@dataclass
class Aanvraag(School):
    """Een school van de zwerfkei met een aanvraag."""

    ib: str = "kim"
    directeur: str = "teun"
    tenant: str = ID
    soort: str = "so"
    ouder: str = field(default_factory=lambda: f"{uuid4().hex[:10]}@thuis.example")

    def beginnen(self, **anders: Any):
        return super().beginnen(**({"geboren_op": date(2018, 5, 3), "achternaam": "Van der Kei"} | anders))

    async def gezin_horen(self) -> None:
        gast = await self.uitnodigen("Ouder Kei", self.ouder)
        zegt = ZienswijzeGeven(opdracht=uuid4(), aanvraag_id=self.id, tekst="Ja, graag.", instemming=True)
        hoed = {"rol": "ouder", "organisatie": str(self.id), "persoon": gast.persoon}
        await self.stack.ask("intake", zegt, als="Ouder Kei", **hoed)


@pytest.fixture
async def zwerfkei(stack: Stack) -> Zwerfkei:
    for sub, (naam, rol, organisatie) in MENSEN.items():
        melden = PersoonAanmelden(
            opdracht=uuid4(),
            persoon=persoon(sub),
            issuer="https://zwerfkei.example",
            subject=sub,
            naam=naam,
            email=f"{sub}@zwerfkei.example",
            rol=rol,
            organisatie=organisatie,
            van=date(2026, 1, 1),
        )
        await stack.beheer.ask_intern("netwerk", melden, tenant=ID)
    for sub, discipline in KRING.items():
        plaats = c.DeskundigeAanmelden(
            opdracht=uuid4(), persoon=persoon(sub), naam=MENSEN[sub][0], discipline=discipline, extern=False
        )
        await stack.beheer.ask_intern("commissie", plaats, tenant=ID)
    return Zwerfkei(stack.web, stack.beheer)


async def test_van_concept_tot_besluit_met_alleen_een_map(zwerfkei: Zwerfkei):
    regels = registry.get(ID)
    aanvraag = await Aanvraag(zwerfkei).ingediend()
    zaak = Zaak(
        stack=zwerfkei,
        tenant=ID,
        id=aanvraag.id,
        ouders=[],
        leerling="Mees Van der Kei",
        school=SCHOOL,
        beoogd="",
        secretaris="zoe",
        eindadviseur="nel",
    )

    async def geopend() -> c.BehandelingStand | None:
        try:
            return await zaak.stand()
        except NietGevonden:
            return None

    stand = await eventually(geopend, seconden=90, wat="de behandeling geopend is")
    # Zes weken, niet acht; en de kringvoorzitter beslist.
    assert stand.uiterlijk_op - stand.ontvangen_op in (timedelta(days=42 + extra) for extra in range(5))
    assert (stand.beslisser.rol, stand.soort, stand.categorie) == ("voorzitter", "so", "laag")
    assert {t.soort for t in stand.termijnen} >= {"wettelijk", "streef"}

    voorstel = await zwerfkei.ask("commissie", c.BenoemingVoorstellen(behandeling_id=zaak.id), "zoe")
    assert voorstel.voorstel == {sub: persoon(sub) for sub in KRING}
    await zaak.doe(c.DeskundigenBenoemen, "zoe", benoemingen=voorstel.voorstel)
    for sub in ("leren", "lijf"):
        await zaak.adviseer(sub, categorie="laag")
    with pytest.raises(KanNiet):
        await zaak.eindadvies("laag")
    await zaak.adviseer("thuis", categorie="laag")
    await zaak.eindadvies("laag")
    with pytest.raises(MagNiet):
        await zaak.doe(c.BesluitNemen, "raad", **zaak.toekenning("laag"))
    await zaak.doe(c.BesluitNemen, "kees", **zaak.toekenning("laag"))
    await zaak.brief_klaar()
    await zaak.doe(c.BesluitBekendmaken, "zoe")

    besluit = (await zaak.stand()).besluit
    assert besluit.nummer.startswith("PO2203")
    assert "Huisregels van De Zwerfkei, artikel 13" in besluit.mandaat
    assert {b.rol for b in besluit.bekendmakingen} >= {"ouder"}

    async def bericht() -> str | None:
        onderwerpen = [m["onderwerp"] for m in zwerfkei.post(aanvraag.ouder)]
        return next((o for o in onderwerpen if o == "De kring heeft besloten"), None)

    assert await eventually(bericht, seconden=90, wat="de ouder de e-mail van De Zwerfkei heeft")
    ouder = next(b.persoon for b in (await zaak.stand()).betrokkenen if b.rol == "ouder")
    hoed = {"rol": "ouder", "organisatie": str(zaak.id), "persoon": ouder}
    mijn_kind = await zwerfkei.ask("commissie", c.MijnKindTonen(behandeling_id=zaak.id), als="Ouder Kei", **hoed)
    assert [stap.titel for stap in mijn_kind.stappen] == [
        tekst for naam, tekst in regels.openbare_stappen.items() if naam != "aanvulling"
    ]


async def test_bij_categorie_hoog_beslist_de_ledenraad_na_een_kringlid_van_buiten(zwerfkei: Zwerfkei):
    mandaat = registry.get(ID).beslisser("hoog", False, "so")
    assert (mandaat.beslist, mandaat.na_extern_advies) == ("bestuur", True)
    assert len(registry.get(ID).plekken("hoog", False, "so")) == 4


def proces(naam: str, *woorden: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """Een onderdeel van Meedoen dat zelf ophoudt, met deze omgeving."""
    return subprocess.run(
        [sys.executable, "-m", naam, *woorden],
        cwd=ROOT,
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        timeout=60,
    )


async def eerste_regels(**omgeving: str) -> list[str]:
    """Wat de diensten bij de start schrijven: tot en met de regel waarmee er een gereed is."""
    gestart = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "infra.processes", "financien",
        cwd=ROOT, env=os.environ | omgeving, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    regels: list[str] = []
    try:
        async with asyncio.timeout(30):
            while not regels or "gereed" not in regels[-1]:
                regels.append((await gestart.stdout.readline()).decode())
                assert regels[-1], "het proces hield op"
    finally:
        gestart.terminate()
        await gestart.wait()
    return regels


async def test_een_kapotte_map_houdt_de_start_niet_tegen_en_wordt_gemeld(zwerfkei: Zwerfkei, tmp_path: Path, capsys):
    mappen, var = tmp_path / "mappen", tmp_path / "var"
    shutil.copytree(ZESDE, mappen)
    var.mkdir()
    (mappen / ID / "regels.toml").write_text("[termijnen\n")
    (mappen / "nieuweling").mkdir()
    (mappen / "nieuweling/samenwerkingsverband.toml").write_text('id = "nieuweling"\n')
    try:
        gestart = proces("infra.migrate", MEEDOEN_TENANTS=str(mappen), MEEDOEN_VAR=str(var))
        assert gestart.returncode == 0, gestart.stderr
        gemeld = json.loads((var / "gebreken.json").read_text())
        logboek = await eerste_regels(MEEDOEN_TENANTS=str(mappen), MEEDOEN_VAR=str(var))
    finally:
        assert proces("infra.migrate").returncode == 0  # de stapel weet weer wat er staat
    zin = "zwerfkei/regels.toml, regel 1: dit is geen geldige TOML."
    assert gemeld[ID] == {"melding": zin, "vorige": True}
    assert gemeld["nieuweling"]["vorige"] is False
    assert "map van samenwerkingsverband onbruikbaar" in gestart.stdout
    assert set(gemeld) == {ID, "nieuweling"}
    assert [zin in regel for regel in logboek if "onbruikbaar" in regel and ID in regel] == [True]
    regels = faults_of_tenants(Stapel("proef", var, "test", durable=False))
    assert regels[1] == f"zwerfkei: werkt met de vorige versie: {zin}"
    assert regels[0].startswith("nieuweling: werkt niet: nieuweling/samenwerkingsverband.toml")
    # En wie er al werkte, werkt door.
    assert (await Aanvraag(zwerfkei).begin()).versie >= 1


def test_de_extra_map_telt_alleen_buiten_productie(monkeypatch: pytest.MonkeyPatch):
    assert registry.sources() == [registry.MAP, ZESDE]
    monkeypatch.setenv("MEEDOEN_OMGEVING", "productie")
    assert registry.sources() == [registry.MAP]
    geweigerd = proces("infra.migrate", MEEDOEN_OMGEVING="productie", MEEDOEN_KLOK="")
    assert geweigerd.returncode == 1
    assert "MEEDOEN_TENANTS kan niet in productie" in geweigerd.stderr
