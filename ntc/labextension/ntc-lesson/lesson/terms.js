// Trade terms in bold open their definition, on click or key.
import { button, make } from "../page/dom.js";

export class Terms {
  constructor() {
    this.terms = {};
    this.nodes = new Set();
    this.open = null;
  }

  watch(node) {
    this.nodes.add(node);
    new MutationObserver(() => this.mark(node)).observe(node, { childList: true, subtree: true });
  }

  set(terms) {
    this.terms = terms;
    this.nodes.forEach((node) => this.mark(node));
  }

  mark(node) {
    for (const strong of node.querySelectorAll(".jp-RenderedMarkdown strong:not(.ntc-term-set)")) {
      const entry = this.terms[strong.textContent];
      if (entry) {
        strong.classList.add("ntc-term-set");
        strong.replaceChildren(this.opener(strong.textContent, entry));
        holdElision(strong);
      }
    }
  }

  opener(wording, entry) {
    const toggle = () => (this.open?.term === term ? this.close() : this.show(term, entry));
    const term = button(wording, toggle, { class: "ntc-term", "aria-expanded": "false" });
    term.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    return term;
  }

  // In the flow, under the paragraph: nothing of the text is covered, and it reads in its place.
  show(term, entry) {
    this.close();
    const parts = [["strong", entry.term], ["p", entry.definition], ["em", entry.example]];
    const note = make("aside", { class: "ntc-term-note", role: "note" }, ...parts.map(([tag, text]) => make(tag, {}, text)));
    const block = term.closest("li, blockquote, table, p, h1, h2, h3") ?? term.parentElement;
    if (block.tagName === "LI" || block.tagName === "BLOCKQUOTE") {
      block.append(note);
    } else {
      block.after(note);
    }
    term.setAttribute("aria-expanded", "true");
    this.open = { term, note };
  }

  close() {
    this.open?.note.remove();
    this.open?.term.setAttribute("aria-expanded", "false");
    this.open = null;
  }
}

/** A line may end before a button, but never after « l’ »: the word and its term stay together. */
function holdElision(strong) {
  const before = strong.previousSibling;
  const start = before?.nodeType === Node.TEXT_NODE ? before.data.search(/\S+’$/) : -1;
  if (start < 0) return;
  const word = before.splitText(start);
  const held = make("span", { class: "ntc-term-held" });
  word.replaceWith(held);
  held.append(word, strong);
}
