"""Invented names: companies, people, SIRET numbers that fail Luhn, telephones and e-mails kept for fiction.

All the stems are dealt out once between the variants, so that no two variants share one.
"""

import unicodedata

from generator.stream import Stream

VARIANTS = 17
_HEADS = (
    "Ker Tré Lan Gué Mor Bel Val Rou Cas Bré Fon Cha Mé Bou Lo Pen Ros Ques Ar Dol Sau Vi Ca Mar Pla Gar Cor Ber Ta Cou "
    "Mon Per Sa La No Fé Hau Ri Ga Vau Mau Bris Gran Clo Fau Pi Ra Lé Gui Né Pou Quin Ploz Tal Sou Ver Jau Hé Ni Bo Fla "
    "Gre Noy Li Mi Sé Ve Dou Ro Pon Bra Cré Fré Gou Lou Mou Nou Tou Per Bi Di Fi Tri Chau Blan Mal Bar Lar Gal Sal Cam "
    "Lam Ram Tam Ven Len Men"
)
_TAILS = (
    "dréan louët vadec guéneau melière drouin nevel gouët sandière tellière bonnière rigné vaudais meneuf rouzic quellec "
    "zerho bihanec maudière chetière gandais fouinec rivault cochais mahé landrec rantec vénec touzel brignac lévêque "
    "dolan ganais revel souchais pinais tréhec lonnec vernais baudry guillec rhinais tessier lormais dévenec castrec "
    "gloanec morvais naudière pallec quétier rabec salonnec tanguis vallerec zulais brécheux coudrais daniou ferrec "
    "gaultais hervais jollec kerneau lassais malhec nozais ollivec paumier roudec sévérac thébault varennec boisnet "
    "cadorec dugais évenec ganivet lirec"
)
_FIRST = (
    "Adèle Agathe Alban Alexis Aline Amandine Anaïs Antoine Armelle Arnaud Astrid Audrey Aurélien Baptiste Bastien "
    "Bénédicte Benoît Bérengère Bruno Camille Carole Cédric Céline Christelle Clémence Corentin Cyril Damien Delphine "
    "Denis Édith Élodie Emeline Erwan Estelle Étienne Fabienne Fabrice Florent Franck Gaëlle Gaëtan Gildas Gwenola "
    "Hélène Hervé Ingrid Isabelle Jérémy Joël Judith Julien Karine Laurent Léa Lionel Lucie Ludovic Maëlle Magali Marc "
    "Marion Mathilde Mickaël Morgane Nadège Nicolas Noémie Olivier Pascal Perrine Quentin Raphaël Romain Ronan Sabrina "
    "Sandrine Serge Solène Stéphane Sylvie Tanguy Thibault Thierry Valérie Vincent Virginie Xavier Yann Yvon"
)
_SURNAME_HEADS = (
    "Aub Bard Bois Bonn Bour Brun Card Chan Char Clér Cour Dav Del Des Dor Dub Dur Fab Fer Fleur Fouq Gad Gaut Gér God "
    "Grim Guil Ham Houd Jam Jol Lab Lang Led Lem Lér Mach Mar Mén Mor Naud Ollin Pat Perr Pic Rab Ren Rich Rous Sab Ser Taill Tess Thor Vass Ver"
)
_SURNAME_TAILS = (
    "anel ardin aret aublin audet avoine échal égard elier émin enet érioux essac estin ichet ignol illard inais inard iot "
    "issot ivet ochon odeau oiseau onnel oret oubert ouchet oulin ournel outy uchet uel ureau urier usset"
)
_TRADES = {
    "SEG01": (
        "Biscuiterie",
        "Conserverie",
        "Salaisons",
        "Laiterie",
        "Minoterie",
        "Fromagerie",
        "Cidrerie",
        "Surgelés",
    ),
    "SEG02": ("Menuiserie", "Scierie", "Ébénisterie", "Meubles", "Charpentes", "Parquets"),
    "SEG03": ("Chaudronnerie", "Métallerie", "Mécanique", "Usinage", "Tôlerie", "Serrurerie", "Fonderie"),
    "SEG04": ("Galvanoplastie", "Anodisation", "Thermolaquage", "Chromage"),
    "SEG05": ("Plastiques", "Injection", "Extrusion", "Thermoformage"),
    "SEG06": ("Chantier naval", "Voilerie", "Composites", "Nautisme"),
    "SEG07": ("Matériel agricole", "Remorques", "Machines agricoles", "Pulvérisateurs"),
    "SEG08": ("Garage", "Carrosserie", "Poids lourds", "Automobiles"),
    "SEG09": ("Imprimerie", "Reliure", "Arts graphiques"),
    "SEG10": ("Laboratoires", "Pharma"),
    "SEG11": ("Recyclage", "Récupération", "Tri et valorisation"),
    "SEG12": ("Ville de", "Centre hospitalier de", "Lycée professionnel de"),
}
_PUBLIC = "SEG12"


