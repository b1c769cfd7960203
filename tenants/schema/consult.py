"""Asking an adviseur of the samenwerkingsverband for advice, first without a name."""

from typing import Annotated, Literal

from msgspec import Meta

from tenants.schema.grondslag import Regel

__all__ = ["ConsultRegels"]


class ConsultRegels(Regel, kw_only=True):
    """`rollen`: who answers. `werkdagen`: within how many working days they mean to; it binds nobody by law.

    `sluiten_na_dagen`: an answer to which the school says nothing more closes after so many days. `bewaren_maanden`: a
    closed consult that never got a dossier is gone after so many months.
    """

    rollen: Annotated[list[Literal["steunpuntcoordinator", "secretaris", "directeur"]], Meta(min_length=1)]
    werkdagen: Annotated[int, Meta(ge=1, le=30)]
    sluiten_na_dagen: Annotated[int, Meta(ge=14, le=365)]
    bewaren_maanden: Annotated[int, Meta(ge=1, le=36)]
