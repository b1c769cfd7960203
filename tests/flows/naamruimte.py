"""SEC-8, run as a program: everything of ours that asks or reads what strangers send, in a network of its own.

The network has one interface, and every address in the world is on it: a packet to anywhere is seen, and whoever
listens here would answer to it. A name server of our own answers every question about names, and changes its mind.
Prints as JSON to which addresses packets went in each round.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import json
import os
import socket
import ssl
import struct
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PUBLIEK, GEHEIM = "93.184.216.34", "10.20.30.40"
AANBIEDER, WISSELT, HALF, BINNEN = "aanbieder.example", "wisselt.example", "half.example", "binnen.example"
NEWUSER, NEWNET = 0x10000000, 0x40000000
NIET_HIER = 77  # exit code: this machine gives no network of one's own


def eigen_netwerk() -> None:
    """Raises OSError where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEWNET) != 0 and libc.unshare(NEWUSER | NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lijn:
        fcntl.ioctl(lijn, 0x8914, struct.pack("16sH14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up, running
    for soort in (socket.AF_INET, socket.AF_INET6):
        _alles_is_hier(soort)


def _alles_is_hier(soort: int) -> None:
    """`ip route add local default dev lo`, in the words of rtnetlink(7)."""
    route = struct.pack("BBBBBBBBI", soort, 0, 0, 0, 255, 4, 254, 2, 0) + struct.pack("HHI", 8, 4, 1)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as lijn:
        lijn.sendto(struct.pack("IHHII", 16 + len(route), 24, 0x405, 1, 0) + route, (0, 0))
        fout = struct.unpack_from("i", lijn.recv(4096), 16)[0]
    if fout:
        raise OSError(-fout, "route")


class Teller:
    """Sees every packet, and remembers where it was going. Questions to the name server are not what it is about."""

    def __init__(self) -> None:
        self.lijn = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))  # every protocol
        self.lijn.setblocking(False)

    def naar(self) -> set[str]:
        """Since the last time it was asked."""
        gezien = set()
        with suppress(BlockingIOError):
            while True:
                pakket = self.lijn.recv(65_536)
                if pakket[0] >> 4 == 4:
                    doel, soort, rest = socket.inet_ntop(socket.AF_INET, pakket[16:20]), pakket[9], pakket[20:]
                else:
                    doel, soort, rest = socket.inet_ntop(socket.AF_INET6, pakket[24:40]), pakket[6], pakket[40:]
                poorten = struct.unpack_from("!HH", rest) if soort in (6, 17) else (0, 0)
                if soort != 17 or 53 not in poorten:
                    gezien.add(doel)
        return gezien


def naamserver() -> None:
    """Answers on every address there is. `wisselt`: another answer each time; `half`: one of two is inside."""
    lijn = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    lijn.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    # The answer must come from the address that was asked, and that may be any.
    lijn.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
    lijn.setsockopt(socket.IPPROTO_IP, 8, 1)  # IP_PKTINFO
    lijn.bind(("::", 53))
    keren: dict[str, int] = {}

    def antwoord() -> None:
        while True:
            vraag, bij, _, wie = lijn.recvmsg(4096, 1024)
            delen, plek = [], 12
            while vraag[plek]:
                delen.append(vraag[plek + 1 : plek + 1 + vraag[plek]].decode())
                plek += vraag[plek] + 1
            naam, soort = ".".join(delen), struct.unpack_from("!H", vraag, plek + 1)[0]
            adressen = _adressen(naam, keren) if soort == 1 else []
            uit = vraag[:2] + struct.pack("!HHHHH", 0x8180, 1, len(adressen), 0, 0) + vraag[12 : plek + 5]
            for adres in adressen:
                uit += b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton(adres)
            lijn.sendmsg([uit], [stuk for stuk in bij if stuk[1] in (8, socket.IPV6_PKTINFO)], 0, wie)

    threading.Thread(target=antwoord, daemon=True).start()


def _adressen(naam: str, keren: dict[str, int]) -> list[str]:
    keren[naam] = keren.get(naam, 0) + 1
    return {
        AANBIEDER: [PUBLIEK],
        WISSELT: [PUBLIEK if keren[naam] % 2 else GEHEIM],
        HALF: [PUBLIEK, GEHEIM],
        BINNEN: [GEHEIM],
    }.get(naam, [])


@contextmanager
def luisteraars(map_: Path, doorsturen: list[str]) -> Iterator[tuple[int, ssl.SSLContext]]:
    """Something that would answer at every address, over https. `doorsturen`: to where it sends who asks."""
    from infra import certificates

    namen = (AANBIEDER, WISSELT, HALF, BINNEN)
    certificates.SERVERS |= dict.fromkeys(namen, (*namen, PUBLIEK))
    certificates.make(map_)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(map_ / AANBIEDER / "certificaat.pem", map_ / AANBIEDER / "sleutel.pem")
    klant = ssl.create_default_context(cafile=map_ / "ca.pem")
    deur = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)

    def antwoorden() -> None:
        while True:
            lijn, _ = deur.accept()
            with suppress(OSError), server.wrap_socket(lijn, server_side=True) as veilig:
                veilig.recv(4096)
                kop = f"HTTP/1.1 302 Found\r\nlocation: {doorsturen[0]}" if doorsturen else "HTTP/1.1 200 OK"
                veilig.sendall(f"{kop}\r\ncontent-length: 2\r\n\r\n{{}}".encode())

    threading.Thread(target=antwoorden, daemon=True).start()
    yield deur.getsockname()[1], klant


