"""Het formulier van het OPP: wat het samenwerkingsverband vraagt, en wat de wet overal vraagt.

Een vraag is er een van de school, van de ouders of van de leerling. De antwoorden worden bewaard en getoetst zoals die
van een aanvraag (`services.intake.aanvraag`): daarom is elk formulier hier een Recept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from services.kern.wetsartikelen import WPO_40A, WVO_2_44
from tenants.schema import AlsAntwoord, Onderdeel, OppOnderdeel, OppRegels, OppVraag, Recept, Vraag

WET = f"{WPO_40A}, {WVO_2_44}"
KIJK = {
    ("school", "helpt"): "Wat helpt, gezien vanuit school?",
    ("school", "hindert"): "Wat belemmert, gezien vanuit school?",
    ("ouders", "helpt"): "Wat helpt, gezien vanuit thuis?",
    ("ouders", "hindert"): "Wat belemmert, gezien vanuit thuis?",
}
GEHOORD = ("ja", "wilde niet", "kon niet")


def _als(vraag: str, *een_van: str) -> AlsAntwoord:
    return AlsAntwoord(vraag=vraag, is_een_van=list(een_van))


#: Wat de wet in elk OPP vraagt, hoe het formulier er verder ook uitziet.
OVERLEG = Onderdeel(
    naam="overleg",
    titel="Gesprek met de ouders",
    vragen=[
        Vraag(
            naam="overleg_op",
            label="Wanneer sprak de school met de ouders over dit plan?",
            uitleg="Het gesprek is bedoeld om het samen eens te worden.",
            soort="datum",
            bron=WET,
        ),
        Vraag(naam="overleg_met", label="Wie waren erbij?", soort="tekst", max_lengte=300),
        Vraag(naam="overleg_uitkomst", label="Waar kwamen jullie op uit?", soort="lang", verplicht=False),
    ],
)
MENING = Onderdeel(
    naam="mening",
    titel="Wat de leerling ervan vindt",
    vragen=[
        Vraag(
            naam="gehoord",
            label="Is de leerling gehoord?",
            uitleg="De leerling mag altijd een mening geven. Het hoeft niet.",
            soort="keuze",
            keuzes=list(GEHOORD),
            bron=WET,
        ),
        Vraag(naam="gehoord_op", label="Wanneer?", soort="datum", als=_als("gehoord", "ja", "wilde niet")),
        Vraag(
            naam="gehoord_door",
            label="Wie vroeg het?",
            soort="tekst",
            max_lengte=200,
            als=_als("gehoord", "ja", "wilde niet"),
        ),
        Vraag(naam="mening", label="Wat vindt de leerling?", soort="lang", als=_als("gehoord", "ja")),
        Vraag(
            naam="mening_antwoord",
            label="Wat doet de school met die mening?",
            uitleg="De leerling leest dit antwoord.",
            soort="lang",
            als=_als("gehoord", "ja"),
        ),
        Vraag(naam="niet_gehoord", label="Waarom kon het niet?", soort="lang", als=_als("gehoord", "kon niet")),
    ],
)
#: Wat de leerling zelf leest, in gewone woorden.
LEESVERSIE = Onderdeel(
    naam="leesversie",
    titel="In woorden van de leerling",
    vragen=[
        Vraag(naam="lees_goed", label="Wat gaat goed?", uitleg="Schrijf “je”.", soort="lang", verplicht=False),
        Vraag(naam="lees_lastig", label="Wat is lastig?", soort="lang", verplicht=False),
        Vraag(
            naam="lees_doelen",
            label="Waar werk je aan?",
            uitleg="Korte zinnen, elk doel op een eigen regel. Bijvoorbeeld: Je begint zelf aan je werk.",
            soort="lang",
        ),
        Vraag(naam="lees_hulp", label="Wie helpt je, en hoe?", soort="lang"),
        Vraag(naam="lees_straks", label="Waar ga je later naartoe?", soort="lang", verplicht=False),
    ],
)
WETTELIJK = (OVERLEG, MENING, LEESVERSIE)
#: Wat de leerling op de eigen bladzijde kan schrijven.
VAN_LEERLING = Onderdeel(
    naam="leerling",
    titel="Wat vind jij?",
    vragen=[
        Vraag(naam="ik_goed", label="Wat gaat goed op school?", soort="lang", verplicht=False),
        Vraag(naam="ik_lastig", label="Wat vind je lastig?", soort="lang", verplicht=False),
        Vraag(naam="ik_wil", label="Wat wil jij dat er gebeurt?", soort="lang", verplicht=False),
    ],
)


def vragen(onderdeel: OppOnderdeel, van: str) -> list[OppVraag]:
    """De vragen van dit onderdeel voor de school of voor de ouders; bij een thema ook wat helpt en wat belemmert."""
    eigen = [vraag for vraag in onderdeel.vragen if vraag.van == van]
    if van not in onderdeel.kijk:
        return eigen
    kijk = [
        OppVraag(
            naam=f"{onderdeel.naam}_{van}_{wat}",
            label=KIJK[van, wat],
            soort="lang",
            verplicht=False,
            van="ouders" if van == "ouders" else "school",
        )
        for wat in ("helpt", "hindert")
    ]
    return [*kijk, *eigen]


def _recept(onderdelen: list[Onderdeel]) -> Recept:
    return Recept(onderdelen=onderdelen, documenten=[], zienswijzen=[])


def van_school(opp: OppRegels) -> Recept:
    """Wat de school invult: de onderdelen van het samenwerkingsverband, dan die van de wet."""
    eigen = [
        Onderdeel(naam=o.naam, titel=o.titel, vragen=list(gevraagd))
        for o in opp.onderdelen
        if (gevraagd := vragen(o, "school"))
    ]
    return _recept([*eigen, *WETTELIJK])


def van_ouders(opp: OppRegels) -> Recept:
    """Wat een ouder kan invullen."""
    return _recept(
        [
            Onderdeel(naam=o.naam, titel=o.titel, vragen=list(gevraagd))
            for o in opp.onderdelen
            if (gevraagd := vragen(o, "ouders"))
        ]
    )


def van_leerling() -> Recept:
    return _recept([VAN_LEERLING])


def bijdrage(opp: OppRegels, wie: str) -> Recept:
    """`wie`: ouder of leerling."""
    return van_leerling() if wie == "leerling" else van_ouders(opp)


def doelen(opp: OppRegels, antwoorden: Mapping[str, str]) -> list[str]:
    """Elk doel apart: elke regel van een antwoord op een vraag naar doelen."""
    namen = [vraag.naam for onderdeel in opp.onderdelen for vraag in onderdeel.vragen if vraag.doel]
    regels = [regel.strip(" \t-–•*") for naam in namen for regel in antwoorden.get(naam, "").splitlines()]
    return list(dict.fromkeys(regel for regel in regels if regel))


def themas(opp: OppRegels) -> list[str]:
    """De vragen van de school naar wat helpt en wat belemmert."""
    return [
        f"{onderdeel.naam}_school_{wat}"
        for onderdeel in opp.onderdelen
        if "school" in onderdeel.kijk
        for wat in ("helpt", "hindert")
    ]


def afdruk_handelingsdeel(opp: OppRegels, antwoorden: Mapping[str, str], onderwijstijd: Any) -> str:
    """Waarmee iemand het eens is, als SHA-256 in hex: wat de school in het handelingsdeel schreef, en minder tijd."""
    namen = {v.naam for o in opp.onderdelen if o.handelingsdeel for v in vragen(o, "school")}
    return _afdruk([{n: antwoorden[n] for n in sorted(namen) if antwoorden.get(n)}, onderwijstijd])


def afdruk(
    antwoorden: Mapping[str, str], onderwijstijd: Any, kop: Mapping[str, Any], bijdragen: list[Mapping[str, Any]]
) -> str:
    """Alles wat er in een vastgestelde versie staat, als SHA-256 in hex."""
    return _afdruk([dict(antwoorden), onderwijstijd, dict(kop), sorted(map(_afdruk, bijdragen))])


def _afdruk(inhoud: Any) -> str:
    tekst = json.dumps(inhoud, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(tekst.encode()).hexdigest()
