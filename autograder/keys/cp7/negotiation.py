"""cp7-negotiation: the moves of a take, played again with what the instructor's side knows of her."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from autograder.keys.answers import Answers
from autograder.keys.primitives import combine, eliminated
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled
from autograder.keys.talks import begun
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.french import count, euros, quoted
from ntc.instruments.bargaining import said
from ntc.instruments.bargaining.table import (
    ANSWERS,
    DISCOUNTS,
    NOTHING,
    OFFER,
    PLAYFUL,
    PROVE,
    REPHRASE,
    WARY,
    Table,
    traits_of,
)
from ntc.instruments.bargaining.take import (
    BEYOND,
    BROKEN,
    CLOSED,
    DISPARAGED,
    LAST_WORD,
    LATE,
    LEFT,
    MOTIVE,
    PROMISED,
    SAID_BACK,
    SCOPE,
    SIGNED,
    UNDER_FLOOR,
    Take,
    Turn,
    replayed,
)
from ntc.lessons.cp7 import takes_plans as plans

ID = "cp7-negotiation"
WEIGHTS = {"scope": 2.0, "listening": 2.0, "link": 1.0, "answer": 6.0, "deal": 6.0}
SCALE = ((Decimal("0.90"), 6.0), (Decimal("0.75"), 5.0), (Decimal("0.50"), 3.5), (Decimal("0.25"), 2.0))
"""What an agreement earns, by the share kept of what there is between a discount of 8 % and the best deal."""
RIGHT_DOOR, BLUFFED, UNOFFERED, EARLY_DOOR, COVERED_LATE = 6.0, 4.0, 2.0, 1.0, 2.0
MOST = 3
"""She can give three things in return: no more concessions can be paid for."""
WEIGHT_OF_PROOF = Decimal("0.2")

SLIPS = {
    "gift": "trap.take-gift",
    "half": "trap.take-half",
    "early": "trap.take-early-price",
    "guess": "trap.take-guessed",
}

LINE = "Réplique {rank}, {words}"
GIFT = "{line} : vous avez accordé {cost} sans rien obtenir en retour ; elle en a redemandé."
HALF = "{line} : couper la poire vous a pris {cost} de marge, contre rien ; elle a redemandé."
EARLY = "{line} : un prix baissé avant d’avoir lu les deux pages ; {cost} sur un écart qui n’est pas le vrai."
GUESSED = "{line} : qui vous l’a dit ? Pas elle. Elle se referme d’un cran."
LOST = "{line} : un cran de confiance perdu, et {minutes}."
BESIDE = (
    "{line} : elle venait de dire ce qui l’inquiète, et ceci n’y répond pas ; un cran de confiance perdu."
)
DISPARAGED_AT = (
    "{line} : rabaisser l’autre maison ferme la porte. Tout ce qui s’apprend ici est ramené à zéro."
)
PROMISED_AT = "{line} : une promesse que rien ne garantit. L’accord vaut ce qu’elle vaut : zéro."
LIMIT_AT = "{line} : {cost}, et vous voilà {what}. Elle accepte aussitôt ; cela ne vaut aucun point."
LIMITS = {UNDER_FLOOR: "sous le prix plancher", BEYOND: "au-delà de ce que vous pouvez accorder de vous-même"}

UNREAD = "Les deux pages n’ont pas été lues ensemble : l’écart est resté celui qu’elle annonçait."
UNPROVED = "Rien de ce que vous avez montré ne répondait à ce qui l’inquiète."
SEEN = "L’écart a été ramené au vrai, et une pièce l’a appuyé."
UNASKED = "Ce qui l’inquiète, vous ne l’avez pas su d’elle."
NOT_BACK = "Vous l’avez entendue ; vous ne lui avez pas redit ce qui l’inquiète, et il lui a manqué un oui."
HEARD = "Elle a dit ce qui l’inquiète, vous l’avez redit, elle a dit oui."
GOOD_END = "La fin est juste : chacun peut rappeler l’autre."
BAD_END = {
    SIGNED: "Elle signe, mais ce qui l’inquiète n’a pas de réponse : elle y reviendra.",
    LEFT: "Vous partez avant son dernier mot, ou sans avoir répondu à ce qui l’inquiète.",
    BROKEN: "Une porte claquée ne se rouvre pas d’un appel.",
    CLOSED: "Elle a fermé le dossier : la confiance était tombée à rien.",
    LATE: "L’heure est passée avant que l’on conclue.",
    "": "L’entretien n’est pas allé jusqu’au bout.",
}
NOT_TABLED = "Rien de ce que vous avez proposé ne répondait à ce qui l’inquiète, contre un engagement."
TABLED = "Sa réponse est venue contre un engagement."
ALL_PAID = "Tout ce que vous avez accordé a été payé de retour."
BEST_DEAL = "L’accord garde presque toute la marge qui pouvait l’être."
DEARER = "L’accord a coûté {} ; elle aurait signé pour moins."
TOO_DEAR = "L’accord coûte autant qu’une remise de tout ce que vous pouviez accorder."
RIGHT_LEFT = "À son dernier mot, aucun accord ne valait la peine : la porte ouverte était la bonne fin."
LEFT_A_BLUFF = "Son dernier mot était un essai : tenir une fois de plus l’aurait fait tomber."
NO_ANSWER = "Partir était possible ; elle n’avait encore rien reçu qui réponde à ce qui l’inquiète."
TOO_SOON = "Vous partez avant son dernier mot : on ne sait pas ce qu’elle aurait accepté."
ALMOST = "Ce qui l’inquiète a sa réponse ; il a manqué quelques minutes pour conclure."

NOTED = {
    "gift": "Une concession est faite sans contrepartie.",
    "half": "La différence est coupée en deux.",
    "early": "Le prix est baissé avant la comparaison des offres.",
    "guess": "Une crainte est attribuée à l’acheteuse, qui n’en a rien dit.",
    "floor": "Une limite fixée avant l’entretien est franchie.",
    DISPARAGED: "Un concurrent est rabaissé.",
    PROMISED: "Une promesse est faite sans moyen de la tenir.",
}

EXPECTED = {
    "scope": "Les deux pages lues ensemble, puis la pièce qui sert sa crainte",
    "listening": "Sa crainte dite par elle, puis redite",
    "link": "Un accord qui répond à sa crainte, ou une porte laissée ouverte après son dernier mot",
    "answer": "La concession qui répond à sa crainte, contre un engagement qu’elle peut prendre",
    "deal": "L’accord le moins coûteux, ou une porte laissée ouverte quand aucun ne peut être trouvé",
}


@key(ID)
def negotiation(case: Case, truth: Truth, answers: Answers) -> Mark:
    """What one learned of her, how it ended, what was paid for, and what is left of the margin."""
    parts, entry = exercises.load()[ID].parts, answers.entry(ID)
    if unanswered(parts["scope"], entry, EXPECTED["scope"]) is not None:
        marks = [unanswered(parts[name], entry, EXPECTED[name]) for name in WEIGHTS]
        return combine([mark for mark in marks if mark is not None], WEIGHTS)
    take = replayed(table_of(case, truth), entry.value)
    if take is None:
        raise ValueError(f"{ID}: a take that the page could play and the key cannot")
    read = Reading(take, best_cost(case, truth))
    return combine([_forbidden(_part(name, read), read) for name in WEIGHTS], WEIGHTS)


def table_of(case: Case, truth: Truth) -> Table:
    """The negotiation as it is: her traits are those of the truth, whatever a seal says."""
    row = next(one for one in truth.buyers if one.buyer_id == plans.BUYER)
    kinds = {one.concession_id: one.kind for one in truth.concessions}
    kinds |= {one.counterpart_id: one.kind for one in truth.counterparts if one.firm}
    told = {name: getattr(row, name) for name in ("mood", "mobile", "agrees", "gives", "weight", "under")}
    return plans.buyer_table(case, plans.BUYER, traits_of(told | {"kinds": kinds}))


@cache
def best_cost(case: Case, truth: Truth) -> Decimal | None:
    """The least that an agreement costs, tried out set by set; None where none can be reached."""
    costs = [cost for cost, _ in deals(table_of(case, truth))]
    return min(costs, default=None)


def deals(table: Table) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
    """Every set of concessions, all paid for, with which she signs once heard, shown and answered."""
    if not table.traits.agrees:
        return
    room = table.price - table.unit_cost / (1 - table.margin_floor)
    open_gap = table.true_gap * (1 - table.traits.weight - WEIGHT_OF_PROOF)
    for size in range(1, MOST + 1):
        for chosen in combinations(table.concessions.values(), size):
            answer = [one for one in chosen if table.kind(one.id) == ANSWERS[table.traits.mobile]]
            others = [one for one in chosen if one not in answer]
            off = sum((one.cost for one in chosen if table.kind(one.id) in DISCOUNTS), Decimal(0))
            cost = sum((one.cost for one in chosen), Decimal(0))
            closed = sum((one.value for one in others), Decimal(0)) >= open_gap
            if answer and closed and off <= table.authority * table.price and cost <= room:
                yield cost, tuple(one.id for one in [*answer, *others])


@dataclass(frozen=True)
class Reading:
    """A take with what it comes to: how it ended, what was paid for, what it costs beside the best."""

    take: Take
    best: Decimal | None

    @property
    def door(self) -> bool:
        """Whether one left, the door open, after her last word, true or not."""
        heard = LAST_WORD in self.take.known or self.take.bluff == 1
        return self.take.end == LEFT and heard

    @property
    def right_end(self) -> bool:
        """An agreement that answers her motive, or a door left open once that answer was on the table."""
        signed = self.take.end == SIGNED and self.take.covered
        return signed or (self.door and self.take.tabled)

    @property
    def paid(self) -> Decimal:
        """The share of what was granted that was paid for."""
        given = self.take.given
        return Decimal(sum(bool(one.against) for one in given)) / len(given) if given else Decimal(0)

    @property
    def answered(self) -> float:
        """Points for what was put on the table, how it ended, and what was paid for."""
        return 2.0 * self.take.tabled + (2.0 + 2.0 * float(self.paid) if self.right_end else 0.0)

    @property
    def kept(self) -> Decimal:
        """What is kept of the margin between a discount of all that one may grant and the best deal."""
        table = self.take.table
        hasty = table.price * (1 - table.authority) - table.unit_cost
        best = table.price - table.unit_cost - (self.best or Decimal(0))
        return (self.take.margin - hasty) / (best - hasty)

    @property
    def deal(self) -> float:
        """Points for the deal, or for the door."""
        take = self.take
        if take.end == SIGNED and take.covered:
            return next((points for least, points in SCALE if self.kept >= least), 0.0)
        if self.door and SCOPE in take.known:
            right = BLUFFED if take.table.traits.agrees else RIGHT_DOOR
            return right if take.tabled else UNOFFERED
        if take.end == LEFT and take.known >= {SCOPE, MOTIVE}:
            return EARLY_DOOR
        return COVERED_LATE if take.end == LATE and take.covered else 0.0

    def points(self, name: str) -> float:
        """The points of a part, before what is forbidden."""
        known = self.take.known
        return {
            "scope": float((SCOPE in known) + self.take.proved),
            "listening": float((MOTIVE in known) + (SAID_BACK in known)),
            "link": float(self.right_end),
            "answer": self.answered,
            "deal": self.deal,
        }[name]


# --- what is told --------------------------------------------------------------------------------------


def _part(name: str, read: Reading) -> PartMark:
    part, take = exercises.load()[ID].parts[name], read.take
    fraction = read.points(name) / WEIGHTS[name]
    found = [(kind, text) for of, kind, text in mistakes(take) if of == name]
    told = [*_TOLD[name](read), *dict.fromkeys(text for _, text in found)]
    named = list(dict.fromkeys(kind for kind, _ in found if kind in SLIPS))
    return question_mark(
        part,
        fraction,
        " ".join(told),
        given=f"{count(len(take.turns), 'réplique')}. {said.ended(take)}",
        expected=EXPECTED[name],
        slip=SLIPS[named[0]] if named and fraction < 1 else None,
        noted=[NOTED[kind] for kind in named],
    )


def _forbidden(mark: PartMark, read: Reading) -> PartMark:
    """What may not be done brings to nothing what it spoils, and says where."""
    take = read.take
    for fault, parts in (
        (DISPARAGED, ("scope", "listening", "link")),
        (PROMISED, ("answer",)),
        (UNDER_FLOOR, ("answer", "deal")),
        (BEYOND, ("answer", "deal")),
    ):
        if fault in take.faults and mark.part in parts:
            others = dict.fromkeys(text for of, _, text in mistakes(take) if of == mark.part)
            why = " ".join([_fault(take, fault), *others])
            return eliminated(mark, why, NOTED.get(fault, NOTED["floor"]))
    return mark


def _fault(take: Take, fault: str) -> str:
    if fault in LIMITS:
        # What breaks a limit ends the take: it is the last thing that was granted.
        rank = next(rank for rank in range(len(take.turns), 0, -1) if take.turns[rank - 1].margin)
        turn = take.turns[rank - 1]
        return LIMIT_AT.format(line=_line(rank, turn), cost=euros(-turn.margin), what=LIMITS[fault])
    kind, text = {
        DISPARAGED: ("dénigrer", DISPARAGED_AT),
        PROMISED: ("promettre", PROMISED_AT),
    }[fault]
    rank, turn = next((r, t) for r, t in enumerate(take.turns, 1) if t.move.kind == kind)
    return text.format(line=_line(rank, turn))


def mistakes(take: Take) -> Iterator[tuple[str, str, str]]:
    """Each mistake of a take: the part that it is told with, its name, the line that made it and its cost."""
    known: set[str] = set()
    for rank, turn in enumerate(take.turns, 1):
        line, cost = _line(rank, turn), euros(-turn.margin)
        priced = turn.move.kind == "poire" or take.table.kind(turn.move.about) in DISCOUNTS
        if turn.move.kind == "poire":
            yield "answer", "half", HALF.format(line=line, cost=cost)
        elif turn.codes[:1] == ("encore",):
            yield "answer", "gift", GIFT.format(line=line, cost=cost)
        if priced and turn.margin and SCOPE not in known:
            yield "scope", "early", EARLY.format(line=line, cost=cost)
        if turn.move.kind in (REPHRASE, PROVE) and MOTIVE not in known:
            yield "listening", "guess", GUESSED.format(line=line)
        elif "autre chose" in turn.codes:
            yield "answer", "beside", BESIDE.format(line=line)
        elif turn.trust < 0 and turn.codes[:1] != ("encore",) and turn.move.kind != "dénigrer":
            yield "link", "lost", LOST.format(line=line, minutes=count(turn.move.minutes, "minute"))
        known |= {SCOPE} if turn.move.kind == "comparer" else set()
        known |= {MOTIVE} if "mobile" in turn.codes else set()


def _line(rank: int, turn: Turn) -> str:
    return LINE.format(rank=rank, words=quoted(begun(turn.move.text)))


def _seen(read: Reading) -> Iterator[str]:
    if read.points("scope") == WEIGHTS["scope"]:
        yield SEEN
    if SCOPE not in read.take.known:
        yield UNREAD
    if not read.take.proved:
        yield UNPROVED


def _heard(read: Reading) -> Iterator[str]:
    known = read.take.known
    yield UNASKED if MOTIVE not in known else HEARD if SAID_BACK in known else NOT_BACK


def _ended(read: Reading) -> Iterator[str]:
    yield GOOD_END if read.right_end else BAD_END[read.take.end]


def _paid(read: Reading) -> Iterator[str]:
    yield TABLED if read.take.tabled else NOT_TABLED
    if read.take.given and read.paid == 1:
        yield ALL_PAID


def _dealt(read: Reading) -> Iterator[str]:
    take = read.take
    if take.end == SIGNED and take.covered:
        spent = euros(take.table.price - take.price)
        full = read.deal == WEIGHTS["deal"]
        yield BEST_DEAL if full else DEARER.format(spent) if read.deal else TOO_DEAR
    elif read.door and SCOPE in take.known:
        yield NO_ANSWER if not take.tabled else LEFT_A_BLUFF if take.table.traits.agrees else RIGHT_LEFT
    elif take.end == LEFT:
        yield TOO_SOON
    elif take.end == LATE and take.covered:
        yield ALMOST
    else:
        yield BAD_END[take.end]


_TOLD = {"scope": _seen, "listening": _heard, "link": _ended, "answer": _paid, "deal": _dealt}


# --- specimens -----------------------------------------------------------------------------------------


def adapted(table: Table) -> list[str]:
    """The ids of the moves of whoever listens and adapts: to an agreement, or to a door left open."""
    traits = table.traits
    ids = {one.kind: one.id for one in reversed(table.sentences)}
    firm = {table.kind(code): code for code in table.counterparts if table.kind(code)}
    first = {
        WARY: ["comparer", "question"],
        PLAYFUL: ["tenir", "question", "creuser", "comparer"],
    }.get(traits.mood, ["question", "comparer"])
    answer = next(code for code in table.concessions if table.kind(code) == ANSWERS[traits.mobile])
    chosen = min(deals(table))[1] if traits.agrees else (answer,)
    path = [
        *(ids[kind] for kind in first),
        f"{REPHRASE}:{traits.mobile}",
        ids["contreparties"],
        f"{PROVE}:{traits.mobile}",
        *(f"{OFFER}:{code}|{firm[back]}" for code, back in zip(chosen, sorted(traits.gives), strict=False)),
        ids["conclure"],
    ]
    if not traits.agrees:
        return [*path, ids["partir"]]
    return [*path, ids["tenir"], ids["conclure"]] if traits.mood == PLAYFUL else path


def to_the_end(table: Table, codes: list[str]) -> list[str]:
    """As many of these moves as can be made before it is over."""
    take, path = Take(table), []
    for code in codes:
        move = table.move(code)
        if take.end or move is None:
            break
        take.play(move)
        path.append(code)
    return path


def as_offered(table: Table, codes: list[str]) -> list[str]:
    """The same moves in the wordings that the page offers at each turn, where it offers their kind."""
    take, path = Take(table), []
    for rank, code in enumerate(codes):
        move = table.move(code)
        if take.end or move is None:
            return [*path, *codes[rank:]]
        shown = {one.kind: one for one in (*said.sheet(take), *said.ways_out(take))}
        move = shown.get(move.kind, move)
        take.play(move)
        path.append(move.id)
    return path


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    table, points = table_of(case, truth), sum(WEIGHTS.values())
    ids = {one.kind: one.id for one in reversed(table.sentences)}
    good, traits = adapted(table), table.traits
    offered = next(rank for rank, code in enumerate(good) if code.startswith(OFFER))
    answer = good[offered].removeprefix(f"{OFFER}:").partition("|")[0]
    cheap = min(table.concessions.values(), key=lambda one: one.cost).id
    large = next(code for code in table.concessions if table.kind(code) == "large_discount")
    vague = next(code for code in table.counterparts if not table.kind(code))
    # What one knows of her before the first offer is worth four points; the answer tabled, two more.
    before, tabled = good[:offered], good[: offered + 1]
    waits = {
        "always in two": ids["poire"],
        "always refuse": ids["refuser"],
        "always hold": ids["tenir"],
        "always conclude": ids["conclure"],
        "always the manager": ids["chef"],
        "always the catalogue": ids["catalogue"],
        "always promise": ids["promettre"],
        "always disparage": ids["dénigrer"],
        "leave at once": ids["partir"],
        "break it off at once": ids["rompre"],
    }
    found = [Specimen("right", {ID: good}, 1.0)]
    found += [
        Specimen(
            name,
            {ID: to_the_end(table, [code] * 40)},
            0.0,
            SLIPS["early"] if name == "always in two" else None,
        )
        for name, code in waits.items()
    ]
    gifts = [f"{OFFER}:{code}|{NOTHING}" for code in table.concessions if code != large]
    found += [
        Specimen("always give", {ID: to_the_end(table, gifts * 3)}, 0.0, SLIPS["early"]),
        Specimen(
            "a gift, and leave", {ID: [f"{OFFER}:{cheap}|{NOTHING}", ids["partir"]]}, 0.0, SLIPS["gift"]
        ),
        Specimen(
            "in the air, and leave", {ID: [f"{OFFER}:{cheap}|{vague}", ids["partir"]]}, 0.0, SLIPS["gift"]
        ),
        Specimen(
            "a motive guessed",
            {ID: to_the_end(table, [f"{REPHRASE}:prix", f"{PROVE}:machine", ids["partir"]])},
            0.0,
            SLIPS["guess"],
        ),
        Specimen(
            "in two, then the pages, then the door",
            {ID: [ids["poire"], ids["comparer"], ids["partir"]]},
            1 / points,
            SLIPS["early"],
        ),
        Specimen("heard, and no more", {ID: before}, 4 / points),
        Specimen("heard, then the door", {ID: [*before, ids["partir"]]}, 5 / points),
        Specimen("answered, then the door", {ID: [*tabled, ids["partir"]]}, 7 / points),
        Specimen("answered, then broken off", {ID: [*tabled, ids["rompre"]]}, 6 / points),
        Specimen("heard, then beyond one’s power", {ID: [*before, f"{OFFER}:{large}|{NOTHING}"]}, 4 / points),
        Specimen(
            "heard, disparaged, then the door", {ID: [*before, ids["dénigrer"], ids["partir"]]}, 1 / points
        ),
        Specimen("a promise first", {ID: [ids["promettre"], *good]}, 11 / points),
    ]
    if traits.agrees:
        found.append(
            Specimen(
                "her answer given away, then the door",
                {ID: [*before, f"{OFFER}:{answer}|{NOTHING}", ids["partir"]]},
                5 / points,
                SLIPS["gift"],
            )
        )
        if traits.mood == PLAYFUL:
            found.append(Specimen("left at a bluff", {ID: [*good[:-2], ids["partir"]]}, 15 / points))
    found = [replace(one, raw={ID: as_offered(table, one.raw[ID])}) for one in found]
    return [*found, *blank({ID: []}), *garbled({ID: ["ghost"]}, {ID: [ids["partir"], ids["tenir"]]})]
