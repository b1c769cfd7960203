"""The acts of the samenwerkingsverband on a dossier: which fields, which page, which command. No rules."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from services.commissie import contract as c
from services.kern.bericht import Opdracht
from services.kern.errors import KanNiet
from services.kern.proces import leesbaar, pad
from services.kern.tlv_geldigheid import vroegste_einde
from tenants.registry import registry
from web import views
from web.filling import handelingen as vullen
from web.forms import Invoer
from web.views import Formulier, HandelingPagina
from web.visit import Verzoek

Stand = c.BehandelingStand
Tonen = Callable[[Verzoek, Stand, Formulier, bool], Awaitable[HandelingPagina]]


@dataclass(frozen=True)
class Handeling:
    """`naam` as in the process table. `vertaling`: field of the command to field of the form."""

    naam: str
    sjabloon: str
    melding: str
    tonen: Tonen
    opdracht: Callable[[UUID, Invoer, Verzoek], Opdracht]
    eigen_velden: tuple[str, ...]
    vertaling: dict[str, str] = field(default_factory=dict)
    begin: Callable[[Stand, Verzoek], dict[str, str]] = lambda stand, request: {}

    @property
    def pad(self) -> str:
        return pad(self.naam)

    def velden(self, request: Verzoek) -> tuple[str, ...]:
        """The seats of a commissie are the tenant's own."""
        if self.naam == "deskundigen_benoemen":
            return tuple(f"deskundige_{plek}" for plek in _plekken(request))
        return self.eigen_velden

    def namen(self, request: Verzoek) -> dict[str, str]:
        if self.naam == "deskundigen_benoemen":
            return {plek: f"deskundige_{plek}" for plek in _plekken(request)} | {
                f"benoemingen.{plek}": f"deskundige_{plek}" for plek in _plekken(request)
            }
        return self.vertaling


def _plekken(request: Verzoek) -> list[str]:
    """The seats a form may name: of every version of the rules, for a running case keeps those of its own day."""
    versies = registry().versies[request.tenant.id]
    return sorted({plek.naam for versie in versies for plek in versie.tenant.commissie.plekken})


# ------------------------------------------------------------------------------------------------- commands


def _aanvulling_vragen(id: UUID, invoer: Invoer, request: Verzoek) -> c.AanvullingVragen:
    return c.AanvullingVragen(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        tekst=invoer.nodig("vraag", "Schrijf wat u van de school wilt weten."),
        termijn_tot=invoer.datum("uiterlijk_op"),
        document_soort=invoer.of_niets("document"),
    )


def _complex_aanmerken(id: UUID, invoer: Invoer, request: Verzoek) -> c.ComplexAanmerken:
    return c.ComplexAanmerken(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        complex=invoer.keuze("complex", ["ja", "nee"]) == "ja",
        categorie=invoer.of_niets("categorie"),
        reden=invoer.nodig("reden", "Schrijf waarom."),
    )


def _deskundigen_benoemen(id: UUID, invoer: Invoer, request: Verzoek) -> c.DeskundigenBenoemen:
    benoemingen = {}
    for plek in _plekken(request):
        if invoer[f"deskundige_{plek}"]:
            benoemingen[plek] = invoer.uuid(f"deskundige_{plek}")
    return c.DeskundigenBenoemen(
        opdracht=invoer.opdracht, behandeling_id=id, versie=invoer.versie, benoemingen=benoemingen
    )


def _eindadvies_maken(id: UUID, invoer: Invoer, request: Verzoek) -> c.EindadviesMaken:
    return c.EindadviesMaken(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        oordeel=invoer.nodig("strekking", "Kies wat het advies is."),
        categorie=invoer.of_niets("categorie"),
        tekst=invoer.nodig("tekst", "Schrijf de motivering."),
    )


def _gesprek_aanbieden(id: UUID, invoer: Invoer, request: Verzoek) -> c.GesprekAanbieden:
    return c.GesprekAanbieden(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        toelichting=invoer.nodig("toelichting", "Schrijf waarover het gesprek gaat."),
    )


