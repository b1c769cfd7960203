"""Fetch Debian packages with the machine's own mirrors and keys and unpack them in var/deb.

No root needed, nothing installed or started on the system. Only what the machine does not have is fetched.
Packages fetched like this get no security updates by themselves: `./meedoen setup --vernieuw` fetches anew;
on a server one installs them with apt-get instead, and nothing is fetched here.
"""

import ctypes
import json
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from infra.launcher import places
from infra.launcher.output import LauncherError, step

UNPACKED = places.DEB / "root"
FONTS_CONF = places.DEB / "fonts.conf"
# Chromium first by its own folder: the file of that name in bin is a wrapper with fixed paths in it.
PROGRAM_FOLDERS = ("usr/lib/chromium", "usr/sbin", "usr/bin")


@dataclass(frozen=True)
class Need:
    """Libraries, or one of several programs, that a machine may lack, and the packages that bring them."""

    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    kind: str = "run"

    def is_met(self) -> bool:
        """Tell whether the system itself has it, outside var/deb."""
        if self.programs and not any(map(shutil.which, self.programs)):
            return False
        return all(map(_can_load, self.libraries))


def _is_ubuntu() -> bool:
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    return "ubuntu" in (system.get("ID"), *system.get("ID_LIKE", "").split())


OFFERS_CHROMIUM = not _is_ubuntu()  # Ubuntu has it as a snap only; see browser.py
CHROMIUM = Need(("chromium-headless-shell",), programs=("chromium-headless-shell", "chromium"), kind="test")
NEEDS = (
    Need(
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"),
        libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    ),
    Need(("clamav-daemon",), programs=("clamd",)),
    CHROMIUM if OFFERS_CHROMIUM else Need(("libnss3",), libraries=("libnss3.so",), kind="test"),
    Need(("libatomic1",), libraries=("libatomic.so.1",), kind="test"),
)
# Debian 12 has 2.9, which silently ignores settings we use; the binary of Debian 13 runs there unchanged.
NATS = Need(("nats-server",), programs=("nats-server",))
TOO_OLD_FOR_NATS = {"bookworm": "trixie"}


def wish_list(kind: str) -> str:
    """A text that changes when the packages we might need change."""
    return repr((_needs(kind), NATS))


def install(kind: str) -> None:
    """Fetch and unpack what the system lacks. Raises LauncherError with what the user can do about it."""
    missing = [need for need in (*_needs(kind), NATS) if not need.is_met()]
    if not shutil.which("apt-get"):
        _require_all(missing)
        return
    have = _unpacked()
    wanted = [name for need in missing if need is not NATS for name in need.packages if name not in have]
    nats = [name for need in missing if need is NATS for name in need.packages if name not in have]
    if not wanted and not nats:
        return
    with step(f"Systeempakketten ophalen en uitpakken in var/deb: {', '.join([*wanted, *nats])}"):
        fetcher = _Fetcher()
        fetcher.fetch_with_dependencies(wanted)
        fetcher.fetch_alone(nats, TOO_OLD_FOR_NATS)
        fetcher.unpack()
        _write_fonts_conf()
        _remember(have | {*wanted, *nats})


def find_program(*names: str) -> str:
    """The path of the first of these programs that the system or var/deb has; raises LauncherError."""
    for name in names:
        for root in (UNPACKED, Path("/")):
            for folder in PROGRAM_FOLDERS:
                if (root / folder / name).is_file():
                    return str(root / folder / name)
        if found := shutil.which(name):
            return found
    raise LauncherError(f"Het programma {names[0]} is niet gevonden; draai ./meedoen setup --vernieuw.")


def library_environment() -> dict[str, str]:
    """With which variables a program finds the unpacked libraries and fonts; empty when there are none."""
    if not UNPACKED.exists():
        return {}
    triplet = f"{platform.machine()}-linux-gnu"
    folders = [UNPACKED / "usr/lib" / triplet, UNPACKED / "lib" / triplet]
    folders.append(folders[0] / "pulseaudio")  # the browser loads it from there
    found = {"LD_LIBRARY_PATH": ":".join(str(folder) for folder in folders if folder.exists())}
    if FONTS_CONF.exists():
        found["FONTCONFIG_FILE"] = str(FONTS_CONF)
    return found


