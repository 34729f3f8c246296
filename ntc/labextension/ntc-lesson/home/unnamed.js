// Work that nobody signed, offered to the name given.
import { button, make } from "../page/dom.js";
import { withMoments } from "../page/french.js";

export function unnamed(page, { text, label }) {
  if (!text) return null;
  return make(
    "section",
    { class: "ntc-home-panel ntc-home-unnamed", "aria-label": "Travail sans nom" },
    make("p", {}, withMoments(text)),
    button(label, () => page.send({ action: "adopt" }), { id: "ntc-home-adopt", class: "ntc-home-main" }),
  );
}
