// A negotiation: what was said stays to be read, beside it the clock, the margin and the pad; below, what may be said now. The
// kernel plays the other side: what is heard comes with the answer's own cells, and nothing can be said while it is awaited.
import { button, make, say, unique } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { optionInput, selectInput } from "../page/inputs.js";
import { same } from "../page/merging.js";
import { wear } from "../page/sheets.js";

await wear("page/dialogue.css");
await wear("page/negotiation.css");

const YOU = "Vous";
const CHOOSE = "Choisissez d’abord ce que vous dites.";
const COMPLETE = "Choisissez d’abord ce qui manque à votre phrase.";

export const grouped = true;

export function control(spec, ids, changed, model) {
  let moves = [];
  let drawn = null; // what the talk on the page answers to
  let led = false; // whether one is to be led to what is heard next
  let readable = true; // whether what was said can be played
  const list = make("ol", { class: "ntc-talk-said", tabindex: "-1", "aria-label": "Ce qui s’est dit" });
  const facts = make("dl", { class: "ntc-talks-facts" });
  const pad = make("dl", { class: "ntc-talks-pad" });
  const empty = make("p", { class: "ntc-talks-empty" }, "Rien pour l’instant.");
  // No landmark: a lesson has several.
  const aside = make("div", { class: "ntc-talks-aside", role: "group", "aria-label": "Ce que vous avez sous les yeux" });
  aside.append(facts, make("div", { class: "ntc-talks-notes" }, make("p", { class: "ntc-talks-head" }, "Votre bloc-notes"), empty, pad));
  const missing = make("p", { role: "status", class: "ntc-talks-missing" });
  const speak = sentences(ids, play, (text) => say(missing, text));
  const composers = [
    composer(`Proposer${NBSP}:`, "Proposer", [["", spec.offers], [`contre${NBSP}:`, spec.returns]], ([what, back]) => `proposer:${what}|${back}`),
    composer(`Reformuler ce qui l’inquiète${NBSP}:`, "Reformuler", [["", spec.topics]], ([topic]) => `reformuler:${topic}`),
    composer(`Prouver, pièce en main${NBSP}:`, "Prouver", [["", spec.proofs]], ([proof]) => `prouver:${proof}`),
  ];
  const own = make("p", { class: "ntc-talks-head" }, `Ou composez votre phrase${NBSP}:`);
  const parts = make("div", { class: "ntc-talks-composers" }, own, ...composers);
  const turn = make("div", {}, speak.node, parts, missing);
  const ended = make("p", { class: "ntc-talk-ended", hidden: true });
  const node = make("div", { class: "ntc-talks" }, make("div", { class: "ntc-talks-talk" }, list, turn, ended), aside);

  function play(move) {
    // What cannot be played any more is begun again.
    goOn([...(readable ? moves : []), move]);
  }

  function goOn(said) {
    moves = said;
    led = true;
    wait();
    changed(0);
  }

  /** Nothing more can be said before what was said is answered. */
  function wait() {
    const awaited = !same(drawn, moves);
    // Whoever was there stays in this field, though what had the focus is closed.
    if (awaited && turn.contains(document.activeElement)) list.focus({ preventScroll: true });
    turn.inert = awaited;
    turn.classList.toggle("ntc-talks-waiting", awaited);
  }

  function composer(title, verb, lists, written) {
    const name = unique(ids.control);
    const pieces = lists.map(([before, options], rank) => {
      const label = rank ? before : title;
      const input = selectInput(options, { id: `${name}-${rank}` }, () => say(missing, ""));
      return { input, node: make("label", { for: `${name}-${rank}`, class: "ntc-talks-piece" }, make("span", {}, label), input.node) };
    });
    const tell = button(verb, tellIt, { class: "ntc-button" });
    function tellIt() {
      const values = pieces.map(({ input }) => input.read());
      if (values.some((value) => !value)) {
        say(missing, COMPLETE);
        pieces[values.findIndex((value) => !value)].input.input.focus();
        return;
      }
      pieces.forEach(({ input }) => input.write(""));
      say(missing, "");
      play(written(values));
    }
    return make("div", { class: "ntc-talks-composer", role: "group", "aria-label": verb }, ...pieces.map((one) => one.node), tell);
  }

  function draw(cells) {
    drawn = moves;
    readable = Object.keys(cells.talk).length === moves.length + 1;
    say(missing, "");
    list.replaceChildren(...Object.entries(cells.talk).flatMap(([rank, said]) => exchange(Number(rank), said)));
    facts.replaceChildren(...Object.values(cells.facts).map(pair));
    const notes = Object.values(cells.notes);
    pad.replaceChildren(...notes.map(pair));
    empty.hidden = notes.length > 0;
    const over = Boolean(cells.end);
    turn.hidden = over;
    ended.hidden = !over;
    say(ended, over ? cells.end.end.text : "");
    if (!over) speak.show(cells.sheet, cells.out);
    wait();
    if (led) reach(over ? ended : turn);
  }

  // Who goes by keys, or listens, is led to what is answered: what may be said comes after it. Who went on elsewhere
  // while it was awaited is left there.
  function reach(next) {
    led = false;
    const last = list.lastElementChild;
    const { activeElement: busy } = document;
    if (!node.contains(busy) && busy?.matches("a, button, input, select, textarea")) return;
    last.focus({ preventScroll: true });
    for (const each of [next, last, last.previousElementSibling]) each?.scrollIntoView({ block: "nearest" });
  }

  function exchange(rank, { mine, text, cost }) {
    const hers = text ? [spoken(spec.speaker, text)] : [];
    if (!mine) return hers;
    const own = spoken(YOU, mine);
    own.classList.add("ntc-talk-mine");
    if (cost) own.append(make("small", { class: "ntc-talk-cost" }, cost));
    if (spec.again) {
      const name = `Rejouer d’ici${NBSP}: ${mine}`;
      own.append(button("Rejouer d’ici", () => goOn(moves.slice(0, rank - 1)), { class: "ntc-button ntc-talk-back", "aria-label": name }));
    }
    return [own, ...hers];
  }

  return {
    node,
    read: () => moves,
    write: (raw) => {
      moves = played(raw);
      wait();
    },
    // What is heard after other moves is none of these: it comes with the next answer of the kernel.
    mark: (cells) => {
      if (same(played(model.get("stored")), moves) && same(played(model.get("raw")), moves)) {
        if (same(drawn, moves) && !led) refreshed(cells);
        else draw(cells);
      }
    },
    // Two tabs: the take that went further, and where one may go back, whoever changed it. The kernel does the same.
    merge: (base, mine, theirs) => {
      if (spec.again && same(theirs, base)) return mine;
      if (spec.again && same(mine, base)) return theirs;
      return (mine?.length ?? 0) > (theirs?.length ?? 0) ? mine : theirs;
    },
  };

  // The figures in view may change alone: one's own floor is written further up.
  function refreshed(cells) {
    facts.replaceChildren(...Object.values(cells.facts).map(pair));
  }
}

