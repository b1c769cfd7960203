"""Sample pages of what comes from the leerlingadministratie: reading in, choosing, and what stands in the dossier."""

from __future__ import annotations

from web import views as v
from web import views_oso as o
from web.filling.oso import BIJLAGE, TE_OUD, VERS
from web.preview import pupils

BSN = "In dit dossier staat een burgerservicenummer of onderwijsnummer. Dat mag niet."
MAG_NIET = "Een samenwerkingsverband mag dit niet hebben."
OPP = "Ontwikkelingsperspectief (OPP)"
GEHEIM = "Daarom is geen enkel adres gelezen, ook niet van ouders."
TERUG = v.Link(titel="Terug naar inlezen", url="/inlezen")


def inlezen(fout: str = "") -> o.OsoInlezen:
    formulier = v.Formulier(url="/inlezen/oso-inlezen")
    if fout:
        zin = "Dit dossier is niet gelezen. Er is niets gelezen en niets bewaard."
        formulier = v.Formulier(url=formulier.url, fouten={"bestand": fout}, algemene_fout=zin)
    return o.OsoInlezen(
        formulier=formulier,
        concepten=[
            o.ConceptRegel(
                "/inlezen/fenne", "Fenne Roessingh", "Blijft tot en met 7 december", "Dossier van 2 november"
            )
        ],
        dagen=14,
        terug=v.Link(titel="Leerlingen", url="/leerlingen"),
    )


def _regel(nummer: int, naam: str, waarde: str, leeftijd: str = "12 dagen oud", **meer: object) -> o.GegevenRegel:
    gewoon: dict = {"status": None, "kiezen": True, "gekozen": True}
    return o.GegevenRegel(f"g-{nummer}", f"sleutel/{nummer}", naam, waarde, leeftijd, **(gewoon | meer))


def concept(bestaand: bool = True) -> o.OsoConcept:
    vast = "Gaat altijd mee: zonder dit is er geen dossier."
    bij = o.KandidaatRegel("", "Fenne Roessingh", "LL-2026-7K2QD · groep 4 · geboren op 11 juni 2018")
    zonder = {} if bestaand else {"kiezen": False, "gekozen": False, "opmerking": vast}
    zelfde = {"kiezen": False, "gekozen": False, "opmerking": "Staat al zo in het dossier."}
    groep = {"gekozen": False, "nu": "groep 4"} if bestaand else zonder
    oud = {"status": TE_OUD, "gekozen": False, "opmerking": "Bruikbaar tot en met 3 februari 2026."}
    return o.OsoConcept(
        naam="Fenne Roessingh",
        herkomst="Uit Leerlingbeeld 7, gemaakt op 11 november 2026",
        leeftijd="12 dagen oud",
        tot="Dit concept verdwijnt na 7 december.",
        meldingen=[
            v.Melding("info", "Het adres van deze leerling is geheim", GEHEIM),
            v.Melding("warning", "Niet alles stond erin", "Het adres van de school ontbreekt."),
        ],
        bij=bij if bestaand else None,
        kandidaten=[o.KandidaatRegel("/inlezen/fenne?bij=x", "Fena Roessingh", "LL-2026-QQ2XD · groep 6")],
        nieuw_url="/inlezen/fenne?nieuw=1" if bestaand else "",
        blokken=[
            o.GegevenBlok(
                "Leerling",
                [
                    _regel(1, "Voornaam", "Fenne", **(zelfde if bestaand else zonder)),
                    _regel(2, "Achternaam", "Roessingh", **(zelfde if bestaand else zonder)),
                    _regel(3, "Groep of leerjaar", "groep 5", **groep),
                    _regel(4, "Alle voornamen", "Fenne Elisabeth"),
                ],
            ),
            o.GegevenBlok(
                "Ouders en verzorgers",
                [_regel(5, "Ouder 1: naam", "Marit Roessingh"), _regel(6, "Ouder 1: relatie", "moeder")],
            ),
            o.GegevenBlok(
                "Ondersteuning op school",
                [
                    _regel(7, OPP, "vanaf 14 september 2026", "Van 14 september 2026, 70 dagen oud", status=VERS),
                    _regel(8, "Handelingsplan", "technisch lezen", "Van 3 februari 2025, 658 dagen oud", **oud),
                ],
            ),
        ],
        bijlagen=[
            o.BijlageRegel("b1", "plan.pdf", f"{OPP} · 14 september · 12 kB", BIJLAGE["bruikbaar"], True),
            o.BijlageRegel("b2", "toets.docx", "Toets · 21 januari · 31 kB", BIJLAGE["wacht"], False),
            o.BijlageRegel(
                "b3",
                "verslag.pdf",
                "Overige bijlagen · 11 november",
                BIJLAGE["geweigerd"],
                False,
                "Deze bijlage is beschadigd en kan niet worden geopend. Voeg het document zelf toe.",
            ),
        ],
        ververs_url="/inlezen/fenne?nieuw=1",
        weggelaten=[
            o.WegRegel("Geboorteplaats", MAG_NIET, "Regel PaO.LL10"),
            o.WegRegel("Bankrekening (2 keer)", MAG_NIET, "Regel PaO.OV05"),
            o.WegRegel("Geslacht", "Meedoen heeft dit niet nodig en leest het daarom niet.", ""),
        ],
        formulier=v.Formulier(url="/inlezen/fenne/oso-overnemen", versie="3", waarden={"dossier": "x"}),
        weggooien=v.Formulier(url="/inlezen/fenne/oso-weggooien"),
        terug=TERUG,
    )


def gegevens(leeg: bool = False) -> o.OsoGegevens:
    bron = "Leerlingbeeld 7, 11 november 2026; overgenomen door Iris Bakker op 23 november"
    regels = [
        o.OvergenomenRegel("Ouder 1: naam", "Marit Roessingh", "12 dagen oud", bron, None),
        o.OvergenomenRegel("Ouder 1: relatie", "moeder", "12 dagen oud", bron, None),
    ]
    plan = o.OvergenomenRegel("Handelingsplan", "technisch lezen", "Van 3 februari 2025, 658 dagen oud", bron, TE_OUD)
    stukje = o.StukRegel("/leerlingen/sem/administratie/x", "plan.pdf", f"{OPP} · 14 september · 12 kB")
    blokken = [o.OvergenomenBlok("Ouders en verzorgers", regels), o.OvergenomenBlok("Ondersteuning op school", [plan])]
    return o.OsoGegevens(
        kop=pupils.leerling().kop,
        blokken=[] if leeg else blokken,
        stukken=[] if leeg else [stukje],
        kruimels=pupils.leerling().kruimels,
        inlezen_url="/inlezen",
    )
