"""The head of an answer and its body leave together, and nothing is held back for longer than that."""

from __future__ import annotations

import asyncio

from web.protocol import _Samen

KOP, LIJF = b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n", b"dag"


class Lijn(asyncio.Transport):
    """A transport that remembers what was written in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.verstuurd: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.verstuurd.append(data)

    def close(self) -> None:
        self.verstuurd.append(b"(dicht)")


async def test_kop_en_lijf_gaan_samen():
    lijn = Lijn()
    samen = _Samen(lijn, asyncio.get_running_loop())
    for _ in range(2):
        samen.write(KOP)
        samen.write(LIJF)
    await asyncio.sleep(0)
    assert lijn.verstuurd == [KOP + LIJF] * 2


async def test_een_kop_alleen_wacht_niet():
    """The answer to HEAD, and a head whose body takes its time."""
    lijn = Lijn()
    samen = _Samen(lijn, asyncio.get_running_loop())
    samen.write(KOP)
    await asyncio.sleep(0)
    samen.write(LIJF)
    assert lijn.verstuurd == [KOP, LIJF]


async def test_wie_sluit_verstuurt_eerst_wat_er_lag():
    lijn = Lijn()
    samen = _Samen(lijn, asyncio.get_running_loop())
    samen.write(KOP)
    samen.close()
    await asyncio.sleep(0)
    assert lijn.verstuurd == [KOP, b"(dicht)"]