def _beslistermijn_verdagen(id: UUID, invoer: Invoer, request: Verzoek) -> c.BeslistermijnVerdagen:
    return c.BeslistermijnVerdagen(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        nieuwe_datum=invoer.datum("tot_en_met"),
        reden=invoer.nodig("reden", "Schrijf waarom het later wordt."),
    )


def _beslistermijn_opschorten(id: UUID, invoer: Invoer, request: Verzoek) -> c.BeslistermijnOpschorten:
    return c.BeslistermijnOpschorten(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        grond=invoer.nodig("grond", "Kies waarom de klok stilstaat."),
        van=invoer.datum("van"),
        tot_en_met=invoer.datum("tot_en_met"),
        reden=invoer.nodig("reden", "Schrijf wat er aan de hand is."),
    )


def _besluit_nemen(id: UUID, invoer: Invoer, request: Verzoek) -> c.BesluitNemen:
    return c.BesluitNemen(
        opdracht=invoer.opdracht,
        behandeling_id=id,
        versie=invoer.versie,
        uitkomst=invoer.nodig("uitkomst", "Kies wat het besluit is."),
        categorie=invoer.of_niets("categorie"),
        van=invoer.datum_of_niets("tlv_van"),
        tot_en_met=invoer.datum_of_niets("tlv_tot"),
        motivering=invoer.nodig("motivering", "Schrijf waarom u dit besluit neemt."),
        weging_zienswijze=invoer.nodig("zienswijze_weging", "Schrijf hoe u de meningen heeft meegewogen."),
        afwijking=invoer["afwijking"],
    )


def _besluit_bekendmaken(id: UUID, invoer: Invoer, request: Verzoek) -> c.BesluitBekendmaken:
    invoer.keuze("bevestigd", ["ja"], "Lees de beschikking en zet een vinkje.")
    return c.BesluitBekendmaken(opdracht=invoer.opdracht, behandeling_id=id, versie=invoer.versie)


# ------------------------------------------------------------------------------------------------ what is shown


def _los(bouwer: Callable[..., HandelingPagina]) -> Tonen:
    """A page that needs nothing beside the case itself."""

    async def tonen(request: Verzoek, stand: Stand, formulier: Formulier, ter_plaatse: bool) -> HandelingPagina:
        return bouwer(stand, request.regels(stand.regels_op), formulier, ter_plaatse)

    return tonen


async def _benoemen_tonen(
    request: Verzoek, stand: Stand, formulier: Formulier, ter_plaatse: bool
) -> views.DeskundigenBenoemen:
    voorstel: c.BenoemingsVoorstel = await request.vraag("commissie", c.BenoemingVoorstellen(behandeling_id=stand.id))
    return vullen.deskundigen_benoemen(stand, request.regels(stand.regels_op), formulier, ter_plaatse, voorstel)


def _begin_aanvulling(stand: Stand, request: Verzoek) -> dict[str, str]:
    tot = stand.vandaag + timedelta(days=request.regels(stand.regels_op).termijnen.hersteltermijn_dagen)
    return {"uiterlijk_op": tot.isoformat()}


def _begin_eindadvies(stand: Stand, request: Verzoek) -> dict[str, str]:
    return {"categorie": stand.categorie or ""}


def _begin_besluit(stand: Stand, request: Verzoek) -> dict[str, str]:
    eind = stand.eindadvies
    if eind is None:
        return {}
    uitkomst = "toegekend" if eind.oordeel == "toelaatbaar" else "afgewezen"
    begin = {"uitkomst": uitkomst, "categorie": eind.categorie or ""}
    if uitkomst == "toegekend":
        # A proposal that is always lawful: from today, to the first 31 July that may be (WPO 40-13).
        begin |= {"tlv_van": stand.vandaag.isoformat(), "tlv_tot": vroegste_einde(stand.vandaag).isoformat()}
    return begin


