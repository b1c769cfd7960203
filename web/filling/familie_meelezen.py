"""Who reads along with the dossier of a pupil of age: the choice of the pupil, and what a parent reads who does not."""

from __future__ import annotations

from datetime import date

from services.intake.leerlingen.contract import MeelezenUitleg, MeelezersLijst, MeelezerStand, MeelezersTonen
from services.kern.rollen import Rol
from web import views_mijn_dossier as views
from web.filling.onderdelen import Familiedeel, Gezin
from web.formatting import lange_datum
from web.views import Formulier
from web.views_mijn_dossier import Familieblok

SLEUTEL = "meelezen"


def _blok(lijst: MeelezersLijst, gezin: Gezin) -> Familieblok | None:
    if not lijst.meelezers:
        return None
    return Familieblok(
        sleutel=SLEUTEL,
        kop="Wie mag meelezen?",
        zin="Je bent 18 jaar of ouder. Jij beslist of je ouders dit dossier lezen. Het geldt meteen. Je kunt het "
        "altijd weer veranderen.",
        sjabloon="_meelezen.html",
        inhoud=views.Meelezen(regels=[_regel(een, gezin) for een in lijst.meelezers]),
    )


def _regel(een: MeelezerStand, gezin: Gezin) -> views.MeelezerRegel:
    daad = "meelezen-intrekken" if een.leest else "meelezen-toestaan"
    return views.MeelezerRegel(
        lid=str(een.id),
        naam=een.naam,
        zin="leest alles wat jij hier ziet, en wie er keek." if een.leest else "ziet niets.",
        leest=een.leest,
        knop=f"{een.naam} niet meer laten meelezen" if een.leest else f"{een.naam} laten meelezen",
        formulier=Formulier(url=f"/mijn-dossier/{gezin.dossier_id}/{daad}"),
    )


FAMILIE = Familiedeel(
    vraag=lambda id: MeelezersTonen(dossier_id=id), blok=_blok, rollen=frozenset({Rol.LEERLING}), volgorde=70
)


def gestopt(uitleg: MeelezenUitleg, kind: str, vandaag: date) -> views.MeelezenGestopt:
    """`kind`: the first name, as it stands in the hat of this parent."""
    wanneer = "vandaag" if uitleg.sinds == vandaag else f"op {lange_datum(uitleg.sinds)}"
    return views.MeelezenGestopt(
        kop=f"U leest het dossier van {kind} niet meer",
        inleiding=f"{kind} werd {wanneer} 18 jaar.",
        waarom=[
            f"Wie 18 is, beslist zelf. {kind} bepaalt nu wie het dossier leest. Dat staat in de wet.",
            "De school kan dit niet voor u veranderen. U ziet hier dus niets meer van het dossier.",
        ],
        stappen=[
            f"Vraag {kind} of u weer mag meelezen.",
            f"{kind} logt in bij Meedoen en zoekt “Wie mag meelezen?” op de bladzijde van het dossier.",
            f"{kind} kiest de knop met uw naam. Daarna leest u meteen weer mee.",
        ],
        anders=f"Heeft {kind} nog geen toegang tot Meedoen? De school kan {kind} uitnodigen. {kind} kan het meelezen "
        "altijd weer stoppen.",
    )
