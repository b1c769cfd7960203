"""One case read whole, as plain rows, and turned into the structs of the contract for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from infra import clock
from infra.runtime import Reading
from services.commissie import advies as adviesregels
from services.commissie import mandaat, termijnen
from services.commissie.beletsels import belet
from services.commissie.contract import (
    AdviesStand,
    BehandelingStand,
    Bekendmaking,
    Beslisser,
    BesluitStand,
    Betrokkene,
    EindadviesStand,
    Gebeurtenis,
    Periode,
    Regel,
    Stap,
    TermijnStand,
    VraagStand,
    Zienswijze,
)
from services.commissie.ledger import uitleg
from services.commissie.proces import BEHANDELING
from services.commissie.worklist import wacht_in_woorden
from services.kern.errors import NietGevonden
from services.kern.principal import Principal
from services.kern.rollen import Rol
from tenants import organisaties
from tenants.schema import Tenant

_BEHANDELING = """
select id, kenmerk, leerling, geboren_op, groep, school, schoolnaam, bestuursnaam, beoogde_school, vakantieregio, soort,
    categorie, complex, status, versie, ontvangen_op, uiterlijk_op, wacht_op, behandelaar, aanvragers
from behandeling where tenant = $1 and id = $2
"""
_ZETELS = """
select id, plek, persoon, naam, discipline, extern, oordeel, categorie, onderbouwing, antwoorden, versie, bewaard_op,
    verzegeld_op, zegel
from advies where tenant = $1 and behandeling_id = $2 and vervallen_op is null order by benoemd_op, plek
"""
_GEBEURTENISSEN = """
select soort, op, termijn_tot, nieuwe_datum, vraag_id from gebeurtenis
where tenant = $1 and behandeling_id = $2 order by volgorde
"""
VRAGEN = """
select id, tekst, document_soort, gevraagd_op, termijn_tot, beantwoord_op, verlopen_op from vraag
where tenant = $1 and behandeling_id = $2 order by gevraagd_op, id
"""
_EINDADVIES = """
select tekst, oordeel, categorie, eenstemmig, gemaakt_op, gemaakt_door from eindadvies
where tenant = $1 and behandeling_id = $2 order by gemaakt_op desc limit 1
"""
_BESLUIT = """
select uitkomst, soort, categorie, van, tot_en_met, motivering, weging_zienswijze, nummer, genomen_op, genomen_door,
    mandaat, bekendgemaakt_op, onherroepelijk_op
