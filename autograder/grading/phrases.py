"""What nbgrader says in English, and how it is put into French: nothing for what nobody has to read.

A pattern is looked for in the whole message; « {0} » is its first group.
"""


class Told(str):
    """A French sentence of ours that nbgrader passes on: shown as it is."""


_JOURNAL = "le détail est dans classroom/journal/nbgrader.log"

PHRASES = {
    r"^Did you mean": "",
    r"^Autograding .*/([^/]+)/[^/]+/([^/]+)\.ipynb$": "« {0} » : {1}, notation…",
    r"^Writing \d+ bytes to .*feedback/([^/]+)/[^/]+/([^/]+)\.html$": "« {0} » : {1}, retour écrit.",
    r"^Writing \d+ bytes to .*release/[^/]+/([^/]+)\.ipynb$": "« {0} » : version des apprenants écrite.",
    r"^Releasing feedback for student '([^']+)'": "« {0} » : retour mis dans le dépôt.",
    r"^Released as: ": "L’activité est ouverte dans le dépôt.",
    r"^Destination already exists": ("L’activité est déjà ouverte dans le dépôt. « --force » la remplace."),
    r"^Unwritable directory.*: (.*)$": (
        "Le dépôt « {0} » n’est pas là, ou ce compte n’y écrit pas. Il est choisi par NTC_EXCHANGE."
    ),
    r"^Course not found": ("Rien n’est ouvert dans le dépôt : lancez d’abord nbgrader release_assignment."),
    r"^Sorry, the exchange is not available on Windows": (
        "Sous Windows, nbgrader n’a pas de dépôt partagé : les travaux passent par zip."
    ),
    r"^You don't (?:own|have)": (
        "Ce compte n’a pas les droits qu’il faut sur le dépôt : voyez qui l’a créé."
    ),
    r"assignment id must be specified|^Must provide assignment name": (
        "Dites quelle activité, par exemple « at1-strategie », à la fin de la commande."
    ),
    r"^Only one argument|^Too many arguments": "Une seule activité à la fois, sans rien après son nom.",
    r"^nbgrader \w+ failed": "",
    r"^There was an error processing assignment: ": "",
    r"^There was an error processing assignment '[^']*' for student '([^']*)'": (
        f"« {{0}} » : une erreur a empêché d’aller au bout ; {_JOURNAL}. Les autres sont faits."
    ),
    r"^Please see the": "",
    r"accessing the nbgrader database": f"Le carnet de notes n’a pas pu être lu ou écrit ; {_JOURNAL}.",
    r"^Canceled": "Arrêté. La même commande, relancée, reprend où elle en était.",
    r"^Directory not found: (.*/archive)$": (
        "Rien à relever : mettez ce qui a été reçu dans « {0} », puis recommencez."
    ),
    r"^No files found in directory": "Aucune remise de plus n’est à prendre.",
    r"^No notebooks found, did you forget|^No assignment with ID|^Skipping unknown notebook": (
        "La leçon n’est pas dans le carnet de notes, ou le dossier n’a pas été reçu."
    ),
}
UNKNOWN = f"nbgrader signale une erreur ; {_JOURNAL}, en anglais."
