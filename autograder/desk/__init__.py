"""The instructor's desk (*bureau du formateur*): a class run from one page, without a command.

Pages and actions over ``grading`` and ``reports``; it has no rule of its own. Jupyter's server loads it as an
extension, which ``python3 start.py formateur`` asks for; what is slow to do runs in another process.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: "ServerApp") -> None:
    from autograder.desk.handlers import serve

    serve(server)
