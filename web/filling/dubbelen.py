"""Dossiers that may be of one pupil, in words: the two side by side, and what was merged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.intake.leerlingen.contract import (
    BijSchool,
    DubbelBijScholen,
    DubbelenLijst,
    LeerlingKort,
    SamenvoegingStand,
)
from web import views_dubbelen as views
from web.filling.leerlingen import ALLE
from web.filling.words import schoolnaam
from web.formatting import AMSTERDAM, aantal, datum, datum_bij
from web.views import Formulier, Link, Status

GEZEGD = {
    "": Status("De school moet nog antwoorden", "let-op", "clock"),
    "hier": Status("Zit volgens de school hier", "info", "check"),
    "weg": Status("Volgens de school vertrokken", "stil", "door"),
}


def dubbelen(lijst: DubbelenLijst, vandaag: date, fout: str = "") -> views.Dubbelen:
    kort = {leerling.id: leerling for leerling in lijst.leerlingen}
    return views.Dubbelen(
        kruimels=[ALLE, Link("Dubbele dossiers", "/leerlingen/dubbel")],
        paren=[
            views.DubbelPaar(
                id=f"paar-{nummer}",
                reden=paar.reden,
                kanten=(_kant(kort[paar.een], paar.ander, vandaag), _kant(kort[paar.ander], paar.een, vandaag)),
                verschil=_form(paar.een, "verschil-vastleggen", kort[paar.een].versie, ander=paar.ander),
            )
            for nummer, paar in enumerate(lijst.dubbelen, 1)
            if paar.een in kort and paar.ander in kort
        ],
        samengevoegd=[_samengevoegd(s, vandaag) for s in lijst.samengevoegd],
        fout=fout,
    )


def _form(id: UUID, handeling: str, versie: int, **waarden: UUID) -> Formulier:
    return Formulier(
        url=f"/leerlingen/{id}/{handeling}",
        versie=str(versie),
        waarden={naam: str(waarde) for naam, waarde in waarden.items()},
    )


def _kant(kind: LeerlingKort, ander: UUID, vandaag: date) -> views.DubbelKant:
    return views.DubbelKant(
        naam=kind.naam,
        url=f"/leerlingen/{kind.id}",
        feiten=[
            kind.kenmerk,
            f"Geboren op {datum(kind.geboren_op)}",
            kind.groep.capitalize(),
            aantal(kind.aanvragen, "aanvraag loopt", "aanvragen lopen") if kind.aanvragen else "Er loopt geen aanvraag",
            f"Gewijzigd op {datum_bij(kind.gewijzigd_op.astimezone(AMSTERDAM).date(), vandaag)}",
        ],
        blijft=_form(kind.id, "dossiers-samenvoegen", kind.versie, ander=ander),
    )


def _samengevoegd(s: SamenvoegingStand, vandaag: date) -> views.SamenvoegingRegel:
    op = datum_bij(s.op.astimezone(AMSTERDAM).date(), vandaag)
    return views.SamenvoegingRegel(
        titel=f"{s.naam}, {s.kenmerk}",
        url=f"/leerlingen/{s.dossier_id}",
        sub=f"{s.ander_kenmerk} ging hierin op, {op}, door {s.door}",
        terug=_form(s.dossier_id, "samenvoeging-terugdraaien", s.versie, samenvoeging=s.id),
    )


def bij_scholen(lijst: DubbelBijScholen, fout: str = "") -> views.DubbelBijScholen:
    """Pairs at two schools, for who sees both."""
    van = {leerling.id: leerling for leerling in lijst.leerlingen}
    paren = []
    for nummer, paar in enumerate(lijst.paren, 1):
        een, ander = van[paar.een], van[paar.ander]
        vragen = "" in (een.antwoord, ander.antwoord) and een.antwoord is not None and ander.antwoord is not None
        paren.append(
            views.PaarBijScholen(
                id=f"paar-{nummer}",
                reden=paar.reden,
                kanten=(_bij_school(een), _bij_school(ander)),
                navragen=None if vragen else _form(een.id, "inschrijving-navragen", 0, ander=ander.id),
                verschil=_form(een.id, "leerlingen-onderscheiden", 0, ander=ander.id),
            )
        )
    return views.DubbelBijScholen(paren=paren, fout=fout, meer=lijst.meer)


def _bij_school(kind: BijSchool) -> views.BijSchool:
    return views.BijSchool(
        naam=kind.naam,
        url=f"/leerlingen/{kind.id}",
        feiten=[
            schoolnaam(kind.school),
            kind.kenmerk,
            f"Geboren op {datum(kind.geboren_op)}",
            kind.groep.capitalize(),
        ],
        status=None if kind.antwoord is None else GEZEGD[kind.antwoord],
    )
