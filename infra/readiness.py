"""Saying "I am ready" to who started us, in the way of systemd (sd_notify): a datagram to the socket in NOTIFY_SOCKET.

Used by the launcher when a new copy takes the place of an old one, and by systemd itself (Type=notify). Without that
variable nothing happens.
"""

from __future__ import annotations

import os
import socket


def tell(name: str) -> None:
    """This process (a service, klok, werker, web) does its work from now on."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # an abstract address, as systemd may give
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.sendto(f"READY=1\nSTATUS={name}".encode(), address)
    except OSError:
        # Who started us has gone, or no longer listens: that is no reason to stop working.
        return
