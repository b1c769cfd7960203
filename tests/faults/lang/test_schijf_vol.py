"""The folder of the files is full (FLT-11): the sentence, no torn file, and the same key succeeds afterwards.

The limit is the kernel's: RLIMIT_FSIZE of the running process, put on from outside, so that writing a file beyond it
fails half-way as on a full disk (EFBIG in the place of ENOSPC; the same path in our code). It needs no root.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from infra import clock, files
from infra.settings import settings
from services.intake.contract import DocumentToevoegen
from services.kern.errors import NietBeschikbaar
from tests.faults.ingreep import aantal, kind
from tests.flows.intake_dossier import pdf, school
from tests.stack import Stack

GROOT = 6 * 1024 * 1024


@contextmanager
def vol(pid: int, grens: int) -> Iterator[None]:
    """This process cannot write a file beyond so many bytes."""
    voor = resource.prlimit(pid, resource.RLIMIT_FSIZE, (grens, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, voor)


def bestanden() -> dict[str, int]:
    """Every file in the store, also what is half-way."""
    folder = Path(urlsplit(settings().files_url).path)
    return {p.relative_to(folder).as_posix(): p.stat().st_size for p in folder.rglob("*") if p.is_file()}


async def test_zonder_ruimte_voor_bestanden_zegt_de_dienst_het_en_blijft_er_niets_half_liggen(stack: Stack):
    aanvraag = await school(stack).begin()
    upload = await aanvraag.uploaden(pdf("groot", b"%" + b"x" * GROOT))
    opdracht = DocumentToevoegen(
        opdracht=uuid4(),
        aanvraag_id=aanvraag.id,
        soort="overig",
        bestandsnaam="groot.pdf",
        gedagtekend_op=clock.vandaag() - timedelta(days=30),
        ondertekend_door=["ouders"],
        upload=upload,
    )
    voor, pid = bestanden(), kind(stack, "intake")
    log = Path(f"/proc/{pid}/fd/1").resolve()
    # Room for the log, not for the document.
    grens = max(GROOT // 2, (log.stat().st_size if log.is_file() else 0) + 1024 * 1024)
    assert grens < GROOT, "het logboek is te groot voor deze proef"
    with vol(pid, grens):
        with pytest.raises(NietBeschikbaar, match="niets verloren"):
            await stack.ask("intake", opdracht, als="iris")
        # Who brings no file goes on.
        ander = await school(stack).begin()
        assert (await ander.zien()).status == "concept"
    assert kind(stack, "intake") == pid, "de dienst is gevallen"
    assert bestanden() == voor
    assert await aantal(stack, "select count(*) from intake.document where upload = $1", upload) == 0
    assert await aantal(stack, "select count(*) from intake.opdracht where id = $1", opdracht.opdracht) == 0

    antwoord = await stack.ask("intake", opdracht, als="iris")
    assert await stack.ask("intake", opdracht, als="iris") == antwoord
    assert await aanvraag.gecontroleerd(antwoord.id) == "bruikbaar"
    (rij,) = await stack.sql("select sleutel, grootte from intake.document where upload = $1", upload)
    assert (await files.sizes(rij["sleutel"].rpartition("/")[0]))[rij["sleutel"]] > rij["grootte"] > GROOT