def _needs(kind: str) -> tuple[Need, ...]:
    return tuple(need for need in NEEDS if need.kind == "run" or kind == "test")


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _require_all(missing: list[Need]) -> None:
    """On a system without apt-get we fetch nothing: name what is missing."""
    names = [name for need in missing if need.programs for name in need.programs[:1]]
    if names:
        raise LauncherError(
            f"Deze computer heeft geen apt-get. Installeer zelf: {', '.join(names)}"
            " (macOS: brew install nats-server clamav pango), of gebruik Docker: docker compose up."
        )


def _unpacked() -> set[str]:
    try:
        return set(json.loads((places.DEB / "uitgepakt.json").read_text()))
    except (OSError, ValueError):
        return set()


def _remember(names: set[str]) -> None:
    (places.DEB / "uitgepakt.json").write_text(json.dumps(sorted(names)))


def _write_fonts_conf() -> None:
    """A font configuration of our own: /etc/fonts may be absent, and letters look the same everywhere."""
    FONTS_CONF.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{UNPACKED / 'usr/share/fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{places.DEB / 'fontcache'}</cachedir></fontconfig>"
    )


class _Fetcher:
    """apt-get with its lists and archives in var/deb instead of /var, so that an ordinary user may run it."""

    def __init__(self) -> None:
        self.archives = places.DEB / "cache/archives"
        self.codename = platform.freedesktop_os_release().get("VERSION_CODENAME", "")
        for folder in (places.DEB / "state/lists/partial", self.archives / "partial", UNPACKED):
            folder.mkdir(parents=True, exist_ok=True)
        self.updated = False

    def fetch_with_dependencies(self, names: list[str]) -> None:
        if names:
            self._update()
            self._apt("install", "--yes", "--no-install-recommends", "--download-only", *names)

    def fetch_alone(self, names: list[str], too_old: dict[str, str]) -> None:
        """Fetch packages that need no others; on a release in `too_old` from the release named there."""
        if not names:
            return
        if self.codename not in too_old:
            self._update()
            self._apt("download", *names, cwd=self.archives)
            return
        sources = self._newer_sources(too_old[self.codename])
        self._apt("update", options=sources)
        self._apt("download", *names, cwd=self.archives, options=sources)

    def unpack(self) -> None:
        for archive in self.archives.glob("*.deb"):
            subprocess.run(["dpkg", "-x", str(archive), str(UNPACKED)], check=True)
            archive.unlink()
        shutil.rmtree(places.DEB / "state", ignore_errors=True)
        shutil.rmtree(places.DEB / "cache", ignore_errors=True)

    def _update(self) -> None:
        if not self.updated:
            self._apt("update")
            self.updated = True

    def _newer_sources(self, release: str) -> list[str]:
        """The same mirrors and keys, for the main part of a newer release, in a list of their own."""
        self._update()  # the targets are only listed once they were fetched
        targets = self._apt(
            "indextargets", "--format", "deb $(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages"
        )
        mine = f" {self.codename} main"
        found = (line for line in targets.splitlines() if line.endswith(mine))
        lines = {line.replace(mine, f" {release} main") for line in found}
        listing = places.DEB / "nieuwer.list"
        listing.write_text("\n".join(sorted(lines)) + "\n")
        return ["-o", f"Dir::Etc::sourcelist={listing}", "-o", "Dir::Etc::sourceparts=/dev/null"]

    def _apt(self, *words: str, options: list[str] | None = None, cwd: Path | None = None) -> str:
        settings = {
            "Dir::State": places.DEB / "state",
            "Dir::State::status": "/var/lib/dpkg/status",
            "Dir::Cache": places.DEB / "cache",
            "Debug::NoLocking": "1",
            "APT::Get::List-Cleanup": "0",
            "APT::Sandbox::User": "root",
        }
        base = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
        command = ["apt-get", "-q", *base, *(options or []), *words]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
        )
        # An update may complain about a source of somebody else; whether we get our packages tells the truth.
        if done.returncode and words[0] != "update":
            said = (done.stdout + done.stderr).strip()[-2000:]
            raise LauncherError(f"Systeempakketten ophalen is mislukt ({words[0]}):\n{said}")
        return done.stdout
