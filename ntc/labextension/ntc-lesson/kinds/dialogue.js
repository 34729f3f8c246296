// A talk: what was said stays to be read, below it what may be said next. One chooses, then says it: what is said is said,
// but where one practises, where each answer tells what it cost and one may go back to it.
import { button, make, say, unique } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { optionInput } from "../page/inputs.js";
import { same } from "../page/merging.js";
import { wear } from "../page/sheets.js";

await wear("page/dialogue.css");

const YOU = "Vous";
const CHOOSE = "Choisissez d’abord ce que vous dites.";

export const grouped = true;

export function control(spec, ids, changed) {
  const said = []; // the answers given, as spec.answers has them: id, text, the line that follows
  const list = make("ol", { class: "ntc-talk-said" });
  const head = make("legend", {}, `Que dites-vous${NBSP}?`);
  const choices = make("fieldset", { class: "ntc-talk-choices" }, head);
  const tell = button("Le dire", speak, { class: "ntc-button ntc-talk-tell" });
  const ended = make("p", { class: "ntc-talk-ended" }, "Le dialogue est fini.");
  const missing = make("span", { role: "status" });
  const next = make("p", { class: "ntc-talk-next" }, tell, missing);
  const setting = spec.setting ? make("p", { class: "ntc-talk-setting" }, spec.setting) : null;

  function here() {
    return said.at(-1)?.[2] ?? spec.start;
  }

  function offered() {
    return spec.answers[here()] ?? [];
  }

  function speak() {
    const chosen = choices.querySelector("input:checked")?.value;
    const answer = offered().find(([id]) => id === chosen);
    if (!answer) {
      say(missing, CHOOSE);
      return;
    }
    said.push(answer);
    show();
    reach();
    changed(0);
  }

  function takeUp(rank) {
    said.length = rank;
    show();
    reach();
    changed(0);
  }

  // Who goes by keys, or listens, is led to what is answered: the choices come after it.
  function reach() {
    list.lastElementChild.focus({ preventScroll: true });
    (choices.hidden ? ended : next).scrollIntoView({ block: "nearest" });
    list.lastElementChild.scrollIntoView({ block: "nearest" });
  }

  function show() {
    list.replaceChildren(spoken(...spec.lines[spec.start]), ...said.flatMap(turn));
    const name = unique(ids.control);
    const options = offered().map(([id, text], rank) => optionInput("radio", { name, rank, value: id, label: text }, () => say(missing, "")));
    choices.replaceChildren(head, ...options.map(({ node }) => node));
    say(missing, "");
    choices.hidden = next.hidden = options.length === 0;
    ended.hidden = options.length > 0;
  }

  function turn([id, text, line], rank) {
    const mine = spoken(YOU, text);
    mine.classList.add("ntc-talk-mine");
    if (spec.costs[id]) mine.append(make("small", { class: "ntc-talk-cost" }, spec.costs[id]));
    if (spec.again) {
      const name = `Reprendre d’ici${NBSP}: ${text}`;
      mine.append(button("Reprendre d’ici", () => takeUp(rank), { class: "ntc-button ntc-talk-back", "aria-label": name }));
    }
    return [mine, spoken(...spec.lines[line])];
  }

  show();
  return {
    node: make("div", { class: "ntc-talk" }, setting, list, choices, next, ended),
    read: () => said.map(([id]) => id),
    write: (raw) => {
      // What was chosen and not yet said stays chosen while nothing else was said.
      if (Array.isArray(raw) && same(raw, said.map(([id]) => id))) return;
      said.length = 0;
      for (const id of Array.isArray(raw) ? raw : []) {
        const answer = offered().find(([one]) => one === id);
        if (!answer) break;
        said.push(answer);
      }
      show();
    },
    // Two tabs: the talk that went further, and where one may go back, whoever changed it. The kernel does the same.
    merge: (base, mine, theirs) => {
      if (spec.again && same(theirs, base)) return mine;
      if (spec.again && same(mine, base)) return theirs;
      return mine.length > theirs.length ? mine : theirs;
    },
  };
}

/** One thing that was said, by whom; the focus can be led to it. */
function spoken(who, text) {
  return make("li", { class: "ntc-talk-line", tabindex: "-1" }, make("strong", {}, `${who}${NBSP}:`), " ", text);
}
