"""What a throw-away process can still do, tried from inside. For the tests, and for `./meedoen status`."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

TRIES = {
    "adres": lambda order: socket.create_connection((order["host"], order["port"]), 1),
    "naam": lambda order: socket.getaddrinfo("meedoen.example", 443),
    "stopcontact": lambda order: socket.socket(socket.AF_UNIX),
    "lezen": lambda order: Path(order["file"]).read_bytes(),
    "schrijven": lambda order: Path(order["file"] + ".nieuw").write_text("x"),
    "bestaan": lambda order: Path(order["file"]).stat(),
    "map": lambda order: list(Path("/proc").iterdir()),
    "programma": lambda order: subprocess.run(["/bin/true"], check=True),
    "kind": lambda order: os.fork() or os._exit(0),
    "ander proces": lambda order: os.kill(order["pid"], 0),
    "geheugen van een ander": lambda order: _ptrace(order["pid"]),
}


def work(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """`order`: `wat`: `proeven`, or what to exhaust (`geheugen`, `tijd`, `klok`, `ruimte`, `val`)."""
    match order["wat"]:
        case "proeven":
            gelukt = []
            for name, attempt in TRIES.items():
                with contextlib.suppress(Exception):
                    attempt(order)
                    gelukt.append(name)
            return {"gelukt": gelukt, "omgeving": sorted(os.environ)}, data
        case "geheugen":
            return {}, bytes(order["bytes"])
        case "tijd":
            while True:
                pass
        case "klok":
            time.sleep(3600)
        case "ruimte":
            return {}, data * order["keer"]
        case "val":
            ctypes.string_at(0)
    return {}, b""


def _ptrace(pid: int) -> None:
    if ctypes.CDLL(None, use_errno=True).ptrace(16, pid, None, None) != 0:
        raise OSError(ctypes.get_errno())
