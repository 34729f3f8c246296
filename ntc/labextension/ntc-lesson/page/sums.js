// What was worked out before, kept in this tab: each result can be taken again.
import { button, make } from "./dom.js";

const KEY = "ntc-calculator";
const LAST = 20;

/** The list of past calculations, the last one first; `take` is given the result that is chosen. */
export function pastSums(take) {
  let sums = read();
  const list = make("ol", {});
  const node = make("div", { class: "ntc-calculator-past" }, make("p", {}, "Calculs précédents"), list);
  const line = ({ sum, result }) => make("li", {}, button(`${sum} = ${result}`, () => take(result)));
  const draw = () => {
    node.hidden = sums.length === 0;
    list.replaceChildren(...sums.map(line));
  };
  draw();
  return {
    node,
    add: (sum) => {
      sums = [sum, ...sums.filter((one) => one.sum !== sum.sum)].slice(0, LAST);
      keep(sums);
      draw();
    },
  };
}

// A browser may forbid to keep anything: the list then lasts as long as the page.
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function keep(sums) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(sums));
  } catch {
    return;
  }
}
