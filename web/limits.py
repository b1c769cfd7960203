"""How often one may ask: counted in Valkey, in one step, so that all web processes together keep to one number.

The numbers are wide on purpose. A whole schoolbestuur reaches the internet through one address, so what is counted
per address stops a machine and never a school; what is narrow is counted per session. A counter is an aid and no
gate: while Valkey is away each process counts by itself, and nobody waits for it (docs/besluiten/0012).

Counted is what is asked, not who: the key is a keyed hash, it lives for two windows, and nothing of it is logged.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import time
from dataclasses import dataclass
from typing import Literal

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.storage.redis.bridge import RedisBridge
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import BlockingConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from infra.log import log
from infra.settings import Settings, VerkeerdeInstelling
from services.kern.errors import Fout
from web.visit import Verzoek

ANTWOORD_SECONDEN = 1.0  # Valkey answers within this, or counts as away
VERBINDINGEN = 16
OPNIEUW_SECONDEN = 5.0  # how long we leave it alone then

# Of a request everything is counted in one go to Valkey: the script of the library, once for each counter, up to the
# first that is full. Answers which one that was, counting from 1, or 0 when there was room everywhere.
_SAMEN = f"""
local function tel(KEYS, ARGV)
{RedisBridge.SCRIPT_ACQUIRE_SLIDING_WINDOW.decode()}
end
for i = 1, #KEYS / 2 do
    if not tel({{KEYS[2 * i - 1], KEYS[2 * i]}}, {{ARGV[2 * i - 1], ARGV[2 * i], 1}}) then
        return i
    end
end
return 0
"""


@dataclass(frozen=True)
class Limiet:
    """At most `aantal` requests in any `seconden` seconds, of one address or of one session cookie."""

    naam: str
    per: Literal["adres", "sessie"]
    aantal: int
    seconden: int
    zin: str


_TE_VEEL = "Er komen te veel vragen in korte tijd."
ALGEMEEN = (
    Limiet("adres", "adres", 6_000, 60, f"{_TE_VEEL[:-1]} vanaf dit internetadres."),
    Limiet("sessie", "sessie", 600, 60, _TE_VEEL),
)
# Signing in is two requests. It is guessing at our own door only: passwords are typed at the provider.
AANMELDEN = (Limiet("aanmelden", "adres", 600, 300, "Er wordt vanaf dit internetadres te vaak ingelogd."),)
UITNODIGING = (
    Limiet("uitnodiging", "adres", 300, 300, "Er worden vanaf dit internetadres te veel uitnodigingen geopend."),
)
# Beside the tries that netwerk counts per invitation: here for who tries many invitations.
CODE = (
    *UITNODIGING,
    Limiet("code", "sessie", 20, 900, "U heeft te vaak een code geprobeerd."),
)
REKENHULP = (Limiet("rekenhulp", "adres", 300, 60, "De rekenhulp krijgt te veel vragen vanaf dit internetadres."),)
UPLOADEN = (
    Limiet("uploaden", "sessie", 60, 600, "U stuurt veel bestanden kort na elkaar."),
    Limiet("uploaden_adres", "adres", 1_200, 600, "Er komen te veel bestanden vanaf dit internetadres."),
)
# A drop of 50 files announces 50, and each again when the line was cut; after that the bytes are the bound.
AANVOER = (
    Limiet("aanvoer", "sessie", 300, 600, "U stuurt veel bestanden kort na elkaar."),
    Limiet("aanvoer_adres", "adres", 6_000, 600, "Er komen te veel bestanden vanaf dit internetadres."),
)
# A page with a fault, opened by a whole school, says the same a hundred times: a few of them are enough.
SCHENDING = (Limiet("schending", "adres", 60, 60, "Er komen te veel meldingen vanaf dit internetadres."),)
ALLE = (*ALGEMEEN, *AANMELDEN, *CODE, *REKENHULP, *UPLOADEN, *AANVOER, *SCHENDING)
VRIJ = None  # answered from memory, or asked by a machine that watches over us: not counted


class TeVaak(Fout):
    """Asked too often. `wacht`: after how many seconds there is room again, at least 1."""

    status = 429
    sleutel = "te_vaak"

    def __init__(self, limiet: Limiet, wacht: int):
        super().__init__(f"{limiet.zin} Probeer het {_over(wacht)} opnieuw.")
        self.limiet, self.wacht = limiet, wacht


class Limieten:
    """The counters of this process: those in Valkey, and its own for when Valkey is away."""

    def __init__(self, url: str, uitzonderingen: str = ""):
        """`url`: of Valkey, or empty to count in this process only. `uitzonderingen`: see `lees`."""
        self._items = {
            limiet.naam: RateLimitItemPerSecond(aantal, seconden, namespace=limiet.naam)
            for limiet, (aantal, seconden) in lees(uitzonderingen).items()
        }
        self._hier = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._samen = _Samen(_valkey(url)) if url else None
        self._sleutel = hashlib.sha256(url.encode()).digest()  # the same in all web processes, and holds a password
        self._weg_tot = 0.0

    @classmethod
    def from_settings(cls, instelling: Settings) -> Limieten:
        if instelling.omgeving == "productie" and not instelling.limieten_url:
            raise VerkeerdeInstelling("De instelling LIMIETEN_URL ontbreekt; Meedoen start niet.")
        return cls(instelling.limieten_url, instelling.limieten)

    async def tellen(self, request: Verzoek, soorten: tuple[Limiet, ...]) -> None:
        """Count this request everywhere it belongs. Raises TeVaak."""
        van = {"adres": adres(request), "sessie": request.cookies.get(request.web.cookie, "")}
        wie = {
            per: hashlib.blake2b(wat.encode(), key=self._sleutel, digest_size=16).hexdigest()
            for per, wat in van.items()
            if wat
        }
        tellers = [(limiet, wie[limiet.per]) for limiet in (*ALGEMEEN, *soorten) if limiet.per in wie]
        if (vol := await self._tel(tellers)) is not None:
            limiet, wacht = vol
            route = request.scope.get("path_template")
            log.warning("te vaak", soort=limiet.naam, route=route, kenmerk=request.kenmerk)
            raise TeVaak(limiet, wacht)

    async def wachten(self, limiet: Limiet, wie: str) -> int | None:
        """Count one. None when there was room, else after how many seconds there is."""
        vol = await self._tel([(limiet, wie)])
        return vol[1] if vol else None

    async def _tel(self, tellers: list[tuple[Limiet, str]]) -> tuple[Limiet, int] | None:
        """Count each, up to the first that is full: that one, and after how many seconds there is room."""
        items = [(self._items[limiet.naam], wie) for limiet, wie in tellers]
        if self._samen is not None and time.monotonic() >= self._weg_tot:
            try:
                plaats = await self._samen.tel(items)
                wacht = 0 if plaats is None else await _wacht(self._samen.teller, *items[plaats])
            except (*self._samen.storage.base_exceptions, OSError, TimeoutError) as fout:
                if not self._weg_tot:
                    log.warning("teller weg", fout=type(fout).__name__)
                self._weg_tot = time.monotonic() + OPNIEUW_SECONDEN
            else:
                if self._weg_tot:
                    log.info("teller terug")
                self._weg_tot = 0.0
                return None if plaats is None else (tellers[plaats][0], wacht)
        for (limiet, _), item in zip(tellers, items, strict=True):
            if not await self._hier.hit(*item):
                return limiet, await _wacht(self._hier, *item)
        return None

    async def sluiten(self) -> None:
        if self._samen is not None:
            await self._samen.storage.bridge.storage.connection_pool.aclose()


class _Samen:
    """The counters in Valkey."""

    def __init__(self, storage: RedisStorage):
        self.storage, self.teller = storage, SlidingWindowCounterRateLimiter(storage)
        self._script = storage.bridge.get_connection().register_script(_SAMEN)

    async def tel(self, items: list[tuple[RateLimitItemPerSecond, str]]) -> int | None:
        """Count each, up to the first that is full: its place in the list."""
        storage, sleutels, waarden = self.storage, [], []
        for item, wie in items:
            sleutel = item.key_for(wie)
            for naam in (storage._previous_window_key(sleutel), storage._current_window_key(sleutel)):
                sleutels.append(storage.bridge.prefixed_key(naam))
            waarden += [item.amount, item.get_expiry()]
        vol = int(await self._script(sleutels, waarden))
        return vol - 1 if vol else None


async def _wacht(teller: SlidingWindowCounterRateLimiter, item: RateLimitItemPerSecond, wie: str) -> int:
    """After how many seconds there is room again, at least 1."""
    ruimte = await teller.get_window_stats(item, wie)
    return min(max(1, math.ceil(ruimte.reset_time - time.time())), item.get_expiry())


def _valkey(url: str) -> RedisStorage:
    """Over a few connections that a crowd shares: a flood of requests waits a moment for one and opens no more."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=VERBINDINGEN,
        timeout=ANTWOORD_SECONDEN,
        socket_timeout=ANTWOORD_SECONDEN,
        socket_connect_timeout=ANTWOORD_SECONDEN,
        retry=Retry(NoBackoff(), 1),  # once, at once: a connection that lay still may have been closed
    )
    scheme = "async+redis+unix" if url.startswith("unix:") else "async+redis"
    at = f"{scheme}:{url.partition(':')[2]}"
    return RedisStorage(at, implementation="redispy", key_prefix="limiet", connection_pool=pool)


