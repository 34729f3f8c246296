// The calculator of a lesson: a button in the course's bar, or at its foot where there is none, and what it opens. The kernel works out, with the parser of the fields:
// what is typed here and what is typed after « = » in a field never come to two results.
import { button, keepKeys, make, say, unique } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { keypad, SIGNS } from "../page/keypad.js";
import { pastSums } from "../page/sums.js";

const PATIENCE = 6000;
const ANSWERS = ":is(.ntc-field, .ntc-drill) :is(input[type=text], textarea)";
const NOWHERE = "Cliquez d’abord dans la case à remplir, puis revenez ici.";

export function render({ model, el }) {
  const id = unique("ntc-calculator");
  const input = make("input", {
    type: "text",
    id: `${id}-sum`,
    maxlength: 59,
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    on: { keydown: typed },
  });
  const told = make("p", { class: "ntc-calculator-told", role: "status" });
  const past = pastSums((result) => show(result));
  const panel = make(
    "section",
    { id, class: "ntc-calculator-panel", "aria-label": "Calculatrice", hidden: true },
    make("label", { for: input.id }, "Calcul"),
    input,
    keypad({ insert, erase, clear, work }),
    told,
    make(
      "p",
      { class: "ntc-calculator-doing" },
      button("Copier dans la réponse", copy, { class: "ntc-calculator-main" }),
      button("Fermer", close),
    ),
    past.node,
  );
  const opener = button("Calculatrice", () => (panel.hidden ? open() : close()), {
    class: "ntc-calculator-open",
    "aria-expanded": "false",
    "aria-controls": id,
  });
  const root = make("div", { class: "ntc-calculator", lang: "fr", on: { keydown: leave } }, panel, opener);
  let answer = null; // where the result would be copied: what had the focus last
  let fresh = false; // what the box shows is a result: a figure begins another calculation
  let asked = "";
  let late;
  let host;
  let sight;
  let waiting;

  // The view is put in the page after it is drawn: only then is it known which lesson it stands in.
  function place() {
    if (!el.isConnected) {
      waiting = requestAnimationFrame(place);
      return;
    }
    host = el.closest(".jp-NotebookPanel") ?? document.body;
    host.append(root);
    stand(document.querySelector(".ntc-bar"));
    host.addEventListener("focusin", follow);
    host.addEventListener("ntc:calculator", open);
  }
  // In the bar nothing of the text is under it; there stands that of the page in view.
  function stand(bar) {
    if (!bar) return;
    opener.remove();
    opener.addEventListener("keydown", leave);
    sight = new IntersectionObserver((seen) => (seen.at(-1).isIntersecting ? bar.append(opener) : opener.remove()));
    sight.observe(host);
  }
  function follow({ target }) {
    if (target.matches(ANSWERS)) answer = target;
  }
  function open() {
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    input.focus();
  }
  function close() {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    (answer?.isConnected ? answer : opener).focus();
  }
  function leave(event) {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    close();
  }

  function typed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const sign = SIGNS[event.key] ?? event.key;
    if (event.key === "Enter" || event.key === "=") work();
    else if (sign.length === 1) insert(sign);
    else return;
    event.preventDefault();
  }
  function insert(sign) {
    if (fresh && /[0-9,(]/.test(sign)) input.value = "";
    fresh = false;
    input.setRangeText(sign, input.selectionStart, input.selectionEnd, "end");
    input.focus();
  }
  function erase() {
    const [start, end] = [input.selectionStart, input.selectionEnd];
    input.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
    fresh = false;
    input.focus();
  }
  function clear() {
    input.value = "";
    say(told, "");
    input.focus();
  }
  function show(result) {
    input.value = result;
    fresh = true;
    input.focus();
    input.setSelectionRange(result.length, result.length);
  }

  function work() {
    input.focus();
    if (!input.value.trim()) return;
    asked = unique("sum");
    clearTimeout(late);
    late = setTimeout(unanswered, PATIENCE);
    try {
      model.send({ sum: input.value, ticket: asked });
    } catch {
      unanswered(); // the connection is gone
    }
  }
  function unanswered() {
    clearTimeout(late);
    say(told, `Le cours ne répond pas${NBSP}: réessayez.`);
  }
  function heard({ ticket, sum, result, message }) {
    if (ticket !== asked) return;
    clearTimeout(late);
    say(told, message ?? `${sum} = ${result}`);
    if (message) return;
    past.add({ sum, result });
    show(result);
  }

  function copy() {
    if (!fresh) return say(told, `Faites d’abord le calcul${NBSP}: touche «${NBSP}=${NBSP}» ou Entrée.`);
    if (!answer?.isConnected || answer.disabled || answer.closest("[inert]")) return say(told, NOWHERE);
    answer.focus();
    if (answer.tagName === "INPUT") answer.select();
    // Typed as by hand: it can be undone, and the field hears of it.
    document.execCommand("insertText", false, input.value);
    return say(told, `Copié${NBSP}: ${input.value}`);
  }

  keepKeys(root);
  place();
  model.on("msg:custom", heard);
  return () => {
    clearTimeout(late);
    cancelAnimationFrame(waiting);
    host?.removeEventListener("focusin", follow);
    host?.removeEventListener("ntc:calculator", open);
    model.off("msg:custom", heard);
    sight?.disconnect();
    opener.remove();
    root.remove();
  };
}
