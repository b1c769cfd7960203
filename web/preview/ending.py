"""Sample pages of TLV's that end, of their renewal, and of signing several aanvragen."""

from __future__ import annotations

from web import views as v
from web import views_verloop as e

S = v.Status
_JAREN = [v.Keuze(f"groep {n}", f"Groep {n}") for n in range(1, 9)]


def _regel(id: str, leerling: str, status: v.Status, *, kan: bool = True) -> e.VerloopRegel:
    return e.VerloopRegel(
        id=id,
        leerling=leerling,
        sub="geboren op 14 maart 2018",
        nummer="PO2202-2026-00012",
        soort="Speciaal basisonderwijs (sbo)",
        einde="loopt af op 31 juli 2027",
        status=status,
        kan=kan,
        gekozen=id == "mila",
        groep="groep 5",
        link=None if kan else v.Link("Naar de aanvraag", "/aanvragen/sem"),
    )


def school(leeg: bool = False) -> e.Verloop:
    groepen = [
        e.VerloopGroep(
            "Nog niet begonnen",
            "Kies de leerlingen die hier blijven. Terug naar gewoon onderwijs gaat voor.",
            [
                _regel("mila", "Mila de Vries", S("Binnenkort", "let-op", "clock")),
                _regel("sem", "Sem Verhoeven", S("Afgelopen", "fout", "alert")),
            ],
        ),
        e.VerloopGroep(
            "Verlenging loopt", "", [_regel("noor", "Noor Jansen", S("Concept", "stil", "edit"), kan=False)]
        ),
    ]
    return e.Verloop(
        kop="Verklaringen die aflopen",
        inleiding="Verklaringen die binnen een jaar aflopen. Een verlenging is een nieuwe aanvraag.",
        groepen=[] if leeg else groepen,
        leeg="Er loopt bij uw school geen verklaring af.",
        formulier=None if leeg else v.Formulier(url="/verloop/aanvraag-verlengen"),
        leerjaren=_JAREN,
        alles=None if leeg else v.Link("Alle leerlingen kiezen", "/verloop?kies=alle"),
        knop="Verlengingen beginnen",
    )


def verlengd() -> e.Verlengd:
    oud = "Ontwikkelingsperspectief (OPP) (maandag 2 maart 2026): te oud, het mag 12 maanden oud zijn."
    return e.Verlengd(
        kop="Verlengingen begonnen",
        samenvatting="2 concepten staan klaar. Alleen uw school ziet ze.",
        regels=[
            e.VerlengdRegel("Mila de Vries", "/aanvragen/mila", ["Uw eerdere beschrijvingen"], [oud]),
            e.VerlengdRegel("Noor Jansen", "/aanvragen/noor", [], []),
            e.VerlengdRegel("Sem Verhoeven", "", [], [], fout="Deze verlenging is al begonnen: 2026-K4T9R."),
        ],
        terug=v.Link("Verklaringen die aflopen", "/verloop"),
        verder=v.Link("Naar de aanvragen", "/aanvragen"),
    )


def tekenen() -> e.Tekenen:
    return e.Tekenen(
        regels=[
            e.TekenRegel("mila", "7", "Mila de Vries", "2026-K4T9R · Speciaal basisonderwijs (sbo)", "/aanvragen/mila"),
            e.TekenRegel("noor", "4", "Noor Jansen", "2026-P7WQ2 · Speciaal basisonderwijs (sbo)", "/aanvragen/noor"),
        ],
        formulier=v.Formulier(url="/aanvragen/ondertekenen"),
        uitleg="Aan deze aanvragen ontbreekt alleen uw handtekening. Open ze eerst: u tekent voor wat er nu staat.",
        uitslag=["Sem Verhoeven: ondertekend en ingediend."],
    )