class Names:
    """The names that belong to one variant."""

    def __init__(self, variant: str) -> None:
        number = int(variant)
        # One order for all the variants, dealt like cards: the lists of two variants are disjoint.
        self._stems = iter(_dealt("stems", _HEADS.split(), _TAILS.split(), number))
        self._surnames = iter(_dealt("surnames", _SURNAME_HEADS.split(), _SURNAME_TAILS.split(), number))
        self._stream = Stream(variant, "names")
        self._sirets: set[str] = set()

    def company(self, seg_id: str) -> str:
        """Invent the name of a company of a segment."""
        stem, trade = next(self._stems), self._stream.pick(_TRADES[seg_id])
        if seg_id == _PUBLIC:
            return f"{trade} {stem}"
        pattern = self._stream.weighted(
            (("{trade} {stem}", 72), ("Établissements {stem}", 10), ("{stem} {trade}", 18))
        )
        return pattern.format(trade=trade, stem=stem)

    def person(self) -> str:
        """Invent a first name and a surname."""
        return f"{self._stream.pick(_FIRST.split())} {next(self._surnames)}"

    def siret(self) -> str:
        """Invent a SIRET number that no company can bear: it fails Luhn's check."""
        while True:
            number = "".join(str(self._stream.below(10)) for _ in range(14))
            if number[0] != "0" and not luhn(number) and not luhn(number[:9]) and number not in self._sirets:
                self._sirets.add(number)
                return number

    def landline(self) -> str:
        """Invent a landline number of the range kept for fiction."""
        return f"02 61 91 {self._stream.below(100):02d} {self._stream.below(100):02d}"

    def mobile(self) -> str:
        """Invent a mobile number of the range kept for fiction."""
        return f"06 39 98 {self._stream.below(100):02d} {self._stream.below(100):02d}"


def luhn(digits: str) -> bool:
    """Tell whether a number passes Luhn's check (SIREN and SIRET do)."""
    return (
        sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(reversed(digits)))
        % 10
        == 0
    )


def email(person: str, domain: str) -> str:
    """Build an address under .example, which no one can own."""
    return f"{plain(person).replace(' ', '.')}@{plain(domain).replace(' ', '-')}.example"


def plain(text: str) -> str:
    """Return the text without accents nor capitals."""
    spread = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("'", "-"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def misspelt(name: str) -> str:
    """Write a name as a hurried colleague would: capitals, an abbreviation, no accent."""
    return plain(name).upper().replace("ETABLISSEMENTS", "ETS").replace("CENTRE HOSPITALIER", "CH")


def _dealt(pool: str, heads: list[str], tails: list[str], number: int) -> list[str]:
    words = dict.fromkeys(head + tail for head in heads for tail in tails)
    return Stream("names", pool).shuffled(list(words))[number::VARIANTS]
