"""The page with what came from the leerlingadministratie, beside the dossier."""

from __future__ import annotations

from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Onderdeel

ONDERDEEL = Onderdeel("Uit de administratie", "administratie", rollen(Deel.DOSSIER) - FAMILIEROLLEN, volgorde=80)
