"""Nameplate of thuiszitters: children at home, and what is done to get them back to school."""

from infra.service import Service

THUISZITTERS = Service("thuiszitters")
