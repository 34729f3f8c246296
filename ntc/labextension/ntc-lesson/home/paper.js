// The mock examination: what is asked and what it takes, read before one begins; then the way to it.
import { button, make } from "../page/dom.js";
import { address } from "./links.js";

export function paper(page, { assignment, paper: shown }) {
  const { text, fault, cover } = shown;
  return make(
    "div",
    { class: "ntc-home-paper" },
    make("p", { class: "ntc-home-paper-state" }, text),
    fault ? make("p", { class: "ntc-home-problem" }, fault) : null,
    cover ? coverOf(page, assignment, cover) : make("p", { class: "ntc-home-buttons" }, way(page, assignment, shown)),
  );
}

// Before it is begun the way leads to what is asked; then to the paper itself.
function way(page, assignment, { begun, label, path }) {
  const id = `ntc-home-paper-${assignment}`;
  if (!begun) return button(label, () => page.send({ action: "cover", assignment, open: true }), { class: "ntc-home-main", id });
  const link = { class: "ntc-home-button ntc-home-main", id, href: address("lab/tree", path) };
  return make("a", { ...link, on: { click: (event) => page.open(event, path) } }, label);
}

function coverOf(page, assignment, { title, lines }) {
  return make(
    "div",
    { class: "ntc-home-panel", role: "region", "aria-labelledby": "ntc-home-cover" },
    make("h3", { id: "ntc-home-cover", tabindex: "-1" }, title),
    ...lines.map((line) => make("p", {}, line)),
    make(
      "p",
      { class: "ntc-home-buttons" },
      button("Commencer", () => page.begin(assignment), { class: "ntc-home-main", id: "ntc-home-begin" }),
      button("Plus tard", () => page.send({ action: "cover", assignment, open: false })),
    ),
  );
}
