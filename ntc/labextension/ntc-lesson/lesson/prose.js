// The figures of the learner's own case, put in the prose: {{objectif-2025}} becomes « 2 520 000 € ».
import { make } from "../page/dom.js";

const PLACEHOLDER = /\{\{([a-z0-9-]+)\}\}/g;
const WAITING = "…";

export class Prose {
  constructor() {
    this.values = null;
    this.spans = new Set();
  }

  // A cell that is rendered again (an instructor edits it) is filled again: only its own subtree is observed.
  watch(node) {
    new MutationObserver(() => this.mark(node)).observe(node, { childList: true, subtree: true });
    this.mark(node);
  }

  set(values) {
    this.values = values;
    for (const span of this.spans) {
      if (span.isConnected) {
        this.write(span);
      } else {
        this.spans.delete(span);
      }
    }
  }

  mark(node) {
    for (const rendered of node.querySelectorAll(".jp-RenderedMarkdown")) {
      if (rendered.textContent.includes("{{")) {
        this.textsIn(rendered).forEach((text) => this.split(text));
      }
    }
  }

  textsIn(rendered) {
    const walker = document.createTreeWalker(rendered, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (text.data.includes("{{") && !text.parentElement.closest("code, pre, .ntc-figure")) {
        texts.push(text);
      }
    }
    return texts;
  }

  split(text) {
    // Split on a pattern with one group: plain text and names alternate.
    const pieces = text.data.split(PLACEHOLDER).map((piece, index) => (index % 2 ? this.span(piece) : piece));
    text.replaceWith(...pieces);
  }

  span(name) {
    const span = make("span", { class: "ntc-figure", dataset: { name } });
    this.spans.add(span);
    this.write(span);
    return span;
  }

  write(span) {
    const known = this.values?.[span.dataset.name];
    span.textContent = known ?? (this.values ? `{{${span.dataset.name}}}` : WAITING);
  }
}
