"""Where copies are worked out: in processes of this computer, or on the machines that ``NTC_EXECUTOR`` names.

``dask://machine:8786`` is the scheduler of a Dask cluster whose workers see the course's folder at the same
place. Connections are encrypted once Dask's own configuration has its certificates (docs/deploiement.md).
"""

import contextlib
import os
import re
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import NamedTuple

from autograder.grading.settled import Unsettled

_PATIENCE = "10s"
_MOST_WORKERS = 8


class Pool(NamedTuple):
    """What works copies out, and how many at a time."""

    executor: Executor
    size: int


def a_worker_a_core() -> int:
    """How many processes share this computer's work."""
    return min(os.cpu_count() or 1, _MOST_WORKERS)


@contextlib.contextmanager
def pool(workers: int) -> Iterator[Pool]:
    """Open what ``NTC_EXECUTOR`` names, else so many processes; Unsettled when it cannot be reached."""
    named = os.environ.get("NTC_EXECUTOR", "")
    if not named:
        with ProcessPoolExecutor(workers) as executor:
            yield Pool(executor, workers)
        return
    found = re.fullmatch(r"dask://([^/\s]+:\d+)", named)
    if not found:
        raise Unsettled(
            f"NTC_EXECUTOR dit « {named} », qui ne se lit pas. Écrivez par exemple dask://machine:8786, ou "
            "retirez ce réglage : la correction se fait alors sur ce poste."
        )
    with _dask(found[1]) as opened:
        yield opened


@contextlib.contextmanager
def _dask(address: str) -> Iterator[Pool]:
    try:
        import dask
        from dask.distributed import Client
    except ImportError as error:
        raise Unsettled(
            "NTC_EXECUTOR demande Dask, qui n’est pas installé dans cet environnement : installez le cours "
            "avec « .[instructor,centre] », ou retirez ce réglage."
        ) from error
    encrypted = dask.config.get("distributed.comm.tls.client.cert", None)
    try:
        client = Client(
            f"{'tls' if encrypted else 'tcp'}://{address}", timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, TimeoutError) as error:
        raise Unsettled(
            f"Les machines de correction ne répondent pas à {address} (NTC_EXECUTOR). Démarrez-les, ou "
            "retirez ce réglage : la correction se fait alors sur ce poste."
        ) from error
    with client:
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        if not workers:
            raise Unsettled(
                f"Aucune machine de correction n’est inscrite à {address} (NTC_EXECUTOR) : démarrez « dask "
                "worker »."
            )
        with client.get_executor(pure=False) as executor:
            yield Pool(executor, workers)
