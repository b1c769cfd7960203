"""Nobody reaches what is somebody else's: every door of every service, tried by everybody who should not be there.

The matrix is made from the doors themselves (trust.md, ISO-2 and ISO-5), so a new message is in it at once.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
import pytest_asyncio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from infra import people
from infra.bus import KOP_PRINCIPAL
from infra.people import persoon_id
from infra.processes import SERVICES, load
from infra.service import Door
from services.intake.consult.contract import ConsultenLijst
from services.intake.contract import AanvullingIndienen, DocumentOphalen, DocumentVerwijderen
from services.kern import noodtoegang
from services.kern.errors import (
    FOUTEN,
    Fout,
    FoutBericht,
    MagNiet,
    NietBeschikbaar,
    NietGevonden,
    NietIngelogd,
    OngeldigeInvoer,
)
from services.kern.principal import Principal
from services.kern.rollen import COMMISSIEROLLEN, FAMILIEROLLEN, SCHOOLROLLEN, Rol
from services.netwerk import contract as netwerk
from tests.flows.intake_dossier import school
from tests.flows.isolatie import (
    SLACHTOFFER,
    VREEMD,
    Geheim,
    bericht,
    geheim,
    is_van_dossier,
    noemt_een_zaak,
    zonder_gevolg,
)
from tests.stack import Stack

DEUREN: list[tuple[str, Door]] = [(naam, deur) for naam in SERVICES for deur in load(naam).doors.values()]
MET_ROL = [(naam, deur) for naam, deur in DEUREN if deur.rollen]
OPEN = [(naam, deur) for naam, deur in DEUREN if deur.open]
# What is open to web and to services alike is about no case and no person: it is tried as an open door.
INTERN = [(naam, deur) for naam, deur in DEUREN if deur.intern and not deur.open]
BESTUUR = {Rol.SCHOOLBESTUURDER, Rol.REGIEVOERDER_ZORGPLICHT}
# Whose hat it is, where the case itself does not say so: a real person of the VO tenant who may do this.
MENSEN = {
    Rol.IB_ER: "karin",
    Rol.SCHOOLDIRECTEUR: "hans",
    Rol.SCHOOLBESTUURDER: "petra",
    Rol.SECRETARIS: "saskia",
    Rol.DIRECTEUR: "thea",
    Rol.VOORZITTER: "mirjam",
    Rol.CONTROLLER: "wim",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def zaak(stack: Stack) -> Geheim:
    return await geheim(stack)


@pytest.fixture(autouse=True)
async def _geduld(stack: Stack) -> AsyncIterator[None]:
    yield
    stack.geduld = 10.0


@dataclass(frozen=True)
class Hoed:
    """A hat as a signed principal carries it."""

    rol: Rol
    tenant: str
    organisatie: str
    persoon: UUID


def eigen_hoed(rol: Rol, zaak: Geheim) -> Hoed:
    """The hat of somebody of the case itself, or of its own school, board or samenwerkingsverband."""
    if rol in FAMILIEROLLEN:
        return Hoed(rol, SLACHTOFFER, str(zaak.id), zaak.gezin[rol.value])
    organisatie = "02EB00" if rol in SCHOOLROLLEN else "13273" if rol in BESTUUR else "VO2201"
    persoon = persoon_id(MENSEN[rol]) if rol in MENSEN else uuid4()
    return Hoed(rol, SLACHTOFFER, organisatie, persoon)


def andere_tenant(rol: Rol, zaak: Geheim) -> list[Hoed]:
    """The same person with the very same words on the hat, in another tenant; and one of that tenant itself."""
    hoed = eigen_hoed(rol, zaak)
    thuis = "16MA00" if rol in SCHOOLROLLEN else "42830" if rol in BESTUUR else "PO2202"
    if rol in FAMILIEROLLEN:
        thuis = str(uuid4())
    return [
        Hoed(rol, VREEMD, hoed.organisatie, hoed.persoon),
        Hoed(rol, VREEMD, thuis, uuid4()),
    ]


def andere_school(rol: Rol, zaak: Geheim) -> list[Hoed]:
    """In the same tenant: another school, board or family, no seat at this case, or another samenwerkingsverband."""
    elders = "20LO00" if rol in SCHOOLROLLEN else "41613" if rol in BESTUUR else "PO2202"
    if rol in FAMILIEROLLEN:
        elders = str(uuid4())
    hoeden = [Hoed(rol, SLACHTOFFER, elders, eigen_hoed(rol, zaak).persoon)]
    if rol in FAMILIEROLLEN:  # the hat of this case on somebody who was never invited to it
        hoeden.append(Hoed(rol, SLACHTOFFER, str(zaak.id), uuid4()))
    if rol is Rol.DESKUNDIGE:
        hoeden.append(Hoed(rol, SLACHTOFFER, "VO2201", persoon_id("lies")))
    return hoeden


def ondertekend(stack: Stack, hoed: Hoed) -> str:
    return stack.principal(
        "karin", rol=hoed.rol, organisatie=hoed.organisatie, tenant=hoed.tenant, persoon=hoed.persoon
    )


async def vraag(stack: Stack, dienst: str, deur: Door, zaak: Geheim, token: str | None) -> Any:
    """The answer, or the fault instead of it."""
    try:
        return await stack.web.ask(dienst, bericht(deur.bericht, zaak.velden()), token, timeout=10)
    except Fout as fout:
        return fout


def namen(deuren: list[tuple[str, Door]]) -> list[str]:
    return [f"{dienst}.{deur.bericht.heet()}" for dienst, deur in deuren]


def verklapt(antwoord: Any, zaak: Geheim) -> set[str]:
    """What this answer gives away of the case. A fault may give nothing away either."""
    inhoud = antwoord.__dict__ | {"tekst": str(antwoord)} if isinstance(antwoord, Fout) else antwoord
    tekst = msgspec.json.encode(inhoud, enc_hook=str).decode()
    return {kanarie for kanarie in zaak.kanaries if kanarie in tekst}


# ------------------------------------------------------------------------------------- who may be there


#: Hats that are never involved in an aanvraag but by noodtoegang (tests/flows/test_noodtoegang.py).
ALLEEN_IN_NOOD = noodtoegang.VRAGERS - {Rol.DESKUNDIGE}


#: There is no besluit yet, so there is no beschikking; and what was read in is of one person and has no case.
ER_IS_NIETS = {
    "beschikking_ophalen",
    "oso_overnemen",
    "crisis_tonen",  # this samenwerkingsverband takes no crisis
    "leerlingonderzoek_tonen",  # nor has it the research of groep 8 (tests/flows/test_schoolverlaters.py)
    "verschil_vastleggen",
    "dossierstuk_ophalen",  # the report it belongs to was not shared, so for the family it is not there
    "inschrijving_navragen",
    "leerlingen_onderscheiden",
    "gesprek_reageren",  # the report was not shared, so for the family it is not there
    "checkliststap_afvinken",  # this samenwerkingsverband has no checklist
    "meelezen_tonen",  # only for who is closed out by the birthday (tests/flows/test_meerderjarig.py)
}
#: This samenwerkingsverband has no onderinstroom; who comes at it where it is: tests/flows/test_onderinstroom.py.
ER_IS_NIETS |= {
    "onderinstroom_tonen",
    "overdrachtsdocument_tonen",
    "mijn_onderinstroom_tonen",
    "overdrachtsbijlage_ophalen",
    "dossieroverdracht_tonen",
    "overdrachtsstuk_ophalen",
    "voorschool_uitnodigen",
    "voorschooltoegang_beeindigen",
    "onderinstroomouder_uitnodigen",
    "overdrachtsdocument_bewaren",
    "overdrachtsbijlage_toevoegen",
    "overdrachtsbijlage_weghalen",
    "overdrachtsdocument_inleveren",
    "overdrachtsdocument_ondertekenen",
    "ouderhandtekening_vastleggen",
    "onderinstroom_overdragen",
    "onderinstroom_terughalen",
    "onderinstroom_aannemen",
    "onderinstroomaanvraag_beginnen",
    "onderinstroom_sluiten",
}


async def test_wie_erbij_hoort_komt_er_wel_bij(stack: Stack, zaak: Geheim):
    """The ids are right and the doors work: else every refusal below would prove nothing."""
    geopend = set()
    async with zonder_gevolg_behalve_inzage(stack):
        for dienst, deur in MET_ROL:
            if not noemt_een_zaak(deur.bericht) or deur.bericht.heet() in ER_IS_NIETS:
                continue
            for rol in deur.rollen - ALLEEN_IN_NOOD:
                hoed = eigen_hoed(rol, zaak)
                if rol in FAMILIEROLLEN and is_van_dossier(deur.bericht):
                    hoed = Hoed(rol, SLACHTOFFER, str(zaak.dossier_id), zaak.dossiergezin[rol.value])
                if rol is Rol.DESKUNDIGE:
                    zetel = await stack.sql("select persoon from commissie.advies where id = $1", zaak.advies_id)
                    hoed = Hoed(rol, hoed.tenant, hoed.organisatie, zetel[0]["persoon"])
                antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, hoed))
                assert not isinstance(antwoord, NietIngelogd | NietGevonden | NietBeschikbaar), (
                    namen([(dienst, deur)]),
                    rol,
                )
                if not isinstance(antwoord, Fout):
                    geopend.add(deur.bericht.heet())
                    # A proposal for the seats names experts and nothing of the case; a PDF has its words packed;
                    # an empty part of an OPP is no part, so nothing is kept and nothing told.
                    assert verklapt(antwoord, zaak) or deur.bericht.heet() in (
                        "benoeming_voorstellen",
                        "gesprekspunt_beschrijven",  # only that it is kept
                        "checklist_tonen",  # there is none
                        "mijn_gesprekken_tonen",  # nothing was shared
                        "familiezaak_tonen",
                        "meelezers_tonen",  # the pupil is no adult
                        "opp_ophalen",
                        "bijdrage_geven",
                        "bijdrage_opschrijven",
                    )
    assert geopend >= {"aanvraag_tonen", "document_ophalen", "behandeling_tonen", "mijn_kind_tonen", "advies_tonen"}


def zonder_gevolg_behalve_inzage(stack: Stack) -> Any:
    """A look leaves its audit line; the empty commands change nothing."""

    class Blok:
        async def __aenter__(self) -> None:
            self.eerst = await self.tel()

        async def __aexit__(self, *_: object) -> None:
            assert await self.tel() == self.eerst

        async def tel(self) -> list[Any]:
            return [
                tuple(r)
                for r in await stack.sql(
                    "select (select count(*) from intake.tijdlijn where tenant = $1),"
                    " (select count(*) from commissie.tijdlijn where tenant = $1),"
                    " (select count(*) from intake.zienswijze where tenant = $1)",
                    SLACHTOFFER,
                )
            ]

    return Blok()


# ------------------------------------------------------------------------------------ who should not be


async def test_een_ander_samenwerkingsverband_ziet_en_verandert_niets(stack: Stack, zaak: Geheim):
    async with zonder_gevolg(stack, SLACHTOFFER):
        for dienst, deur in MET_ROL:
            for hoed in [h for rol in deur.rollen for h in andere_tenant(rol, zaak)]:
                antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, hoed))
                if noemt_een_zaak(deur.bericht):
                    assert isinstance(antwoord, NietGevonden), (namen([(dienst, deur)]), hoed, antwoord)
                assert verklapt(antwoord, zaak) == set(), (namen([(dienst, deur)]), hoed)


async def test_een_andere_school_een_ander_gezin_en_wie_niet_is_benoemd_zien_niets(stack: Stack, zaak: Geheim):
    async with zonder_gevolg(stack, SLACHTOFFER):
        for dienst, deur in MET_ROL:
            if not noemt_een_zaak(deur.bericht):
                continue
            for hoed in [h for rol in deur.rollen for h in andere_school(rol, zaak)]:
                antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, hoed))
                assert isinstance(antwoord, NietGevonden), (namen([(dienst, deur)]), hoed, antwoord)


async def test_lijsten_noemen_alleen_wat_van_de_vrager_is(stack: Stack, zaak: Geheim):
    """Questions without an id, by others in the same tenant: the answer holds nothing of this case."""
    geteld = 0
    for dienst, deur in MET_ROL:
        if noemt_een_zaak(deur.bericht) or "opdracht" in deur.bericht.__struct_fields__:
            continue
        for hoed in [h for rol in deur.rollen for h in andere_school(rol, zaak)]:
            antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, hoed))
            assert verklapt(antwoord, zaak) == set(), (deur.bericht.heet(), hoed)
            if hoed.organisatie != "VO2201" and not isinstance(antwoord, Fout | ConsultenLijst):
                # A hat that fits nobody of this tenant: not one row, whoever it is about. A consult any school asks.
                lijsten = [v for v in msgspec.to_builtins(antwoord).values() if isinstance(v, list)]
                assert lijsten and not any(lijsten), (deur.bericht.heet(), hoed)
            geteld += 1
    assert geteld >= 10


async def test_een_rol_zonder_deze_deur_hoort_dat_hij_hier_niet_hoort(stack: Stack, zaak: Geheim):
    """403 before anything is looked up, so it says nothing of the case either."""
    async with zonder_gevolg(stack, SLACHTOFFER):
        for dienst, deur in MET_ROL:
            for rol in set(Rol) - deur.rollen:
                antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, eigen_hoed(rol, zaak)))
                assert type(antwoord) is MagNiet, (namen([(dienst, deur)]), rol, antwoord)
                assert verklapt(antwoord, zaak) == set()


# --------------------------------------------------------------------------------- a forged principal


def vervalst(stack: Stack, zaak: Geheim) -> dict[str, str]:
    """Tokens that are not what netwerk signed a moment ago."""
    echt = stack.principal("karin")
    links, rechts = echt.split(".")
    ander = msgspec.json.decode(base64.urlsafe_b64decode(links), type=Principal)
    anders = base64.urlsafe_b64encode(msgspec.json.encode(msgspec.structs.replace(ander, rol=Rol.SECRETARIS))).decode()
    sleutel = Ed25519PrivateKey.generate()
    vreemd = base64.urlsafe_b64encode(sleutel.sign(base64.urlsafe_b64decode(links))).decode()
    begin = "A" if rechts[0] != "A" else "B"
    return {
        "inhoud veranderd": f"{anders}.{rechts}",
        "handtekening veranderd": f"{links}.{begin}{rechts[1:]}",
        "handtekening van een ander": f"{links}.{vreemd}",
        "verlopen": stack.principal("karin", geldig=-1),
        "zonder handtekening": f"{links}.",
        "leeg": ".",
        "geen token": "karin",
        "twee": f"{echt}.{rechts}",
    }


async def test_een_vervalste_aanmelding_opent_geen_enkele_deur(stack: Stack, zaak: Geheim):
    async with zonder_gevolg(stack, SLACHTOFFER):
        for dienst, deur in MET_ROL:
            for hoe, token in vervalst(stack, zaak).items():
                antwoord = await vraag(stack, dienst, deur, zaak, token)
                assert type(antwoord) is NietIngelogd, (hoe, namen([(dienst, deur)]), antwoord)
            assert type(await vraag(stack, dienst, deur, zaak, None)) is NietIngelogd


async def test_de_echte_aanmelding_werkt_wel(stack: Stack, zaak: Geheim):
    dienst, deur = next(d for d in MET_ROL if d[1].bericht.heet() == "aanvraag_tonen")
    assert verklapt(await vraag(stack, dienst, deur, zaak, stack.principal("karin")), zaak)


# ------------------------------------------------------------------------------- doors between services


@pytest.mark.parametrize(("dienst", "deur"), INTERN, ids=namen(INTERN))
async def test_een_deur_tussen_diensten_is_dicht_voor_mensen(stack: Stack, zaak: Geheim, dienst: str, deur: Door):
    """As a person: 403, whatever the hat. As web itself: NATS does not even carry it."""
    for rol in Rol:
        if rol in deur.rollen:
            continue
        antwoord = await vraag(stack, dienst, deur, zaak, ondertekend(stack, eigen_hoed(rol, zaak)))
        assert type(antwoord) is MagNiet, (rol, antwoord)
    with pytest.raises(NietBeschikbaar):
        await stack.web.ask_intern(dienst, bericht(deur.bericht, zaak.velden()), tenant=SLACHTOFFER, timeout=0.3)


async def test_een_dienst_die_een_deur_voor_mensen_probeert_wordt_geweigerd(stack: Stack, zaak: Geheim):
    """`beheer` may say anything on NATS; the doors still tell a service from a person."""
    for dienst, deur in MET_ROL:
        if not deur.intern:
            with pytest.raises(MagNiet):
                await stack.beheer.ask_intern(dienst, bericht(deur.bericht, zaak.velden()), tenant=SLACHTOFFER)


async def test_een_dienst_vraagt_voor_een_tenant_tegelijk(stack: Stack, zaak: Geheim):
    """The case of one tenant does not exist for a question on behalf of another; an unknown tenant is refused."""
    for dienst, deur in INTERN:
        if not noemt_een_zaak(deur.bericht):
            continue
        vraag_ = bericht(deur.bericht, zaak.velden())
        with pytest.raises(NietGevonden):
            await stack.beheer.ask_intern(dienst, vraag_, tenant=VREEMD)
        with pytest.raises(Fout, match="tenant"):
            await stack.beheer.ask_intern(dienst, vraag_, tenant="swv9999xx")
        if deur.bericht.heet() == "tlv_inzien":
            continue  # in this case no TLV was made known; what is told of one, stands in test_verlengen.py
        if "voor" in deur.bericht.__struct_fields__:
            continue  # of this case nothing is shared with anybody; what is, stands in test_overdracht.py
        assert verklapt(await stack.beheer.ask_intern(dienst, vraag_, tenant=SLACHTOFFER), zaak)


# ------------------------------------------------------------------------------------------ open doors


async def test_een_open_deur_vraagt_om_haar_geheim(stack: Stack, zaak: Geheim):
    """Before there is a person only a secret opens anything: state, token, code, or an account that is known."""
    wat = {
        "inlogpoging_beginnen": None,  # gives a state of one's own and nothing else
        "inlogpoging_afronden": NietIngelogd,
        "sessie_openen": MagNiet,
        "sessie_lezen": NietIngelogd,
        "hoed_kiezen": NietIngelogd,
        "sessie_bevestigen": MagNiet,
        "formulier_bewaren": NietIngelogd,
        "bewaard_formulier_lezen": NietIngelogd,
        "sessies_tonen": NietIngelogd,
        "sessie_eindigen": NietIngelogd,
        "passkey_vragen": NietIngelogd,
        "passkey_maken": OngeldigeInvoer,  # it has no name: said before anything is looked up
        "passkey_gebruiken": MagNiet,
        "passkeys_tonen": NietIngelogd,
        "passkey_hernoemen": OngeldigeInvoer,
        "passkey_verwijderen": NietIngelogd,
        "afmelding_verwerken": None,  # of nobody: web has checked the token; ends nothing
        "sessie_sluiten": None,  # to end what is not there is no fault, and no effect
        "uitnodiging_tonen": NietGevonden,
        "uitnodiging_aannemen": NietGevonden,
        "regels_kennen": None,  # which rules there are, of every samenwerkingsverband: public, and about nobody
        "regels_ophalen": NietGevonden,  # of no samenwerkingsverband
    }
    assert {deur.bericht.heet() for _, deur in OPEN} == set(wat)
    sessies = "select count(*) from netwerk.sessie where geeindigd_op is null"
    for dienst, deur in OPEN:
        voor = (await stack.sql(sessies))[0][0]
        antwoord = await vraag(stack, dienst, deur, zaak, None)
        soort = wat[deur.bericht.heet()]
        assert (not isinstance(antwoord, Fout)) if soort is None else type(antwoord) is soort, (deur, antwoord)
        assert verklapt(antwoord, zaak) == set()
        assert (await stack.sql(sessies))[0][0] == voor


async def sessie(stack: Stack, sub: str) -> netwerk.SessieGeopend:
    account = people.accounts()[sub]
    return await stack.web.ask(
        "netwerk",
        netwerk.SessieOpenen(
            opdracht=uuid4(),
            issuer=people.settings().oidc_issuer,
            subject=sub,
            naam=account.naam,
            email=account.email,
            mfa=True,
            user_agent="test",
        ),
    )


async def test_de_hoed_van_een_ander_past_niet(stack: Stack):
    mijn, ander = await sessie(stack, "rob"), await sessie(stack, "karin")
    for hoed in (ander.hoeden[0].id, uuid4()):
        with pytest.raises(NietGevonden):
            await stack.web.ask("netwerk", netwerk.HoedKiezen(opdracht=uuid4(), token=mijn.token, hoed=hoed))
    # A wrong choice ends nothing: the session goes on.
    stand = await stack.web.ask("netwerk", netwerk.SessieLezen(token=mijn.token))
    assert {hoed.tenant for hoed in stand.hoeden} == {VREEMD}


async def test_een_inlogpoging_hoort_bij_een_browser(stack: Stack):
    een, twee = [
        await stack.web.ask("netwerk", netwerk.InlogpogingBeginnen(opdracht=uuid4(), terug="/")) for _ in range(2)
    ]
    with pytest.raises(NietIngelogd):
        await stack.web.ask(
            "netwerk", netwerk.InlogpogingAfronden(opdracht=uuid4(), state=een.state, browser=twee.browser)
        )
    gevonden = await stack.web.ask(
        "netwerk", netwerk.InlogpogingAfronden(opdracht=uuid4(), state=een.state, browser=een.browser)
    )
    assert gevonden.nonce == een.nonce


# -------------------------------------------------------------------- one's own case, with another's part


async def test_een_eigen_aanvraag_opent_geen_document_of_vraag_van_een_ander(stack: Stack, zaak: Geheim):
    """The confused deputy: a right id in front, somebody else's behind it."""
    eigen = await school(stack).begin()
    ander = await school(stack).begin()
    buurdocument = await ander.document("opp")
    async with zonder_gevolg(stack, SLACHTOFFER):
        for document in (zaak.document_id, buurdocument, uuid4()):
            with pytest.raises(NietGevonden):
                await eigen.doe(DocumentVerwijderen, document_id=document)
        with pytest.raises(NietGevonden):
            await stack.ask("intake", DocumentOphalen(document_id=zaak.document_id), als="iris")
        with pytest.raises(Fout) as geweigerd:
            await eigen.doe(AanvullingIndienen, vraag_id=zaak.vraag_id, antwoord_tekst="Zie het OPP.")
        assert verklapt(geweigerd.value, zaak) == set()
    assert [d.id for d in (await ander.zien()).documenten] == [buurdocument]


