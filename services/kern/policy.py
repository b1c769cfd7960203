"""Who may see or do what with a case: the one place where that is decided (trust.md 5.1, docs/besluiten/0013).

`decide(who, part, case, facts, day, moment)` is pure. The facts are rows of the table `betrokkenheid`: who is involved,
in which capacity (`Kring`), on which ground of the law, from which day until which day. Row security judges the same
rows by itself, in SQL (`infra/migrations/schema.py`); tests/guards/test_wereld.py compares the two with a third.

A part of a case is what may be seen or done together. Who has the wrong function hears so (MagNiet); for whoever is
not involved the case does not exist (NietGevonden).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.kern import noodtoegang
from services.kern.errors import Fout, MagNiet, NietGevonden
from services.kern.principal import Asker, Principal
from services.kern.rollen import COMMISSIEROLLEN, GENODIGDEN, SCHOOLROLLEN, Rol
from services.kern.wetsartikelen import (
    AVG_6_1A,
    AWB_4_8,
    LPW_21A,
    WEC_40_11,
    WPO_18A_11,
    WPO_18A_13,
    WPO_40_8,
    WPO_125,
    WVO_2_30,
)

BESTUURSROLLEN = frozenset({Rol.SCHOOLBESTUURDER, Rol.REGIEVOERDER_ZORGPLICHT})


TOESTEMMING = str(AVG_6_1A)


class Kring(StrEnum):
    """In which capacity a person or an organisation is involved in a case."""

    SCHOOL = "school"  # die de aanvraag doet, of het kind heeft dat thuiszit
    SCHOOLBESTUUR = "schoolbestuur"  # van die school, vanaf het indienen
    SAMENWERKINGSVERBAND = "samenwerkingsverband"  # vanaf het indienen
    OUDER = "ouder"
    LEERLING = "leerling"
    DESKUNDIGE = "deskundige"  # zolang die op een plek in deze zaak zit
    ONTVANGENDE_SCHOOL = "ontvangende_school"  # vanaf het bekendmaken van een toekenning
    VOORSCHOOL = "voorschool"  # tot het overdrachtsdocument is ingeleverd, of haar dagen om zijn
    NOODTOEGANG = "noodtoegang"  # een uur, met een reden en een tweede persoon (docs/besluiten/0018)


class Deel(StrEnum):
    """A part of a case. Each act and each question that names a case is about one."""

    AANVRAAG = "aanvraag"  # dat zij er is, van wie, en hoe ver
    INHOUD = "inhoud"  # wat er over het kind in staat
    STUKKEN = "stukken"  # de documenten zelf
    ZIENSWIJZE = "zienswijze"  # de eigen mening van ouder of leerling
    SCHOOLWERK = "schoolwerk"  # schrijven, tekenen, indienen, intrekken
    BEHANDELING = "behandeling"  # hoe de commissie eraan werkt, en wat zij besluit
    VOORTGANG = "voortgang"  # wat familie en school daarvan volgen
    VERKLARING = "verklaring"  # alleen de afgegeven TLV, voor de school die de leerling krijgt
    INZAGEN = "inzagen"  # wie er keek
    DOSSIER = "dossier"  # het leerlingdossier: dat het er is en wat erin staat
    DOSSIERWERK = "dossierwerk"  # in het leerlingdossier schrijven
    GESPREKWERK = "gesprekwerk"  # meeschrijven aan het verslag van een gesprek, en afspraken afvinken
    AANMELDING = "aanmelding"  # de klok van de zorgplicht en wie haar heeft
    AANMELDINGWERK = "aanmeldingwerk"  # daarover iets vastleggen of intrekken
    ARRANGEMENT = "arrangement"  # extra ondersteuning: gevraagd, toegekend, hoe het ging
    ARRANGEMENTWERK = "arrangementwerk"  # vragen, toekennen, stoppen, terugkijken
    STAPPENPLAN = "stappenplan"  # welke stap er is gedaan, wie nu aan de beurt is en tot wanneer
    STAPPENPLANWERK = "stappenplanwerk"  # een stap afronden
    CONSULT = "consult"  # een vraag van een school aan een adviseur, eerst zonder naam
    ONDERINSTROOM = "onderinstroom"  # een jong kind op weg naar school, en wat de voorschool schreef
    ONDERINSTROOMWERK = "onderinstroomwerk"  # uitnodigen, overdragen, sluiten
    OVERDRACHTSDOCUMENT = "overdrachtsdocument"  # door de voorschool in te vullen
    THUISZITTER = "thuiszitter"
    VERPLICHTING = "verplichting"


#: Which hats stand for which capacity. A hat that stands in no row of it is never involved in a case.
HOEDEN: dict[Kring, frozenset[Rol]] = {
    Kring.SCHOOL: SCHOOLROLLEN,
    Kring.ONTVANGENDE_SCHOOL: SCHOOLROLLEN,
    Kring.SCHOOLBESTUUR: BESTUURSROLLEN,
    Kring.SAMENWERKINGSVERBAND: COMMISSIEROLLEN,
    Kring.OUDER: frozenset({Rol.OUDER}),
    Kring.LEERLING: frozenset({Rol.LEERLING}),
    Kring.DESKUNDIGE: frozenset({Rol.DESKUNDIGE}),
    Kring.VOORSCHOOL: frozenset({Rol.PARTNER}),
    Kring.NOODTOEGANG: noodtoegang.VRAGERS,
}
#: Held by a person; the others by an organisation, through whoever has its hat.
PERSOONLIJK = frozenset({Kring.OUDER, Kring.LEERLING, Kring.DESKUNDIGE, Kring.VOORSCHOOL, Kring.NOODTOEGANG})
#: Held by a person who works for the samenwerkingsverband of the case.
VAN_HET_SWV = frozenset({Kring.DESKUNDIGE, Kring.NOODTOEGANG})
#: Which capacities open which part. Noodtoegang opens what is written, and no file: a file outlives the hour.
OPENT: dict[Deel, frozenset[Kring]] = {
    Deel.AANVRAAG: frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL, Kring.VOORSCHOOL},
    Deel.INHOUD: frozenset(Kring) - {Kring.ONTVANGENDE_SCHOOL, Kring.SCHOOLBESTUUR, Kring.VOORSCHOOL},
    Deel.STUKKEN: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.DESKUNDIGE}),
    Deel.ZIENSWIJZE: frozenset({Kring.OUDER, Kring.LEERLING}),
    Deel.SCHOOLWERK: frozenset({Kring.SCHOOL}),
    Deel.BEHANDELING: frozenset({Kring.SAMENWERKINGSVERBAND, Kring.DESKUNDIGE}),
    Deel.VOORTGANG: frozenset({Kring.SCHOOL, Kring.OUDER, Kring.LEERLING}),
    Deel.VERKLARING: frozenset({Kring.ONTVANGENDE_SCHOOL}),
    Deel.INZAGEN: frozenset({Kring.OUDER}),
    Deel.DOSSIER: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.LEERLING}),
    Deel.DOSSIERWERK: frozenset({Kring.SCHOOL}),
    Deel.GESPREKWERK: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND}),
    Deel.AANMELDING: frozenset(
        {Kring.SCHOOL, Kring.SCHOOLBESTUUR, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.LEERLING}
    ),
    Deel.AANMELDINGWERK: frozenset({Kring.SCHOOL}),
    Deel.ARRANGEMENT: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.LEERLING}),
    Deel.ARRANGEMENTWERK: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND}),
    Deel.STAPPENPLAN: frozenset(
        {Kring.SCHOOL, Kring.SCHOOLBESTUUR, Kring.SAMENWERKINGSVERBAND, Kring.OUDER, Kring.LEERLING}
    ),
    Deel.STAPPENPLANWERK: frozenset({Kring.SCHOOL, Kring.SCHOOLBESTUUR, Kring.SAMENWERKINGSVERBAND}),
    Deel.CONSULT: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND}),
    Deel.ONDERINSTROOM: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND, Kring.OUDER}),
    Deel.ONDERINSTROOMWERK: frozenset({Kring.SAMENWERKINGSVERBAND}),
    Deel.OVERDRACHTSDOCUMENT: frozenset({Kring.VOORSCHOOL}),
    Deel.THUISZITTER: frozenset({Kring.SCHOOL, Kring.SAMENWERKINGSVERBAND}),
    Deel.VERPLICHTING: frozenset({Kring.SAMENWERKINGSVERBAND}),
}
#: Where other hats stand for the samenwerkingsverband than those that handle an aanvraag.
ANDERE_HOEDEN: dict[Deel, frozenset[Rol]] = {
    Deel.DOSSIER: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.GESPREKWERK: frozenset({Rol.STEUNPUNTCOORDINATOR}),
    Deel.AANMELDING: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.ARRANGEMENT: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.ARRANGEMENTWERK: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.STAPPENPLAN: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.STAPPENPLANWERK: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.CONSULT: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.ONDERINSTROOM: frozenset({Rol.CONTACTPERSOON_JONGE_KIND, Rol.STEUNPUNTCOORDINATOR}),
    Deel.ONDERINSTROOMWERK: frozenset({Rol.CONTACTPERSOON_JONGE_KIND, Rol.STEUNPUNTCOORDINATOR}),
    Deel.THUISZITTER: frozenset({Rol.STEUNPUNTCOORDINATOR, Rol.SECRETARIS, Rol.DIRECTEUR}),
    Deel.VERPLICHTING: frozenset({Rol.CONTROLLER, Rol.DIRECTEUR, Rol.BESTUUR}),
}
#: Why each capacity is involved: an article of law. A row keeps the ground of its own day.
GROND: dict[Kring, str] = {
    Kring.SCHOOL: f"{WPO_40_8}, {WEC_40_11}, {WVO_2_30}",
    Kring.SCHOOLBESTUUR: f"{WPO_40_8}, {WPO_18A_13}",
    Kring.SAMENWERKINGSVERBAND: str(WPO_18A_13),
    Kring.OUDER: str(AWB_4_8),
    Kring.LEERLING: str(AWB_4_8),
    Kring.DESKUNDIGE: f"{WPO_18A_11}, {WPO_18A_13}",
    Kring.ONTVANGENDE_SCHOOL: f"{WPO_40_8}, {WEC_40_11}",
    Kring.VOORSCHOOL: TOESTEMMING,
    Kring.NOODTOEGANG: noodtoegang.GROND,  # by this word the audit lines of a look are found
}
GROND_THUISZITTER = str(LPW_21A)
GROND_VERPLICHTING = str(WPO_125)


class Betrokkenheid(msgspec.Struct, frozen=True):
    """A row: `houder` (person or code of an organisation) is involved as `rol`, from `van` up to but not on `tot`.

    `einde`: of noodtoegang, the first moment that it no longer counts.
    """

    houder: str
    rol: str
    grond: str
    van: date
    tot: date | None = None
    einde: datetime | None = None

    def geldt(self, dag: date) -> bool:
        """Whether it counts on this legal day. What ends today has ended."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


