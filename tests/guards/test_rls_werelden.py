"""ISO-7: invented worlds of people, cases and days. Three answers to who may see what, each made apart from the others:
`policy.decide`, what PostgreSQL shows, and the table that a domain owner reads (tests/specs/kern/toegang.csv).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra import clock
from services.kern.policy import GROND, HOEDEN, Betrokkenheid, Deel, Kring, decide
from services.kern.principal import Principal, Systeem
from services.kern.rollen import Rol
from tests.guards import hek
from tests.specs.kern.toegangstabel import Hoed, Rij, uitkomst
from tests.stack import Stack

RUIMTE = UUID(int=77)
PERSONEN = tuple(uuid5(RUIMTE, naam) for naam in ("een", "twee"))
ZAKEN = tuple(uuid5(RUIMTE, naam) for naam in ("zaak 1", "zaak 2", "zaak 3"))
SWV, ANDER_SWV = "PO2202", "VO2201"
ORGANISATIES = ("16MA00", "19CO00", "42830", SWV, ANDER_SWV)
TENANT = "wereld"

JONG_KIND = (
    "(tenant, id, kenmerk, versie, status, roepnaam, achternaam, geboren_op, voorschool, toestemming_op,"
    " toestemming_bewijs, regels_op, antwoorden, documentversie, ingeleverd_door_naam, school, reden,"
    " begonnen_op, begonnen_door, begonnen_door_naam, gewijzigd_op, gewijzigd_door_naam)"
    " values ($1, $2, gen_random_uuid()::text, 1, 'bij_voorschool', '', '', current_date, '', current_date,"
    " 'x', current_date, '{}', 1, '', '', '', now(), gen_random_uuid(), '', now(), '')"
)
# Per schema a table of each degree of sight, the parts of a case that open it, and a row of it.
TABELLEN: dict[str, list[tuple[str, str, set[Deel], str]]] = {
    "intake": [
        (
            "aanvraag",
            "id",
            {Deel.AANVRAAG},
            "(tenant, id, kenmerk, versie, status, soort, leerling, school, bestuur, antwoorden, begonnen_op,"
            " begonnen_door, begonnen_door_naam, gewijzigd_op, gewijzigd_door_naam)"
            " values ($1, $2, gen_random_uuid()::text, 1, 'concept', '', gen_random_uuid(), '', '', '{}', now(),"
            " gen_random_uuid(), '', now(), '')",
        ),
        (
            "tijdlijn",
            "zaak",
            {Deel.AANVRAAG, Deel.OVERDRACHTSDOCUMENT},
            "(tenant, zaak, op, zin, door, feit) values ($1, $2, now(), '', '', '')",
        ),
        (
            "zienswijze",
            "aanvraag",
            {Deel.INHOUD},
            "(tenant, aanvraag, id, persoon, naam, van, tekst, volgnummer, ingediend_op)"
            " values ($1, $2, gen_random_uuid(), gen_random_uuid(), '', 'ouder', '', 1, now())",
        ),
    ],
    # A young child: two hats of the samenwerkingsverband, and somebody of outside for one document.
    "onderinstroom": [
        (
            "onderinstroom",
            "id",
            {Deel.ONDERINSTROOM, Deel.OVERDRACHTSDOCUMENT},
            JONG_KIND,
        ),
        (
            "overdrachtsbijlage",
            "onderinstroom",
            {Deel.ONDERINSTROOM, Deel.OVERDRACHTSDOCUMENT},
            "(tenant, onderinstroom, id, soort, naam, mediatype, grootte, sha256, sleutel, pogingen, status, upload,"
            " toegevoegd_op) values ($1, $2, gen_random_uuid(), '', '', '', 1, '', 'x', 0, 'wacht', gen_random_uuid(),"
            " now())",
        ),
    ],
    # What every case of intake has, of a young child: no board is ever involved in one.
    "jongekind": [
        (
            "onderinstroom",
            "id",
            {Deel.ONDERINSTROOM, Deel.OVERDRACHTSDOCUMENT},
            JONG_KIND,
        ),
        (
            "tijdlijn",
            "zaak",
            {Deel.ONDERINSTROOM, Deel.OVERDRACHTSDOCUMENT},
            "(tenant, zaak, op, zin, door, feit) values ($1, $2, now(), '', '', '')",
        ),
    ],
    # Cases of intake that are a pupil: other hats stand for the samenwerkingsverband there.
    "leerlingen": [
        (
            "leerlingdossier",
            "id",
            {Deel.DOSSIER},
            "(tenant, id, kenmerk, versie, status, roepnaam, achternaam, geboren_op, groep, school, bestuur,"
            " begonnen_op, begonnen_door, begonnen_door_naam, gewijzigd_op, gewijzigd_door_naam)"
            " values ($1, $2, gen_random_uuid()::text, 1, 'lopend', '', '', current_date, '', '16MA00', '', now(),"
            " gen_random_uuid(), '', now(), '')",
        ),
        (
            "aanmelding",
            "dossier",
            {Deel.AANMELDING},
            "(tenant, dossier, id, kenmerk, versie, status, school, bestuur, voorkeur, andere_scholen, ontvangen_op,"
            " uiterlijk_op, houder, vastgelegd_op, gewijzigd_op, gewijzigd_door_naam)"
            " values ($1, $2, gen_random_uuid(), '', 1, 'in_onderzoek', '16MA00', '', '', '{}', current_date,"
            " current_date, '', now(), now(), '')",
        ),
        (
            "zorgplichttoelichting",
            "dossier",
            {Deel.DOSSIER},
            "(tenant, dossier, gebeurtenis, tekst) values ($1, $2, gen_random_uuid(), '')",
        ),
        (
            "tijdlijn",
            "zaak",
            {Deel.AANMELDING},
            "(tenant, zaak, op, zin, door, feit) values ($1, $2, now(), '', '', '')",
        ),
        (
            "arrangementdoel",
            "zaak",
            {Deel.ARRANGEMENT},
            "(tenant, zaak, id, arrangement, nummer, doel, uitkomst, toelichting)"
            " values ($1, $2, gen_random_uuid(), gen_random_uuid(), 1, 'x', '', '')",
        ),
        # A secret address: of who writes in the dossier, and of nobody who only reads it.
        (
            "leerlingadres",
            "dossier",
            {Deel.DOSSIERWERK},
            "(tenant, dossier, id, straat, postcode, plaats, geheim, van, vastgelegd_op, vastgelegd_door_naam)"
            " values ($1, $2, gen_random_uuid(), '', '', '', true, current_date, now(), '')",
        ),
        # A draft of the OPP: of the school, until it is shared.
        (
            "opp",
            "dossier",
            {Deel.DOSSIERWERK},
            "(tenant, dossier, id, nummer, versie, status, regels_op, antwoorden, begonnen_op, begonnen_door_naam,"
            " vastgesteld_door_naam, zonder_reden, afdruk_handelingsdeel, afdruk, gewijzigd_op, gewijzigd_door_naam)"
            " values ($1, $2, gen_random_uuid(), 9, 1, 'concept', current_date, '{}', now(), '', '', '', '', '', now(),"
            " '')",
        ),
        (
            "gezagdrager",
            "dossier",
            {Deel.DOSSIER},
            "(tenant, dossier, id, naam, relatie, grond, van, vastgelegd_op, vastgelegd_door_naam)"
            " values ($1, $2, gen_random_uuid(), '', 'ouder', 'geboorte', current_date, now(), '')",
        ),
    ],
    "commissie": [
        (
            "besluit",
            "id",
            {Deel.BEHANDELING, Deel.VOORTGANG, Deel.VERKLARING},
            "(tenant, id, uitkomst, soort, motivering, weging_zienswijze, genomen_op, genomen_door, persoon, functie,"
            " mandaat) values ($1, $2, 'afgewezen', '', '', '', now(), '', gen_random_uuid(), '', '')",
        ),
        (
            "tijdlijn",
            "zaak",
            {Deel.BEHANDELING, Deel.VOORTGANG},
            "(tenant, zaak, op, zin, door, feit) values ($1, $2, now(), '', '', '')",
        ),
    ],
    "thuiszitters": [
        (
            "thuiszitter",
            "id",
            {Deel.THUISZITTER},
            "(tenant, id, leerling_id, school, sinds, status)"
            " values ($1, $2, gen_random_uuid(), '', current_date, 'thuis')",
        )
    ],
    "financien": [
        (
            "verplichting",
            "zaak",
            {Deel.VERPLICHTING},
            "(tenant, zaak, id, nummer, schooljaar, soort, van, bestuur)"
            " values ($1, $2, gen_random_uuid(), '', 2026, '', current_date, '')",
        )
    ],
}
KRINGEN = {
    "intake": list(Kring),
    "onderinstroom": [Kring.SCHOOL, Kring.SCHOOLBESTUUR, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.VOORSCHOOL],
    "jongekind": [Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.VOORSCHOOL],
    "leerlingen": [Kring.SCHOOL, Kring.SCHOOLBESTUUR, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.LEERLING],
    "commissie": [kring for kring in Kring if kring not in (Kring.NOODTOEGANG, Kring.VOORSCHOOL)],
    "thuiszitters": [Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND],
    "financien": [Kring.SAMENWERKINGSVERBAND],
}
#: Where the samenwerkingsverband comes in only when something was shared.
BEGINT_BIJ_SCHOOL = ("intake", "leerlingen", "onderinstroom", "jongekind")
PERSOONLIJK = (Kring.OUDER, Kring.LEERLING, Kring.DESKUNDIGE, Kring.VOORSCHOOL, Kring.NOODTOEGANG)
VAN_HET_SWV = (Kring.DESKUNDIGE, Kring.NOODTOEGANG)
DAGEN = st.integers(-2, 2)


def schema_van(wereld: str) -> str:
    """The schema in which this world lies."""
    return "intake" if wereld in BEGINT_BIJ_SCHOOL else wereld


@dataclass(frozen=True)
class Feit:
    zaak: UUID
    kring: Kring
    houder: str
    van: int
    tot: int | None
    einde: int | None = None  # minutes from now, of noodtoegang


@dataclass(frozen=True)
class Wereld:
    """`dienst`: a name of TABELLEN; days count from today. `elders`: involved under the same keys in another tenant."""

    dienst: str
    feiten: tuple[Feit, ...]
    hoeden: tuple[tuple[Rol, UUID, str], ...]
    zaken: tuple[UUID, ...] = ZAKEN
    elders: tuple[Feit, ...] = ()

    @property
    def schema(self) -> str:
        return schema_van(self.dienst)


@st.composite
def feiten(trek: Any, dienst: str) -> Feit:
    kring = trek(st.sampled_from(KRINGEN[dienst]))
    van = trek(DAGEN)
    duur = trek(st.one_of(st.none(), st.integers(0, 3)))
    if kring in PERSOONLIJK:
        houder = str(trek(st.sampled_from(PERSONEN)))
    elif kring is Kring.SAMENWERKINGSVERBAND:
        houder = SWV
    else:
        houder = trek(st.sampled_from(ORGANISATIES))
    einde = trek(st.sampled_from((-30, -1, 1, 60))) if kring is Kring.NOODTOEGANG else None
    return Feit(trek(st.sampled_from(ZAKEN)), kring, houder, van, None if duur is None else van + duur, einde)


@st.composite
def werelden(trek: Any) -> Wereld:
    dienst = trek(st.sampled_from(sorted(TABELLEN)))
    rijen = trek(st.lists(feiten(dienst), max_size=8))
    # What the others hold was filed: the samenwerkingsverband is there from before today.
    if dienst not in BEGINT_BIJ_SCHOOL:
        rijen = [f for f in rijen if f.kring is not Kring.SAMENWERKINGSVERBAND]
        rijen += [Feit(zaak, Kring.SAMENWERKINGSVERBAND, SWV, -2, None) for zaak in ZAKEN]
    sleutels = {(f.zaak, f.houder, f.kring, f.van): f for f in rijen}
    organisaties = st.sampled_from([*ORGANISATIES, *map(str, ZAKEN)])
    hoeden = st.lists(
        st.tuples(st.sampled_from(list(Rol)), st.sampled_from(PERSONEN), organisaties), min_size=3, max_size=8
    )
    # Somebody who fits a row at first sight is where it is decided, so half of those who ask are made from one.
    passend = [
        (trek(st.sampled_from(_rollen(f.kring))), _persoon(f), _organisatie(f)) for f in rijen if trek(st.booleans())
    ]
    return Wereld(dienst, tuple(sleutels.values()), (*trek(hoeden), *passend))


def _rollen(kring: Kring) -> list[Rol]:
    return {
        Kring.SCHOOL: [Rol.IB_ER, Rol.SCHOOLDIRECTEUR],
        Kring.ONTVANGENDE_SCHOOL: [Rol.IB_ER, Rol.SCHOOLDIRECTEUR],
        Kring.SCHOOLBESTUUR: [Rol.SCHOOLBESTUURDER, Rol.REGIEVOERDER_ZORGPLICHT],
        Kring.OUDER: [Rol.OUDER],
        Kring.LEERLING: [Rol.LEERLING],
        Kring.DESKUNDIGE: [Rol.DESKUNDIGE],
        Kring.VOORSCHOOL: [Rol.PARTNER],
        Kring.NOODTOEGANG: [Rol.DESKUNDIGE, Rol.STEUNPUNTCOORDINATOR, Rol.CONTACTPERSOON_JONGE_KIND, Rol.FG],
    }.get(
        kring,
        [
            *(Rol.SECRETARIS, Rol.DIRECTEUR, Rol.CONTROLLER, Rol.STEUNPUNTCOORDINATOR, Rol.BESTUUR),
            Rol.CONTACTPERSOON_JONGE_KIND,
        ],
    )


def _persoon(feit: Feit) -> UUID:
    return UUID(feit.houder) if feit.kring in PERSOONLIJK else PERSONEN[0]


def _organisatie(feit: Feit) -> str:
    if feit.kring in VAN_HET_SWV:
        return SWV
    return str(feit.zaak) if feit.kring in PERSOONLIJK else feit.houder


def _kring_hoeden(zaken: Iterable[UUID]) -> list[tuple[Rol, UUID, str]]:
    """Every hat in every place, and the families with the hat of each of these cases."""
    ergens = {rol for hoeden in HOEDEN.values() for rol in hoeden}
    plekken = [(rol, PERSONEN[0], plek) for rol in Rol for plek in ("16MA00", "42830", SWV, ANDER_SWV)
               if rol in ergens or plek == SWV]  # fmt: skip
    genodigd = (Rol.OUDER, Rol.LEERLING, Rol.PARTNER)
    gezin = [(rol, persoon, str(z)) for z in zaken for rol in genodigd for persoon in PERSONEN]
    return [*plekken, *gezin, (Rol.DESKUNDIGE, PERSONEN[1], SWV)]


def hoeken(dienst: str) -> Wereld:
    """One world with all the corners in it: each capacity with each begin and end around today, an expert without and
    with a samenwerkingsverband of each kind, and the same keys in another tenant."""
    rijen: list[Feit] = []
    elders: list[Feit] = []
    zaken: list[UUID] = []

    def zaak(*feiten: tuple, elders_: bool = False) -> None:
        id = uuid5(RUIMTE, f"hoek {len(zaken)}")
        zaken.append(id)
        (elders if elders_ else rijen).extend(Feit(id, *feit) for feit in feiten)

    eigen = {k: str(PERSONEN[0]) for k in PERSOONLIJK} | {Kring.SCHOOLBESTUUR: "42830", Kring.SAMENWERKINGSVERBAND: SWV}
    altijd = (Kring.SAMENWERKINGSVERBAND, SWV, -2, None)
    tijden = ((0, None), (1, None), (-1, 0), (-1, 1), (-1, None), (-2, -1), (0, 0))
    for kring in KRINGEN[dienst]:
        einde = (60,) if kring is Kring.NOODTOEGANG else ()
        swv = kring is Kring.SAMENWERKINGSVERBAND
        for van, tot in tijden:
            if not (swv and dienst not in BEGINT_BIJ_SCHOOL):
                erbij = [altijd] if kring in VAN_HET_SWV or (dienst not in BEGINT_BIJ_SCHOOL and not swv) else []
                zaak((kring, eigen.get(kring, "16MA00"), van, tot, *einde), *erbij)
        if dienst in BEGINT_BIJ_SCHOOL and not swv:
            zaak((kring, eigen.get(kring, "16MA00"), -1, None, *einde), elders_=True)
    if dienst in ("leerlingen", "onderinstroom", "jongekind"):
        zaak((Kring.SCHOOL, SWV, -1, None))
        zaak(altijd, elders_=True)
        zaak()
    elif dienst == "intake":
        zetel = (Kring.DESKUNDIGE, str(PERSONEN[0]), 0, None)
        zaak(zetel)
        for minuten in (-1, 1):
            zaak((Kring.NOODTOEGANG, str(PERSONEN[0]), 0, None, minuten), altijd)
        zaak((Kring.NOODTOEGANG, str(PERSONEN[0]), 0, None, 60), (Kring.SCHOOL, SWV, -1, None))
        zaak(zetel, (Kring.SCHOOL, SWV, -1, None))
        for van, tot in tijden:
            zaak(zetel, (Kring.SAMENWERKINGSVERBAND, SWV, van, tot))
        zaak((Kring.SCHOOL, SWV, -1, None))
        zaak(altijd, elders_=True)
        zaak()
    else:
        zaak(altijd)
        zaak(altijd, (Kring.SCHOOL, ANDER_SWV, -1, None)) if Kring.SCHOOL in KRINGEN[dienst] else None
    gezinnen = [f.zaak for f in rijen if f.kring in (Kring.OUDER, Kring.LEERLING)][:8]
    gezinnen += [f.zaak for f in rijen if f.kring is Kring.VOORSCHOOL][:8]
    return Wereld(dienst, tuple(rijen), tuple(_kring_hoeden(gezinnen)), tuple(zaken), tuple(elders))


async def oneens(connection: asyncpg.Connection, wereld: Wereld, *, kort: bool = False) -> list[str]:
    """Every cell of this world in which the three do not say the same; with `kort` those of the first who asks."""
    vandaag, nu, uit = clock.vandaag(), clock.nu(), []
    dagen = {
        f: (
            vandaag + timedelta(f.van),
            None if f.tot is None else vandaag + timedelta(f.tot),
            None if f.einde is None else nu + timedelta(minutes=f.einde),
        )
        for f in (*wereld.feiten, *wereld.elders)
    }
    async with hek.terug(connection):
        await connection.execute("set local session_replication_role = replica")  # rows without what they refer to
        await connection.executemany(
            f"insert into {wereld.schema}.betrokkenheid"
            " (tenant, zaak, houder, rol, grond, van, tot, einde, verleend_door)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8, 'test')",
            [
                (tenant, f.zaak, f.houder, f.kring.value, GROND[f.kring], *dagen[f])
                for tenant, rijen in ((TENANT, wereld.feiten), ("elders", wereld.elders))
                for f in rijen
            ],
        )
        for tabel, _, _, rij in TABELLEN[wereld.dienst]:
            await connection.executemany(
                f"insert into {wereld.schema}.{tabel} {rij}", [(TENANT, zaak) for zaak in wereld.zaken]
            )
        await connection.execute("set local session_replication_role = origin")
        for rol, persoon, organisatie in wereld.hoeden:
            wie = hek.iemand(TENANT, rol, organisatie, persoon)
            tabellen = TABELLEN[wereld.dienst]
            kolommen = ", ".join(f"array(select {kolom} from {wereld.schema}.{t})" for t, kolom, _, _ in tabellen)
            async with hek.als(connection, wereld.schema, wie):
                gezien = await connection.fetchrow(f"select {kolommen}")
            for (tabel, _, delen, _), ids in zip(tabellen, gezien, strict=True):
                uit += _vergelijk(wereld, wie, tabel, delen, set(ids), dagen)
            if uit and kort:
                return uit
    return uit


def _vergelijk(
    wereld: Wereld, wie: Principal, tabel: str, delen: set[Deel], gezien: set[UUID], dagen: dict
) -> list[str]:
    uit, vandaag, nu = [], clock.vandaag(), clock.nu()
    for zaak in wereld.zaken:
        rijen = [f for f in wereld.feiten if f.zaak == zaak]
        beslist = [Betrokkenheid(f.houder, f.kring.value, GROND[f.kring], *dagen[f]) for f in rijen]
        policy = any(decide(wie, deel, zaak, beslist, vandaag, nu).mag for deel in delen)
        van_tabel = [Rij(str(zaak), f.houder, f.kring.value, *dagen[f]) for f in rijen]
        hoed = Hoed(str(wie.persoon), wie.rol.value, wie.organisatie)
        tafel = any(uitkomst(hoed, deel.value, str(zaak), van_tabel, vandaag, nu) == "ja" for deel in delen)
        if not policy == tafel == (zaak in gezien):
            uit.append(
                f"{wereld.dienst}.{tabel} {wie.rol} {wie.organisatie}: policy {policy}, tabel {tafel},"
                f" database {zaak in gezien}"
            )
    return uit


@pytest.fixture
def lus(stack: Stack) -> Iterator[tuple[asyncio.AbstractEventLoop, asyncpg.Connection]]:
    """A loop of its own, because Hypothesis calls without one."""
    loop = asyncio.new_event_loop()
    connection = loop.run_until_complete(hek.verbinding())
    yield loop, connection
    loop.run_until_complete(connection.close())
    loop.close()


def differentieel(lus: tuple[asyncio.AbstractEventLoop, asyncpg.Connection], aantal: int, *, vast: bool) -> int:
    """`aantal` worlds; how many answers were compared. Fails at the first disagreement, made as small as it gets."""
    loop, connection = lus
    geteld = 0

    @settings(
        max_examples=aantal, deadline=None, derandomize=vast, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(werelden())
    def probeer(wereld: Wereld) -> None:
        nonlocal geteld
        assert loop.run_until_complete(oneens(connection, wereld)) == []
        geteld += len(wereld.hoeden) * len(ZAKEN) * len(TABELLEN[wereld.dienst])

    probeer()
    return geteld


def test_policy_tabel_en_database_zijn_het_eens(lus: Any):
    """ISO-7, short: 200 worlds, the same every time (2,000 others in tests/guards/lang)."""
    assert differentieel(lus, 200, vast=True) > 2_000


@pytest.mark.parametrize("dienst", sorted(TABELLEN))
async def test_in_elke_hoek_zijn_zij_het_eens(stack: Stack, dienst: str):
    """ISO-7 in one dense world per service; the mutants of test_rls_mutanten are seen by it."""
    connection = await hek.verbinding()
    try:
        assert await oneens(connection, hoeken(dienst)) == []
    finally:
        await connection.close()


async def test_een_dienst_zelf_ziet_alles_van_een_tenant(stack: Stack):
    connection = await hek.verbinding()
    try:
        for wereld, tabellen in TABELLEN.items():
            dienst = schema_van(wereld)
            async with hek.terug(connection):
                await connection.execute("set local session_replication_role = replica")
                for tabel, _, _, rij in tabellen:
                    for tenant in (TENANT, "elders"):
                        await connection.execute(f"insert into {dienst}.{tabel} {rij}", tenant, ZAKEN[0])
                    wie = Systeem(tenant=TENANT, dienst=dienst)
                    assert await hek.ziet(connection, dienst, wie, f"{dienst}.{tabel}", "true") == 1
    finally:
        await connection.close()