async def test_wat_een_ander_al_deed_is_met_zijn_sleutel_niet_op_te_vragen(stack: Stack, zaak: Geheim):
    """An idempotency key gives its answer only to who used it, for what it was used for, in the same tenant."""
    gebruikt = await stack.sql(
        "select id from intake.opdracht where tenant = $1 and naam = 'aanvraag_beginnen' order by op desc limit 1",
        SLACHTOFFER,
    )
    opdracht = school(stack).beginnen(opdracht=gebruikt[0]["id"], soort="vso")
    with pytest.raises(Fout, match="al voor iets anders gebruikt"):
        await stack.ask("intake", opdracht, als="hans")
    # In another tenant the key is simply new: nothing says that it exists elsewhere.
    antwoord = await stack.ask("intake", school(stack).beginnen(opdracht=gebruikt[0]["id"]), als="iris")
    assert verklapt(antwoord, zaak) == set()


async def test_de_kop_van_de_aanmelding_is_er_een(stack: Stack, zaak: Geheim):
    """Two principals in one message: the first counts, and it is the one that is checked."""
    deur = next(deur for _, deur in MET_ROL if deur.bericht.heet() == "aanvraag_tonen")
    antwoord = await stack.web.client.request(
        "ask.intake.aanvraag_tonen",
        msgspec.msgpack.encode(bericht(deur.bericht, zaak.velden())),
        timeout=10,
        headers={KOP_PRINCIPAL: stack.principal("iris"), "Meedoen-Tenant": SLACHTOFFER, "tenant": SLACHTOFFER},
    )
    fout = msgspec.msgpack.decode(antwoord.data, type=FoutBericht)
    assert FOUTEN[fout.sleutel] is NietGevonden


def test_alle_deuren_zitten_in_de_matrix():
    assert len(MET_ROL) + len([d for d in OPEN + INTERN if not d[1].rollen]) == len(DEUREN) > 40
    assert {rol for _, deur in MET_ROL for rol in deur.rollen} >= SCHOOLROLLEN | COMMISSIEROLLEN | FAMILIEROLLEN
