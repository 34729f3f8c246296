"""To serve the course another way than ``start.py``: point ``JUPYTER_CONFIG_PATH`` to this folder."""

load_subconfig("ntc/labextension/jupyter_config.py")  # noqa: F821 - given by Jupyter
