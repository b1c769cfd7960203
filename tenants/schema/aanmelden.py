"""With which accounts people come in, and of whom a passkey is asked. What nothing is said about is free."""

from typing import Annotated

from msgspec import Meta, field

from tenants.schema.grondslag import Naam, Regel, Tekst

__all__ = ["AanmeldRegels"]


class AanmeldRegels(Regel, kw_only=True):
    """Providers by the name that the installation gave them (`OIDC_AANBIEDERS`), and roles of our own people.

    `aanbieders`: those that the screen offers, all when empty. `namen`: what they are called there. `eigen_mensen`:
    the providers through which a role of the samenwerkingsverband itself can be put on, all when empty: so that no
    school can make somebody a secretaris. `passkey`: roles that show a passkey after signing in.
    """

    aanbieders: list[Naam] = field(default_factory=list)
    namen: dict[Naam, Annotated[str, Meta(min_length=1, max_length=60)]] = field(default_factory=dict)
    eigen_mensen: list[Naam] = field(default_factory=list)
    passkey: list[Tekst] = field(default_factory=list)
