"""Sample pages about pupils: the list, a new dossier, one dossier."""

from __future__ import annotations

from web import views as v
from web import views_dubbelen as d
from web import views_leerlingen as l

LEERJAREN = [v.Keuze(f"groep {n}", f"Groep {n}") for n in range(1, 9)]
NAAR_DOSSIER = v.Link(titel="Terug naar het dossier", url="/leerlingen/sem")
WAARDEN = {"voornaam": "Sem", "achternaam": "Verhoeven", "geboortedatum": "2018-05-03", "leerjaar": "groep 5"}


def leerlingen() -> l.Leerlingen:
    return l.Leerlingen(
        organisatie="Openbare Basisschool Angelslo, Emmen",
        nieuw_url="/leerlingen/nieuw",
        inlezen_url="/inlezen",
        aantal="2 leerlingen",
        losse=[
            l.LosseRegel(
                titel="Noor Willems",
                url="/aanvragen/noor",
                sub="Aanvraag Speciaal onderwijs, 2026-118822",
                knop="Dossier beginnen",
                form=v.Formulier(url="/leerlingen/aanvraag-onderbrengen", waarden={"aanvraag": "x", "dossier": ""}),
            )
        ],
        leerlingen=[
            l.LeerlingRegel(
                url="/leerlingen/ayse",
                naam="Ayşe Kılıç",
                sub="Groep 2 · geboren op 14 november 2020",
                status=None,
                actie="",
                datum="Gewijzigd op 19 november",
            ),
            l.LeerlingRegel(
                url="/leerlingen/sem",
                naam="Sem Verhoeven",
                sub="Groep 5 · geboren op 3 mei 2018",
                status=None,
                actie="1 aanvraag loopt",
                datum="Gewijzigd op 23 november",
            ),
        ],
    )


def leerlingen_leeg(zoek: str = "") -> l.Leerlingen:
    school = "Openbare Basisschool Angelslo, Emmen"
    return l.Leerlingen(
        organisatie=school, nieuw_url="/leerlingen/nieuw", inlezen_url="/inlezen", leerlingen=[], zoek=zoek
    )


def leerling_nieuw() -> l.LeerlingNieuw:
    fouten = {"geboortedatum": "Deze geboortedatum ligt in de toekomst."}
    formulier = v.Formulier(url="/leerlingen/nieuw", waarden=WAARDEN | {"geboortedatum": "2028-05-03"}, fouten=fouten)
    return l.LeerlingNieuw(
        school="Openbare Basisschool Angelslo, Emmen",
        leerjaren=LEERJAREN,
        formulier=formulier,
        terug=v.Link(titel="Leerlingen", url="/leerlingen"),
    )


def kop(gegevens: bool = False) -> l.LeerlingKop:
    return l.LeerlingKop(
        naam="Sem Verhoeven",
        kenmerk="LL-2026-7KX4B",
        feiten=[
            ("user", "Groep 5 · geboren op 3 mei 2018"),
            ("school", "Openbare Basisschool Angelslo, Emmen"),
        ],
        status=None,
        onderdelen=[
            v.NavItem("Dossier", "/leerlingen/sem", actief=not gegevens),
            v.NavItem("Gezag, adres en school", "/leerlingen/sem/gegevens", actief=gegevens),
        ],
        zichtbaarheid="Alleen uw school ziet dit dossier, tot u iets deelt.",
    )


