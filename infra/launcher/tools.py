"""Run the commands that install something."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from infra.launcher import places
from infra.launcher.output import LauncherError

# The machine's own certificates: town halls often have a proxy that signs with its own.
INSTALL_ENVIRONMENT = {
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_NO_PROGRESS": "1",
    "UV_SYSTEM_CERTS": "1",
    "NODE_USE_SYSTEM_CA": "1",
}


def run_tool(command: Sequence[str | Path], *, cwd: Path | None = None, **variables: str) -> None:
    """Run an installation command; raises LauncherError with the end of what it said."""
    words = [str(word) for word in command]
    environment = os.environ | INSTALL_ENVIRONMENT | variables
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-3000:]
        raise LauncherError(f"Installeren is mislukt bij: {' '.join(words[:4])} …\n{said}")


def npm_ci(folder: Path) -> None:
    """Install what the package-lock.json of this folder names, without running any script of a package."""
    path = f"{places.node().parent}{os.pathsep}{os.environ['PATH']}"
    command = [places.node(), places.npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    run_tool(command, cwd=folder, PATH=path)
