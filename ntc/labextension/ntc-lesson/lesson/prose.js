// The figures of the learner's own case, put in the prose: [objectif 2025](#=objectif-2025) becomes « 2 520 000 € ».
// What is said to who reads a page elsewhere is taken out.
import { make } from "../page/dom.js";

const MARK = "#=";
const ELSEWHERE = "ailleurs";
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
    for (const link of node.querySelectorAll(`.jp-RenderedMarkdown a[href^="${MARK}"]`)) {
      const name = link.getAttribute("href").slice(MARK.length);
      if (name === ELSEWHERE) {
        link.closest("p").remove();
      } else {
        link.replaceWith(this.span(name, link.textContent));
      }
    }
  }

  span(name, words) {
    const span = make("span", { class: "ntc-figure", dataset: { name, words } });
    this.spans.add(span);
    this.write(span);
    return span;
  }

  write(span) {
    const known = this.values?.[span.dataset.name];
    span.textContent = known ?? (this.values ? span.dataset.words : WAITING);
  }
}
