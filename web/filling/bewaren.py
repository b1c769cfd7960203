"""How long dossiers stay, in words: what comes, what is held, what waits for a second yes, what is gone."""

from __future__ import annotations

from services.intake import contract as c
from services.intake.contract import Bewaring
from web.formatting import aantal, datum
from web.views import BewaarRegel, BewarenPagina, Formulier, Keuze, Status, VastRegel, VerklaringRegel, VerzoekRegel

SOORTEN = (
    Keuze("bezwaar", "Bezwaar"),
    Keuze("beroep", "Beroep bij de rechter"),
    Keuze("klacht", "Klacht"),
    Keuze("verzoek", "Verzoek om inzage of verbetering"),
    Keuze("overig", "Iets anders"),
)
REGELS = {
    "beoordeling": "Drie jaar na het besluit",
    "ingetrokken": "Drie jaar na het intrekken",
    "concept": "Een concept dat een jaar niet is gewijzigd",
    "leerlingdossier": "Drie jaar nadat de leerling van school ging",
}
BESTAND = {
    "zonder_rij": "Een bestand dat bij geen dossier hoort",
    "zonder_bestand": "Een document waarvan het bestand weg is",
}
BESTANDEN = (
    "Elke nacht kijkt Meedoen of bij elk document een bestand ligt, en andersom. De functioneel beheerder zoekt dit "
    "uit, met wie Meedoen draait. Wat is opgelost, verdwijnt de nacht erna vanzelf."
)
VASTHOUDEN, VRAGEN = "/bewaren/dossier-vasthouden", "/bewaren/vernietiging-vragen"


def bewaren(stand: Bewaring, getypt: Formulier | None = None) -> BewarenPagina:
    """The page; with a form that was refused."""

    def formulier(url: str) -> Formulier:
        return getypt if getypt is not None and getypt.url == url else Formulier(url=url)

    mag = set(stand.handelingen)
    return BewarenPagina(
        samenvatting=_samenvatting(stand),
        per_nacht=_per_nacht(stand),
        dossiers=[_regel(een, stand) for een in stand.dossiers],
        vastgehouden=[_vast(een, formulier, "dossier_vrijgeven" in mag) for een in stand.vastgehouden],
        verzoeken=[_verzoek(een, formulier, "vernietiging_goedkeuren" in mag) for een in stand.verzoeken],
        verklaringen=[_verklaring(een) for een in stand.verklaringen],
        bestanden=[(BESTAND[een.soort], een.plek, f"Sinds {datum(een.sinds)}") for een in stand.bestanden],
        bestanden_uitleg=BESTANDEN,
        soorten=list(SOORTEN),
        vasthouden=formulier(VASTHOUDEN) if "dossier_vasthouden" in mag else None,
        vragen=formulier(VRAGEN) if "vernietiging_vragen" in mag else None,
        melding=getypt.algemene_fout if getypt is not None and getypt.url not in (VASTHOUDEN, VRAGEN) else "",
    )


def _samenvatting(stand: Bewaring) -> str:
    if not stand.dossiers:
        return "De komende vier maanden hoeft er niets weg."
    return f"De komende vier maanden: {aantal(len(stand.dossiers), 'dossier', 'dossiers')}. Namen staan hier niet."


def _per_nacht(stand: Bewaring) -> str:
    zelf = f"Meedoen vernietigt per nacht hooguit 2% van de dossiers: nu {stand.per_nacht}."
    if not stand.wacht:
        return zelf
    wacht = aantal(stand.wacht, "dossier is", "dossiers zijn")
    return f"{zelf} {wacht} aan de beurt. Voor meer in één nacht is toestemming van twee mensen nodig."


def _regel(een: c.BewaringStand, stand: Bewaring) -> BewaarRegel:
    if een.aangekondigd_op is None:
        staat = Status("Komt eraan", "stil", "clock")
    elif een.vernietigen_op <= stand.vandaag:
        staat = Status("Aan de beurt", "let-op", "clock")
    else:
        staat = Status(f"Aangekondigd op {datum(een.aangekondigd_op)}", "let-op", "clock")
    return BewaarRegel(
        kenmerk=een.kenmerk,
        op=datum(een.vernietigen_op),
        waarom=REGELS[een.regel],
        grond=een.grondslag,
        uitleg=een.uitleg,
        staat=staat,
    )


def _vast(een: c.VasthoudingStand, formulier, mag: bool) -> VastRegel:
    return VastRegel(
        id=str(een.id),
        kenmerk=een.kenmerk,
        soort=next(keuze.titel for keuze in SOORTEN if keuze.waarde == een.soort),
        reden=een.reden,
        sinds=f"Sinds {datum(een.van)}, door {een.door}",
        vrijgeven=formulier(f"/bewaren/vasthoudingen/{een.id}/dossier-vrijgeven") if mag else None,
    )


def _verzoek(een: c.VerzoekStand, formulier, mag: bool) -> VerzoekRegel:
    wat = f"Dossier {een.kenmerk} eerder" if een.kenmerk else f"Tot {een.aantal} dossiers in één nacht"
    return VerzoekRegel(
        id=str(een.id),
        wat=wat,
        reden=een.reden,
        door=f"Gevraagd door {een.door} op {datum(een.op)}",
        goedkeuren=formulier(f"/bewaren/verzoeken/{een.id}/vernietiging-goedkeuren") if mag and not een.eigen else None,
        wacht_op="Iemand anders dan u moet dit goedvinden." if een.eigen else "",
    )


def _verklaring(een: c.VerklaringStand) -> VerklaringRegel:
    return VerklaringRegel(
        op=datum(een.op),
        aantal=aantal(een.aantal, "dossier", "dossiers"),
        url=f"/bewaren/verklaringen/{een.op.isoformat()}",
        staat=Status("Overal weg", "ok", "check")
        if een.bevestigd
        else Status("Nog niet overal bevestigd", "info", "clock"),
    )