def leerling() -> l.LeerlingDossier:
    return l.LeerlingDossier(
        kop=kop(),
        procedures=[
            l.ProcedureRegel(
                url="/aanvragen/sem",
                titel="Aanvraag Speciaal basisonderwijs",
                sub="2026-483920",
                status=v.Status(tekst="Concept", soort="let-op", icoon="edit"),
                datum="Begonnen op 20 november",
            )
        ],
        tijdlijn=[
            v.TijdlijnRegel("history", "De school wijzigde de gegevens van de leerling.", "Ria Dekker", "vandaag"),
            v.TijdlijnRegel(
                "history", "De school begon een dossier van deze leerling.", "Ria Dekker", "20 november, 15:40"
            ),
        ],
        kruimels=[v.Link("Leerlingen", "/leerlingen"), v.Link("Sem Verhoeven", "/leerlingen/sem")],
        wijzigen_url="/leerlingen/sem/leerling-wijzigen",
        wachtplek_url="/leerlingen/sem/wachtplek-vragen",
        aanvraag_form=v.Formulier(url="/aanvragen/nieuw", waarden={"leerling": "sem"}),
        soorten=[v.Keuze("sbo", "Speciaal basisonderwijs"), v.Keuze("so", "Speciaal onderwijs")],
    )


def leerling_wijzigen() -> l.LeerlingWijzigen:
    formulier = v.Formulier(url="/leerlingen/sem/leerling-wijzigen", versie="2", waarden=WAARDEN)
    return l.LeerlingWijzigen(naam="Sem Verhoeven", leerjaren=LEERJAREN, formulier=formulier, terug=NAAR_DOSSIER)


def gegevens() -> l.LeerlingGegevens:
    form = {naam: v.Formulier(url=f"/leerlingen/sem/{naam}", versie="2") for naam in ("gezag", "adres", "uit")}
    eind = v.Formulier(url="/leerlingen/sem/gezag-beeindigen", versie="2")
    weg = v.Formulier(url="/leerlingen/sem/adres-beeindigen", versie="2")
    geheim = v.Status(tekst="Geheim", soort="fout", icoon="lock")
    uitnodig = v.Formulier(url="/leerlingen/sem/gezaghouder-uitnodigen", versie="2")
    return l.LeerlingGegevens(
        achttien=l.Achttien(
            "De leerling wordt 18 op 3 januari 2027",
            "Vanaf die dag lezen ouders niet meer mee en tekent de leerling zelf. U hoeft het gezag niet zelf te "
            "beëindigen. Nodig de leerling wel nu al uit.",
            ["De leerling is geboren op 3 januari 2009 en wordt dan achttien. (BW 1:233)"],
        ),
        navraag="20 november 2026",
        navraag_form=v.Formulier(url="/leerlingen/sem/inschrijving-bevestigen", versie="2"),
        loopbaan_form=v.Formulier(url="/leerlingen/sem/loopbaan-aanvullen", versie="2"),
        soorten=[v.Keuze("bo", "Basisschool"), v.Keuze("buitenland", "School in het buitenland")],
        register=[v.Keuze("16MA00", "Openbare Basisschool Angelslo, Emmen")],
        meekijkers=[
            l.MeekijkRegel(
                "Anja Smit", "Moeder · uitgenodigd op 20 november", v.Status("Kijkt mee", "ok", "eye"), "1", lid="a"
            ),
            l.MeekijkRegel("Jan Smit", "Voogd · nog niet uitgenodigd", None, "2", veld="gezag", uitnodig=uitnodig),
        ],
        kop=kop(gegevens=True),
        kruimels=[v.Link("Leerlingen", "/leerlingen"), v.Link("Sem Verhoeven", "/leerlingen/sem")],
        gezag=[
            l.GegevenRegel("Anja Smit", "Moeder · vanaf 3 mei 2018 · geboorte", eind=eind, veld="gezag", id="1"),
            l.GegevenRegel(
                "Peter Verhoeven",
                "Vader · van 3 mei 2018 tot 1 september 2025 · erkenning of huwelijk · uitspraak van de rechter",
                v.Status(tekst="Voorbij", soort="stil"),
            ),
        ],
        adressen=[
            l.GegevenRegel("Brink 12, 7811 AB Emmen", "vanaf 1 september 2025", geheim, weg, "adres", "2"),
        ],
        loopbaan=[
            l.GegevenRegel("Openbare Basisschool Angelslo, Emmen", "Groep 5 · vanaf 1 augustus 2026"),
            l.GegevenRegel("Openbare Basisschool Angelslo, Emmen", "Groep 4 · van 1 augustus 2025 tot 1 augustus 2026"),
            l.GegevenRegel(
                "Grundschule Nord, Bremen",
                "Klas 2 · School in het buitenland · van 22 augustus 2023 tot 1 juli 2024",
                None,
                v.Formulier(url="/leerlingen/sem/loopbaan-weghalen", versie="2"),
                "eerder",
                "9",
            ),
        ],
        relaties=[v.Keuze("moeder", "Moeder"), v.Keuze("vader", "Vader")],
        gronden=[v.Keuze("geboorte", "Geboorte")],
        eindgronden=[v.Keuze("uitspraak", "Uitspraak van de rechter")],
        scholen=[v.Keuze("19CO00", "Catamaran, Emmen")],
        gezag_form=form["gezag"],
        adres_form=form["adres"],
        uitschrijf_form=form["uit"],
    )


