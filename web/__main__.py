"""`python -m web`: one process, one worker; more of them may stand behind a load balancer."""

from __future__ import annotations

import gc
import os

import uvicorn

from infra import failpoints
from infra.log import configure, log
from infra.settings import settings
from web.app import create_app
from web.security import proxies


def main() -> None:
    configure("web")
    failpoints.be("web")
    app = create_app()
    # Routes and templates live as long as the process: the collector need not look at them again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    port, trusted = settings().web_port, proxies(settings())
    log.info("gereed", poort=port)
    uvicorn.run(
        app,
        host=os.environ.get("WEB_HOST", "127.0.0.1"),
        port=port,
        http="httptools",
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


if __name__ == "__main__":
    main()
