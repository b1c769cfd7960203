"""How schools keep their free places here, and how long a group may be declared full."""

from typing import Annotated

from msgspec import Meta

from tenants.schema.grondslag import Regel


class PlaatsRegels(Regel, kw_only=True):
    """`herinneren_na_dagen`: after how many days a school is asked whether its numbers are still right; None: never.

    `volverklaring_hoogstens_maanden`: the longest that a group may be declared full in one go; None: a school year.
    """

    herinneren_na_dagen: Annotated[int, Meta(ge=7, le=365)] | None = None
    volverklaring_hoogstens_maanden: Annotated[int, Meta(ge=1, le=24)] | None = None
