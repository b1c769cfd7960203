"""Run a program beside a running stack (the play of the demo, the tests, the bench) and wait for its end."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.launcher import places
from infra.launcher.supervisor import Supervisor, die_with_parent

STOPPED = 130  # the exit code of a command that the user interrupted


async def run_beside(
    supervisor: Supervisor,
    command: Sequence[str | Path],
    environment: dict[str, str],
    stdout: int | None = None,
) -> int:
    """Run the command until it ends; its exit code. When we are asked to stop, it is asked too.

    On a terminal the program shares our process group, so that it can read the keyboard (a debugger);
    Ctrl-C then reaches it by itself. Raises nothing; a stack that fails gives exit code 1.
    """
    on_terminal = sys.stdin is not None and sys.stdin.isatty()
    program = await asyncio.create_subprocess_exec(
        *die_with_parent(command),
        cwd=places.ROOT,
        env=environment,
        stdin=None if on_terminal else asyncio.subprocess.DEVNULL,
        stdout=stdout,
        start_new_session=not on_terminal,
    )
    ended = asyncio.ensure_future(program.wait())
    stopped = asyncio.ensure_future(supervisor.wait_for_stop())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if ended.done():
        return ended.result()
    if not on_terminal:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGINT)
    try:
        await asyncio.wait_for(ended, 15)
    except TimeoutError:
        program.kill()
        await program.wait()
    return 1 if supervisor.failure else STOPPED
