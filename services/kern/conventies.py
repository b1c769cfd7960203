"""Keuzes waar de wet ruimte laat, met een naam. Een samenwerkingsverband geeft zijn hele set mee.

`CONVENTIES` beschrijft ze alle tien in gewone taal: de vier die vaststaan en de zes die te kiezen zijn. Waar een keuze
een uitkomst bepaalde, staat zij met haar naam in de stap.
"""

from __future__ import annotations

import msgspec


class Conventies(msgspec.Struct, frozen=True):
    """De keuzes die open staan; de eerste waarde is onze standaard."""

    herstel: str = "kort"  # CONV-2: loopt de klok op de laatste hersteldag weer ("kort") of nog niet ("lang")
    dwangsom_dagen: int = 15  # CONV-4: dagen van ingebrekestelling tot eerste dwangsomdag, 15 of 14
    verdaging_vanaf: str = "nominaal"  # CONV-6: verdagen vanaf het getelde of het "verlengd"e einde
    stukken_dagen: int = 11  # CONV-8: dagen terug van de hoorzitting tot de laatste dag voor stukken, 11 of 10
    schrikkeldag: str | None = None  # CONV-9: "28_februari" of "1_maart"; geen standaard
    lopende_maand: str = "meetellen"  # CONV-10: telt de lopende maand mee in DL


class Conventie(msgspec.Struct, frozen=True):
    """Eén keuze. `waarden` is leeg als zij vaststaat; `standaard` is None als een mens moet kiezen (of bij vast)."""

    naam: str
    vraag: str
    keuze: str
    waarom: str
    veld: str | None = None
    waarden: tuple[object, ...] = ()
    standaard: object = None

    @property
    def vast(self) -> bool:
        return not self.waarden


CONVENTIES: dict[str, Conventie] = {
    conventie.naam: conventie
    for conventie in (
        Conventie(
            "CONV-1",
            "Welke dag is de eerste dag van een termijn?",
            "De dag van de gebeurtenis is dag nul; de dag erna is de eerste. Een week is zeven dagen. Een dag is een "
            "dag in Nederland, ook als het tijdstip in een andere tijdzone is opgeschreven.",
            "Zo telt de Awb (6:8) en zo telt een kalender.",
        ),
        Conventie(
            "CONV-2",
            "Komt er geen antwoord op een vraag om aan te vullen: loopt de klok dan op de laatste dag weer?",
            "“kort”: ja, die dag telt weer mee. “lang”: nee, die dag staat de klok ook nog stil.",
            "Met “kort” kan het bestuursorgaan nooit te laat zijn; de andere lezing is verdedigbaar.",
            "herstel",
            ("kort", "lang"),
            "kort",
        ),
        Conventie(
            "CONV-3",
            "Wat als twee opschortingen samenvallen?",
            "Elke dag telt één keer. Een opschorting telt alleen als zij begint terwijl de termijn nog loopt. De dagen "
            "komen bij het getelde einde; pas daarna schuift de termijn zo nodig naar een werkdag, één keer.",
            "Een klok kan maar één keer stilstaan.",
        ),
        Conventie(
            "CONV-4",
            "Hoeveel dagen na de ingebrekestelling is de eerste dag van de dwangsom?",
            "15: er gaan twee hele weken voorbij en dan begint het. 14: op de dag dat het twee weken geleden is. De "
            "dag van de bekendmaking telt nooit mee.",
            "Rechters rekenen meestal met 15.",
            "dwangsom_dagen",
            (15, 14),
            15,
        ),
        Conventie(
            "CONV-5",
            "Voor wie loopt de bezwaartermijn?",
            "Voor elke geadresseerde apart, vanaf de dag waarop het besluit aan hem is bekendgemaakt.",
            "Bezwaar is alleen te laat als het voor die persoon te laat is.",
        ),
        Conventie(
            "CONV-6",
            "Vanaf welke dag telt het uitstel van de beslissing op bezwaar?",
            "“nominaal”: vanaf het getelde einde. “verlengd”: vanaf het einde na het schuiven naar een werkdag.",
            "“nominaal” geeft de vroegste datum; wie zich daaraan houdt is nooit te laat.",
            "verdaging_vanaf",
            ("nominaal", "verlengd"),
            "nominaal",
        ),
        Conventie(
            "CONV-7",
            "Hoe wordt een bedrag verdeeld dat niet op hele centen uitkomt?",
            "In hele centen; de centen die overblijven gaan naar wie het meest tekortkomt, en bij gelijke rest naar de "
            "eerste in de lijst. De delen zijn samen altijd het geheel.",
            "Zo raakt er geen cent zoek en is de verdeling na te rekenen.",
        ),
        Conventie(
            "CONV-8",
            "Wat is “tot tien dagen voor het horen”?",
            "11: de dag van de zitting en tien hele dagen ervoor zijn vrij van nieuwe stukken. 10: op de tiende dag "
            "ervoor kan het nog.",
            "De voorzichtige lezing; wie zich daaraan houdt is altijd op tijd.",
            "stukken_dagen",
            (11, 10),
            11,
        ),
        Conventie(
            "CONV-9",
            "Wanneer is iemand die op 29 februari is geboren in een gewoon jaar jarig?",
            "“28_februari” of “1_maart”. Een maand erbij is dezelfde dag van de maand; bestaat die niet, dan de "
            "laatste dag van die maand.",
            "De wet zegt het niet en het kan de leerplicht een maand schelen. Daarom kiest een mens, elke keer.",
            "schrikkeldag",
            ("28_februari", "1_maart"),
        ),
        Conventie(
            "CONV-10",
            "Telt de lopende maand mee in de didactische leeftijd?",
            "“meetellen” of “niet_meetellen”. In juli en augustus maakt het niet uit.",
            "De maand is begonnen en de leerling krijgt er les in.",
            "lopende_maand",
            ("meetellen", "niet_meetellen"),
            "meetellen",
        ),
    )
}

# Naam in het rekencontract: veld, en de waarden die mogen.
INSTELLINGEN: dict[str, tuple[str, tuple[object, ...]]] = {
    naam: (conventie.veld, conventie.waarden) for naam, conventie in CONVENTIES.items() if conventie.veld is not None
}

STANDAARD = Conventies()
