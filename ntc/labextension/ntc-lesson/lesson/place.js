// Where the reader is in a lesson: kept by this browser, so that one can go on from there another day.
import { follow } from "../page/reach.js";

const SETTLED = 300;
const BELOW = 80;
const BY_HAND = ["wheel", "keydown", "pointerdown", "touchmove"];

export class Place {
  constructor(panel, moved) {
    this.panel = panel;
    this.page = panel.content.outerNode;
    this.moved = moved;
    this.byHand = false;
    this.wandered = false;
    this.before = null;
    BY_HAND.forEach((type) => panel.node.addEventListener(type, () => (this.byHand = true), { passive: true }));
    this.page.addEventListener("scroll", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), SETTLED);
    });
  }

  /** Recall where this learner was in this lesson the last time. */
  recall(name) {
    if (this.name !== name) {
      this.name = name;
      this.before = this.cells().find((cell) => cell.model.id === read(name)) ?? null;
    }
  }

  cells() {
    return this.panel.content.widgets;
  }

  here() {
    const top = this.page.getBoundingClientRect().top + BELOW;
    return this.cells().find(({ node }) => node.getBoundingClientRect().bottom > top) ?? this.cells()[0];
  }

  // JupyterLab scrolls too, while the page is drawn: only where the reader went by themselves is kept.
  settle() {
    if (!this.panel.isVisible) {
      return;
    }
    const here = this.here();
    if (this.byHand && this.name) {
      this.wandered = true;
      write(this.name, here.model.id);
      if (this.before && this.cells().indexOf(here) >= this.cells().indexOf(this.before)) {
        this.before = null;
      }
    }
    this.moved();
  }

  /** Back to where the reader was. */
  resume() {
    const { node } = this.before;
    this.before = null;
    node.scrollIntoView({ block: "start" });
    follow(() => node);
  }
}

// A browser may refuse to keep anything: then nothing is recalled.
function read(name) {
  try {
    return localStorage.getItem(`ntc-place/${name}`);
  } catch {
    return null;
  }
}

function write(name, id) {
  try {
    localStorage.setItem(`ntc-place/${name}`, id);
  } catch {
    // Nothing to do about it, and nothing that the reader would miss.
  }
}
