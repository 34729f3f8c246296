"""Kernels whose libraries are imported already: a lesson's takes two seconds less to start.

To a notebook's client they are local kernels as any other; where there is no fork, they are.
"""

import os
import signal
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from tests import warm

NAME = "warm-provisioner"


class _Process:
    """A process of :mod:`tests.warm`, spoken to as one of ``subprocess``."""

    stdin = stdout = stderr = None

    def __init__(self, command: list[str], folder: str, environment: dict[str, str]) -> None:
        outputs = [Path(os.devnull)] * 2
        assert command[1:3] == ["-m", "ipykernel_launcher"], command
        self._process = warm.started(command[2:], Path(folder), environment, outputs)
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        if not hasattr(os, "fork"):
            return await super().launch_kernel(cmd, **kwargs)
        self.process = _Process(cmd, kwargs.get("cwd") or os.getcwd(), kwargs["env"])
        self.pid, self.pgid = self.process.pid, None
        return self.connection_info


def chosen() -> None:
    """Have every kernel that this process starts be such a one."""
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{WarmProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME
    )
    factory.default_provisioner_name = NAME