class Reden(StrEnum):
    """Why not."""

    GEEN = ""
    FUNCTIE = "functie"  # deze hoed komt hier nooit bij
    NIET_BETROKKEN = "niet_betrokken"
    TWEEDE_STAP = "tweede_stap"


class Oordeel(msgspec.Struct, frozen=True):
    """Allowed on a ground, or denied for a reason. `kring`: in which capacity; None for the platform itself."""

    mag: bool
    reden: Reden = Reden.GEEN
    grond: str = ""
    kring: Kring | None = None

    def eisen(self) -> Oordeel:
        """Itself when allowed. Raises the fault that the asker should hear otherwise."""
        if self.mag:
            return self
        raise self.fout()

    def fout(self) -> Fout:
        if self.reden is Reden.FUNCTIE:
            return MagNiet("Dit hoort niet bij uw rol.")
        if self.reden is Reden.TWEEDE_STAP:
            return MagNiet("Log in met een tweede stap, bijvoorbeeld een code van uw telefoon.")
        return NietGevonden()


PLATFORM = Oordeel(True, grond="dienst van het platform")


def hoeden(deel: Deel, kring: Kring) -> frozenset[Rol]:
    """The hats that stand for this capacity in this part."""
    if kring is Kring.SAMENWERKINGSVERBAND and deel in ANDERE_HOEDEN:
        return ANDERE_HOEDEN[deel]
    return HOEDEN[kring]


