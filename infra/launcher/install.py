"""Install what is missing, inside the project folder: Python packages, Node packages, Debian packages.

Two sets: "run" (enough for demo) and "test" (the same plus the test tools and the browser). Whoever has the
test set keeps it. What was installed is remembered in var/tools/stand.json with a hash of the lists it came
from, so that a warm start costs milliseconds.
"""

import concurrent.futures
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from infra.launcher import browser, debian, places
from infra.launcher.output import LauncherError, step
from infra.launcher.tools import npm_ci, run_tool

Kind = Literal["run", "test"]
UV_VERSION = "0.13.9"
STATE = places.TOOLS / "stand.json"


def install(kind: Kind) -> None:
    """Make sure the set is installed. Raises LauncherError with what went wrong."""
    if is_installed(kind):
        return
    places.TOOLS.mkdir(parents=True, exist_ok=True)
    with (places.TOOLS / "slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # somebody else may be installing in the same folder
        if is_installed(kind):
            return
        wanted: Kind = "test" if kind == "test" or _state().get("soort") == "test" else "run"
        with concurrent.futures.ThreadPoolExecutor() as pool:
            packages = [pool.submit(_install_packages, wanted), pool.submit(debian.install, wanted)]
            for package in packages:
                package.result()
        _write_state({"soort": wanted, "invoer": _inputs(wanted)})


def is_installed(kind: Kind) -> bool:
    """Tell whether this set (or a larger one) is there and comes from the present lists."""
    state = _state()
    enough = state.get("soort") == "test" or state.get("soort") == kind
    folders = ("idp", "linter") if state.get("soort") == "test" else ("idp",)
    present = places.PYTHON.exists() and all((places.DEV / folder / "node_modules").exists() for folder in folders)
    return enough and present and state.get("invoer") == _inputs(state["soort"])


def forget() -> None:
    """Forget what was installed, so that the next install fetches the Debian packages anew."""
    STATE.unlink(missing_ok=True)
    shutil.rmtree(places.DEB, ignore_errors=True)


def _state() -> dict:
    try:
        return json.loads(STATE.read_text())
    except (OSError, ValueError):
        return {}


def _write_state(state: dict) -> None:
    fresh = STATE.with_suffix(".nieuw")
    fresh.write_text(json.dumps(state))
    fresh.replace(STATE)


def _inputs(kind: Kind) -> str:
    digest = hashlib.sha256(f"{UV_VERSION} {debian.wish_list(kind)}".encode())
    sources = [places.LOCKS / f"{kind}.lock", places.DEV / "idp/package-lock.json"]
    if kind == "test":
        sources.append(places.DEV / "linter/package-lock.json")
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _install_packages(kind: Kind) -> None:
    _install_python(kind)
    with step("Node-pakketten installeren (aanmelddienst)"):
        npm_ci(places.DEV / "idp")
    if kind == "test":
        with step("Node-pakketten installeren (linter van de API)"):
            npm_ci(places.DEV / "linter")
        browser.install()


def _install_python(kind: Kind) -> None:
    uv = _uv()
    with step(f"Python-pakketten installeren ({kind})"):
        if not places.PYTHON.exists():  # also when it points at a Python that is gone
            run_tool([uv, "venv", "--quiet", "--clear", "--python", sys.executable, places.VENV])
        lock = places.LOCKS / f"{kind}.lock"
        run_tool([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", places.PYTHON, lock])


def _uv() -> Path:
    """The installer uv, fetched with pip into var/tools: a bare Debian allows pip nowhere else."""
    folder = places.TOOLS / f"uv-{UV_VERSION}"
    uv = folder / "bin/uv"
    if not uv.exists():
        if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
            raise LauncherError("pip ontbreekt. Installeer het met: apt-get install python3-pip")
        with step("Installatieprogramma uv ophalen"):
            quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
            pip = [sys.executable, "-m", "pip", "install", *quiet]
            run_tool([*pip, "--upgrade", "--target", folder, f"uv=={UV_VERSION}"])
    return uv
