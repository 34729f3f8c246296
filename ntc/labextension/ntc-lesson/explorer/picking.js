// What is answered line by line in a table, before each line, wherever it is sorted to. A picking has a `head` for its column, a
// `cell` for a line, and `show`, which has the cells in view follow what was answered, whoever changed it.
import { make, say } from "../page/dom.js";

/** A box to tick: `name` names a line, `has` says whether it is kept, `turn` is told when its box changes; `note` says more of it. */
export function ticking({ name, has, turn, note = () => "" }) {
  return {
    head: "Garder",
    cell(line) {
      const box = make("input", { type: "checkbox", "aria-label": `Garder ${name(line)}`, dataset: { line } });
      box.checked = has(line);
      box.addEventListener("change", () => turn(line, box.checked));
      return make("td", { class: "ntc-x-pick" }, box, make("small", {}, note(line)));
    },
    show(root) {
      for (const box of root.querySelectorAll("input[data-line]")) {
        box.checked = has(Number(box.dataset.line));
        say(box.nextElementSibling, note(Number(box.dataset.line)));
      }
    },
  };
}

/** A list to choose from: `options` are pairs, `chosen` says which one a line has, `choose` is told when that changes. */
export function choosing({ head, name, options, chosen, choose }) {
  return {
    head,
    cell(line) {
      const list = make(
        "select",
        { class: "ntc-select", "aria-label": `${head} ${name(line)}`, dataset: { line } },
        ...options.map(([value, label]) => make("option", { value }, label)),
      );
      list.value = chosen(line);
      list.addEventListener("change", () => choose(line, list.value));
      return make("td", { class: "ntc-x-pick" }, list);
    },
    show(root) {
      for (const list of root.querySelectorAll("select[data-line]")) list.value = chosen(Number(list.dataset.line));
    },
  };
}
