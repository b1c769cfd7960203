"""SEC-12: whoever listens in a stack does so at a path that nobody else can reach, or over TLS for who has a
certificate of this installation. Which sockets there are the kernel says: a new one is picked up by itself.

Three may be asked in plain text. `web` stands behind the proxy that does https; `post` and `aanmelden` are servers of
demo and development, and in production another's.
"""

from __future__ import annotations

import json
import os
import socket
import ssl
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nats
import pytest

from infra import certificates, tls
from infra.bus import connect
from infra.settings import settings
from tests.guards.test_nats_rechten import _stil
from tests.stack import Stack

pytestmark = pytest.mark.usefixtures("stack")
OPEN = {"web", "post", "aanmelden"}
GEDULD = 0.4  # seconds that a refusal by silence is waited for
#: What a client of each kind of server says first; the last one only listens.
OPENINGEN = (
    b"GET / HTTP/1.1\r\nhost: x\r\n\r\n",
    b'CONNECT {"verbose":true}\r\nPING\r\n',
    b"*1\r\n$4\r\nPING\r\n",
    b"\0\0\0\x08\x04\xd2\x16\x2f",  # PostgreSQL: may this be TLS?
    b"\0\0\0\x21\0\x03\0\0user\0svc_intake\0database\0x\0\0",
    b"zPING\0",
    b"EHLO x\r\n",
    b"",
)


@dataclass(frozen=True)
class Luisteraar:
    proces: str
    waar: tuple[str, int] | Path


def toestand() -> dict:
    return json.loads(Path(os.environ["MEEDOEN_STACK"]).read_text())


def _nakomelingen(pid: int) -> Iterator[int]:
    yield pid
    for kind in Path(f"/proc/{pid}/task").glob("*/children"):
        for nummer in kind.read_text().split():
            yield from _nakomelingen(int(nummer))


def _sockets(pid: int) -> set[str]:
    """The inodes of the sockets that this process holds."""
    uit = set()
    try:
        open_ = list(Path(f"/proc/{pid}/fd").iterdir())
    except FileNotFoundError:  # it ended since it was listed
        return uit
    for fd in open_:
        try:
            doel = str(fd.readlink())
        except FileNotFoundError:
            continue
        if doel.startswith("socket:["):
            uit.add(doel[8:-1])
    return uit


def _adres(hex_: str) -> tuple[str, int]:
    ip, poort = hex_.split(":")
    ruw = b"".join(int(ip[i : i + 8], 16).to_bytes(4, sys.byteorder) for i in range(0, len(ip), 8))
    return socket.inet_ntop(socket.AF_INET if len(ruw) == 4 else socket.AF_INET6, ruw), int(poort, 16)


def luisteraars() -> set[Luisteraar]:
    """Every listening socket of every process of the stack, as the kernel lists them."""
    open_: dict[str, tuple[str, int] | Path] = {}
    for lijst in ("tcp", "tcp6"):
        for regel in Path(f"/proc/net/{lijst}").read_text().splitlines()[1:]:
            delen = regel.split()
            if delen[3] == "0A":
                open_[delen[9]] = _adres(delen[1])
    for regel in Path("/proc/net/unix").read_text().splitlines()[1:]:
        delen = regel.split()
        if int(delen[3], 16) & 0x10000:
            open_[delen[6]] = Path(delen[7] if len(delen) > 7 else "")
    nu = toestand()
    van = {proces: list(_nakomelingen(pid)) for proces, pid in nu["pids"].items()}
    gevonden = {
        Luisteraar(proces, open_[inode])
        for proces, pids in van.items()
        for pid in pids
        for inode in _sockets(pid) & open_.keys()
    }
    bekend = {een.waar for een in gevonden} | _web_ernaast(nu)
    # The supervisor holds the socket of web for it; whatever else it would listen at is its own.
    van_opzichter = {open_[inode] for inode in _sockets(nu["supervisor"]) & open_.keys()}
    return gevonden | {Luisteraar("opzichter", waar) for waar in van_opzichter - bekend}


def _web_ernaast(nu: dict) -> set[tuple[str, int]]:
    """Where web of the stacks in the other lanes listens, when the same supervisor holds those too."""
    standen = [json.loads(pad.read_text()) for pad in Path(os.environ["MEEDOEN_STACK"]).parents[1].glob("*/stack.json")]
    return {("127.0.0.1", stand["ports"]["web"]) for stand in standen if stand["supervisor"] == nu["supervisor"]}


def _antwoord(lijn: socket.socket, gezegd: bytes) -> bytes:
    """What comes back; nothing when the other side is silent, hangs up, or says that it wants TLS."""
    lijn.settimeout(GEDULD)
    uit = b""
    try:
        lijn.sendall(gezegd)
        while stuk := lijn.recv(4096):
            uit += stuk
    except (TimeoutError, ConnectionError):
        pass
    return b"" if uit[:1] == b"\x15" else uit  # 21: an alert of TLS


def in_klare_taal(waar: tuple[str, int]) -> list[bytes]:
    """The answers that a client without TLS gets."""
    antwoorden = []
    for opening in OPENINGEN:
        with socket.create_connection(waar, 5) as lijn:
            antwoorden.append(_antwoord(lijn, opening))
    return [antwoord for antwoord in antwoorden if antwoord]


def met(waar: tuple[str, int], context: ssl.SSLContext) -> bytes:
    """What comes back over TLS, after a handshake as this client. Raises ssl.SSLError when it is refused."""
    with socket.create_connection(waar, 5) as lijn, context.wrap_socket(lijn, server_hostname="127.0.0.1") as veilig:
        return _antwoord_tls(veilig)


