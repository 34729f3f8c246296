"""The generator of the company Galerne Air Industrie, in rooms; ``registry`` says in which order they work.

``words`` holds the French, ``core`` what every room may use; ``house``, ``accounts``, ``sales``, ``service``,
``market`` and ``talks`` are the company, each a department that knows those named before it at most;
``exercises`` draws what one exercise plays with. Standard library only, and ``ntc.french``.
"""
