"""JupyterLab as an instructor has it: the course's settings, and the desk."""

from pathlib import Path

load_subconfig("../../ntc/labextension/jupyter_config.py")  # noqa: F821 - given by Jupyter

c = get_config()  # noqa: F821 - given by Jupyter
c.ServerApp.jpserver_extensions = {"autograder.desk": True}
c.LabApp.extra_labextensions_path = [
    *c.LabApp.extra_labextensions_path,
    str(Path(__file__).parent / "labextension"),
]
