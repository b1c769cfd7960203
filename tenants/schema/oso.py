"""What is read from the leerlingadministratie of a school (OSO): how old it may be, how long it waits."""

from typing import Annotated

from msgspec import Meta

from tenants.schema.grondslag import Regel

__all__ = ["OsoRegels"]


class OsoRegels(Regel, kw_only=True):
    """`concept_dagen`: after so many days a concept that nobody took over is gone. `dossier_maanden`: an older dossier
    from the leerlingadministratie is told to be too old; the school may use it all the same."""

    concept_dagen: Annotated[int, Meta(ge=1, le=90)]
    dossier_maanden: Annotated[int, Meta(ge=1, le=24)]
