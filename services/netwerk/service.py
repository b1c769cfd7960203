"""Nameplate of netwerk: who is who, with which hat, in which session."""

from infra.service import Service

NETWERK = Service("netwerk")