def rollen(deel: Deel) -> frozenset[Rol]:
    """Every hat that can be involved in this part at all."""
    return frozenset().union(*(hoeden(deel, kring) for kring in OPENT[deel]))


def decide(wie: Asker, deel: Deel, zaak: UUID, feiten: Iterable[Betrokkenheid], dag: date, nu: datetime) -> Oordeel:
    """Whether `wie` may come at this part of this case on this day and moment, by these rows of that case."""
    if not isinstance(wie, Principal):
        return PLATFORM
    kringen = [kring for kring in Kring if kring in OPENT[deel] and wie.rol in hoeden(deel, kring)]
    if not kringen:
        return Oordeel(False, Reden.FUNCTIE)
    geldig = [feit for feit in feiten if feit.geldt(dag)]
    for kring in kringen:
        for feit in geldig:
            if feit.rol == kring and _past(wie, kring, zaak, feit, geldig, nu):
                if wie.rol in GENODIGDEN and not wie.mfa:
                    return Oordeel(False, Reden.TWEEDE_STAP)
                return Oordeel(True, grond=feit.grond, kring=kring)
    return Oordeel(False, Reden.NIET_BETROKKEN)


def _past(
    wie: Principal, kring: Kring, zaak: UUID, feit: Betrokkenheid, geldig: list[Betrokkenheid], nu: datetime
) -> bool:
    """Whether this row is about the asker, with the hat on. An expert acts for the samenwerkingsverband of the case,
    and so does who has noodtoegang, whose row always has an end."""
    if kring not in PERSOONLIJK:
        return bool(wie.organisatie) and feit.houder == wie.organisatie
    if feit.houder != str(wie.persoon):
        return False
    if kring not in VAN_HET_SWV:
        return wie.organisatie == str(zaak)
    if kring is Kring.NOODTOEGANG and (feit.einde is None or feit.einde <= nu):
        return False
    return any(f.rol == Kring.SAMENWERKINGSVERBAND and f.houder == wie.organisatie for f in geldig)
