"""Nameplate of commissie: from a filed aanvraag to a besluit made known."""

from infra.service import Service
from services.commissie.proces import BEHANDELING

COMMISSIE = Service("commissie", processes=(BEHANDELING,))
