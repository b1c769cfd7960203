"""SEC-10 and SEC-11: nothing that turns text into code, no secret in the repository or its history, tokens that count.

What is forbidden is read from the syntax tree, so that a word in a comment is no fault and an alias is no escape.
"""

from __future__ import annotations

import ast
import math
import re
import subprocess
from base64 import urlsafe_b64decode
from collections import Counter
from pathlib import Path

import pytest

from services.netwerk import sessie
from web import sealed

ROOT = Path(__file__).parents[2]
ONS = ("services", "infra", "web", "tenants")
BESTANDEN = sorted(pad for map_ in ONS for pad in (ROOT / map_).rglob("*.py") if "node_modules" not in pad.parts)
MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle", "yaml", "joblib"}
ROEPEN = {"eval", "exec", "compile", "__import__", "execfile"}
LEDEN = {("os", "system"), ("os", "popen"), ("asyncio", "create_subprocess_shell"), ("subprocess", "getoutput")}
# Chance that nothing hangs on: which process to kill, which invented name, which port.
TOEVAL = {"infra/faults/upgrade.py", "infra/faults/kills.py", "infra/launcher/stack.py", "infra/bench/cases.py"}


def kwaad(bron: str) -> list[str]:
    """What in this source makes code of text, or asks a shell."""
    gevonden = []
    for knoop in ast.walk(ast.parse(bron)):
        namen = [a.name for a in knoop.names] if isinstance(knoop, ast.Import) else []
        namen += [knoop.module or ""] if isinstance(knoop, ast.ImportFrom) else []
        gevonden += [naam for naam in namen if naam.split(".")[0] in MODULES]
        if isinstance(knoop, ast.Name) and knoop.id in ROEPEN:
            gevonden.append(knoop.id)
        if isinstance(knoop, ast.Attribute) and (getattr(knoop.value, "id", ""), knoop.attr) in LEDEN:
            gevonden.append(knoop.attr)
        if isinstance(knoop, ast.keyword) and knoop.arg == "shell":
            gevonden.append("shell=")
    return gevonden


@pytest.mark.parametrize(
    "bron",
    ["import pickle", "from yaml import load", "x = eval", "exec('1')", "import os\nos.system('ls')",
     "import subprocess\nsubprocess.run('ls', shell=True)", "f = compile"],
)  # fmt: skip
def test_wat_verboden_is_wordt_gezien(bron: str) -> None:
    assert kwaad(bron)


def test_sec_10_nergens_wordt_tekst_code() -> None:
    fout = {str(pad.relative_to(ROOT)): gevonden for pad in BESTANDEN if (gevonden := kwaad(pad.read_text()))}
    assert fout == {}


def test_sec_11_toeval_is_nergens_een_geheim() -> None:
    """`random` can be predicted. Only where nothing hangs on it; everything else takes `secrets`."""
    met = {
        str(pad.relative_to(ROOT))
        for pad in BESTANDEN
        if any(
            (isinstance(knoop, ast.Import) and any(a.name == "random" for a in knoop.names))
            or (isinstance(knoop, ast.ImportFrom) and knoop.module == "random")
            for knoop in ast.walk(ast.parse(pad.read_text()))
        )
    }
    assert met <= TOEVAL


@pytest.mark.parametrize("maak", [sessie.nieuw_token, sealed.geheim])
def test_sec_11_een_token_is_256_bits_en_nooit_twee_keer_hetzelfde(maak) -> None:
    tokens = [maak() for _ in range(2_000)]
    assert len(set(tokens)) == 2_000
    rauw = [urlsafe_b64decode(token + "=" * (-len(token) % 4)) for token in tokens]
    assert {len(r) for r in rauw} == {32}
    telling = Counter(b"".join(rauw))
    spreiding = -sum(n / 64_000 * math.log2(n / 64_000) for n in telling.values())
    assert spreiding > 7.98  # of 8 bits per octet


# -------------------------------------------------------------------------------------------- secrets that lie about

SPOREN = {
    "privésleutel": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "sleutel van AWS": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "teken van GitHub": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,}"),
    "teken van Slack": re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
    "teken van een pakketregister": re.compile(r"\bpypi-[A-Za-z0-9_-]{50,}|\bnpm_[A-Za-z0-9]{36}\b"),
    "jwt": re.compile(r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"),
    "wachtwoord in een adres": re.compile(r"\b(?:postgres(?:ql)?|redis|nats|amqp|smtp)://[^\s:/@{$]+:([^\s@{$]+)@"),
    "toegekend geheim": re.compile(
        r"(?i)\b(?:password|passwd|wachtwoord|secret|api[_-]?key|private_key)\b\s*[=:]\s*[\"']([A-Za-z0-9+/_-]{24,})[\"']"
    ),
}
# Of the play only: these people are invented, and their accounts exist at the provider of demo and test alone.
VERZONNEN = re.compile(r"infra/dev/idp/accounts\.json$")


def sporen(tekst: str) -> list[str]:
    return [naam for naam, patroon in SPOREN.items() for gevonden in patroon.finditer(tekst) if not _plek(gevonden)]


def _plek(gevonden: re.Match[str]) -> bool:
    """A place for a secret, not a secret: `ontwikkeling`, `…`, `<geheim>`, or the same letter all over."""
    waarde = (gevonden[1] if gevonden.re.groups else gevonden[0]) or ""
    return waarde in ("ontwikkeling", "geheim", "wachtwoord", "anders", "…", "...") or len(set(waarde)) < 6


@pytest.mark.parametrize(
    "tekst",
    ["-----BEGIN " + "PRIVATE KEY-----", "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a1B2" * 9,
     "postgresql://svc:" + "Xy7kk2PQ@db/x", "password = '" + "Zk39sLq0" * 4 + "'"],
)  # fmt: skip
def test_een_geheim_wordt_gezien(tekst: str) -> None:
    assert sporen(tekst)


def _git(*woorden: str) -> str:
    return subprocess.run(["git", *woorden], cwd=ROOT, capture_output=True, check=True).stdout.decode(
        "utf-8", "replace"
    )


def test_sec_11_geen_geheim_in_de_bestanden() -> None:
    fout = {}
    for naam in _git("ls-files").splitlines():
        pad = ROOT / naam
        if VERZONNEN.search(naam) or not pad.is_file() or pad.stat().st_size > 3_000_000:
            continue
        if gevonden := sporen(pad.read_text("utf-8", "replace")):
            fout[naam] = gevonden
    assert fout == {}


def test_sec_11_geen_geheim_in_de_geschiedenis() -> None:
    """Every line that was ever added, of every branch: what was committed once is known."""
    if _git("rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.skip("hier staat niet de hele geschiedenis")
    fout, bestand = set(), ""
    for regel in _git("log", "--all", "-p", "--no-color", "--no-ext-diff", "-U0", "--", ".").splitlines():
        if regel.startswith("+++ "):
            bestand = regel[6:]
        elif regel.startswith("+") and len(regel) < 20_000 and not VERZONNEN.search(bestand):
            fout |= {(bestand, naam) for naam in sporen(regel)}
    assert fout == set()
