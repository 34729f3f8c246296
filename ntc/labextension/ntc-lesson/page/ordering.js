// A list to put in order: each line has a button to move it up and one to move it down.
import { button, make, say } from "./dom.js";
import { NBSP } from "./french.js";

/** Lines `[key, label, detail]` in a list, and a live region; `moved` is told of each move. */
export function ordering(lines, moved) {
  const list = make("ol", { class: "ntc-order" });
  const spoken = make("p", { class: "ntc-hidden", "aria-live": "polite" });

  const rows = lines.map(([key, label, detail]) => {
    const mover = (sign, verb, step) =>
      button(sign, () => move(row, step), { class: "ntc-button", "aria-label": `${verb}${NBSP}: ${label}` });
    const row = { key, label, up: mover("↑", "Monter", -1), down: mover("↓", "Descendre", 1) };
    const named = make("span", { class: "ntc-order-label" }, label, detail ? make("small", {}, detail) : null);
    row.node = make("li", { dataset: { key } }, named, row.up, row.down);
    return row;
  });

  function move({ node, up, down, label }, step) {
    const places = [...list.children];
    const place = places.indexOf(node) + step;
    if (step < 0) places[place].before(node);
    else places[place].after(node);
    limits();
    // The button that reached its end is disabled: the focus goes to its neighbour rather than to the page.
    const [pressed, other] = step < 0 ? [up, down] : [down, up];
    (pressed.disabled ? other : pressed).focus();
    say(spoken, `${label}${NBSP}: place ${place + 1} sur ${places.length}`);
    moved();
  }
  function limits() {
    rows.forEach((row) => {
      row.up.disabled = row.node === list.firstElementChild;
      row.down.disabled = row.node === list.lastElementChild;
    });
  }
  list.append(...rows.map((row) => row.node));
  return {
    list,
    spoken,
    read: () => [...list.children].map((node) => node.dataset.key),
    write: (keys) => {
      const sorted = [...rows].sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));
      list.replaceChildren(...sorted.map((row) => row.node));
      limits();
    },
  };
}
