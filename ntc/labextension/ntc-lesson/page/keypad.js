// The keys of a calculator, for the mouse: figures, the four signs, powers, brackets, per cent.
import { button, make } from "./dom.js";

/** What a keyboard types, as a calculation is written in French. */
export const SIGNS = { "/": "÷", ":": "÷", "*": "×", x: "×", "-": "−", ".": "," };

const ROWS = ["789÷(", "456×)", "123−%", "0,+^"];
const NAMES = {
  "÷": "divisé par",
  "×": "multiplié par",
  "−": "moins",
  "+": "plus",
  "%": "pour cent",
  ",": "virgule",
  "(": "ouvrir la parenthèse",
  ")": "fermer la parenthèse",
  "^": "puissance",
};

/** `insert` is given a sign; `erase`, `clear` and `work` do what their keys say. */
export function keypad({ insert, erase, clear, work }) {
  const key = (sign, act, name) => button(sign, act, { "aria-label": name });
  const signs = [...ROWS.join("")].map((sign) => key(sign, () => insert(sign), NAMES[sign]));
  const others = [key("⌫", erase, "effacer le dernier signe"), key("C", clear, "tout effacer"), key("=", work, "calculer")];
  return make("div", { class: "ntc-calculator-keys", role: "group", "aria-label": "Touches" }, ...signs, ...others);
}
