// A table to explore, whose lines one keeps: ticked in the table, listed below, where each can be given up.
import { asking } from "../explorer/away.js";
import { explore } from "../explorer/explore.js";
import { showPicked } from "../explorer/picking.js";
import { button, make, say } from "../page/dom.js";
import { counted, NBSP } from "../page/french.js";
import { near } from "../page/near.js";
import { wear } from "../page/sheets.js";

await Promise.all([wear("widgets/explorer.css"), wear("page/picker.css")]);

export const grouped = true;

export function control(spec, ids, changed, model) {
  const kept = new Set();
  const code = (line) => spec.options[line][0];
  const picking = {
    name: (line) => spec.options[line][1],
    has: (line) => kept.has(code(line)),
    turn: (line, on) => turn(code(line), on),
  };
  const table = make("div", {}, make("p", { class: "ntc-explorer ntc-x-waiting" }, "Le tableau arrive…"));
  const count = make("p", { class: "ntc-picker-count" });
  const list = make("ul", { class: "ntc-picker-list" });
  const node = make("div", { class: "ntc-picker" }, table, count, list);

  function arrived({ table: view }) {
    if (!view) return;
    model.off("msg:custom", arrived);
    table.replaceChildren();
    explore([view], table, asking(model), spec.owner.split("/")[0], picking);
  }
  model.on("msg:custom", arrived);
  const giveUp = near(node, () => model.send({ open: true }));

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
        return make("li", {}, make("span", {}, label), back);
      }),
    );
    list.hidden = lines.length === 0;
    showPicked(table, picking);
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
    stop: () => {
      giveUp();
      model.off("msg:custom", arrived);
    },
  };
}
