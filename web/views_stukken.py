"""What a page is given about a file that belongs to something in the dossier of a pupil."""

from __future__ import annotations

from web.views import Formulier, Status, View


class StukRegel(View):
    """`status`: None where there is nothing to say. `url`: where it is opened, "" while that cannot. `intrekken` posts
    stuk, reden; `vraagt_reden`: it must say why. `open`: its form stands open, because something was wrong with it."""

    id: str
    naam: str
    sub: str
    status: Status | None
    url: str = ""
    melding: str = ""
    intrekken: Formulier | None = None
    vraagt_reden: bool = False
    open: bool = False
