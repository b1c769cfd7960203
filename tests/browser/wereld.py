"""A small world with a case in every state, made over the bus, and a browser for everybody who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from infra import clock, people
from infra.settings import settings
from services.commissie import contract as c
from services.intake.contract import AanvraagIndienen, AanvraagOndertekenen, AanvraagTonen, ZienswijzeGeven
from services.intake.leerlingen.contract import AdresVastleggen, GezagBeeindigen, GezagVastleggen
from services.intake.plaatsen.contract import (
    GroepToevoegen,
    VolverklaringDoen,
    WachtplekBevestigen,
    WachtplekVragen,
)
from services.intake.zorgplicht.contract import AanmeldingVastleggen
from services.kern.errors import Fout
from services.netwerk.contract import HoedKiezen, SessieOpenen
from tests.flows.commissie_zaak import PO, Zaak
from tests.flows.commissie_zaak import ingediend as op_tafel
from tests.flows.gesprek_dossier import (
    afspraak_maken,
    gedeeld_gesprek,
    geevalueerd,
    gesprek_beginnen,
    interventie_maken,
)
from tests.flows.intake_dossier import School, school, vo_school
from tests.flows.leerling_dossier import (
    aannemen,
    doe,
    dossier_maken,
    dossier_vullen,
    dossier_zien,
    gegevens,
    ouder_uitnodigen,
)
from tests.stack import Stack, eventually

GEZIN = "https://gezin.example"


@dataclass
class Wereld:
    """Ids of one case per state. The family of `gehoord` is noor (PO); of `vo` ahmed and youssef."""

    stack: Stack
    concept: School
    compleet: School
    gevraagd: School
    vraag: UUID
    vo: School
    advies: UUID
    geadviseerd: Zaak
    besloten: Zaak
    bekend: School
    uitnodiging: str
    nazicht: UUID
    plekgroep: UUID
    wachtdossier: UUID
    dossier: UUID
    gesprek: UUID
    gesprekbezig: UUID

    async def cookie(self, sub: str, *, zaak: UUID | None = None, organisatie: str = "", tenant: str = "") -> str:
        """A session of this person with the hat on, as after signing in and choosing; of `tenant` when told so."""
        issuer, subject = (GEZIN, f"{sub}-{zaak}") if zaak else (settings().oidc_issuer, sub)
        account = people.accounts()[sub]
        open_ = await self.stack.web.ask(
            "netwerk",
            SessieOpenen(
                opdracht=uuid4(),
                issuer=issuer,
                subject=subject,
                naam=account.naam,
                email=account.email,
                mfa=True,
                user_agent="browser",
                bevestigd_op=clock.echt(),
            ),
        )
        gewenst = str(zaak) if zaak else organisatie
        hoed = next((h for h in open_.hoeden if h.organisatie == gewenst and tenant in ("", h.tenant)), None)
        if hoed is None:
            return open_.token
        gekozen = await self.stack.web.ask("netwerk", HoedKiezen(opdracht=uuid4(), token=open_.token, hoed=hoed.id))
        return gekozen.token


async def _behandeling(stack: Stack, id: UUID, als: str) -> c.BehandelingStand:
    async def geopend() -> c.BehandelingStand | None:
        try:
            return await stack.ask("commissie", c.BehandelingTonen(behandeling_id=id), als)
        except Fout:
            return None

    return await eventually(geopend, seconden=90, wat="de behandeling is geopend")


async def _dossier(aanvraag: School, gezin: list[tuple[str, str]], *, gehoord: bool = True) -> School:
    """All but filed: filled in, with documents, and a family with accounts of its own that comes in by the door."""
    await aanvraag.begin()
    await aanvraag.invullen()
    await aanvraag.documenten()
    for sub, rol in gezin:
        account = people.accounts()[sub]
        gast = await aanvraag.uitnodigen(account.naam, f"{uuid4().hex[:8]}@thuis.example", rol)
        await aanvraag.aannemen(sub, gast)
        if gehoord:
            instemming = True if aanvraag.tenant == PO and rol == "ouder" else None
            await aanvraag.stack.ask(
                "intake",
                ZienswijzeGeven(
                    opdracht=uuid4(), aanvraag_id=aanvraag.id, tekst="Daar is het rustiger.", instemming=instemming
                ),
                als=sub,
                **(aanvraag.gezinshoed(sub, rol) | {"persoon": gast.persoon}),
            )
    return aanvraag


async def _indienen(aanvraag: School) -> None:
    await aanvraag.doe(AanvraagOndertekenen, als=aanvraag.directeur)
    await aanvraag.doe(AanvraagIndienen)


async def bouwen(stack: Stack) -> Wereld:
    """About ten seconds of acts over the bus."""
    concept = await school(stack).begin()
    await concept.bewaren({"schoolloopbaan": "Sinds groep 1 op deze school."})
    uitnodiging = await concept.uitnodigen("Noor de Vries", f"{uuid4().hex[:8]}@thuis.example")

    compleet = await _dossier(school(stack), [("noor", "ouder")], gehoord=False)

    gevraagd = await school(stack).ingediend()
    await _behandeling(stack, gevraagd.id, "vera")
    vraag = await _vragen(stack, gevraagd)

    vo = await _dossier(vo_school(stack), [("ahmed", "ouder"), ("youssef", "leerling")])
    await _indienen(vo)
    advies = await _benoemen(stack, vo)

    geadviseerd = await op_tafel(stack, PO, soort="sbo")
    await geadviseerd.eindadvies(None)
    besloten = await op_tafel(stack, PO, soort="sbo")
    await besloten.eindadvies(None)
    await besloten.doe(c.BesluitNemen, "cor", **besloten.toekenning())
    await besloten.brief_klaar()

    bekend = await _bekend(stack)
    return Wereld(
        stack=stack,
        concept=concept,
        compleet=compleet,
        gevraagd=gevraagd,
        vraag=vraag,
        vo=vo,
        advies=advies,
        geadviseerd=geadviseerd,
        besloten=besloten,
        bekend=bekend,
        uitnodiging=await concept.link(uitnodiging.persoon),
        nazicht=await _nazicht(stack, bekend),
        plekgroep=await _plekken(stack),
        wachtdossier=await _wachten(stack),
        dossier=(dossier := await _leerling(stack)),
        gesprek=await gedeeld_gesprek(school(stack), dossier),
        gesprekbezig=await _bezig(school(stack), dossier),
    )


async def _leerling(stack: Stack) -> UUID:
    """A pupil with a parent who has gezag, one who had, and a secret address."""
    iris = school(stack)
    dossier = await dossier_maken(iris, achternaam="Verhoeven")
    await dossier_vullen(iris, dossier)
    geboren_op = (await dossier_zien(iris, dossier)).geboren_op
    vader = {"naam": "Peter Verhoeven", "relatie": "vader", "grond": "erkenning", "van": geboren_op}
    await doe(iris, GezagVastleggen, dossier, **vader)
    gezag = next(g for g in (await gegevens(iris, dossier)).gezag if g.relatie == "vader")
    await doe(iris, GezagBeeindigen, dossier, gezag_id=gezag.id, tot=clock.vandaag(), grond="uitspraak")
    hulp = await interventie_maken(iris, dossier)
    await interventie_maken(iris, dossier, wat="Weerbaarheidstraining in een kleine groep", waar="jeugdhulp")
    await geevalueerd(iris, dossier, hulp.id)
    adres = {"straat": "Kade 2", "postcode": "7823 AC", "plaats": "Emmen", "van": geboren_op}
    await doe(iris, AdresVastleggen, dossier, **adres, geheim=True)
    aanmelding = AanmeldingVastleggen(
        opdracht=uuid4(), dossier_id=dossier, ontvangen_op=clock.vandaag(), voorkeur="16MA00"
    )
    await stack.ask("intake", aanmelding, als=iris.ib)
    moeder = next(g for g in (await gegevens(iris, dossier)).gezag if g.relatie == "moeder")
    await aannemen(iris, await ouder_uitnodigen(iris, dossier, moeder.id), f"noor-{dossier}")
    return dossier


async def _plekken(stack: Stack) -> UUID:
    """Groups of two schools, one of them full; returns one of the school of Iris and Dirk."""
    for naam, vrij, van, tot in (("Onderbouw geel", 3, 1, 3), ("Middenbouw blauw", 0, 4, 6), ("Bovenbouw", 1, 7, 8)):
        vraag = GroepToevoegen(opdracht=uuid4(), naam=naam, vrij=vrij, leerjaar_van=van, leerjaar_tot=tot)
        groep = await stack.ask("intake", vraag, "rob", organisatie="19CO00")
        if not vrij:
            verklaring = VolverklaringDoen(
                opdracht=uuid4(),
                groep_id=groep.groep,
                versie=groep.versie,
                reden="geen_leerkracht",
                beleid="Een groep telt hooguit 14 leerlingen. Zie de schoolgids, bladzijde 12.",
                voor_iedereen=True,
                van=clock.vandaag(),
                tot_en_met=clock.vandaag() + timedelta(days=70),
            )
            hoed = {"rol": "schooldirecteur", "organisatie": "19CO00"}
            await stack.ask("intake", verklaring, "dirk", **hoed)
    straks = clock.vandaag() + timedelta(days=40)
    vraag = GroepToevoegen(opdracht=uuid4(), naam="Plusgroep", vrij=2, leerjaar_van=5, leerjaar_tot=8, per=straks)
    return (await stack.ask("intake", vraag, "iris")).groep


async def _wachten(stack: Stack) -> UUID:
    """Two pupils of Iris who wait at the school of Rob, one of them with an answer; returns the dossier of one."""
    for nummer in range(2):
        dossier = await dossier_maken(school(stack))
        vraag = WachtplekVragen(
            opdracht=uuid4(), dossier_id=dossier, school="19CO00", gewenst_vanaf=clock.vandaag(), ouders_akkoord=True
        )
        plek = (await stack.ask("intake", vraag, "iris")).groep
        if nummer:
            antwoord = WachtplekBevestigen(opdracht=uuid4(), wachtplek_id=plek, versie=1, reden="geen_plek")
            await stack.ask("intake", antwoord, "rob", organisatie="19CO00")
    return dossier


async def _nazicht(stack: Stack, aanvraag: School) -> UUID:
    """A weekly list with one line that was judged and one that was not, as the job of Monday would leave it."""
    id = uuid4()
    reden = '{"regel": "geweigerd", "zin": "Probeerde 8 dossiers te openen en mocht er niet bij.", "zaken": ["%s"]}'
    await stack.sql(
        "insert into intake.nazicht (tenant, id, van, tot, gemaakt_op, uiterlijk_op, gelezen, status)"
        " values ($1, $2, now() - interval '15 days', now() - interval '8 days', now(), current_date, 18412, 'open')",
        *(PO, id),
    )
    for nummer, oordeel in ((1, None), (2, "in_orde")):
        await stack.sql(
            "insert into intake.nazichtregel"
            " (tenant, nazicht, nummer, persoon, naam, rol, organisatie, punten, redenen, oordeel)"
            " values ($1, $2, $3, $4, 'Rob Postma', 'ib_er', '19CO00', 60, cast($5 as jsonb), $6)",
            *(PO, id, nummer, people.persoon_id("rob"), f"[{reden % aanvraag.id}]", oordeel),
        )
    return id


async def _vragen(stack: Stack, aanvraag: School) -> UUID:
    stand = await _behandeling(stack, aanvraag.id, "vera")
    await stack.ask(
        "commissie",
        c.AanvullingVragen(
            opdracht=uuid4(),
            behandeling_id=aanvraag.id,
            versie=stand.versie,
            tekst="De handtekening van één ouder ontbreekt. Wilt u het OPP opnieuw toevoegen?",
            termijn_tot=clock.vandaag() + timedelta(days=14),
            document_soort="opp",
        ),
        "vera",
    )

    async def aangekomen() -> UUID | None:
        vragen = (await stack.ask("intake", AanvraagTonen(aanvraag_id=aanvraag.id), "iris")).vragen
        return vragen[0].id if vragen else None

    return await eventually(aangekomen, wat="de vraag is bij de school")


async def _benoemen(stack: Stack, aanvraag: School) -> UUID:
    stand = await _behandeling(stack, aanvraag.id, "saskia")
    await stack.ask(
        "commissie",
        c.DeskundigenBenoemen(
            opdracht=uuid4(),
            behandeling_id=aanvraag.id,
            versie=stand.versie,
            benoemingen={"psycholoog": people.persoon_id("joost"), "orthopedagoog": people.persoon_id("berend")},
        ),
        "saskia",
    )
    lijst = await stack.ask("commissie", c.AdviezenTonen(), "joost")
    return next(a.id for a in lijst.adviezen if a.behandeling_id == aanvraag.id)


async def _bekend(stack: Stack) -> School:
    """A besluit made known, with a parent who can come in and read it."""
    aanvraag = await _dossier(school(stack), [("sam", "ouder")])
    await aanvraag.bewaren({}, beoogde_school="19CO00")
    await _indienen(aanvraag)
    await _behandeling(stack, aanvraag.id, "vera")
    zaak = Zaak(stack, PO, aanvraag.id, [], "", "16MA00", "19CO00", "vera", "cor")
    await zaak.eindadvies(None)
    await zaak.doe(c.BesluitNemen, "cor", **zaak.toekenning())
    await zaak.brief_klaar()
    await zaak.doe(c.BesluitBekendmaken, "vera")
    return aanvraag


async def _bezig(iris: School, dossier: UUID) -> UUID:
    """A report that is being made, with an agreement of somebody without an account."""
    gesprek = await gesprek_beginnen(iris, dossier, soort="ot_vervolg")
    await afspraak_maken(iris, dossier, gesprek, "Noor Jansen", wat="Thuis elke dag samen lezen")
    return gesprek
