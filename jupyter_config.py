"""JupyterLab as the course needs it: in French, quiet, and with the extension that opens a lesson alive.

Used by ``python -m ntc``; a JupyterHub gets the same by ``JUPYTER_CONFIG_PATH``.
"""

from pathlib import Path

import ntc

_extension = Path(ntc.__file__).parent / "labextension"

c = get_config()  # noqa: F821 - given by Jupyter
c.LabApp.app_settings_dir = str(_extension / "settings")
c.LabApp.extra_labextensions_path = [str(_extension)]

# Nothing asks the network: training rooms are often offline, and a learner has no update to decide on.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
