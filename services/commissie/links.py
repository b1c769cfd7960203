"""Addresses in e-mails and letters: a place in Meedoen behind the login, never a name."""

from __future__ import annotations

from uuid import UUID

from infra.settings import settings


def voor_link(pad: str) -> str:
    return f"{settings().app_url}/{pad}"


def school_link(zaak: UUID) -> str:
    """Where the school sees its aanvraag."""
    return voor_link(f"aanvragen/{zaak}")


def familie_link(zaak: UUID) -> str:
    """Where parents and pupil follow it."""
    return voor_link(f"mijn-kind/{zaak}")


def dossier_link(zaak: UUID) -> str:
    """Where the samenwerkingsverband works on it."""
    return voor_link(f"dossiers/{zaak}")
