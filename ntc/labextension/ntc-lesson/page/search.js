// A search box over entries that say their words: every word typed must be found, accents and capitals aside.
import { make } from "./dom.js";
import { counted, NBSP, plain } from "./french.js";

/** The box, its label and the line that says how many; `changed` is called at each key. */
export function searchBox({ id, label, none, noun }, changed) {
  const input = make("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
  const count = make("p", { role: "status", class: "ntc-search-count" });
  input.addEventListener("input", changed);
  return {
    input,
    label: make("label", { for: id }, label),
    count,
    words: () => plain(input.value).split(" ").filter(Boolean),
    say: (found) => (count.textContent = found ? counted(found, noun) : `${none}${NBSP}: essayez un mot plus court.`),
  };
}

/** Whether a text, made plain, holds every word. */
export function holds(text, words) {
  return words.every((word) => text.includes(word));
}
