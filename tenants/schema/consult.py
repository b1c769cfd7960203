"""Asking an adviseur of the samenwerkingsverband for advice, first without a name."""

from typing import Annotated, Literal

from msgspec import Meta

from tenants.schema.grondslag import Regel

__all__ = ["ConsultRegels"]


class ConsultRegels(Regel, kw_only=True):
    """`rollen`: who answers. `werkdagen`: within how many working days they mean to; it binds nobody by law."""

    rollen: Annotated[list[Literal["steunpuntcoordinator", "secretaris", "directeur"]], Meta(min_length=1)]
    werkdagen: Annotated[int, Meta(ge=1, le=30)]
