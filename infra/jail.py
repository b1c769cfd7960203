"""Have something done in a throw-away process that can reach nothing: no network, no files, no secrets, little time.

`run("infra.cleaning.work", order, data)` starts a fresh Python, which imports that module, puts the fences
(`infra.fences`), and only then reads `data` and calls its `work(order, data)`. What it gives back is not to be trusted:
it is what a stranger may have made of it.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra import fences
from infra.failpoints import fp

PROJECT = Path(__file__).parent.parent
SECONDS = 20
MEMORY = 512 * 1024 * 1024
OUTPUT = 64 * 1024 * 1024
ANSWER = 64 * 1024
GEEN_HEK, TE_ZWAAR, MISLUKT = 77, 78, 79
START = (
    "import sys; sys.path.insert(0, {project!r}); from infra.jail import inside; "
    "inside({module!r}, {into}, {out}, {memory}, {seconds}, {output})"
)


class GeenHek(Exception):
    """This machine cannot keep a process from the network, or cannot start one. Nothing was done."""


class Gestopt(Exception):
    """The process did not finish. `te_zwaar`: it ran out of time, memory or room; otherwise it crashed."""

    def __init__(self, te_zwaar: bool, hoe: str):
        super().__init__(hoe)
        self.te_zwaar = te_zwaar


@dataclass(frozen=True)
class Done:
    """`answer`: what the process says; `data`: what it made; `fences`: which stood around it; `seconds`: how long."""

    answer: dict[str, Any]
    data: bytes
    fences: list[str]
    seconds: float


def run(
    module: str,
    order: dict[str, Any],
    data: bytes,
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    output: int = OUTPUT,
) -> Done:
    """Blocks until it is done: some tenths of a second for a file. Raises GeenHek, Gestopt."""
    fp("clean.before")
    begin = time.monotonic()
    head = json.dumps(order).encode()
    into, out = _memory("in", len(head).to_bytes(4, "big") + head + data), _memory("uit", b"")
    code = START.format(
        project=str(PROJECT), module=module, into=into, out=out, memory=memory, seconds=int(seconds), output=output
    )
    try:
        try:
            process = subprocess.run(
                [sys.executable, "-I", "-B", "-X", "utf8", "-c", code],
                stdin=subprocess.DEVNULL,
                # Its own words may hold pieces of the document, so nobody reads them.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(into, out),
                env={"PATH": "/nonexistent", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
                cwd="/",
                timeout=seconds,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Gestopt(True, "tijd") from None
        except OSError as fout:
            raise GeenHek(type(fout).__name__) from None
        _judge(process.returncode)
        done = _read(out, output, time.monotonic() - begin)
        fp("clean.after")
        return done
    finally:
        os.close(into)
        os.close(out)


def _memory(name: str, data: bytes) -> int:
    """A file that exists in memory only. What goes in cannot be changed by who reads it."""
    descriptor = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    if data:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
    return descriptor


def _judge(code: int) -> None:
    if code == GEEN_HEK:
        raise GeenHek("geen hek om het netwerk")
    if code in (TE_ZWAAR, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ):
        raise Gestopt(True, f"signaal {-code}")
    if code != 0:
        raise Gestopt(False, f"signaal {-code}" if code < 0 else f"code {code}")


def _read(out: int, output: int, seconds: float) -> Done:
    size = os.fstat(out).st_size
    if not 4 <= size <= output:
        raise Gestopt(False, "antwoord niet heel")
    raw = os.pread(out, 4, 0)
    length = int.from_bytes(raw, "big")
    if length > ANSWER or 4 + length > size:
        raise Gestopt(False, "antwoord niet heel")
    try:
        answer = json.loads(os.pread(out, length, 4))
        standing = [str(fence) for fence in answer.pop("hekken")]
    except (ValueError, AttributeError, KeyError, TypeError):
        raise Gestopt(False, "antwoord niet te lezen") from None
    data = bytearray()
    while len(data) < size - 4 - length:
        data += os.pread(out, size - 4 - length - len(data), 4 + length + len(data))
    return Done(answer, bytes(data), standing, seconds)


# --------------------------------------------------------------- from here on: inside the throw-away process


def inside(module: str, into: int, out: int, memory: int, seconds: int, output: int) -> None:
    """Import, put the fences, read, work, write, end. Leaves without cleaning up: there is nothing worth it."""
    import gc
    import importlib

    worker = importlib.import_module(module)
    gc.freeze()
    fences.limit(memory=memory, seconds=seconds, output=output)
    standing = fences.enclose()
    if not {fences.NETWERK, fences.SYSTEEM} & set(standing):
        os._exit(GEEN_HEK)
    try:
        with open(into, "rb", buffering=0) as source:
            length = int.from_bytes(source.read(4), "big")
            order = json.loads(source.read(length))
            data = source.read()
        answer, made = worker.work(order, data)
        head = json.dumps(answer | {"hekken": standing}).encode()
        for piece in (len(head).to_bytes(4, "big"), head, made):
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(out, rest) :]
    except MemoryError:
        os._exit(TE_ZWAAR)
    except OSError as fout:  # more written than may be written
        os._exit(TE_ZWAAR if fout.errno == errno.EFBIG else MISLUKT)
    except BaseException:
        os._exit(MISLUKT)
    os._exit(0)
