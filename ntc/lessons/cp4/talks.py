"""The review meeting of CP4 (« revue de secteur »), to practise on: another house, invented whole."""

from ntc.instruments.script import Script, practised

_HEAD, _AFTER = "Mme Sorel", "Après l’entretien"
_SETTING = (
    "Hugo Marval vend les portes d’atelier Brévant, à Angers. Sa directrice commerciale, Mme Sorel, le "
    "reçoit pour le bilan de l’année : vous répondez à sa place."
)
_LINES = {
    "d": (_HEAD, "88 % de l’objectif, Hugo. Pourquoi, et que faites-vous lundi ?"),
    "half": (_HEAD, "Et l’objectif ?"),
    "excuse": (_HEAD, "Je ne cherche pas un coupable. Le secteur est à vous."),
    "causes": (_HEAD, "D’où vient l’écart ? Des preuves, je vous prie."),
    "probe": (_HEAD, "Ça, je le savais en entrant. Pourquoi ?"),
    "remedy": (_HEAD, "C’est étayé. Et lundi ?"),
    "smart": (_HEAD, "Davantage, c’est combien ?"),
    "power": (_HEAD, "Le tarif, ce n’est ni vous ni moi. Et dans ce qui dépend de vous ?"),
    "ask": (_HEAD, "Bon. Et qu’attendez-vous de moi ?"),
    "good": (_HEAD, "Mardi 10. Et envoyez-moi la note : une page."),
    "alone": (_HEAD, "Comme vous voudrez. On se revoit à la fin du mois."),
    "vague": (_HEAD, "Revenez avec un chiffre et une date. Jeudi, huit heures."),
    "shut": (_AFTER, "Le cahier s’est refermé. Les causes se chercheront sans lui."),
}
_ANSWERS = {
    "d": (
        (
            "Plus 3 % sur un an : l’année est bonne.",
            "half",
            "La moitié de la vérité. Elle a l’autre sous les yeux.",
        ),
        (
            "Plus 3 % sur un an, et douze points sous l’objectif. J’en ai cherché les causes.",
            "causes",
            "Le verdict d’abord, entier ; la suite est annoncée.",
        ),
        (
            "J’ai repris ce secteur en mai : l’année était jouée, quoi que je fasse.",
            "excuse",
            "C’est peut-être vrai. Rien n’en change lundi.",
        ),
    ),
    "half": (
        ("Manqué, de douze points. Je vous dois les deux chiffres.", "causes", "Rattrapé, sans détour."),
        (
            "Il était trop haut, tout le monde le disait dans l’équipe.",
            "shut",
            "L’objectif est jugé, et l’écart reste sans cause.",
        ),
    ),
    "excuse": (
        (
            "La pose a trois mois de retard : demandez plutôt à l’atelier.",
            "shut",
            "Un collègue mis en cause, absent, et toujours pas un fait.",
        ),
        (
            "J’en réponds. L’écart se voit dans les commandes : je vous le montre.",
            "causes",
            "La main reprise, une preuve promise.",
        ),
    ),
    "causes": (
        (
            "Les ventes ont baissé à l’automne, et nous avons fini en dessous.",
            "probe",
            "C’est l’écart redit, et non sa cause.",
        ),
        (
            "Deux grands comptes n’ont reçu personne depuis un an. Voici les dates, et leurs commandes.",
            "remedy",
            "Un fait daté, que l’on peut vérifier.",
        ),
        ("Le marché est mou, et les confrères bradent.", "probe", "Une impression : où est-elle écrite ?"),
    ),
    "probe": (
        (
            "Je n’ai pas tout éclairci. Deux comptes sans visite, c’est sûr : voici les dates.",
            "remedy",
            "Dire ce que l’on ignore donne du poids à ce que l’on sait.",
        ),
        ("La malchance, un peu. L’ambiance, aussi.", "vague", "Une malchance ne se corrige pas lundi."),
    ),
    "remedy": (
        ("J’irai voir davantage de monde.", "smart", "Combien, qui, pour quand ? C’est un souhait."),
        (
            "Il faudrait baisser le tarif : les commandes reviendraient vite.",
            "power",
            "Un remède qui n’est pas en votre pouvoir.",
        ),
        (
            "Ces deux comptes et les six du même âge, vus avant le 15 mars. Le point chaque vendredi.",
            "ask",
            "Qui, combien, pour quand, et comment on le saura.",
        ),
    ),
    "smart": (
        ("Cela dépendra de la route.", "vague", "Ce qui ne se compte pas ne se suit pas."),
        ("Huit visites avant le 15 mars, les deux comptes d’abord.", "ask", "Un nombre, une date, un ordre."),
    ),
    "power": (
        (
            "Mes visites. Huit, avant le 15 mars.",
            "ask",
            "De ce que l’on subit à ce que l’on décide.",
        ),
        ("Sans une baisse, je ne vois pas.", "vague", "Vous laissez à d’autres le soin de décider."),
    ),
    "ask": (
        (
            "Rien, merci. Je me débrouille toujours.",
            "alone",
            "Une aide offerte, et refusée. Elle suivra de plus loin.",
        ),
        (
            "Venez à la première des deux visites : ils vous connaissent. Jeudi 5, ou mardi 10 ?",
            "good",
            "Une demande, une raison, deux dates.",
        ),
        (
            "Une prime pour l’équipe, et une voiture moins vieille.",
            "vague",
            "Deux demandes, et aucune ne touche à l’écart.",
        ),
    ),
}


def rehearsed() -> Script:
    """A review with a head of sales to practise on: two figures, causes proved, a remedy, a request."""
    return practised("Répétition : le bilan de Hugo Marval", _SETTING, "d", _LINES, _ANSWERS)
