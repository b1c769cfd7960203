"""The acts on an OPP that have a form of their own: which fields, which words, which command. No rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from infra import clock
from services.intake.opp import contract as c
from services.kern.bericht import Opdracht
from services.kern.errors import KanNiet
from services.kern.proces import pad
from web.filling.opp import knop
from web.filling.opp_kaarten import DOELKEUZES, UITKOMSTEN, met_blad
from web.forms import Invoer
from web.views import Keuze, Veld
from web.visit import Verzoek

JA_NEE = [Keuze("ja", "Ja"), Keuze("nee", "Nee")]
STAPPEN = (1, 2, 3, 4)
GEEN: tuple[str, ...] = ()
TIJDVELDEN = (
    *("van", "tot_en_met", "uren", "reden", "plek", "afspraken"),
    *(f"opbouw_{n}_{wat}" for n in STAPPEN for wat in ("vanaf", "uren")),
)


@dataclass(frozen=True)
class Handeling:
    """`naam` as in the process table. `velden`: of the form, for this version."""

    naam: str
    melding: str
    uitleg: str
    velden: Callable[[Verzoek, c.OppBlad, c.OppStand | None], list[Veld]]
    opdracht: Callable[[UUID, Invoer, c.OppStand | None], Opdracht]
    begin: Callable[[Verzoek, c.OppStand | None], dict[str, str]] = lambda request, stand: {}
    eigen_velden: tuple[str, ...] = GEEN  # of the form; an evaluation has one more for each goal
    gevaar: bool = False

    @property
    def knop(self) -> str:
        return knop(self.naam)

    @property
    def pad(self) -> str:
        return pad(self.naam)


def welke(handeling: Handeling, blad: c.OppBlad) -> c.OppStand | None:
    """The version that this act is about; None for one that needs none. Raises KanNiet when it cannot be done now."""
    if handeling.naam in ("opp_beginnen", "opp_terughalen"):
        if handeling.naam not in blad.handelingen:
            raise KanNiet(f"“{handeling.knop}” kan nu niet.")
        return None
    if stand := mogelijk(handeling, blad):
        return stand
    raise KanNiet(f"“{handeling.knop}” kan nu niet bij dit OPP.")


def mogelijk(handeling: Handeling, blad: c.OppBlad) -> c.OppStand | None:
    """The version that this act can be done with now, if any."""
    standen = [stand for stand in (blad.werk, blad.geldend) if stand is not None]
    return next((stand for stand in standen if handeling.naam in stand.handelingen), None)


# --------------------------------------------------------------------------------------------------- fields


def _geen(request: Verzoek, blad: c.OppBlad, stand: c.OppStand | None) -> list[Veld]:
    return []


def _lang(naam: str, label: str, uitleg: str = "", verplicht: bool = True) -> Veld:
    return Veld(naam, label, "lang", uitleg, verplicht, max_lengte="4000")


def _tijd_velden(request: Verzoek, blad: c.OppBlad, stand: c.OppStand | None) -> list[Veld]:
    velden = [
        Veld("van", "Vanaf welke dag?", "datum"),
        Veld("tot_en_met", "Tot en met welke dag?", "datum", "Zonder einddatum kan het niet. Hoogstens een jaar."),
        Veld("uren", "Hoeveel uren per week gaat de leerling nu naar school?", "getal", max_lengte="2"),
        _lang("reden", "Waarom kan de leerling tijdelijk niet alle uren naar school?"),
        Veld("plek", "Waar is de leerling de andere uren?", "tekst", max_lengte="200"),
        _lang("afspraken", "Wat is afgesproken over lessen, toetsen en begeleiding?"),
    ]
    for n in STAPPEN:
        nodig = n == 1
        velden.append(
            Veld(f"opbouw_{n}_vanaf", f"Opbouw, stap {n}: vanaf welke dag?", "datum", verplicht=nodig),
        )
        velden.append(
            Veld(f"opbouw_{n}_uren", f"Opbouw, stap {n}: hoeveel uren per week?", "getal", "", nodig, max_lengte="2"),
        )
    return velden


def _bladen(stand: c.OppStand | None) -> list[c.OppInstemming]:
    return [een for een in (stand.instemmingen if stand else []) if met_blad(een)]


def _intrek_velden(request: Verzoek, blad: c.OppBlad, stand: c.OppStand | None) -> list[Veld]:
    bladen = _bladen(stand)
    wie = [Keuze(str(een.id), een.naam) for een in bladen]
    nodig = any(een.stuk is not None and (een.stuk.geopend or not een.stuk.eigen) for een in bladen)
    uitleg = "Wie het dossier leest, ziet uw reden." if nodig else ""
    return [
        Veld("wie", "Van wie is het verkeerde blad?", "keuze", keuzes=wie),
        _lang("reden", "Waarom trekt u het in?", uitleg, verplicht=nodig),
    ]


def _vast_velden(request: Verzoek, blad: c.OppBlad, stand: c.OppStand | None) -> list[Veld]:
    open_ = [een.naam for een in (stand.instemmingen if stand else []) if een.oordeel != "akkoord"]
    if not open_:
        return []
    namen = " en ".join(open_)
    uitleg = f"{namen} stemde nog niet in. Het handelingsdeel geldt dan nog niet; de rest van het OPP wel."
    return [_lang("reden", "Waarom stelt u het nu toch vast?", uitleg)]


def _evaluatie_velden(request: Verzoek, blad: c.OppBlad, stand: c.OppStand | None) -> list[Veld]:
    velden = [
        Veld("op", "Wanneer was het gesprek?", "datum"),
        Veld("aanwezig", "Wie waren erbij?", "tekst", max_lengte="300"),
    ]
    for n, doel in enumerate(stand.doelen if stand else [], 1):
        velden.append(Veld(f"doel_{n}", f"Doel {n}: {doel}", "keuze", keuzes=DOELKEUZES))
        velden.append(_lang(f"doel_{n}_toelichting", f"Hoe ging het met doel {n}?", verplicht=False))
    return [
        *velden,
        _lang("ouders", "Wat vinden de ouders?"),
        _lang("leerling", "Wat vindt de leerling?"),
        Veld("uitkomst", "Hoe gaat het verder?", "keuze", keuzes=UITKOMSTEN),
        _lang("toelichting", "Wilt u dat uitleggen?", "Nodig als er geen OPP meer nodig is.", verplicht=False),
    ]


# ------------------------------------------------------------------------------------------------- commands


def _kern(id: UUID, invoer: Invoer) -> dict:
    return {"opdracht": invoer.opdracht, "dossier_id": id, "versie": invoer.versie}


def _met_versie(soort: type) -> Callable[[UUID, Invoer, c.OppStand | None], Opdracht]:
    return lambda id, invoer, stand: soort(**_kern(id, invoer))


def _uren(invoer: Invoer, naam: str) -> int:
    if not invoer[naam].isdecimal() or len(invoer[naam]) > 2:
        invoer.fouten.setdefault(naam, "Vul een heel getal in.")
        return 0
    return int(invoer[naam])


def _tijd(id: UUID, invoer: Invoer, stand: c.OppStand | None) -> c.OnderwijstijdAfspreken:
    opbouw = [
        c.Opbouwstap(vanaf=invoer.datum(f"opbouw_{n}_vanaf"), uren=_uren(invoer, f"opbouw_{n}_uren"))
        for n in STAPPEN
        if invoer[f"opbouw_{n}_vanaf"] or invoer[f"opbouw_{n}_uren"]
    ]
    return c.OnderwijstijdAfspreken(
        **_kern(id, invoer),
        van=invoer.datum("van"),
        tot_en_met=invoer.datum("tot_en_met"),
        uren=_uren(invoer, "uren"),
        plek=invoer["plek"],
        reden=invoer["reden"],
        afspraken=invoer["afspraken"],
        opbouw=opbouw,
    )


def _intrekken(id: UUID, invoer: Invoer, stand: c.OppStand | None) -> c.InstemmingIntrekken:
    opp_id = stand.id if stand else UUID(int=0)
    return c.InstemmingIntrekken(**_kern(id, invoer), opp_id=opp_id, wie=invoer.uuid("wie"), reden=invoer["reden"])


def _evalueren(id: UUID, invoer: Invoer, stand: c.OppStand | None) -> c.OppEvalueren:
    doelen = [
        c.DoelStand(doel=doel, uitkomst=invoer[f"doel_{n}"], toelichting=invoer[f"doel_{n}_toelichting"])
        for n, doel in enumerate(stand.doelen if stand else [], 1)
    ]
    return c.OppEvalueren(
        **_kern(id, invoer),
        op=invoer.datum("op"),
        aanwezig=invoer["aanwezig"],
        ouders=invoer["ouders"],
        leerling=invoer["leerling"],
        uitkomst=invoer["uitkomst"],
        doelen=doelen,
        toelichting=invoer["toelichting"],
    )


def _begin_tijd(request: Verzoek, stand: c.OppStand | None) -> dict[str, str]:
    tijd = stand.onderwijstijd if stand else None
    if tijd is None:
        return {"van": clock.vandaag().isoformat()}
    uit = {naam: str(getattr(tijd, naam)) for naam in ("van", "tot_en_met", "uren", "plek", "reden", "afspraken")}
    for n, stap in zip(STAPPEN, tijd.opbouw, strict=False):
        uit |= {f"opbouw_{n}_vanaf": stap.vanaf.isoformat(), f"opbouw_{n}_uren": str(stap.uren)}
    return uit


def _vandaag(request: Verzoek, stand: c.OppStand | None) -> dict[str, str]:
    return {"op": clock.vandaag().isoformat()}


def _intrek_begin(request: Verzoek, stand: c.OppStand | None) -> dict[str, str]:
    """The person whose line was clicked."""
    wie = [str(een.id) for een in _bladen(stand)]
    gekozen = request.query_params.get("wie", "")
    return {"wie": gekozen if gekozen in wie else wie[0] if len(wie) == 1 else ""}


def _beginnen(id: UUID, invoer: Invoer, stand: c.OppStand | None) -> c.OppBeginnen:
    vanaf: date | None = invoer.datum_of_niets("ondersteuning_vanaf")
    return c.OppBeginnen(opdracht=invoer.opdracht, dossier_id=id, ondersteuning_vanaf=vanaf)


LIJST = (
    Handeling(
        "opp_beginnen",
        "opp_begonnen",
        "Een nieuwe versie begint met wat er nu staat. U typt niets twee keer.",
        lambda request, blad, stand: [
            Veld("ondersteuning_vanaf", "Sinds wanneer krijgt de leerling extra ondersteuning?", "datum", "", False)
        ],
        _beginnen,
        eigen_velden=("ondersteuning_vanaf",),
    ),
    Handeling(
        "opp_delen",
        "opp_gedeeld",
        "Ouders en leerling lezen mee en schrijven hun deel. Wie toegang heeft tot Meedoen krijgt een e-mail.",
        _geen,
        _met_versie(c.OppDelen),
    ),
    Handeling(
        "onderwijstijd_afspreken",
        "onderwijstijd_afgesproken",
        "Een leerling die tijdelijk niet alle uren naar school kan, gaat stap voor stap weer meer. Twee weken voor de "
        "einddatum krijgt u bericht.",
        _tijd_velden,
        _tijd,
        _begin_tijd,
        TIJDVELDEN,
    ),
    Handeling(
        "onderwijstijd_schrappen",
        "onderwijstijd_geschrapt",
        "De leerling gaat gewoon alle uren naar school.",
        _geen,
        _met_versie(c.OnderwijstijdSchrappen),
        gevaar=True,
    ),
    Handeling(
        "opp_voorleggen",
        "opp_voorgelegd",
        "De tekst staat dan stil. Ieder met gezag zegt apart of die het eens is met het handelingsdeel.",
        _geen,
        _met_versie(c.OppVoorleggen),
    ),
    Handeling(
        "opp_terugnemen",
        "opp_teruggenomen",
        "U kunt weer schrijven. Verandert u het handelingsdeel, dan vraagt u daarna opnieuw om instemming.",
        _geen,
        _met_versie(c.OppTerugnemen),
    ),
    Handeling(
        "instemming_intrekken",
        "instemming_ingetrokken",
        "Zonder dit blad telt de handtekening niet mee. Het bestand gaat weg; dat u het introk, blijft te zien.",
        _intrek_velden,
        _intrekken,
        _intrek_begin,
        ("wie", "reden"),
        gevaar=True,
    ),
    Handeling(
        "opp_vaststellen",
        "opp_vastgesteld",
        "Daarna verandert deze tekst niet meer. Wilt u iets wijzigen, dan maakt u een nieuwe versie.",
        _vast_velden,
        lambda id, invoer, stand: c.OppVaststellen(**_kern(id, invoer), reden=invoer["reden"]),
        eigen_velden=("reden",),
    ),
    Handeling(
        "evaluatie_plannen",
        "evaluatie_gepland",
        "Op deze dag kijkt u met ouders en leerling terug.",
        lambda request, blad, stand: [Veld("op", "Op welke dag?", "datum")],
        lambda id, invoer, stand: c.EvaluatiePlannen(**_kern(id, invoer), op=invoer.datum("op")),
        eigen_velden=("op",),
    ),
    Handeling(
        "opp_evalueren",
        "opp_geevalueerd",
        "Hoe ging het met elk doel, en wat vinden ouders en leerling?",
        _evaluatie_velden,
        _evalueren,
        _vandaag,
        ("op", "aanwezig", "ouders", "leerling", "uitkomst", "toelichting"),
    ),
    Handeling(
        "opp_weggooien",
        "opp_weggegooid",
        "U kunt het concept dertig dagen lang terughalen.",
        _geen,
        _met_versie(c.OppWeggooien),
        gevaar=True,
    ),
    Handeling(
        "opp_terughalen",
        "opp_teruggehaald",
        "Het concept komt terug zoals het was.",
        _geen,
        lambda id, invoer, stand: c.OppTerughalen(opdracht=invoer.opdracht, dossier_id=id),
    ),
)
HANDELINGEN = {handeling.pad: handeling for handeling in LIJST}
