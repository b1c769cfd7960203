"""The acts on an arrangement: which fields, which words, which command. No rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from infra import clock
from services.intake.arrangementen import contract as c
from services.kern.bericht import Opdracht
from services.kern.errors import KanNiet
from services.kern.proces import pad
from tenants.organisaties import scholen
from tenants.schema import Arrangement, Tenant
from web.filling.arrangementen import BUITEN, knop
from web.forms import Invoer
from web.views import Keuze, Veld
from web.visit import Verzoek

_BEDRAG = re.compile(r"(?:€ ?)?(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{2}))?")
DOELEN = tuple(f"doel_{nummer}" for nummer in range(1, c.MEESTE_DOELEN + 1))
TERUG = tuple(f"{wat}_{nummer}" for nummer in range(1, c.MEESTE_DOELEN + 1) for wat in ("uitkomst", "toelichting"))
UITKOMSTEN = [Keuze(waarde, titel) for waarde, titel in c.UITKOMSTEN.items()]
#: What the service calls a field to what the form calls it.
VERTALING = {"doelen": "doel_1", "cent": "bedrag", "van": "begin_op", "tot": "eind_op", "per": "stop_op"}


@dataclass(frozen=True)
class Handeling:
    """`naam` as in the process table. `eigen_velden`: of the form."""

    naam: str
    melding: str
    uitleg: str
    velden: Callable[[Verzoek, c.ArrangementStand], list[Veld]]
    opdracht: Callable[[c.ArrangementStand, Invoer], Opdracht]
    eigen_velden: tuple[str, ...]
    begin: Callable[[c.ArrangementStand], dict[str, str]] = lambda stand: {}
    gevaar: bool = False

    @property
    def knop(self) -> str:
        return knop(self.naam)

    @property
    def pad(self) -> str:
        return pad(self.naam)


def toetsen(handeling: Handeling, stand: c.ArrangementStand) -> None:
    """Raises KanNiet when this act cannot be done now."""
    if handeling.naam not in stand.handelingen:
        raise KanNiet(f"“{handeling.knop}” kan nu niet bij deze ondersteuning.")


def cent(invoer: Invoer, naam: str = "bedrag") -> int | None:
    """An amount as people type it (1.250 or 1250,00) in cents; None when nothing was typed."""
    tekst = invoer[naam]
    if not tekst:
        return None
    gevonden = _BEDRAG.fullmatch(tekst)
    if gevonden is None:
        invoer.fouten[naam] = "Schrijf het bedrag zo: 1.250,00."
        return None
    return int(gevonden[1].replace(".", "")) * 100 + int(gevonden[2] or 0)


def getal(invoer: Invoer, naam: str) -> int | None:
    """A whole number; None when nothing was typed."""
    tekst = invoer[naam]
    if not tekst:
        return None
    if not tekst.isdecimal() or len(tekst) > 6:
        invoer.fouten[naam] = "Vul een heel getal in."
        return None
    return int(tekst)


# --------------------------------------------------------------------------------------------------- fields


def _lang(naam: str, label: str, uitleg: str = "", verplicht: bool = True) -> Veld:
    return Veld(naam, label, "lang", uitleg, verplicht, max_lengte="2000")


def doelvelden(verplicht: int = 1) -> list[Veld]:
    uitleg = "In een zin: wat lukt er straks wel?"
    namen = ("Doel", "Tweede doel", "Derde doel")
    return [
        Veld(veld, naam, "tekst", uitleg if nummer == 0 else "", nummer < verplicht, max_lengte="300")
        for nummer, (veld, naam) in enumerate(zip(DOELEN, namen, strict=True))
    ]


def planvelden() -> list[Veld]:
    return [
        _lang("behoefte", "Wat is er nodig?", "Wat heeft de leerling of de groep nodig om dit te halen?"),
        _lang("communicatie", "Hoe houdt u elkaar op de hoogte?", "Wie spreekt wie, en wanneer? Noem ook de ouders."),
    ]


def periodevelden(soort: Arrangement | None) -> list[Veld]:
    lang = soort.hoogstens if soort else None
    uitleg = f"Hoogstens {lang} {soort.eenheid}." if soort and lang else ""
    return [Veld("begin_op", "Eerste dag", "datum"), Veld("eind_op", "Laatste dag", "datum", uitleg)]


def omvangvelden(soort: Arrangement | None, *, gevraagd: bool, erbij: bool = False) -> list[Veld]:
    """What the kind can give: an amount, hours or dagdelen."""
    if soort is None:
        return []
    wat = "Extra" if erbij else "Gewenst" if gevraagd else "Toegekend"
    uit = []
    if soort.inzet:
        uit.append(Veld("inzet", f"{wat} aantal {soort.inzet}", "getal", "In totaal.", not gevraagd and not erbij))
    if soort.geld:
        verplicht = not gevraagd and not erbij and not soort.inzet
        uit.append(Veld("bedrag", f"{wat} bedrag", "getal", "In euro, bijvoorbeeld 1.250,00.", verplicht))
    return uit


def aanvraagvelden(tenant: Tenant, soort: Arrangement, eigen: str) -> list[Veld]:
    """The form to ask for, or tell of, support of this kind."""
    gemeld = soort.beslist == BUITEN
    uit: list[Veld] = []
    if soort.voor == "groep":
        uit.append(Veld("groep", "Welke groep?", "tekst", "Noem geen namen van kinderen.", max_lengte="80"))
    if soort.plaatsing:
        keuzes = [Keuze(s.id, s.aanduiding) for s in scholen(tenant.swv_nummer) if s.id != eigen]
        keuzes.sort(key=lambda keuze: keuze.titel)
        uit.append(Veld("plek_school", "Op welke school is de leerling tijdelijk?", "keuzelijst", keuzes=keuzes))
    uit += doelvelden()
    uit += [] if gemeld else planvelden()
    uit += periodevelden(soort)
    uit += [] if gemeld else omvangvelden(soort, gevraagd=True)
    if soort.voor == "leerling":
        uitleg = "Zonder hun instemming kan dit niet." if soort.instemming_ouders else ""
        uit.append(
            Veld(
                "ouders_akkoord",
                "Vinden de ouders het goed?",
                "ja_nee",
                uitleg,
                soort.instemming_ouders,
                [Keuze("ja", "Ja"), Keuze("nee", "Nee")],
            )
        )
    return uit


def _soort(request: Verzoek, stand: c.ArrangementStand) -> Arrangement | None:
    return request.regels(stand.gevraagd_op).arrangementen.get(stand.soort)


def _terugvelden(request: Verzoek, stand: c.ArrangementStand) -> list[Veld]:
    uit = []
    for nummer, doel in enumerate(stand.doelen, 1):
        uit.append(Veld(f"uitkomst_{nummer}", f"{doel.doel}", "keuze", "Is dit gelukt?", keuzes=UITKOMSTEN))
        uit.append(
            _lang(f"toelichting_{nummer}", f"Hoe ging het met doel {nummer}?", "Bij behaald mag dit leeg.", False)
        )
    return uit


# ------------------------------------------------------------------------------------------------- commands


def _kern(stand: c.ArrangementStand, invoer: Invoer) -> dict:
    return {"opdracht": invoer.opdracht, "arrangement_id": stand.id, "versie": invoer.versie}


def _plan(invoer: Invoer) -> dict:
    return {"doelen": tuple(invoer[veld] for veld in DOELEN), "behoefte": invoer["behoefte"]} | {
        "communicatie": invoer["communicatie"]
    }


def aanvraag(invoer: Invoer, leerling: UUID | None) -> c.ArrangementAanvragen:
    return c.ArrangementAanvragen(
        opdracht=invoer.opdracht,
        dossier_id=leerling,
        soort=invoer["soort"],
        groep=invoer["groep"],
        plek_school=invoer["plek_school"],
        van=invoer.datum("begin_op"),
        tot=invoer.datum("eind_op"),
        ouders_akkoord=invoer["ouders_akkoord"] == "ja",
        cent=cent(invoer),
        inzet=getal(invoer, "inzet"),
        **_plan(invoer),
    )


def melding(invoer: Invoer, leerling: UUID) -> c.ArrangementMelden:
    return c.ArrangementMelden(
        opdracht=invoer.opdracht,
        dossier_id=leerling,
        soort=invoer["soort"],
        doelen=tuple(invoer[veld] for veld in DOELEN),
        van=invoer.datum("begin_op"),
        tot=invoer.datum("eind_op"),
        ouders_akkoord=invoer["ouders_akkoord"] == "ja",
    )


def _euro(centen: int | None) -> str:
    return "" if centen is None else f"{centen // 100},{centen % 100:02d}"


LIJST = (
    Handeling(
        "arrangement_toekennen",
        "arrangement_toegekend",
        "U beslist binnen wat het samenwerkingsverband heeft vastgelegd. De school krijgt meteen bericht.",
        lambda request, stand: [
            *periodevelden(_soort(request, stand)),
            *omvangvelden(_soort(request, stand), gevraagd=False),
            _lang("toelichting", "Wilt u er iets bij zeggen?", "De school leest dit.", False),
        ],
        lambda stand, invoer: c.ArrangementToekennen(
            **_kern(stand, invoer),
            van=invoer.datum("begin_op"),
            tot=invoer.datum("eind_op"),
            cent=cent(invoer),
            inzet=getal(invoer, "inzet"),
            toelichting=invoer["toelichting"],
        ),
        ("begin_op", "eind_op", "inzet", "bedrag", "toelichting"),
        begin=lambda stand: {
            "begin_op": max(stand.van, clock.vandaag()).isoformat(),
            "eind_op": stand.tot.isoformat(),
            "inzet": str(stand.gevraagd_inzet or ""),
            "bedrag": _euro(stand.gevraagd_cent),
        },
    ),
    Handeling(
        "arrangement_weigeren",
        "arrangement_geweigerd",
        "De school leest waarom, en kan opnieuw vragen als er iets verandert.",
        lambda request, stand: [_lang("reden", "Waarom niet, en wat kan de school nu doen?")],
        lambda stand, invoer: c.ArrangementWeigeren(**_kern(stand, invoer), reden=invoer["reden"]),
        ("reden",),
        gevaar=True,
    ),
    Handeling(
        "plan_bijstellen",
        "plan_bijgesteld",
        "Wat er eerder stond, blijft te vinden. Een doel waarop al is teruggekeken, verandert niet meer.",
        lambda request, stand: [*doelvelden(len(stand.doelen)), *planvelden()],
        lambda stand, invoer: c.PlanBijstellen(**_kern(stand, invoer), **_plan(invoer)),
        (*DOELEN, "behoefte", "communicatie"),
        begin=lambda stand: (
            {f"doel_{nummer}": doel.doel for nummer, doel in enumerate(stand.doelen, 1)}
            | {"behoefte": stand.behoefte, "communicatie": stand.communicatie}
        ),
    ),
    Handeling(
        "arrangement_evalueren",
        "arrangement_geevalueerd",
        "Kijk met ouders en, als het kan, met de leerling terug. Zeg per doel hoe het ging.",
        _terugvelden,
        lambda stand, invoer: c.ArrangementEvalueren(
            **_kern(stand, invoer),
            uitkomsten=tuple(invoer[f"uitkomst_{n}"] for n in range(1, len(stand.doelen) + 1)),
            toelichtingen=tuple(invoer[f"toelichting_{n}"] for n in range(1, len(stand.doelen) + 1)),
        ),
        TERUG,
        begin=lambda stand: {
            veld: waarde
            for nummer, doel in enumerate(stand.doelen, 1)
            for veld, waarde in ((f"uitkomst_{nummer}", doel.uitkomst), (f"toelichting_{nummer}", doel.toelichting))
        },
    ),
    Handeling(
        "arrangement_verlengen",
        "arrangement_verlengd",
        "Nooit langer dan deze soort mag duren, gerekend vanaf de eerste dag.",
        lambda request, stand: [
            Veld("eind_op", "Nieuwe laatste dag", "datum", stand.opbouw),
            *omvangvelden(_soort(request, stand), gevraagd=False, erbij=True),
            _lang("reden", "Waarom langer?"),
        ],
        lambda stand, invoer: c.ArrangementVerlengen(
            **_kern(stand, invoer),
            tot=invoer.datum("eind_op"),
            cent=cent(invoer),
            inzet=getal(invoer, "inzet"),
            reden=invoer["reden"],
        ),
        ("eind_op", "inzet", "bedrag", "reden"),
        begin=lambda stand: {"eind_op": stand.uiterste_tot.isoformat()} if stand.uiterste_tot else {},
    ),
    Handeling(
        "arrangement_stoppen",
        "arrangement_gestopt",
        "Kies de laatste dag. Een bedrag telt tot en met die dag; de rest komt vrij.",
        lambda request, stand: [Veld("stop_op", "Laatste dag", "datum"), _lang("reden", "Waarom stopt het?")],
        lambda stand, invoer: c.ArrangementStoppen(
            **_kern(stand, invoer), per=invoer.datum("stop_op"), reden=invoer["reden"]
        ),
        ("stop_op", "reden"),
        begin=lambda stand: {"stop_op": clock.vandaag().isoformat()},
        gevaar=True,
    ),
    Handeling(
        "arrangement_intrekken",
        "arrangement_ingetrokken",
        "Er komt geen besluit. U kunt later opnieuw vragen.",
        lambda request, stand: [_lang("reden", "Waarom trekt u de vraag in?", verplicht=False)],
        lambda stand, invoer: c.ArrangementIntrekken(**_kern(stand, invoer), reden=invoer["reden"]),
        ("reden",),
        gevaar=True,
    ),
)
HANDELINGEN = {handeling.pad: handeling for handeling in LIJST}
