// A table to explore, whose lines one keeps: ticked in the table, listed below, where each can be given up.
import { arriving } from "../explorer/arriving.js";
import { ticking } from "../explorer/picking.js";
import { button, make, say } from "../page/dom.js";
import { counted, NBSP } from "../page/french.js";
import { wear } from "../page/sheets.js";

await Promise.all([wear("widgets/explorer.css"), wear("page/picker.css")]);

export const grouped = true;

export function control(spec, ids, changed, model) {
  const kept = new Set();
  let words = {};
  const code = (line) => spec.options[line][0];
  const picking = ticking({
    name: (line) => spec.options[line][1],
    has: (line) => kept.has(code(line)),
    turn: (line, on) => turn(code(line), on),
    note: (line) => words[code(line)] ?? "",
  });
  const table = make("div");
  const count = make("p", { class: "ntc-picker-count" });
  const list = make("ul", { class: "ntc-picker-list" });
  const node = make("div", { class: "ntc-picker" }, table, count, list);
  const giveUp = arriving(model, table, spec.owner.split("/")[0], picking);

  function turn(one, on) {
    kept[on ? "add" : "delete"](one);
    show();
    changed(0);
  }

  function giveBack(one) {
    const rank = read().indexOf(one);
    turn(one, false);
    // The next one is at hand, else the table.
    (list.children[Math.min(rank, list.children.length - 1)]?.querySelector("button") ?? table.querySelector(".ntc-x-frame"))?.focus();
  }

  function show() {
    say(count, spec.keep ? `${kept.size} sur ${spec.keep} ${spec.keep < 2 ? "gardée" : "gardées"}` : counted(kept.size, "ligne gardée", "lignes gardées"));
    const lines = spec.options.filter(([one]) => kept.has(one));
    list.replaceChildren(
      ...lines.map(([one, label]) => {
        const back = button("Retirer", () => giveBack(one), { class: "ntc-button", "aria-label": `Retirer${NBSP}: ${label}` });
        return make("li", {}, make("span", {}, label, words[one] ? make("small", {}, ` ${words[one]}`) : null), back);
      }),
    );
    list.hidden = lines.length === 0;
    picking.show(table);
  }

  function read() {
    return spec.options.map(([one]) => one).filter((one) => kept.has(one));
  }

  return {
    node,
    read,
    write: (raw) => {
      kept.clear();
      for (const [one] of spec.options) if (Array.isArray(raw) && raw.includes(one)) kept.add(one);
      show();
    },
    hear: (said) => {
      words = said;
      show();
    },
    stop: giveUp,
  };
}
