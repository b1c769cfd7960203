"""The acts on an aanmelding: which fields, which words, which command. No rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from infra import clock
from services.intake.zorgplicht import contract as c
from services.intake.zorgplicht.uitzonderingen import UITZONDERINGEN
from services.kern.bericht import Opdracht
from services.kern.errors import KanNiet
from services.kern.proces import pad
from tenants.organisaties import scholen
from web.filling.words import schoolnaam
from web.filling.zorgplicht import knop
from web.forms import Invoer
from web.views import Keuze, Veld
from web.visit import Verzoek

JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
BIJ = [Keuze("ouders", "De ouders"), Keuze("anderen", "Anderen, zoals de vorige school of een behandelaar")]


@dataclass(frozen=True)
class Handeling:
    """`naam` as in the process table. `eigen_velden`: of the form. `vandaag`: fields that begin with today."""

    naam: str
    melding: str
    uitleg: str
    velden: Callable[[Verzoek, c.AanmeldingBlad], list[Veld]]
    opdracht: Callable[[UUID, Invoer], Opdracht]
    eigen_velden: tuple[str, ...]
    vandaag: tuple[str, ...] = ()
    gevaar: bool = False
    vertaling: dict[str, str] = field(default_factory=dict)

    @property
    def knop(self) -> str:
        return knop(self.naam)

    @property
    def pad(self) -> str:
        return pad(self.naam)

    def begin(self, blad: c.AanmeldingBlad) -> dict[str, str]:
        """What stands in the form at first: today, and the school whose answer is asked when there is one."""
        uit = dict.fromkeys(self.vandaag, clock.vandaag().isoformat())
        if self.naam == "aanmelding_vastleggen":
            uit["voorkeur"] = blad.school
        elif self.naam == "antwoord_vastleggen" and len(open_ := _wachten(blad)) == 1:
            uit["school"] = open_[0]
        elif self.naam == "overgang_vastleggen" and blad.aanmelding is not None:
            bereid = [kijker.school for kijker in blad.aanmelding.meekijkers if kijker.bereid]
            uit |= {"school": bereid[0]} if len(bereid) == 1 else {}
        return uit


def _wachten(blad: c.AanmeldingBlad) -> list[str]:
    kijkers = blad.aanmelding.meekijkers if blad.aanmelding else []
    return [kijker.school for kijker in kijkers if kijker.bereid is None]


def toetsen(handeling: Handeling, blad: c.AanmeldingBlad) -> None:
    """Raises KanNiet when this act cannot be done now."""
    if handeling.naam not in blad.handelingen:
        raise KanNiet(f"“{handeling.knop}” kan nu niet bij deze aanmelding.")


# --------------------------------------------------------------------------------------------------- fields


def _scholen(request: Verzoek, *meer: str, zonder: str = "") -> list[Keuze]:
    """The schools of the samenwerkingsverband by name, and these."""
    namen = {school.id: school.aanduiding for school in scholen(request.tenant.swv_nummer)}
    namen |= {code: schoolnaam(code) for code in meer}
    return [Keuze(code, naam) for code, naam in sorted(namen.items(), key=lambda paar: paar[1]) if code != zonder]


def _dag(label: str, uitleg: str = "") -> Veld:
    return Veld("op", label, "datum", uitleg)


def _ja_nee(naam: str, label: str, uitleg: str = "") -> Veld:
    return Veld(naam, label, "ja_nee", uitleg, keuzes=JA_NEE)


def _lang(naam: str, label: str, uitleg: str = "", verplicht: bool = True) -> Veld:
    return Veld(naam, label, "lang", uitleg, verplicht, max_lengte="2000")


def _vastleggen_velden(request: Verzoek, blad: c.AanmeldingBlad) -> list[Veld]:
    return vastlegvelden(request, blad.school)


def vastlegvelden(request: Verzoek, school: str) -> list[Veld]:
    """When, and which schools; the last two are seldom filled in."""
    alle = _scholen(request, school)
    return [
        Veld(
            "ontvangen_op", "Wanneer kreeg de school de aanmelding op papier?", "datum", "De klok begint op deze dag."
        ),
        Veld(
            "voorkeur",
            "Welke school willen de ouders het liefst?",
            "keuzelijst",
            "Meldden de ouders zich op meer scholen aan, dan heeft deze school de zorgplicht.",
            keuzes=alle,
        ),
        Veld("andere_school", "Waar nog meer aangemeld?", "keuzelijst", verplicht=False, keuzes=alle),
        Veld("nog_een_school", "En waar nog meer?", "keuzelijst", verplicht=False, keuzes=alle),
    ]


def _school_velden(request: Verzoek, blad: c.AanmeldingBlad) -> list[Veld]:
    keuzes = _scholen(request, zonder=blad.school)
    return [
        Veld("school", "Welke school kijkt mee?", "keuzelijst", keuzes=keuzes),
        _dag("Sinds wanneer?"),
        _lang(
            "vraag",
            "Wat vraagt u aan deze school?",
            "Die school krijgt de naam, de groep en deze vraag, en niets uit het dossier.",
            verplicht=False,
        ),
        _ja_nee("toestemming", "Vinden de ouders het goed?"),
    ]


def _antwoord_velden(request: Verzoek, blad: c.AanmeldingBlad) -> list[Veld]:
    kijkers = blad.aanmelding.meekijkers if blad.aanmelding else []
    return [
        Veld("school", "Welke school?", "keuzelijst", keuzes=[Keuze(k.school, schoolnaam(k.school)) for k in kijkers]),
        _ja_nee("bereid", "Is de school bereid het kind toe te laten?"),
        _dag("Wanneer kwam het antwoord?"),
        _lang("toelichting", "Waarom wel of niet?", "Bij een nee is dit nodig.", verplicht=False),
    ]


def _asiel_velden(request: Verzoek, blad: c.AanmeldingBlad) -> list[Veld]:
    return [
        _ja_nee(
            "gelden",
            "Valt het kind onder de Europese asielregels?",
            "Bijvoorbeeld: het gezin vroeg asiel aan en woont in een opvang. Een andere taal is niet genoeg.",
        ),
        _lang("bewijs", "Waaruit blijkt dat?", "Noem het stuk en de datum. Schrijf niet op waarom het gezin hier is."),
    ]


def _uitzondering_velden(request: Verzoek, blad: c.AanmeldingBlad) -> list[Veld]:
    keuzes = [
        Keuze(code, UITZONDERINGEN[code].titel, f"Nodig als bewijs: {UITZONDERINGEN[code].bewijs}")
        for code in blad.uitzonderingen
    ]
    return [
        Veld("uitzondering", "Waarom geldt de zorgplicht niet?", "keuze", keuzes=keuzes),
        _lang("bewijs", "Waaruit blijkt dat?", "Noem het stuk, de datum en waar het ligt."),
        _dag("Wanneer hoorden de ouders dit?"),
    ]


# ------------------------------------------------------------------------------------------------- commands


def _kern(id: UUID, invoer: Invoer) -> dict:
    return {"opdracht": invoer.opdracht, "dossier_id": id, "versie": invoer.versie}


def _ja(invoer: Invoer, naam: str) -> bool:
    return invoer.keuze(naam, ("ja", "nee")) == "ja"


def _vastleggen(id: UUID, invoer: Invoer) -> c.AanmeldingVastleggen:
    return c.AanmeldingVastleggen(
        opdracht=invoer.opdracht,
        dossier_id=id,
        ontvangen_op=invoer.datum("ontvangen_op"),
        voorkeur=invoer.nodig("voorkeur", "Kies een school."),
        andere_scholen=tuple(invoer[naam] for naam in ("andere_school", "nog_een_school") if invoer[naam]),
    )


def _antwoord(id: UUID, invoer: Invoer) -> c.AntwoordVastleggen:
    return c.AntwoordVastleggen(
        **_kern(id, invoer),
        school=invoer.nodig("school", "Kies een school."),
        bereid=_ja(invoer, "bereid"),
        op=invoer.datum("op"),
        toelichting=invoer["toelichting"],
    )


LIJST = (
    Handeling(
        "aanmelding_vastleggen",
        "aanmelding_vastgelegd",
        "De school beslist binnen zes weken. Uw schoolbestuur ziet de klok, niet wie het kind is.",
        _vastleggen_velden,
        _vastleggen,
        ("ontvangen_op", "voorkeur", "andere_school", "nog_een_school"),
        vandaag=("ontvangen_op",),
        vertaling={"andere_scholen": "andere_school"},
    ),
    Handeling(
        "informatie_vragen",
        "informatie_gevraagd",
        "De termijn loopt door: de wet laat de klok niet stilstaan. Wij tellen de dagen van wachten ernaast.",
        lambda request, blad: [
            Veld("bij", "Aan wie vraagt de school het?", "keuze", keuzes=BIJ),
            _lang("wat", "Wat vraagt de school?"),
            _dag("Wanneer?"),
            Veld(
                "toestemming",
                "Vinden de ouders het goed?",
                "ja_nee",
                "Alleen nodig als de school het aan anderen vraagt.",
                False,
                JA_NEE,
            ),
        ],
        lambda id, invoer: c.InformatieVragen(
            **_kern(id, invoer),
            bij=invoer.keuze("bij", [keuze.waarde for keuze in BIJ]),
            wat=invoer["wat"],
            op=invoer.datum("op"),
            toestemming=invoer["toestemming"] == "ja",
        ),
        ("bij", "wat", "op", "toestemming"),
        vandaag=("op",),
    ),
    Handeling(
        "informatie_vastleggen",
        "informatie_vastgelegd",
        "Zo blijkt later hoe lang er is gewacht.",
        lambda request, blad: [_dag("Wanneer kwam de informatie?")],
        lambda id, invoer: c.InformatieVastleggen(**_kern(id, invoer), op=invoer.datum("op")),
        ("op",),
        vandaag=("op",),
    ),
    Handeling(
        "beslissing_verlengen",
        "beslissing_verlengd",
        "Eén keer, met vier weken. Dat kan alleen als de ouders het vandaag ook horen, met de reden.",
        lambda request, blad: [
            _lang("reden", "Waarom zijn zes weken te kort?", "De ouders lezen deze reden."),
            _ja_nee("ingelicht", "Hebben de ouders vandaag schriftelijk bericht gekregen?"),
        ],
        lambda id, invoer: c.BeslissingVerlengen(
            **_kern(id, invoer), reden=invoer["reden"], ingelicht=_ja(invoer, "ingelicht")
        ),
        ("reden", "ingelicht"),
    ),
    Handeling(
        "onderzoek_delen",
        "onderzoek_gedeeld",
        "De andere school kijkt mee binnen uw termijn. De zorgplicht blijft zolang waar zij is.",
        _school_velden,
        lambda id, invoer: c.OnderzoekDelen(
            **_kern(id, invoer),
            school=invoer.nodig("school", "Kies een school."),
            op=invoer.datum("op"),
            vraag=invoer["vraag"],
            toestemming=_ja(invoer, "toestemming"),
        ),
        ("school", "op", "vraag", "toestemming"),
        vandaag=("op",),
    ),
    Handeling(
        "antwoord_vastleggen",
        "antwoord_vastgelegd",
        "Zegt de school ja, dan kiezen de ouders of hun kind daarheen gaat.",
        _antwoord_velden,
        _antwoord,
        ("school", "bereid", "op", "toelichting"),
        vandaag=("op",),
    ),
    Handeling(
        "leerling_plaatsen",
        "leerling_geplaatst",
        "Tien weken na de aanmelding is er nog niet beslist. Het kind wordt tijdelijk geplaatst en ingeschreven.",
        lambda request, blad: [_dag("Vanaf welke dag?")],
        lambda id, invoer: c.LeerlingPlaatsen(**_kern(id, invoer), op=invoer.datum("op")),
        ("op",),
        vandaag=("op",),
    ),
    Handeling(
        "leerling_inschrijven",
        "leerling_ingeschreven",
        "Het kind is toegelaten en staat bij u ingeschreven. De klok stopt.",
        lambda request, blad: [
            _dag("Ingeschreven op"),
            _ja_nee("ondersteuning", "Met extra ondersteuning van het samenwerkingsverband?"),
        ],
        lambda id, invoer: c.LeerlingInschrijven(
            **_kern(id, invoer), op=invoer.datum("op"), ondersteuning=_ja(invoer, "ondersteuning")
        ),
        ("op", "ondersteuning"),
        vandaag=("op",),
    ),
    Handeling(
        "toelating_weigeren",
        "toelating_geweigerd",
        "Een andere school is bereid. De zorgplicht blijft hier, tot het kind daar is ingeschreven.",
        lambda request, blad: [
            _lang("reden", "Waarom laat de school het kind niet toe?", "De ouders lezen deze reden."),
            _dag("Wanneer hoorden de ouders dit?"),
        ],
        lambda id, invoer: c.ToelatingWeigeren(**_kern(id, invoer), op=invoer.datum("op"), reden=invoer["reden"]),
        ("reden", "op"),
        vandaag=("op",),
        gevaar=True,
    ),
    Handeling(
        "uitzondering_vastleggen",
        "uitzondering_vastgelegd",
        "Alleen om een van deze redenen, met bewijs. De aanmelding is daarmee klaar.",
        _uitzondering_velden,
        lambda id, invoer: c.UitzonderingVastleggen(
            **_kern(id, invoer),
            op=invoer.datum("op"),
            uitzondering=invoer.nodig("uitzondering", "Kies een reden."),
            bewijs=invoer["bewijs"],
        ),
        ("uitzondering", "bewijs", "op"),
        vandaag=("op",),
        gevaar=True,
    ),
    Handeling(
        "asielregels_vastleggen",
        "asielregels_vastgelegd",
        "De school beslist dan binnen zes weken, zonder verlengen. Beslist zij niet, dan is het kind toegelaten.",
        _asiel_velden,
        lambda id, invoer: c.AsielregelsVastleggen(
            **_kern(id, invoer), gelden=_ja(invoer, "gelden"), bewijs=invoer["bewijs"]
        ),
        ("gelden", "bewijs"),
    ),
    Handeling(
        "overgang_vastleggen",
        "overgang_vastgelegd",
        "Vanaf de dag van inschrijving heeft die school de zorgplicht.",
        lambda request, blad: [
            Veld(
                "school",
                "Op welke school staat het kind nu ingeschreven?",
                "keuzelijst",
                keuzes=_scholen(request, zonder=blad.school),
            ),
            _dag("Ingeschreven op"),
        ],
        lambda id, invoer: c.OvergangVastleggen(
            **_kern(id, invoer), school=invoer.nodig("school", "Kies een school."), op=invoer.datum("op")
        ),
        ("school", "op"),
        vandaag=("op",),
    ),
    Handeling(
        "aanmelding_intrekken",
        "aanmelding_ingetrokken",
        "De ouders willen deze aanmelding niet meer. De klok stopt.",
        lambda request, blad: [_lang("reden", "Wat zeiden de ouders?", verplicht=False)],
        lambda id, invoer: c.AanmeldingIntrekken(**_kern(id, invoer), reden=invoer["reden"]),
        ("reden",),
        gevaar=True,
    ),
)
HANDELINGEN = {handeling.pad: handeling for handeling in LIJST}
