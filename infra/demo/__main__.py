"""`python -m infra.demo`: play the main job through the front door of the running stack.

Prints each step with its time on standard error; with `--json FILE` writes the steps there, and per story what it
showed of its samenwerkingsverband. With `--speel NAME` that story alone (infra.demo.spel). Exit code 0 only when
every story came to its end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from infra import bus, people
from infra.bus import Bus
from infra.demo import spel
from infra.demo.robot import Struikelt
from infra.demo.toneel import Toneel, als_json
from infra.demo.verhalen import onherroepelijk, speel, zaken
from infra.settings import settings
from services.kern.errors import NietBeschikbaar


async def _mensen() -> int:
    """Make everybody known; a service that is just starting again is waited for."""
    client = await bus.connect("beheer")
    try:
        return await people.load_patiently(Bus(client, "beheer"))
    except NietBeschikbaar:
        raise Struikelt("de diensten antwoorden niet") from None
    finally:
        await client.drain()


def main() -> int:
    woorden = argparse.ArgumentParser(prog="infra.demo")
    woorden.add_argument("--json", type=Path)
    woorden.add_argument("--verhaal", type=int, nargs="+", help="speel alleen deze verhalen (1 is het eerste)")
    woorden.add_argument("--speel", help="speel in plaats daarvan dit spel (infra/demo/spelen)")
    keuze = woorden.parse_args()
    map = Path(os.environ.get("MEEDOEN_DEMO_MAP") or settings().var / "demo")
    map.mkdir(parents=True, exist_ok=True)
    toneel = Toneel(settings().app_url, os.environ["POST_URL"], settings().klokbestand, map)
    gelukt = True
    samenvattingen = []
    try:
        if keuze.speel:
            asyncio.run(_mensen())
            spel.speel(toneel, keuze.speel)
            return _klaar(toneel, keuze.json, {"geslaagd": True, "spel": keuze.speel})
        with toneel.stap("maakt de mensen van de demo bekend", "beheerder") as uit:
            alle = zaken()
            verbanden = len({zaak.tenant for zaak in alle})
            uit["uitkomst"] = f"{asyncio.run(_mensen())} mensen in {verbanden} samenwerkingsverbanden"
        gekozen = [alle[nummer - 1] for nummer in keuze.verhaal] if keuze.verhaal else alle
        for zaak in gekozen:
            print(f"\n{zaak.titel}", file=sys.stderr, flush=True)
            samenvattingen.append(speel(toneel, zaak))
        print("\nDe klok gaat zes weken verder", file=sys.stderr, flush=True)
        onherroepelijk(toneel, gekozen)
    except Struikelt as fout:
        gelukt = False
        print(f"\nHet spel stopt: {fout}", file=sys.stderr, flush=True)
        if keuze.speel:
            return _klaar(toneel, keuze.json, {"geslaagd": False, "spel": keuze.speel, "fout": str(fout)})
    uitslag = {
        "geslaagd": gelukt,
        "bestanden": sorted(str(p) for p in map.glob("*.pdf")),
        "samenvattingen": [asdict(samenvatting) for samenvatting in samenvattingen],
    }
    return _klaar(toneel, keuze.json, uitslag)


def _klaar(toneel: Toneel, json_naar: Path | None, uitslag: dict[str, object]) -> int:
    """Write what was played, when asked; the exit code."""
    if json_naar:
        json_naar.write_text(json.dumps(uitslag | {"stappen": als_json(toneel)}, ensure_ascii=False, indent=1))
    return 0 if uitslag["geslaagd"] else 1


if __name__ == "__main__":
    sys.exit(main())
