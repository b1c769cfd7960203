"""Welke hoeden een leerlingdossier kunnen lezen. Of iemand bij dit dossier kan, beslist `services.kern.policy`."""

from __future__ import annotations

from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN

# Ouders en leerling zien het dossier straks op hun eigen bladzijde, met hun eigen vragen.
LEZERS = rollen(Deel.DOSSIER) - FAMILIEROLLEN
