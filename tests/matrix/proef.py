"""One probe of the matrix: every route of the application, through its own gate, in this process.

The addresses, the fields of the forms and the acts come from the application itself (trust.md A4). What is asked of
the services goes over the real bus to the services that run; which messages that were is written down.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import re
import textwrap
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from litestar import Litestar

from infra import bus, clock
from infra.settings import settings
from services.kern.errors import Fout
from services.kern.rollen import Rol
from tests.matrix.wereld import (
    ANDER,
    ANONIEM,
    CONCEPT,
    EIGEN,
    GEEN,
    VOORBIJ,
    ZONDER_ROL,
    Bezoeker,
    Wereld,
)
from web.app import create_app
from web.pages import arrangementen_acts, dossier_acts, opp_acts, zorgplicht_acts
from web.policy import GESLOTEN, OPENBAAR, Gegevens

PARAMETER = re.compile(r"\{(\w+):(\w+)\}")
#: What a field of a form needs to hold to come past the form itself; every other text field gets a sentence. The
#: version is an old one, so that an act that is allowed is refused as Gewijzigd and changes nothing.
VELDEN: dict[str, str] = {
    "verklaring": "ja",
    "zeker": "ja",
    "bevestigd": "ja",
    "complex": "nee",
    "email": "iemand@matrix.example",
    "geboortedatum": "2099-01-01",  # refused beside the field: no probe begins an aanvraag
    "leerjaar": "leerjaar 2",
    "strekking": "toelaatbaar",
    "uitkomst": "toegekend",
    "categorie": "laag",
    "grond": "overmacht",
    "soort": "overig",
    "van": "ouder",
    "oordeel": "",
    "leerling": "",
    "op": "2026-11-01",
    "bij": "ouders",
    "ingelicht": "ja",
    "toestemming": "ja",
    "bereid": "ja",
    "overstap_jaar": "2027",
    "ouders_ingelicht": "ja",
    "aan": "00000000-0000-4000-8000-000000000000",
    "leerlingdossier": "00000000-0000-4000-8000-000000000000",
    "ondersteuning": "nee",
    "gelden": "ja",
    "doorgaan": "ja",
    "akkoord": "ja",
    "uren": "8",
    "opbouw_1_uren": "10",
    **{f"opbouw_{n}_{wat}": "" for n in (2, 3, 4) for wat in ("vanaf", "uren")},
    "gedaan": "ja",
    "terug": "afspraken",
    "school": "16MA00",
    "voorkeur": "16MA00",
    "andere_school": "",
    "nog_een_school": "",
    "uitzondering": "school_vol",
    "dossier": "",
    "groep": "",
    "plek_school": "20BG00",
    "ouders_akkoord": "ja",
    "bedrag": "",
    "inzet": "",
    **{f"uitkomst_{nummer}": "behaald" for nummer in (1, 2, 3)},
    "versie": "0",
    "kenmerk": "0" * 64,
    "verwacht": "0" * 64,
    "basis": "1",
    "bijlagen_mee": "ja",
    "bijlage": "00000000-0000-4000-8000-000000000000",
    "groep_id": "00000000-0000-4000-8000-000000000000",
}
#: Every act that an address may name.
ELKE = dossier_acts.HANDELINGEN | zorgplicht_acts.HANDELINGEN | arrangementen_acts.HANDELINGEN | opp_acts.HANDELINGEN
DATUMS = re.compile(r"(datum|_op|_tot|_van|tot_en_met|vanaf|^van)$")
#: What stands behind the question mark, where a page cannot do without.
ACHTER = {
    "/aanvragen/{id:uuid}/aanvulling-indienen": "vraag={vraag}",
    "/beheer/tekst": "bestand=werkwijze.toml",
    "/beheer/tekst/concept-bewaren": "bestand=werkwijze.toml",
    "/beheer/wijziging-terugdraaien": "bestand=werkwijze.toml",
}


@dataclass(frozen=True)
class Plek:
    """Something that can be asked: a method at an address of the application, for acts on a dossier each of them."""

    methode: str
    pad: str
    gegevens: Gegevens
    audit: str
    velden: tuple[str, ...]
    lijsten: tuple[str, ...] = ()
    bestanden: tuple[str, ...] = ()
    vult: tuple[tuple[str, str], ...] = ()  # parameter of the address to what is in it
    merk: str | frozenset[Rol] = OPENBAAR
    vorm: str = "geen"  # geen: reads no form; vast: these fields and no other; vrij: configuration names more

    @property
    def naam(self) -> str:
        """As the table writes it: `POST /dossiers/{id}/besluit-nemen`."""
        pad = self.pad
        for parameter, waarde in self.vult:
            pad = re.sub(rf"\{{{parameter}:\w+\}}", waarde, pad)
        return f"{self.methode} " + PARAMETER.sub(r"{\1}", pad)

    @property
    def over_een_zaak(self) -> bool:
        return any(soort == "uuid" or naam == "bestand" for naam, soort in PARAMETER.findall(self.pad))


@dataclass
class Gevraagd:
    """A message that a probe led to, and how it ended."""

    dienst: str
    naam: str
    velden: dict[str, Any]
    fout: str = ""


@dataclass
class Antwoord:
    status: int
    koppen: list[tuple[str, str]]
    inhoud: bytes
    gevraagd: list[Gevraagd] = field(default_factory=list)

    def kop(self, naam: str) -> str:
        return next((waarde for kop, waarde in self.koppen if kop == naam), "")

    @property
    def uitkomst(self) -> str:
        """In the words of the table."""
        plaats = urlsplit(self.kop("location")).path
        if self.status == 401 or (self.status == 303 and plaats.startswith("/inloggen")):
            return "inloggen"
        if self.status == 303 and plaats == "/rol-kiezen":
            return "rol kiezen"
        return {403: "niet uw rol", 404: "niet gevonden", 405: "bestaat niet"}.get(
            self.status, "ja" if self.status < 500 else f"fout {self.status}"
        )


def plekken(app: Litestar) -> list[Plek]:
    """Everything the application answers to."""
    gevonden = []
    for route in app.routes:
        for handler in getattr(route, "route_handlers", None) or [route.route_handler]:
            merk = handler.opt["policy"]
            for methode in sorted(getattr(handler, "http_methods", None) or {"GET"}):
                for vult in _vult(route.path):
                    velden, lijsten, bestanden, vorm = _velden(handler.fn, dict(vult), methode)
                    audit = handler.opt["audit"].format(**{k: v.replace("-", "_") for k, v in vult})
                    gevonden.append(
                        Plek(
                            methode,
                            route.path,
                            handler.opt["gegevens"],
                            audit,
                            velden,
                            lijsten,
                            bestanden,
                            vult,
                            merk,
                            vorm,
                        )
                    )
    return gevonden


def _vult(pad: str) -> list[tuple[tuple[str, str], ...]]:
    """A parameter that names an act stands for every act there is."""
    if "{handeling:str}" in pad:
        acts = zorgplicht_acts if "/aanmelding/" in pad else opp_acts if "/opp/" in pad else dossier_acts
        acts = arrangementen_acts if pad.startswith("/arrangementen") else acts
        return [(("handeling", naam),) for naam in acts.HANDELINGEN]
    return [()]


def _velden(
    functie: Any, vult: dict[str, str], methode: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]:
    """The fields that a handler reads (`lees(request, "naam", …, lijsten=…, bestanden=…)`), out of its own source."""
    if methode != "POST":
        return (), (), (), "geen"
    boom = ast.parse(textwrap.dedent(inspect.getsource(functie)))
    for stap in ast.walk(boom):
        if isinstance(stap, ast.Call) and getattr(stap.func, "id", "") == "lees":
            velden = [_woord(arg, functie) for arg in stap.args[1:]]
            extra = {sleutel.arg: sleutel.value for sleutel in stap.keywords}
            if any(isinstance(arg, ast.Starred) for arg in stap.args):
                # The act is named by the address, or by the function of a page that is about one act.
                handeling = ELKE[vult.get("handeling", functie.__name__.replace("_", "-"))]
                velden = [*handeling.eigen_velden]
            lijsten, bestanden = (
                tuple(_woord(e, functie) for e in getattr(extra.get(naam), "elts", ()))
                for naam in ("lijsten", "bestanden")
            )
            return tuple(v for v in velden if v), lijsten, bestanden, "vrij" if "rest" in extra else "vast"
    return (), (), (), "geen"


def _woord(knoop: ast.expr, functie: Any) -> str:
    if isinstance(knoop, ast.Constant):
        return str(knoop.value)
    if isinstance(knoop, ast.Starred):
        return ""
    return str(eval(ast.unparse(knoop), functie.__globals__))


# ------------------------------------------------------------------------------------------------ asking

_nu: ContextVar[list[Gevraagd]] = ContextVar("gevraagd")


class Meelezer(bus.Bus):
    """The bus of the web, that also writes down what was asked in which probe."""

    async def ask(self, dienst: str, vraag: Any, principal: str | None = None, *, timeout: float = 10.0) -> Any:
        regel = Gevraagd(dienst, vraag.heet(), {n: getattr(vraag, n) for n in vraag.__struct_fields__})
        _nu.get([]).append(regel)
        try:
            return await super().ask(dienst, vraag, principal, timeout=timeout)
        except Fout as fout:
            regel.fout = type(fout).__name__
            raise


@dataclass
class Deur:
    """The application in this process, with its gate in front."""

    poort: Any
    app: Litestar

    async def vraag(
        self,
        methode: str,
        pad: str,
        *,
        token: str = "",
        inhoud: bytes = b"",
        soort: str = "",
        koppen: dict[str, str] | None = None,
    ) -> Antwoord:
        delen = urlsplit(pad)
        gestuurd = {"host": urlsplit(settings().app_url).netloc, "accept": "text/html"}
        if token:
            gestuurd["cookie"] = f"{self.app.state['web'].cookie}={token}"
        if methode == "POST":
            gestuurd |= {
                "content-length": str(len(inhoud)),
                "content-type": soort or "application/x-www-form-urlencoded",
            }
            gestuurd |= {"origin": settings().app_url, "sec-fetch-site": "same-origin"}
        gestuurd |= koppen or {}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": methode,
            "scheme": "http",
            "path": delen.path,
            "raw_path": delen.path.encode(),
            "query_string": delen.query.encode(),
            "headers": [(naam.lower().encode(), waarde.encode("latin-1")) for naam, waarde in gestuurd.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "root_path": "",
        }
        antwoord, gelezen = Antwoord(0, [], b""), False

        async def receive() -> dict[str, Any]:
            nonlocal gelezen
            if gelezen:
                return {"type": "http.disconnect"}
            gelezen = True
            return {"type": "http.request", "body": inhoud, "more_body": False}

        async def send(bericht: Any) -> None:
            if bericht["type"] == "http.response.start":
                antwoord.status = bericht["status"]
                antwoord.koppen = [(n.decode().lower(), w.decode("latin-1")) for n, w in bericht["headers"]]
            elif bericht["type"] == "http.response.body":
                antwoord.inhoud += bericht.get("body", b"")

        _nu.set(antwoord.gevraagd)
        await self.poort(scope, receive, send)
        return antwoord


@contextlib.asynccontextmanager
async def open_deur() -> AsyncIterator[Deur]:
    poort = create_app()
    app = poort.app
    async with app.lifespan():
        web = app.state["web"]
        web.bus = Meelezer(web.bus.client, "web")
        web.sessies.bus = web.bus
        yield Deur(poort, app)


# ------------------------------------------------------------------------------------------------ the cells


@dataclass(frozen=True)
class Cel:
    """A visitor at a place. `relatie` may be narrower than that of the visitor: the draft of the own school."""

    plek: Plek
    bezoeker: int
    relatie: str


def relaties(plek: Plek, bezoeker: Bezoeker) -> list[str]:
    """A visitor of the own school has a filed case and a draft; without a case in the address one is enough."""
    if bezoeker.relatie == EIGEN and ("{id:uuid}" in plek.pad or "{bestand:" in plek.pad):
        if plek.pad.startswith(("/adviezen", "/dossiers")):
            return [EIGEN]
        return [EIGEN] if bezoeker.rol in ("ouder", "leerling") else [EIGEN, CONCEPT]
    return [bezoeker.relatie]


def _maakt_verschil(plek: Plek, bezoeker: Bezoeker) -> bool:
    if plek.merk in (OPENBAAR, GESLOTEN):
        return bezoeker.rol in (ANONIEM, ZONDER_ROL, Rol.IB_ER, Rol.OUDER) and bezoeker.relatie in (
            GEEN,
            EIGEN,
            VOORBIJ,
        )
    if isinstance(plek.merk, frozenset) and bezoeker.rol not in (*plek.merk, ANONIEM, ZONDER_ROL):
        return bezoeker.relatie in (EIGEN, ANDER)
    return True


def adres(plek: Plek, wereld: Wereld, relatie: str) -> str:
    """The address of the case of the matrix; of its draft when that is what the cell is about."""
    concept = relatie == CONCEPT
    zaak = wereld.concept if concept else wereld.id
    if plek.pad.startswith("/arrangementen"):
        zaak = wereld.conceptarrangement if concept else wereld.arrangement
    if plek.pad.startswith("/wachtlijst"):
        zaak = wereld.wachtplek
    if plek.pad.startswith("/consulten"):
        zaak = wereld.consult
    if plek.pad.startswith(("/leerlingen", "/mijn-dossier")):
        zaak = wereld.conceptdossier if concept else wereld.dossier
    waarden = {
        "id": str(zaak),
        "vraag": str(wereld.vraag),
        "opp_id": str(wereld.opp),
        "bijlage_id": str(wereld.stuk),
        "stuk_id": str(wereld.stuk),
        "wie": str(wereld.gezag),
        "stuk": str(wereld.stuk),
        "dossierstuk": str(wereld.dossierstuk),
        "gesprek": str(wereld.gesprek),
        "factuur": str(uuid4()),
        "plan": str(wereld.stappenplan),
        "bestand": f"{zaak}.pdf",
        "bijlage": str(uuid4()),
        "rest": "bestaat-niet",
        "bij": "onbekend",
        "token": f"{ANDER[:3]}.geen-uitnodiging",
        "hash": "0" * 12,
        "nummer": "1",
        "regel": "bezwaar",
        "plek": "mandaten",
        "naam": "bericht_klaar",
        "dag": "2020-01-01",
        "van": "swv2202po",
    } | dict(plek.vult)
    waarden["pad"] = "css/app.css"
    if plek.pad.startswith("/bestanden"):
        waarden["id"] = str(wereld.conceptdocument if concept else wereld.document)
    if plek.pad.startswith("/adviezen"):
        waarden["id"] = str(wereld.zetels["joost"])
    pad = PARAMETER.sub(lambda gevonden: waarden[gevonden[1]], plek.pad)
    achter = ACHTER.get(plek.pad, "").format(vraag=wereld.vraag)
    return f"{pad}?{achter}" if achter else pad


def ingevuld(plek: Plek, wereld: Wereld, bezoeker: Bezoeker) -> list[tuple[str, str]]:
    """The form of this place as somebody would fill it in, of a version that is long past."""
    eigen = {"document": str(wereld.document), "hoed": str(uuid4()), "gezag": str(uuid4()), "adres": str(uuid4())}
    eigen["interventie"] = str(wereld.interventie)
    eigen |= {"opp": str(wereld.opp), "wie": str(wereld.gezag)}
    eigen |= {naam: str(getattr(wereld, naam)) for naam in ("gesprek", "afspraak", "punt", "aanwezige")}
    eigen |= {naam: str(uuid4()) for naam in ("eerder", "lid", "ander", "samenvoeging", "aanvraag", "dossier", "stuk")}
    if plek.pad.endswith("/stappenplan-stoppen"):
        eigen["reden"] = "anders"
    if plek.pad.endswith("/stap-terugdraaien"):
        eigen["reden"] = "vergissing"
    if plek.pad.startswith("/zorgplicht"):
        eigen["dossier"] = str(wereld.dossier)
    paren = [("csrf", bezoeker.csrf), ("opdracht", str(uuid4())), ("versie", VELDEN["versie"])]
    for veld in (*plek.velden, *plek.lijsten):
        if veld in eigen:
            paren.append((veld, eigen[veld]))
        elif veld in VELDEN and not (veld == "van" and "tot_en_met" in plek.velden):
            paren.append((veld, VELDEN[veld]))
        elif DATUMS.search(veld):
            paren.append((veld, (clock.vandaag() + timedelta(days=20)).isoformat()))
        elif veld not in plek.lijsten:
            paren.append((veld, "Een zin die wij hier opschrijven."))
    return paren


def als_formulier(plek: Plek, paren: list[tuple[str, str]]) -> tuple[bytes, str]:
    """Body and content type. With a file where the form has one."""
    if not plek.bestanden:
        return urlencode(paren).encode(), ""
    grens = uuid4().hex
    delen = [f'--{grens}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{w}\r\n'.encode() for n, w in paren]
    for veld in plek.bestanden:
        kop = f'--{grens}\r\nContent-Disposition: form-data; name="{veld}"; filename="opp.pdf"\r\n'
        delen.append(f"{kop}Content-Type: application/pdf\r\n\r\n".encode() + b"%PDF-1.4\n%%EOF\n\r\n")
    delen.append(f"--{grens}--\r\n".encode())
    return b"".join(delen), f"multipart/form-data; boundary={grens}"


def cellen(alle: list[Plek], wereld: Wereld, *, elke: bool = False) -> Iterator[Cel]:
    """Every place with every visitor. Unless `elke` says so, what is the same for everybody is tried by a few of each
    kind: a public page, an answer to OPTIONS, and a role that the mark of the place does not name."""
    for plek in alle:
        for nummer, bezoeker in enumerate(wereld.bezoekers):
            if not elke and not _maakt_verschil(plek, bezoeker):
                continue
            for relatie in relaties(plek, bezoeker):
                yield Cel(plek, nummer, relatie)


async def proberen(deur: Deur, wereld: Wereld, cel: Cel) -> Antwoord:
    plek = cel.plek
    bezoeker = wereld.bezoekers[cel.bezoeker].bij(plek.pad)
    inhoud, soort = b"", ""
    if plek.methode == "POST":
        inhoud, soort = als_formulier(plek, ingevuld(plek, wereld, bezoeker))
    return await deur.vraag(
        plek.methode, adres(plek, wereld, cel.relatie), token=bezoeker.token, inhoud=inhoud, soort=soort
    )


def zaak_van(gevraagd: Gevraagd, wereld: Wereld) -> UUID | None:
    """The case that a message is about, by the ids it carries."""
    ids = {waarde for waarde in gevraagd.velden.values() if isinstance(waarde, UUID)}
    if wereld.consult in ids:
        return wereld.consult
    if ids & {wereld.concept, wereld.conceptdocument}:
        return wereld.concept
    if ids & {wereld.arrangement, wereld.conceptarrangement}:
        return wereld.dossier if wereld.arrangement in ids else wereld.conceptdossier
    if ids & {wereld.dossier, wereld.conceptdossier}:
        return wereld.dossier if wereld.dossier in ids else wereld.conceptdossier
    return wereld.id if ids & {wereld.id, wereld.document, wereld.vraag, *wereld.zetels.values()} else None
