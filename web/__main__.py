"""`python -m web`: one process, one worker; more of them may stand behind a load balancer or share one socket."""

from __future__ import annotations

import gc
import os
from contextlib import suppress

import uvicorn

from infra import failpoints
from infra.log import configure, log
from infra.settings import settings
from web.app import create_app
from web.protocol import Protocol
from web.security import proxies
from web.server import Server, handed_over


def main() -> None:
    configure("web")
    failpoints.be("web")
    app = create_app()
    # Routes and templates live as long as the process: the collector need not look at them again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    sockets = handed_over()
    port, trusted = settings().web_port, proxies(settings())
    log.info("gereed", poort=port)
    config = uvicorn.Config(
        app,
        host=os.environ.get("WEB_HOST", "127.0.0.1"),
        port=port,
        loop="asyncio",
        http=Protocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted,
        # A slow reader may not keep the process from stopping.
        timeout_graceful_shutdown=3,
        timeout_keep_alive=15,
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises the signal that ended it once more
        Server(config, app).run(sockets)


if __name__ == "__main__":
    main()
