"""Our side of a line with certificates: that of this installation, and nobody else's (trust.md, SEC-12).

NATS is asked over TLS when its address begins with tls://; the server says nothing before the handshake is done, and
does it only with who has a certificate of our own authority (`infra.certificates`).
"""

from __future__ import annotations

import logging
import ssl
from pathlib import Path
from typing import Any

from infra.settings import settings

# asyncio warns at every end of a line over TLS that nats-py lets end as one without; there is nothing to act upon.
logging.getLogger("asyncio").addFilter(lambda line: "eof_received" not in str(line.msg))


def context(folder: Path) -> ssl.SSLContext:
    """As the holder whose certificate is in `folder`, towards a server of the same authority. TLS 1.3 only."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    made.load_verify_locations(folder / "ca.pem")
    made.load_cert_chain(folder / "certificaat.pem", folder / "sleutel.pem")
    return made


def for_nats(gebruiker: str) -> dict[str, Any]:
    """What `nats.connect` needs besides name and password; nothing where the address is not tls://."""
    folder = settings().nats_tls(gebruiker)
    if folder is None:
        return {}
    made = context(folder)

    async def renew() -> None:
        # Before every new try: a process may live longer than the certificate that it began with.
        made.load_cert_chain(folder / "certificaat.pem", folder / "sleutel.pem")

    return {"tls": made, "tls_handshake_first": True, "disconnected_cb": renew}