def _begin_complex(stand: Stand, request: Verzoek) -> dict[str, str]:
    return {"complex": "ja" if stand.complex else "nee", "categorie": stand.categorie or ""}


HANDELINGEN: dict[str, Handeling] = {
    handeling.pad: handeling
    for handeling in (
        Handeling(
            "aanvulling_vragen",
            "aanvulling_vragen.html",
            "aanvulling_gevraagd",
            _los(vullen.aanvulling_vragen),
            _aanvulling_vragen,
            ("document", "vraag", "uiterlijk_op"),
            {"tekst": "vraag", "termijn_tot": "uiterlijk_op", "document_soort": "document"},
            _begin_aanvulling,
        ),
        Handeling(
            "complex_aanmerken",
            "handeling.html",
            "complex_aangemerkt",
            _los(vullen.complex_aanmerken),
            _complex_aanmerken,
            ("complex", "categorie", "reden"),
            begin=_begin_complex,
        ),
        Handeling(
            "deskundigen_benoemen",
            "deskundigen_benoemen.html",
            "deskundigen_benoemd",
            _benoemen_tonen,
            _deskundigen_benoemen,
            (),
        ),
        Handeling(
            "eindadvies_maken",
            "eindadvies_maken.html",
            "eindadvies_gemaakt",
            _los(vullen.eindadvies_maken),
            _eindadvies_maken,
            ("strekking", "categorie", "tekst"),
            {"oordeel": "strekking"},
            _begin_eindadvies,
        ),
        Handeling(
            "gesprek_aanbieden",
            "handeling.html",
            "gesprek_aangeboden",
            _los(vullen.gesprek_aanbieden),
            _gesprek_aanbieden,
            ("toelichting",),
        ),
        Handeling(
            "beslistermijn_verdagen",
            "beslistermijn_verdagen.html",
            "beslistermijn_verdaagd",
            _los(vullen.beslistermijn_verdagen),
            _beslistermijn_verdagen,
            ("tot_en_met", "reden"),
            {"nieuwe_datum": "tot_en_met"},
        ),
        Handeling(
            "beslistermijn_opschorten",
            "handeling.html",
            "beslistermijn_opgeschort",
            _los(vullen.beslistermijn_opschorten),
            _beslistermijn_opschorten,
            ("grond", "van", "tot_en_met", "reden"),
        ),
        Handeling(
            "besluit_nemen",
            "besluit_nemen.html",
            "besluit_genomen",
            _los(vullen.besluit_nemen),
            _besluit_nemen,
            ("uitkomst", "categorie", "tlv_van", "tlv_tot", "motivering", "zienswijze_weging", "afwijking"),
            {"van": "tlv_van", "tot_en_met": "tlv_tot", "weging_zienswijze": "zienswijze_weging"},
            _begin_besluit,
        ),
        Handeling(
            "besluit_bekendmaken",
            "besluit_bekendmaken.html",
            "besluit_bekendgemaakt",
            _los(vullen.besluit_bekendmaken),
            _besluit_bekendmaken,
            ("bevestigd",),
        ),
    )
}


def toetsen(handeling: Handeling, stand: Stand) -> None:
    """KanNiet with the sentence that says why this act cannot be done now."""
    if handeling.naam not in stand.handelingen:
        raise KanNiet(f"“{leesbaar(handeling.naam).capitalize()}” kan nu niet bij deze aanvraag.")
    belet = stand.beletsels.get(handeling.naam)
    if belet and not _komt_zo(handeling, stand):
        raise KanNiet(belet)


def _komt_zo(handeling: Handeling, stand: Stand) -> bool:
    """The letter is being made: the page of the act waits for it by itself (besluit_bekendmaken.html)."""
    wacht = stand.besluit is not None and not stand.besluit.beschikking_klaar
    return handeling.naam == "besluit_bekendmaken" and wacht
