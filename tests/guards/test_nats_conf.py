"""nats.conf gives each service its own user, and the server accepts the file."""

import os
import re
import subprocess
from pathlib import Path

from infra.launcher import debian, places
from infra.launcher.stack import SERVICES

CONF = places.DEPLOY / "nats.conf"


def users() -> dict[str, str]:
    """The text of each user's block."""
    blocks = re.split(r"(?=\buser: )", CONF.read_text())[1:]
    return {re.match(r"user: (\w+)", block)[1]: block for block in blocks}


def test_every_service_of_the_project_has_a_user() -> None:
    folders = {path.parent.name for path in (places.ROOT / "services").glob("*/contract.py")}
    assert folders == set(SERVICES)
    assert users().keys() == {"web", "beheer", *SERVICES}


def test_a_service_names_no_other_service() -> None:
    for name in SERVICES:
        block = users()[name]
        assert [other for other in SERVICES if other != name and re.search(rf"\b{other}\b", block)] == []
        assert f"$NATS_PASSWORD_{name.upper()}" in block


def test_nobody_but_beheer_may_touch_a_stream() -> None:
    for name, block in users().items():
        allowed = set(re.findall(r'"(\$JS\.API\.[^"]+)"', block))
        own = {f"$JS.API.CONSUMER.{what}.FEITEN.{name}" for what in ("MSG.NEXT", "INFO")}
        assert allowed == (own if name in SERVICES else set())


def test_nothing_is_acknowledged_before_it_is_on_disk() -> None:
    assert re.search(r"^\s*sync_interval: always$", CONF.read_text(), re.MULTILINE)


def test_the_server_accepts_the_file(tmp_path: Path) -> None:
    passwords = {f"NATS_PASSWORD_{name.upper()}": "wachtwoord" for name in users()}
    command = [debian.find_program("nats-server"), "-t", "-c", str(CONF), "-sd", str(tmp_path)]
    done = subprocess.run(command, env=os.environ | passwords, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