async def rondes(map_: Path) -> dict[str, list[str]]:
    import httpx2

    from tests.flows.test_buiten import BINNEN as HIER
    from tests.flows.test_buiten import ELDERS_BINNEN
    from web.outgoing import Buiten

    teller, doorsturen, uit = Teller(), [], {}
    naamserver()

    async def ronde(naam: str, doe: Callable[[], Awaitable[object]]) -> None:
        while teller.naar():  # what is left of the round before it
            await asyncio.sleep(0.02)
        gelukt = False
        with suppress(httpx2.TransportError, httpx2.InvalidURL, OSError, RuntimeError):
            await doe()
            gelukt = True
        uit[naam] = sorted(teller.naar()) + (["gelukt"] if gelukt else [])

    with luisteraars(map_, doorsturen) as (poort, vertrouwd):

        async def vraag(adres: str) -> int:
            buiten = Buiten(verify=vertrouwd)
            try:
                client = httpx2.AsyncClient(transport=buiten, timeout=2, follow_redirects=True)
                return (await client.get(adres)).status_code
            finally:
                await buiten.sluiten()

        async def zomaar() -> None:
            _, schrijver = await asyncio.open_connection(GEHEIM, poort)
            schrijver.close()

        def vragen(adres: str) -> Callable[[], Awaitable[object]]:
            return lambda: vraag(adres)

        await ronde("controle: een openbaar adres", vragen(f"https://{AANBIEDER}:{poort}/"))
        for host in (*HIER, *ELDERS_BINNEN):
            for schema in ("https", "http"):
                await ronde(f"{schema}://{host}", vragen(f"{schema}://{host}:{poort}/"))
        for naam in (HALF, BINNEN, WISSELT, WISSELT, WISSELT):
            await ronde(f"naam {naam} {len(uit)}", vragen(f"https://{naam}:{poort}/"))
        for doel in (f"http://{GEHEIM}:{poort}/", f"https://169.254.169.254:{poort}/", f"https://[::1]:{poort}/"):
            doorsturen[:] = [doel]
            await ronde(f"doorgestuurd naar {doel}", vragen(f"https://{AANBIEDER}:{poort}/"))
        doorsturen.clear()
        await _brieven_en_documenten(ronde, poort)
        await ronde("controle: wie het zomaar doet", zomaar)
    return uit


def _brieven(waar: str) -> Iterator[str]:
    """Every way in which a page fetches something."""
    yield f'<link rel="stylesheet" href="{waar}.css"><p>x</p>'
    yield f"<style>@import url({waar}.css);</style><p>x</p>"
    yield f"<style>p {{ background: url({waar}.png) }}</style><p>x</p>"
    yield f"<style>@font-face {{ font-family: q; src: url({waar}.woff2) }} p {{ font-family: q }}</style><p>x</p>"
    yield f'<p>x</p><img src="{waar}.png" alt="">'
    yield f'<p>x</p><object data="{waar}.svg"></object><embed src="{waar}.svg">'
    yield f'<p>x</p><svg xmlns="http://www.w3.org/2000/svg"><image href="{waar}.png"/><use href="{waar}.svg#a"/></svg>'


async def _brieven_en_documenten(ronde: Callable[..., Awaitable[None]], poort: int) -> None:
    """In this process, so without the fences that they have besides, and a letter once more with them."""
    from weasyprint.urls import FatalURLFetchingError

    from infra import pdf
    from infra.cleaning.work import work
    from services.intake.filetype import herkennen
    from tests.specs.documenten.corpus import ALLES, Geval

    def brief(html: str) -> None:
        with suppress(FatalURLFetchingError):
            pdf._render(html, "Proef", "nl")

    def met_hek(html: str) -> None:
        with suppress(pdf.PdfFout):
            pdf.make_pdf(html, title="Proef")

    def document(geval: Geval) -> None:
        inhoud = geval.maak()
        with suppress(Exception):  # what is broken or refused is another test's business
            work({"mediatype": herkennen(geval.bestand, inhoud)}, inhoud)

    for nummer, waar in enumerate((f"http://{GEHEIM}:{poort}/x", f"https://{AANBIEDER}:{poort}/x")):
        for html in _brieven(waar):
            await ronde(f"brief {nummer} {html}", lambda html=html: asyncio.to_thread(brief, html))
    await ronde("met hek", lambda: asyncio.to_thread(met_hek, f'<p>x</p><img src="http://{GEHEIM}:{poort}/x" alt="">'))
    for geval in ALLES:
        await ronde(f"document {geval.naam}", lambda geval=geval: asyncio.to_thread(document, geval))


def main() -> None:
    sys.path.insert(0, str(ROOT))
    try:
        eigen_netwerk()
    except OSError as fout:
        print(fout, file=sys.stderr)
        raise SystemExit(NIET_HIER) from None
    with tempfile.TemporaryDirectory() as map_:
        print(json.dumps(asyncio.run(rondes(Path(map_)))), flush=True)
    os._exit(0)  # threads still listen


if __name__ == "__main__":
    main()
