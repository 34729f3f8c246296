// A quote drawn up: articles taken from the catalogue, a line each, conditions, boxes to tick. What it comes to is the kernel's to say,
// and so is the sheet that the client reads, which is shown in a frame and printed from there.
import { catalogue } from "../page/catalogue.js";
import { button, hide, make, say } from "../page/dom.js";
import { NBSP } from "../page/french.js";
import { optionInput, selectInput, textInput } from "../page/inputs.js";
import { same } from "../page/merging.js";
import { quoteLines } from "../page/quotelines.js";
import { address, wear } from "../page/sheets.js";

await wear("page/quote.css");

const TICKED = "yes";

export const grouped = true;

export function control(spec, ids, changed, model) {
  const lines = quoteLines(spec.articles, `${ids.control}-line`, changed, () => articles.focus());
  const articles = catalogue(spec.articles, `${ids.control}-search`, (key) => lines.take(key));
  const said = spec.conditions.map(([name, label, options]) => condition(name, label, selectInput(options, { id: `${ids.control}-${name}` }, changed)));
  const words = textInput({ input: "text" }, { id: `${ids.control}-counterpart`, maxlength: 300 }, changed);
  said.push(condition("counterpart", spec.counterpart, words));
  const boxes = [...spec.joined, ...spec.mentions].map(([value, label], rank) => optionInput("checkbox", { name: ids.control, rank, value, label }, () => changed(0)));
  const totals = make("dl", { class: "ntc-quote-totals" });
  const paper = sheet();
  const some = (label, nodes, className = "") => make("div", { class: `ntc-quote-part ${className}`, role: "group", "aria-label": label }, make("p", { class: "ntc-quote-head" }, label), ...nodes);
  const ticks = boxes.map(({ node }) => node);
  const mentions = ticks.slice(spec.joined.length);
  const node = make(
    "div",
    { class: "ntc-quote" },
    some("Catalogue", [articles.node]),
    some("Lignes du devis", [lines.node]),
    some("Conditions", [...said.map((one) => one.node), ...ticks.slice(0, spec.joined.length)], "ntc-quote-conditions"),
    mentions.length ? some("Mentions à imprimer", mentions) : null,
    some("Totaux", [totals]),
    paper.node,
  );

  function condition(name, label, entry) {
    return { name, entry, node: make("p", { class: "ntc-quote-condition" }, make("label", { for: entry.input.id }, label), entry.node) };
  }

  // The sheet is asked for when it is opened, and again each time that what it shows has changed.
  function sheet() {
    const frame = make("iframe", { title: "Le devis, tel que le client le lira", sandbox: "allow-same-origin allow-modals" });
    frame.addEventListener("load", () => {
      frame.contentDocument.title = spec.number; // a browser names the file after it
      frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 4}px`;
    });
    const print = button("Imprimer", () => frame.contentWindow.print(), { class: "ntc-button" });
    const body = make("div", { id: `${ids.control}-sheet`, class: "ntc-quote-sheet", hidden: true }, print, frame);
    const open = button("Voir le devis", turn, { class: "ntc-button", "aria-expanded": "false", "aria-controls": body.id });
    let shown = null;
    function turn() {
      body.hidden = !body.hidden;
      open.setAttribute("aria-expanded", String(!body.hidden));
      say(open, body.hidden ? "Voir le devis" : "Fermer le devis");
      shown = null;
      model[body.hidden ? "off" : "on"]("msg:custom", arrived);
      ask();
    }
    function ask() {
      const raw = read();
      if (body.hidden || same(raw, shown)) return;
      shown = raw;
      model.send({ sheet: raw });
    }
    function arrived({ sheet: html }) {
      if (html !== undefined) frame.srcdoc = page(html);
    }
    return { node: make("div", {}, open, body), ask, stop: () => model.off("msg:custom", arrived) };
  }

  function page(html) {
    const head = `<meta charset="utf-8"><title>Devis</title><link rel="stylesheet" href="${address("page/devis.css")}">`;
    return `<!doctype html><html lang="fr"><head>${head}</head><body>${html}</body></html>`;
  }

  function read() {
    const terms = Object.fromEntries(said.map(({ name, entry }) => [name, entry.read()]).filter(([, text]) => text !== ""));
    const ticked = Object.fromEntries(boxes.filter(({ input }) => input.checked).map(({ input }) => [input.value, TICKED]));
    const others = Object.entries({ terms, boxes: ticked }).filter(([, row]) => Object.keys(row).length);
    return { ...lines.read(), ...Object.fromEntries(others) };
  }

  return {
    node,
    typed: "cells",
    read,
    write: (raw) => {
      lines.write(raw);
      for (const { name, entry } of said) entry.write(raw?.terms?.[name]);
      for (const { input } of boxes) input.checked = raw?.boxes?.[input.value] === TICKED;
    },
    // What the quote came to before is nothing of what it is now: it comes with the next answer of the kernel.
    mark: (cells, typed) => {
      const known = same(model.get("stored") ?? {}, read());
      lines.mark(cells, typed, known);
      const told = Object.entries(cells.totals ?? {});
      totals.replaceChildren(...told.flatMap(([name, { echo }]) => [make("dt", {}, `${name}${NBSP}:`), make("dd", {}, known ? echo : "…")]));
      hide(totals.parentElement, told.length === 0);
      if (known) paper.ask();
    },
    stop: paper.stop,
  };
}
