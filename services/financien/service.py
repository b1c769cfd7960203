"""Nameplate of financien: what a besluit obliges the samenwerkingsverband to."""

from infra.service import Service

FINANCIEN = Service("financien")
