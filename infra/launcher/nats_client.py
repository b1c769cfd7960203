"""One question to the NATS server itself, with the standard library only: the launcher has no other packages.

The server has no port for supervision: what it knows it tells over the same line as everything else, to the user
`beheer`, who has the password and a certificate of this installation.
Protocol: https://docs.nats.io/reference/reference-protocols/nats-protocol
"""

import asyncio
import contextlib
import json
import ssl
from collections.abc import Callable

from infra.launcher.stack import Stack
from infra.launcher.supervisor import Probe

CONNECTIONS = "$SYS.REQ.ACCOUNT.PING.CONNZ"
SECONDS = 2


def answers(stack: Stack, accept: Callable[[list[dict]], bool] = lambda _: True) -> Probe:
    """Ready when the server lets `beheer` in and `accept` likes the connections that there are."""

    async def probe() -> bool:
        with contextlib.suppress(OSError, TimeoutError, ValueError, KeyError, EOFError):
            async with asyncio.timeout(SECONDS):
                return accept(await connections(stack))
        return False

    return probe


async def connections(stack: Stack) -> list[dict]:
    """Who is connected, with their subscriptions. Raises OSError, ValueError or KeyError when that cannot be told."""
    reader, writer = await asyncio.open_connection("127.0.0.1", stack.ports["nats"], ssl=_context(stack))
    try:
        await reader.readline()  # INFO
        who = {"verbose": False, "pedantic": False, "user": "beheer", "pass": stack.secrets["NATS_BEHEER"]}
        asked = json.dumps({"auth": True, "subscriptions": True, "limit": 1000})
        inbox = "_INBOX_beheer.launcher"
        lines = [f"CONNECT {json.dumps(who)}", f"SUB {inbox} 1", f"PUB {CONNECTIONS} {inbox} {len(asked)}", asked, ""]
        writer.write("\r\n".join(lines).encode())
        while line := (await reader.readline()).decode():
            word, *rest = line.split()
            if word == "-ERR":
                raise ValueError(line)
            if word == "PING":
                writer.write(b"PONG\r\n")
            if word in ("MSG", "HMSG"):
                body = (await reader.readexactly(int(rest[-1]) + 2))[int(rest[-2]) if word == "HMSG" else 0 :]
                return json.loads(body)["data"]["connections"]
        raise ValueError("NATS zegt niets")
    finally:
        writer.close()


def _context(stack: Stack) -> ssl.SSLContext | None:
    if not stack.closed:
        return None
    folder = stack.certificates / "beheer"
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.load_verify_locations(folder / "ca.pem")
    made.load_cert_chain(folder / "certificaat.pem", folder / "sleutel.pem")
    return made
