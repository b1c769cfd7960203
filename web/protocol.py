"""uvicorn's reading of HTTP, with an end to what one connection may keep us waiting for or make us remember.

uvicorn itself sets no bound to the headers of a request, and waits for ever for one that is never finished.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

KOP_OCTETTEN = 32_768  # the first line and all headers of one request


class _Samen:
    """The line to a client, where the head of an answer waits for its body: one system call, and one packet, for both.

    uvicorn writes the two apart, right after each other. A head that nothing follows at once leaves in the next turn
    of the loop.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop):
        self._transport, self._loop = transport, loop
        self._kop = b""

    def write(self, data: bytes) -> None:
        if self._kop:
            data, self._kop = self._kop + data, b""
        elif data.startswith(b"HTTP/1.1 "):
            self._kop = data
            self._loop.call_soon(self._weg)
            return
        self._transport.write(data)

    def _weg(self) -> None:
        if self._kop:
            data, self._kop = self._kop, b""
            self._transport.write(data)

    def close(self) -> None:
        self._weg()
        self._transport.close()

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._transport, naam)


class Protocol(HttpToolsProtocol):
    """One connection. `wacht`: how many seconds a header may take altogether, and a body to bring its next piece."""

    wacht = 20.0

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._in_kop = True
        self._te_groot = False
        self._geteld = 0  # octets of this header that the parser told us of
        self._onaf = 0  # octets that came while this header had no end yet
        self._wekker: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_Samen(transport, self.loop))  # type: ignore[arg-type]
        self._wekker_zetten()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wekker_af()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._in_kop:
            self._onaf += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._in_kop and self._onaf > KOP_OCTETTEN:
            self._te_groot = True
            self.send_400_response("")
        elif self._in_kop and self._wekker is None:
            self._wekker_zetten()
        elif self._wacht_op_lijf():
            self._wekker_af()
            self._wekker_zetten()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_kop, self._geteld, self._onaf = True, 0, 0

    def on_url(self, url: bytes) -> None:
        self._tellen(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._tellen(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_kop = False
        self._wekker_af()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._wekker_af()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Also for a header that is too large: the parser stopped because we said so."""
        if not self._te_groot:
            super().send_400_response(msg)
            return
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        )
        self.transport.close()

    def _tellen(self, octetten: int) -> None:
        self._geteld += octetten
        if self._geteld > KOP_OCTETTEN:
            self._te_groot = True
            raise ValueError("kop te groot")

    def _wacht_op_lijf(self) -> bool:
        return not self._in_kop and self.cycle is not None and self.cycle.more_body and not self.cycle.response_complete

    def _wekker_zetten(self) -> None:
        self._wekker = self.loop.call_later(self.wacht, self._te_laat)

    def _wekker_af(self) -> None:
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None

    def _te_laat(self) -> None:
        self._wekker = None
        if self._wacht_op_lijf() and self.flow.read_paused:
            self._wekker_zetten()  # it is we who are not reading
        elif self._in_kop or self._wacht_op_lijf():
            self.transport.close()