/** The sentences that are ready, and the ways out: one chooses, then says it. */
function sentences(ids, play, told) {
  const head = make("legend", {}, `Que dites-vous${NBSP}?`);
  const choices = make("fieldset", { class: "ntc-talk-choices" }, head);
  const tell = button("Le dire", speak, { class: "ntc-button ntc-talk-tell" });
  function speak() {
    const chosen = choices.querySelector("input:checked")?.value;
    if (!chosen) {
      told(CHOOSE);
      return;
    }
    told("");
    play(chosen);
  }
  function show(sheet, out) {
    const name = unique(ids.control);
    const lines = [...Object.entries(sheet), ...Object.entries(out)];
    const options = lines.map(([value, { text }], rank) => optionInput("radio", { name, rank, value, label: text }, () => told("")).node);
    const first = options[Object.keys(sheet).length];
    first.classList.add("ntc-talks-out");
    choices.replaceChildren(head, ...options);
  }
  return { node: make("div", {}, choices, make("p", { class: "ntc-talk-next" }, tell)), show };
}

function played(raw) {
  return Array.isArray(raw) ? raw : [];
}

function pair({ head, text }) {
  return make("div", {}, make("dt", {}, `${head}${NBSP}:`), " ", make("dd", {}, text));
}

/** One thing that was said, by whom; the focus can be led to it. */
function spoken(who, text) {
  return make("li", { class: "ntc-talk-line", tabindex: "-1" }, make("strong", {}, `${who}${NBSP}:`), " ", text);
}
