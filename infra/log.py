"""One JSON line per happening, with a fixed list of fields: no names, no texts, no query strings, no bodies."""

from __future__ import annotations

import logging
import os
import sys
from typing import TextIO

import structlog

VELDEN = frozenset(
    [
        "event",
        "level",
        "timestamp",
        "proces",
        "bouw",
        "dienst",
        "tenant",
        "kenmerk",
        "bericht",
        "status",
        "ms",
        "route",
        "methode",
        "feit",
        "soort",
        "zaak",
        "poging",
        "fout",
        "exc_info",
        "exception",
        "opdracht",
        "bestand",
        "aantal",
        "poort",
        "reden",
        "nummer",
        "spoor",
    ]
)


def _alleen_bekende_velden(_logger: object, _naam: str, regel: dict) -> dict:
    return {sleutel: waarde for sleutel, waarde in regel.items() if sleutel in VELDEN}


def configure(proces: str, where: TextIO | None = None) -> None:
    """Call once at the start of a process. Libraries log warnings only, through the same pipe (standard output)."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _alleen_bekende_velden,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(where or sys.stdout),
    )
    structlog.contextvars.bind_contextvars(proces=proces)
    if bouw := os.environ.get("MEEDOEN_BOUW"):  # which release wrote this line, while two run together
        structlog.contextvars.bind_contextvars(bouw=bouw)
    logging.basicConfig(level=logging.WARNING, stream=where or sys.stdout, format="%(levelname)s %(name)s %(message)s")


log = structlog.get_logger()
