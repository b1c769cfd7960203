"""Nameplate of netwerk: who is who, with which hat, in which session, and by which rules."""

from infra.service import Service
from services.netwerk.proces import MEDEWERKER, REGELS

NETWERK = Service("netwerk", processes=(REGELS, MEDEWERKER))