from besluit where tenant = $1 and id = $2
"""
_BEKEND = """
select voor, aan, rol, op, bezwaar_tot_en_met, gelezen_op from bekendmaking
where tenant = $1 and behandeling_id = $2 order by voor <> 'school', aan
"""
_BRIEVEN = "select distinct gedateerd_op from beschikking where tenant = $1 and behandeling_id = $2"
_BETROKKEN = "select persoon, naam, rol from betrokkene where tenant = $1 and behandeling_id = $2 order by rol, naam"
_ZIENSWIJZEN = """
select naam, van, tekst, instemming from zienswijze where tenant = $1 and behandeling_id = $2 order by van, naam
"""
_TIJDLIJN = "select op, zin, door, feit from tijdlijn where tenant = $1 and zaak = $2 order by volgorde"


def vraag_stand(rij: asyncpg.Record) -> VraagStand:
    status = "beantwoord" if rij["beantwoord_op"] else "verlopen" if rij["verlopen_op"] else "open"
    return VraagStand(
        id=rij["id"],
        tekst=rij["tekst"],
        document_soort=rij["document_soort"],
        gevraagd_op=rij["gevraagd_op"],
        termijn_tot=rij["termijn_tot"],
        beantwoord_op=rij["beantwoord_op"],
        status=status,
    )


@dataclass
class Dossier:
    """The rows of one case, and what follows from them. Who may have it was decided before it was made.

    `tenant`: the rules of the day on which the case was received.
    """

    tenant: Tenant
    zaak: asyncpg.Record
    zetels: list[asyncpg.Record]
    register: list[termijnen.Voorval]
    bekend: list[asyncpg.Record]
    besluit: asyncpg.Record | None
    brieven: set[date]
    vandaag: date

    @cached_property
    def termijnen(self) -> termijnen.Termijnen:
        return termijnen.termijnen(
            self.tenant,
            termijnen.Zaak(
                soort=self.zaak["soort"],
                categorie=self.zaak["categorie"],
                complex=self.zaak["complex"],
                vakantieregio=self.zaak["vakantieregio"],
                register=self.register,
                bekendgemaakt={rij["voor"]: rij["op"] for rij in self.bekend},
            ),
            self.vandaag,
        )

    @cached_property
    def plekken(self) -> list[Any]:
        return self.tenant.plekken(self.zaak["categorie"], self.zaak["complex"], self.zaak["soort"])

    @cached_property
    def bevoegd(self) -> mandaat.Bevoegd:
        return mandaat.beslisser(
            self.tenant,
            soort=self.zaak["soort"],
            categorie=self.zaak["categorie"],
            complex=self.zaak["complex"],
        )

    @cached_property
    def alle_verzegeld(self) -> bool:
        """Every seat that is needed is taken, and every advice sealed."""
        vervuld = {rij["plek"] for rij in self.zetels}
        return all(rij["verzegeld_op"] for rij in self.zetels) and vervuld >= {p.naam for p in self.plekken}

    def termijn(self, termijn: termijnen.Termijn) -> TermijnStand:
        namen = {rij["voor"]: rij["aan"] for rij in self.bekend}
        return TermijnStand(
            naam=termijn.naam,
            titel=termijn.titel,
            soort=termijn.soort,
            uiterlijk_op=termijn.uiterlijk_op,
            status=termijn.status,
            uitleg=msgspec.convert(uitleg(termijn.uitleg), list[Stap]),
            voor=namen.get(termijn.voor),
        )

    def besluit_stand(self, voor: str | None = None) -> BesluitStand | None:
        """`voor`: show only the bekendmaking of this addressee."""
        if self.besluit is None:
            return None
        return BesluitStand(
            **{naam: self.besluit[naam] for naam in self.besluit.keys()},  # noqa: SIM118  (a Record iterates values)
            beschikking_klaar=bool(self.bekend) or self.brieven == {self.vandaag},
            bekendmakingen=[
                Bekendmaking(
                    aan=rij["aan"],
                    rol=rij["rol"],
                    op=rij["op"],
                    bezwaar_tot_en_met=rij["bezwaar_tot_en_met"],
                    gelezen_op=rij["gelezen_op"],
                )
                for rij in self.bekend
                if voor is None or rij["voor"] == voor
            ],
        )

    def advies_stand(self, rij: asyncpg.Record, lezer: Principal) -> AdviesStand:
        """The seat as this reader may see it now."""
        eigen = rij["persoon"] == lezer.persoon
        zicht = adviesregels.zicht(
            eigen=eigen,
            verzegeld=rij["verzegeld_op"] is not None,
            begonnen=rij["bewaard_op"] is not None,
            blind=self.tenant.commissie.blind,
            alle_verzegeld=self.alle_verzegeld,
            deskundige=lezer.rol is Rol.DESKUNDIGE,
        )
        titels = {plek.naam: plek.titel for plek in self.tenant.commissie.plekken}
        return AdviesStand(
            id=rij["id"],
            plek=rij["plek"],
            plek_titel=titels.get(rij["plek"], rij["plek"]),
            deskundige=rij["naam"],
            discipline=rij["discipline"],
            extern=rij["extern"],
            status=zicht.status,
            eigen=eigen,
            oordeel=rij["oordeel"] if zicht.inhoud else None,
            categorie=rij["categorie"] if zicht.inhoud else None,
            onderbouwing=rij["onderbouwing"] if zicht.inhoud else None,
            antwoorden=msgspec.json.decode(rij["antwoorden"]) if zicht.inhoud else None,
            verzegeld_op=rij["verzegeld_op"] if zicht.tijden else None,
            zegel=rij["zegel"] if zicht.tijden else None,
            versie=rij["versie"] if zicht.tijden else 0,
        )

    def beletsel(self, handeling: str) -> str | None:
        return belet(
            handeling,
            plekken=self.plekken,
            verzegeld={rij["plek"]: rij["verzegeld_op"] is not None for rij in self.zetels},
            bevoegd=self.bevoegd,
            brieven=self.brieven,
            vandaag=self.vandaag,
        ) or self._verdagen_kan_niet(handeling)

    def _verdagen_kan_niet(self, handeling: str) -> str | None:
        if handeling != "beslistermijn_verdagen":
            return None
        later = self.termijnen.beslistermijn.uiterlijk_op + termijnen.DAG
        return termijnen.verdaging_toetsen(self.tenant, self.register, later, self.vandaag)[0]

    def handelingen(self, lezer: Principal) -> list[str]:
        """What this person may do now, by the process table, the mandates and the own seat."""
        uit = []
        for rij in BEHANDELING.mogelijk_voor(lezer.rol, self.zaak["status"]):
            if rij.naam == "besluit_nemen" and lezer.rol is not self.bevoegd.rol:
                continue
            if rij.naam == "eindadvies_maken" and not self._maakt_eindadvies(lezer):
                continue
            if rij.naam == "deskundigen_benoemen" and not self.plekken:
                continue
            if rij.naam.startswith("advies_") and not self._eigen_open(lezer):
                continue
            uit.append(rij.naam)
        return uit

    def _maakt_eindadvies(self, lezer: Principal) -> bool:
        plaats = {rij["plek"]: rij["persoon"] for rij in self.zetels}
        return mandaat.maakt_eindadvies(self.tenant, self.plekken, plaats, rol=lezer.rol, persoon=lezer.persoon)

    def _eigen_open(self, lezer: Principal) -> bool:
        return any(rij["persoon"] == lezer.persoon and rij["verzegeld_op"] is None for rij in self.zetels)


async def lees(lezer: Reading, id: UUID) -> Dossier:
    """Raises NietGevonden. Decides nothing about access."""
    wie = (lezer.asker.tenant, id)
    zaak = await lezer.fetchrow(_BEHANDELING, *wie)
    if zaak is None:
        raise NietGevonden()
    register = [
        termijnen.Voorval(soort, op, tot, nieuw, str(vraag) if vraag else None)
        for soort, op, tot, nieuw, vraag in await lezer.fetch(_GEBEURTENISSEN, *wie)
    ]
    if not register:  # who was taken off the case between two looks of one question sees nothing of it any more
        raise NietGevonden()
    besloten = termijnen.eerste(register, "besluit_genomen") is not None
    return Dossier(
        tenant=lezer.regels(zaak["ontvangen_op"]),
        zaak=zaak,
        zetels=await lezer.fetch(_ZETELS, *wie),
        register=register,
        bekend=await lezer.fetch(_BEKEND, *wie) if besloten else [],
        besluit=await lezer.fetchrow(_BESLUIT, *wie) if besloten else None,
        brieven={rij[0] for rij in await lezer.fetch(_BRIEVEN, *wie)} if besloten else set(),
        vandaag=clock.vandaag(),
    )


async def stand(lezer: Reading, dossier: Dossier) -> BehandelingStand:
    """The whole case for somebody who works on it."""
    wie = (lezer.asker.tenant, dossier.zaak["id"])
    zaak, tenant, principal = dossier.zaak, dossier.tenant, lezer.principal
    eindadvies = await lezer.fetchrow(_EINDADVIES, *wie)
    handelingen = dossier.handelingen(principal)
    return BehandelingStand(
        id=zaak["id"],
        kenmerk=zaak["kenmerk"],
        versie=zaak["versie"],
        status=zaak["status"],
        wacht_op=wacht_in_woorden(tenant, zaak["wacht_op"]),
        soort=zaak["soort"],
        categorie=zaak["categorie"],
        complex=zaak["complex"],
        leerling=zaak["leerling"],
        geboren_op=zaak["geboren_op"],
        groep=zaak["groep"],
        school=zaak["schoolnaam"],
        bestuur=zaak["bestuursnaam"],
        beoogde_school=_schoolnaam(zaak["beoogde_school"]),
        ontvangen_op=zaak["ontvangen_op"],
        uiterlijk_op=dossier.termijnen.beslistermijn.uiterlijk_op,
        behandelaar=zaak["behandelaar"],
        termijnen=[dossier.termijn(termijn) for termijn in dossier.termijnen.alle],
        opschortingen=[Periode(van=p.van, tot_en_met=p.tot_en_met) for p in dossier.termijnen.opschortingen],
        ledger=[Gebeurtenis(soort=v.soort, titel=termijnen.TITELS[v.soort], op=v.op) for v in dossier.register],
        vragen=[vraag_stand(rij) for rij in await lezer.fetch(VRAGEN, *wie)],
        adviezen=[dossier.advies_stand(rij, principal) for rij in dossier.zetels],
        eindadvies=EindadviesStand(**dict(eindadvies)) if eindadvies else None,
        besluit=dossier.besluit_stand(),
        betrokkenen=[Betrokkene(**dict(rij)) for rij in await lezer.fetch(_BETROKKEN, *wie)],
        zienswijzen=[Zienswijze(**dict(rij)) for rij in await lezer.fetch(_ZIENSWIJZEN, *wie)],
        beslisser=Beslisser(
            rol=dossier.bevoegd.rol,
            rolnaam=dossier.bevoegd.rolnaam,
            reden=dossier.bevoegd.reden,
            bron=dossier.bevoegd.bron,
        ),
        tijdlijn=_tijdlijn(await lezer.fetch(_TIJDLIJN, *wie), dossier),
        handelingen=handelingen,
        beletsels={naam: zin for naam in handelingen if (zin := dossier.beletsel(naam))},
        vandaag=dossier.vandaag,
        regels_op=zaak["ontvangen_op"],
    )


def _tijdlijn(rijen: list[asyncpg.Record], dossier: Dossier) -> list[Regel]:
    """While the advices are blind, the tijdlijn does not tell who sealed when either."""
    dicht = dossier.tenant.commissie.blind and not dossier.alle_verzegeld
    return [
        Regel(op=rij["op"], zin=rij["zin"], door=rij["door"])
        for rij in rijen
        if not (dicht and rij["feit"] == "advies_verzegeld")
    ]


def _schoolnaam(code: str | None) -> str | None:
    school = organisaties.elke_school(code) if code else None
    return school.aanduiding if school else code