def lees(uitzonderingen: str) -> dict[Limiet, tuple[int, int]]:
    """How many per how many seconds, for each limit. `uitzonderingen`: "aanmelden=1200/300, sessie=900/60"; `*` is
    every other limit. Raises VerkeerdeInstelling."""
    gegeven: dict[str, tuple[int, int]] = {}
    for deel in filter(None, (stuk.strip() for stuk in uitzonderingen.split(","))):
        naam, _, getallen = deel.partition("=")
        aantal, _, seconden = getallen.partition("/")
        if naam not in {"*", *(limiet.naam for limiet in ALLE)}:
            raise VerkeerdeInstelling(f"LIMIETEN noemt {naam!r}, en die grens bestaat niet; Meedoen start niet.")
        if not (aantal.isdigit() and seconden.isdigit() and int(aantal) and int(seconden)):
            raise VerkeerdeInstelling(f"LIMIETEN: schrijf {naam}=aantal/seconden, niet {deel!r}; Meedoen start niet.")
        gegeven[naam] = (int(aantal), int(seconden))
    return {lim: gegeven.get(lim.naam, gegeven.get("*", (lim.aantal, lim.seconden))) for lim in ALLE}


def adres(request: Verzoek) -> str:
    """Where the request came from. Of IPv6 the network: a household has 2⁶⁴ addresses to choose from."""
    host = request.client.host if request.client else ""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False).network_address
    return str(ip)


def _over(seconden: int) -> str:
    if seconden < 60:
        return "over een paar seconden" if seconden < 10 else f"over {seconden} seconden"
    minuten = math.ceil(seconden / 60)
    return "over een minuut" if minuten == 1 else f"over {minuten} minuten"
