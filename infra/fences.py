"""Fences that a process puts around itself, before it looks at what a stranger sent. Linux; nothing of ours is
imported.

What a machine gives differs: a container without rights has no network namespace of its own, but every Linux of today
lets a process give up system calls. `enclose` says which fences stand; whoever calls decides whether that is enough.
After it the process has only its open descriptors: no socket, no other file, no other program, no other process.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct

NETWERK, SYSTEEM, GEBRUIKER = "netwerknaamruimte", "systeemaanroepen", "eigen gebruiker"
NOBODY = 65534
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 0x04000000, 0x08000000, 0x10000000, 0x40000000
SECCOMP_MODE_FILTER = 2
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000  # refuse: EPERM
AT_EMPTY_PATH = 0x1000
# The calls that reading, computing and writing what is open already takes. name: (x86_64, aarch64)
CALLS = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "mmap": (9, 222),
    "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66),
    "sched_yield": (24, 124), "mremap": (25, 216), "madvise": (28, 233), "getpid": (39, 172), "exit": (60, 93),
    "fcntl": (72, 25), "ftruncate": (77, 46), "gettimeofday": (96, 169), "sigaltstack": (131, 132),
    "gettid": (186, 178), "futex": (202, 98), "sched_getaffinity": (204, 123), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "exit_group": (231, 94), "tgkill": (234, 131),
    "getrandom": (318, 278), "membarrier": (324, 283), "rseq": (334, 293),
}  # fmt: skip
SOCKETS = {
    "socket": (41, 198), "connect": (42, 203), "socketpair": (53, 199), "bind": (49, 200), "sendto": (44, 206),
    "sendmsg": (46, 211), "listen": (50, 201), "accept4": (288, 242), "io_uring_setup": (425, 425),
}  # fmt: skip
# Only on what is open: fstat() of newer C libraries.
NEWFSTATAT = (262, 79)
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def limit(*, memory: int, seconds: int, output: int) -> None:
    """At most so much memory (bytes of address space), processor time and written bytes; no core dump, no child."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def enclose() -> list[str]:
    """Put every fence that this machine gives. Says which stand."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    standing = []
    if os.geteuid() == 0:
        own_network = libc.unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            standing.append(GEBRUIKER)
        # Changing user makes the kernel forget who should be told of the death of the parent.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        own_network = False
    own_network = own_network or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0
    if own_network:
        standing.append(NETWERK)
    libc.prctl(PR_SET_DUMPABLE, 0)
    if _give_up_calls(libc):
        standing.append(SYSTEEM)
    return standing


def no_network() -> bool:
    """Refuse every socket from now on, and nothing else: for a process that must still open its own files."""
    machine = MACHINES.get(platform.machine())
    return machine is not None and _filter(ctypes.CDLL(None, use_errno=True), _sockets(*machine))


def _give_up_calls(libc: ctypes.CDLL) -> bool:
    """Every system call outside `CALLS` is refused from now on, for good."""
    machine = MACHINES.get(platform.machine())
    return machine is not None and _filter(libc, _program(*machine))


def _filter(libc: ctypes.CDLL, program: bytes) -> bool:
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: how many, and where.
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    return libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, described, 0, 0) == 0


def _sockets(column: int, architecture: int) -> bytes:
    """Another architecture dies, whatever makes or uses a socket is refused, the rest passes."""
    load, jump, give = 0x20, 0x15, 0x06
    numbers = [call[column] for call in SOCKETS.values()]
    lines = [(load, 0, 0, 4), (jump, 1, 0, architecture), (give, 0, 0, KILL), (load, 0, 0, 0)]
    lines += [(jump, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    lines += [(give, 0, 0, ALLOW), (give, 0, 0, REFUSE)]
    return b"".join(struct.pack("@HBBI", *line) for line in lines)


def _program(column: int, architecture: int) -> bytes:
    """The filter in the language of the kernel (BPF): another architecture dies, a listed call passes."""
    numbers = [call[column] for call in CALLS.values()]
    load, jump, give = 0x20, 0x15, 0x06
    lines = [(load, 0, 0, 4), (jump, 1, 0, architecture), (give, 0, 0, KILL), (load, 0, 0, 0)]
    rest = len(numbers)
    for place, number in enumerate(numbers):
        lines.append((jump, rest - place + 3, 0, number))
    lines += [
        (jump, 0, 2, NEWFSTATAT[column]),
        (load, 0, 0, 16 + 3 * 8),
        (jump, 1, 0, AT_EMPTY_PATH),
        (give, 0, 0, REFUSE),
        (give, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("@HBBI", *line) for line in lines)