def gegevens_leeg() -> l.LeerlingGegevens:
    """As the samenwerkingsverband reads it: no forms."""
    return l.LeerlingGegevens(kop=kop(gegevens=True), kruimels=[], gezag=[], adressen=[], loopbaan=[])


def dubbelen() -> d.Dubbelen:
    def kant(nummer: str, naam: str) -> d.DubbelKant:
        return d.DubbelKant(
            naam=naam,
            url=f"/leerlingen/{nummer}",
            feiten=[f"LL-2026-{nummer}", "Geboren op 3 mei 2018", "Groep 5", "Er loopt geen aanvraag"],
            blijft=v.Formulier(url=f"/leerlingen/{nummer}/dossiers-samenvoegen", versie="2", waarden={"ander": "x"}),
        )

    return d.Dubbelen(
        kruimels=[v.Link("Leerlingen", "/leerlingen"), v.Link("Dubbele dossiers", "/leerlingen/dubbel")],
        paren=[
            d.DubbelPaar(
                id="paar-1",
                reden="Bijna dezelfde naam, dezelfde geboortedatum",
                kanten=(kant("7KX4B", "Zoë van der Plöeg"), kant("9RT2C", "Zoe Ploeg")),
                verschil=v.Formulier(url="/leerlingen/7KX4B/verschil-vastleggen", waarden={"ander": "x"}),
            )
        ],
        samengevoegd=[
            d.SamenvoegingRegel(
                titel="Sem Verhoeven, LL-2026-4HX7D",
                url="/leerlingen/sem",
                sub="LL-2026-8QQ2F ging hierin op, gisteren, door Ria Dekker",
                terug=v.Formulier(url="/leerlingen/sem/samenvoeging-terugdraaien", waarden={"samenvoeging": "x"}),
            )
        ],
    )


def bij_scholen() -> d.DubbelBijScholen:
    def kant(nummer: str, school: str, status: v.Status | None) -> d.BijSchool:
        feiten = [school, f"LL-2026-{nummer}", "Geboren op 3 mei 2018", "Groep 5"]
        return d.BijSchool("Sem Verhoeven", f"/leerlingen/{nummer}", feiten, status)

    return d.DubbelBijScholen(
        paren=[
            d.PaarBijScholen(
                id="paar-1",
                reden="Dezelfde naam en geboortedatum",
                kanten=(
                    kant("7KX4B", "De Catamaran, Emmen", v.Status("Zit volgens de school hier", "info", "check")),
                    kant("9PQ2C", "OBS Angelslo, Emmen", v.Status("De school moet nog antwoorden", "let-op", "clock")),
                ),
                navragen=None,
                verschil=v.Formulier(url="/leerlingen/7KX4B/leerlingen-onderscheiden", waarden={"ander": "9PQ2C"}),
            )
        ]
    )
