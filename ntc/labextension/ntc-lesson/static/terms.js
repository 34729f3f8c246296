// Trade terms in bold open their definition, on click or key.

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
        strong.replaceChildren(this.button(strong.textContent, entry));
      }
    }
  }

  button(wording, entry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ntc-term";
    button.textContent = wording;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => (this.open?.button === button ? this.close() : this.show(button, entry)));
    button.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    return button;
  }

  // In the flow, under the paragraph: nothing of the text is covered, and it reads in its place.
  show(button, entry) {
    this.close();
    const note = document.createElement("aside");
    note.className = "ntc-term-note";
    note.setAttribute("role", "note");
    for (const [tag, text] of [["strong", entry.term], ["p", entry.definition], ["em", entry.example]]) {
      const part = document.createElement(tag);
      part.textContent = text;
      note.append(part);
    }
    const block = button.closest("li, blockquote, table, p, h1, h2, h3") ?? button.parentElement;
    if (block.tagName === "LI" || block.tagName === "BLOCKQUOTE") {
      block.append(note);
    } else {
      block.after(note);
    }
    button.setAttribute("aria-expanded", "true");
    this.open = { button, note };
  }

  close() {
    this.open?.note.remove();
    this.open?.button.setAttribute("aria-expanded", "false");
    this.open = null;
  }
}
