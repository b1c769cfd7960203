"""Whether documents can be judged on this machine: signatures of today, and a fence around the cleaning."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from infra import clock, jail, scan

TE_OUD = timedelta(hours=24)


async def look() -> list[tuple[str, str, int]]:
    """What is wrong: its key, its sentence, and how long already in seconds.

    A scanner that is away is told elsewhere.
    """
    found = []
    try:
        van = await scan.handtekeningen()
    except scan.ScannerWeg:
        van = None
    if van is not None and clock.echt() - van > TE_OUD:
        found.append(
            (
                "handtekeningen_oud",
                "virusscanner heeft herkenning van meer dan een dag oud",
                int((clock.echt() - van).total_seconds()),
            )
        )
    try:
        await asyncio.to_thread(jail.run, "infra.cleaning.probe", {"wat": "niets"}, b"")
    except (jail.GeenHek, jail.Gestopt):
        found.append(("schoonmaken_onveilig", "machine geeft geen hek om het schoonmaken: documenten wachten", 0))
    return found
