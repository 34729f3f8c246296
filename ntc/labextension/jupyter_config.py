"""JupyterLab as the course needs it: in French, quiet, and with the extension that opens a lesson alive."""

from pathlib import Path

_here = Path(__file__).parent

c = get_config()  # noqa: F821 - given by Jupyter
c.LabApp.app_settings_dir = str(_here / "settings")
c.LabApp.extra_labextensions_path = [str(_here)]

# Where a browser refuses cookies, the kernel hears the page by the key that the page was opened with.
c.ServerApp.tornado_settings = {"page_config_data": {"appendToken": "true"}}

# Nothing asks the network: training rooms are often offline, and a learner has no update to decide on.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
