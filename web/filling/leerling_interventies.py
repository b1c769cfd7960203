"""The page with interventies of a pupil, beside the dossier."""

from __future__ import annotations

from services.kern.policy import Deel, rollen
from services.kern.rollen import FAMILIEROLLEN
from web.filling.onderdelen import Onderdeel

ONDERDEEL = Onderdeel("Interventies", "interventies", rollen(Deel.DOSSIER) - FAMILIEROLLEN, volgorde=40)
