"""Sample pages about aanmelding and zorgplicht: clocks of a school and a board, numbers, one aanmelding, one act."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from services.intake.zorgplicht import contract as c
from services.intake.zorgplicht.houder import Voorval, houder_op, houders, meekijkers
from services.intake.zorgplicht.klok import alarm, klok, sinds
from services.kern.rollen import Rol
from web import views_zorgplicht as z
from web.filling import meekijken as meekijkwoorden
from web.filling import zorgplicht as vullen
from web.preview import pupils
from web.views import Formulier, Keuze, Link, Veld

VANDAAG, GEBOREN = date(2026, 11, 23), date(2020, 5, 3)
EIGEN, TWEEDE = "16MA00", "19CO00"
ID = UUID(int=7)
RUSTIG = ("informatie_vragen", "onderzoek_delen", "leerling_inschrijven", "aanmelding_intrekken")


def _stand(dagen: int, *meer: tuple[str, int, str, str]) -> c.AanmeldingStand:
    """An aanmelding of so many days ago; `meer`: kind, days ago, school, what was written."""
    regels = [("aanmelding_ontvangen", dagen, EIGEN, ""), *meer]
    register = [Voorval(soort, VANDAAG - timedelta(days=geleden), school) for soort, geleden, school, _ in regels]
    k = klok(register, "po", VANDAAG, GEBOREN)
    status = "elders_ingeschreven" if meer and meer[-1][0] == "elders_ingeschreven" else "in_onderzoek"
    soort = alarm(status, k.uiterlijk_op, k.plaatsen_op, VANDAAG)

    def houder(h) -> c.HouderStand:
        return c.HouderStand(school=h.school, van=h.van, tot=h.tot, door=h.door)

    return c.AanmeldingStand(
        id=ID,
        versie=1,
        status=status,
        ontvangen_op=register[0].op,
        school=EIGEN,
        bestuur="42830",
        voorkeur=EIGEN,
        andere_scholen=[],
        houder=houder(houder_op(register, VANDAAG)),
        geschiedenis=[houder(h) for h in houders(register)],
        meekijkers=[
            c.MeekijkerStand(school=m.school, sinds=m.sinds, bereid=m.bereid, antwoord_op=m.antwoord_op)
            for m in meekijkers(register)
        ],
        klok=c.KlokStand(
            uiterlijk_op=k.uiterlijk_op,
            status=k.status,
            verlengd=k.verlenging == "tijdig",
            verlengen_uiterlijk=k.verlengen_uiterlijk,
            plaatsen_op=k.plaatsen_op,
            dag=k.dag,
            wachtdagen=k.wachtdagen,
            alarm=soort,
            sinds=sinds(soort, k.uiterlijk_op, k.plaatsen_op),
            uitleg=[
                c.Uitlegstap(stap=s.stap, datum=s.datum if isinstance(s.datum, date) else None, grondslag=s.grondslag)
                for s in k.uitleg
            ],
        ),
        voorvallen=[
            c.VoorvalStand(soort=v.soort, op=v.op, school=v.school, reden="", toelichting=tekst)
            for v, (_, _, _, tekst) in zip(register, regels, strict=True)
        ],
    )


def aanmelding(fase: str = "loopt") -> z.Aanmelding:
    """`fase`: nog_geen, loopt, te_laat, elders or bestuur."""
    gevraagd = ("informatie_gevraagd", 20, "", "Het verslag van de peuterspeelzaal.")
    stand = {
        "nog_geen": None,
        "loopt": _stand(33, gevraagd, ("informatie_ontvangen", 8, "", ""), ("onderzoek_gedeeld", 5, TWEEDE, "")),
        "te_laat": _stand(80, gevraagd),
        "elders": _stand(60, ("onderzoek_gedeeld", 40, TWEEDE, ""), ("elders_ingeschreven", 25, TWEEDE, "")),
        "bestuur": _stand(45),
    }[fase]
    handelingen = {
        "nog_geen": ["aanmelding_vastleggen"],
        "loopt": ["informatie_vragen", "beslissing_verlengen", "onderzoek_delen", "leerling_inschrijven"],
        "te_laat": [*RUSTIG, "leerling_plaatsen", "uitzondering_vastleggen"],
        "elders": ["aanmelding_vastleggen"],
        "bestuur": [],
    }[fase]
    blad = c.AanmeldingBlad(
        dossier_id=ID,
        kenmerk="LL-2026-7KX4B",
        leerling="" if fase == "bestuur" else "Sem Verhoeven",
        school=EIGEN,
        aanmelding=stand,
        handelingen=handelingen,
        uitzonderingen=[],
    )
    kop = vullen.kop_voor_bestuur(blad) if fase == "bestuur" else pupils.kop()
    return vullen.aanmelding(blad, kop, [vullen.ALLE, Link("Aanmelding", "")], VANDAAG)


def _kort(nummer: int, dagen: int, naam: str, status: str = "in_onderzoek", houder: str = EIGEN) -> c.KlokKort:
    k = klok([Voorval("aanmelding_ontvangen", VANDAAG - timedelta(days=dagen), EIGEN)], "po", VANDAAG, GEBOREN)
    soort = alarm(status, k.uiterlijk_op, k.plaatsen_op, VANDAAG)
    return c.KlokKort(
        dossier_id=UUID(int=nummer),
        kenmerk=f"LL-2026-7KX{nummer}B",
        leerling=naam,
        school=EIGEN,
        houder=houder,
        status=status,
        ontvangen_op=VANDAAG - timedelta(days=dagen),
        uiterlijk_op=k.uiterlijk_op,
        plaatsen_op=k.plaatsen_op,
        dag=dagen,
        alarm=soort,
        sinds=sinds(soort, k.uiterlijk_op, k.plaatsen_op),
    )


def klokken(rol: Rol = Rol.IB_ER, leeg: bool = False) -> z.Klokken:
    school = rol is Rol.IB_ER
    namen = ["Ayşe Kılıç", "Sem Verhoeven", "Jolijn Tabak", "Daan Prins", "Noor Bos"] if school else [""] * 5
    lijst = [
        _kort(2, 75, namen[0]),
        _kort(3, 50, namen[1]),
        _kort(4, 35, namen[2]),
        _kort(5, 10, namen[3]),
        _kort(6, 40, namen[4], "geweigerd"),
    ]
    antwoord = c.KlokkenLijst(klokken=[] if leeg else lijst, meer=False)
    kaart = None
    if school:
        kind = c.Aanmeldbaar(dossier_id=ID, leerling="Sem Verhoeven", groep="groep 5")
        scholen = [Keuze(EIGEN, "Openbare Basisschool Angelslo, Emmen")]
        velden = [
            Veld("ontvangen_op", "Wanneer kreeg de school de aanmelding op papier?", "datum"),
            Veld("voorkeur", "Welke school willen de ouders het liefst?", "keuzelijst", keuzes=scholen),
            Veld("andere_school", "Waar nog meer aangemeld?", "keuzelijst", verplicht=False, keuzes=scholen),
        ]
        kaart = vullen.vastleggen(c.Aanmeldbaren(leerlingen=[] if leeg else [kind]), velden, EIGEN, VANDAAG)
    return vullen.klokken(antwoord, rol, "Openbare Basisschool Angelslo, Emmen", VANDAAG, kaart)


def meekijken(leeg: bool = False) -> z.Meekijken:
    def een(nummer: int, naam: str, status: str, dagen: int, **anders: str) -> c.MeekijkStand:
        return c.MeekijkStand(
            id=UUID(int=60 + nummer),
            dossier=ID,
            versie=1,
            leerling=naam,
            groep="groep 5",
            van_school=EIGEN,
            houder=EIGEN,
            aanleiding=anders.get("aanleiding", "gevraagd"),
            vraag=anders.get("vraag", ""),
            sinds=VANDAAG,
            uiterlijk_op=VANDAAG + timedelta(days=dagen),
            status=status,
            antwoord_op=VANDAAG if status == "niet_bereid" else None,
            toelichting="In groep 5 zitten al 31 kinderen." if status == "niet_bereid" else "",
        )

    alle = [
        een(1, "Sem Verhoeven", "open", 6, vraag="Heeft u plek voor een kind dat veel rust nodig heeft?"),
        een(2, "Jolijn Tabak", "open", 30, aanleiding="ouders"),
        een(3, "Daan Prins", "niet_bereid", 12),
        een(4, "Noor Bos", "vervallen", 2),
    ]
    return meekijkwoorden.lijst(c.MeekijkLijst(verzoeken=[] if leeg else alle), VANDAAG)


def tellingen() -> z.Tellingen:
    rijen = [
        c.BestuurTelling(bestuur="42830", lopend=12, binnenkort=3, te_laat=1, plaatsen=1, oudste=date(2026, 10, 20)),
        c.BestuurTelling(bestuur="41551", lopend=4, binnenkort=0, te_laat=0, plaatsen=0, oudste=None),
    ]
    return vullen.tellingen(c.KlokkenTelling(besturen=rijen), VANDAAG)


def handeling() -> z.AanmeldingHandeling:
    scholen = [Keuze(EIGEN, "Openbare Basisschool Angelslo, Emmen")]
    return z.AanmeldingHandeling(
        leerling="Sem Verhoeven",
        kenmerk="LL-2026-7KX4B",
        terug=Link("Terug naar de aanmelding", "/leerlingen/sem/aanmelding"),
        formulier=Formulier(url="/", waarden={"op": "2026-11-23"}, fouten={"toestemming": "Vraag het eerst."}),
        kop="Andere school laten meekijken",
        uitleg="De andere school kijkt mee binnen uw termijn. De zorgplicht blijft zolang waar zij is.",
        velden=[
            Veld("school", "Welke school kijkt mee?", "keuzelijst", keuzes=scholen),
            Veld("op", "Sinds wanneer?", "datum"),
            Veld(
                "toestemming", "Vinden de ouders het goed?", "ja_nee", keuzes=[Keuze("ja", "Ja"), Keuze("nee", "Nee")]
            ),
        ],
        knop="Andere school laten meekijken",
    )