def _antwoord_tls(lijn: ssl.SSLSocket) -> bytes:
    # In TLS 1.3 a client hears only after the handshake that its certificate is not good: with its first read.
    lijn.settimeout(5)
    return lijn.recv(4096)


def test_sec_12_elke_luisteraar_is_dicht():
    """SEC-12: no plain text on any port but the three that may, and every path is ours alone."""
    gevonden = luisteraars()
    assert {een.proces for een in gevonden} >= {"database", "nats", "valkey", "virusscan", *OPEN}
    for een in gevonden:
        if isinstance(een.waar, Path):
            assert een.waar.is_absolute(), f"{een}: een adres zonder rechten"
            for pad in (een.waar, een.waar.parent):
                assert stat.S_IMODE(pad.stat().st_mode) & 0o077 == 0, f"{een}: anderen kunnen bij {pad}"
        elif een.proces not in OPEN:
            assert een.waar[0] == "127.0.0.1", een
            assert in_klare_taal(een.waar) == [], een
    assert [een for een in gevonden if een.proces in ("database", "valkey", "virusscan", "opzichter")
            and not isinstance(een.waar, Path)] == []  # fmt: skip


def test_sec_12_de_proef_hoort_wie_wel_in_klare_taal_praat():
    """The control: every one of the three that may gives words to the same probe."""
    for een in luisteraars():
        if een.proces in OPEN and not isinstance(een.waar, Path):
            assert in_klare_taal(een.waar), een


def _vreemd(tmp_path: Path, hoe: str) -> ssl.SSLContext:
    """A client that trusts our authority, and shows nothing, or something that is no good."""
    echt = settings().nats_tls("web")
    assert echt is not None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(echt / "ca.pem")
    eigen = {"andere uitgever": tmp_path / "ander/web", "server": echt.parent / "nats", "verlopen": tmp_path / "oud"}
    if hoe == "andere uitgever":
        certificates.make(tmp_path / "ander")
    if hoe == "verlopen":
        eigen[hoe].mkdir()
        begin = datetime.now(UTC) - timedelta(days=certificates.DAYS + 1)
        ca, sleutel, _ = certificates._authority(echt.parent, datetime.now(UTC))
        certificates._issue(eigen[hoe], "web", ca, sleutel, begin)
    if hoe in eigen:
        context.load_cert_chain(eigen[hoe] / "certificaat.pem", eigen[hoe] / "sleutel.pem")
    return context


@pytest.mark.parametrize("hoe", ["geen", "andere uitgever", "server", "verlopen"])
def test_sec_12_zonder_certificaat_van_deze_installatie_geen_woord(tmp_path: Path, hoe: str):
    """SEC-12: no certificate, one of another authority, one of a server, one that has ended."""
    context, geprobeerd = _vreemd(tmp_path, hoe), 0
    for een in luisteraars():
        if een.proces not in OPEN and not isinstance(een.waar, Path):
            geprobeerd += 1
            with pytest.raises((ssl.SSLError, ConnectionError)):
                print("kreeg:", met(een.waar, context))
    assert geprobeerd


def test_sec_12_met_een_certificaat_wel():
    """The control: the same probe, as web."""
    folder = settings().nats_tls("web")
    assert folder is not None
    (een,) = (een for een in luisteraars() if een.proces == "nats")
    assert isinstance(een.waar, tuple)
    assert met(een.waar, tls.context(folder)).startswith(b"INFO ")


def test_sec_12_wie_alleen_gebruiker_is_speelt_geen_server(stack: Stack):
    """SEC-12: with the certificate of web nobody can stand where NATS is and take the passwords of the others."""
    folder = settings().nats_tls("web")
    assert folder is not None
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "certificaat.pem", folder / "sleutel.pem")
    hier, daar = socket.socketpair()
    with hier, daar:
        heen, terug = ssl.MemoryBIO(), ssl.MemoryBIO()
        klant = tls.context(folder).wrap_bio(heen, terug, server_hostname="web")
        gast = server.wrap_bio(terug, heen, server_side=True)
        with pytest.raises(ssl.SSLCertVerificationError):
            for _ in range(4):
                for kant in (klant, gast):
                    try:
                        kant.do_handshake()
                    except ssl.SSLWantReadError:
                        continue


async def test_sec_12_ook_met_certificaat_is_een_wachtwoord_nodig():
    """SEC-12: the certificate is beside the password, not instead of it."""
    client = await connect("web")
    await client.close()
    with pytest.raises(nats.errors.Error, match=r"(?i)authorization violation"):
        await nats.connect(
            settings().nats_url, user="web", password="x", allow_reconnect=False, connect_timeout=2,
            error_cb=_stil, **tls.for_nats("web"),
        )  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user for a moment")
def test_sec_12_een_ander_op_deze_computer_komt_er_niet_bij():
    """SEC-12: another account of this machine cannot even knock."""
    code = (
        "import os, socket, sys; os.setgid(65534); os.setuid(65534); fout = 0\n"
        "for pad in sys.argv[1:]:\n"
        "    try: socket.socket(socket.AF_UNIX).connect(pad)\n"
        "    except PermissionError: fout += 1\n"
        "print(fout)"
    )
    paden = [str(een.waar) for een in luisteraars() if isinstance(een.waar, Path)]
    klaar = subprocess.run([sys.executable, "-I", "-c", code, *paden], capture_output=True, text=True)
    assert len(paden) >= 3
    assert klaar.stdout.strip() == str(len(paden)), klaar.stderr
