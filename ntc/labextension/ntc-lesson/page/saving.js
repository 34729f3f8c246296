// How an answer reaches the disk. The page sets `raw`; the kernel answers by setting `stored` to what it wrote.
//
// While the two differ the entry is kept in the tab's session storage: a field that is built again (kernel restarted,
// page reloaded) takes up what never reached the disk. `known` is what the answer was before what is typed here: what
// another tab writes meanwhile in other cells joins it.
import { unique } from "./dom.js";
import { merge, same } from "./merging.js";

const PATIENCE = 6000; // ms without an answer of the kernel before the learner is told

/** The entry kept in this tab until the kernel has written it. */
function draftOf(key) {
  const quietly = (action) => {
    try {
      return action();
    } catch {
      return null; // storage full or forbidden: the field works without a draft
    }
  };
  return {
    read: () => quietly(() => JSON.parse(sessionStorage.getItem(key))),
    keep: (raw, base) => quietly(() => sessionStorage.setItem(key, JSON.stringify({ raw, base }))),
    drop: () => quietly(() => sessionStorage.removeItem(key)),
  };
}

/** Saves what a control holds, after a pause or at once, and knows how far that is; `refresh` is told of each step. */
export class Saving {
  constructor(model, control, key, refresh) {
    this.model = model;
    this.control = control;
    this.draft = draftOf(key);
    this.refresh = refresh;
    this.timer = null;
    this.alarm = null;
    this.late = false;
    control.write(undefined);
    this.blank = control.read();
    control.write(model.get("raw"));
    this.known = control.read();
    this.leaving = () => this.timer && this.send();
    this.turning = () => (document.hidden ? this.leaving() : this.ask({ look: true }));
    addEventListener("pagehide", this.leaving);
    document.addEventListener("visibilitychange", this.turning);
  }

  // An answer is sent after a pause, or at once: choices, leaving the field, leaving the page.
  changed(delay) {
    clearTimeout(this.timer);
    this.draft.keep(this.control.read(), this.model.get("stored"));
    if (delay) {
      this.timer = setTimeout(() => this.send(), delay);
      this.refresh();
    } else {
      this.send();
    }
  }

  send() {
    clearTimeout(this.timer);
    this.timer = null;
    const raw = this.control.read();
    if (!same(raw, this.model.get("raw") ?? this.blank)) {
      this.model.set({ raw, steps: [...this.unheard(), { id: unique("step"), base: this.known, raw }] });
      this.known = raw;
      try {
        this.model.save_changes();
      } catch {
        this.late = true; // the connection is gone: the draft stays
      }
      this.watch();
    }
    this.refresh();
  }

  // While the kernel is busy JupyterLab sends the last state only: the changes go with it that the kernel has not read.
  unheard() {
    const steps = this.model.get("steps");
    return steps.slice(steps.findIndex(({ id }) => id === this.model.get("heard")) + 1);
  }

  // An earlier version comes back.
  take(raw) {
    this.control.write(raw);
    this.send();
  }

  again() {
    this.ask({ again: this.control.read() });
    this.watch();
  }

  ask(question) {
    try {
      this.model.send(question);
    } catch {
      this.late = !this.written(); // the connection is gone
    }
  }

  watch() {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => {
      this.late = !this.written();
      this.refresh();
    }, PATIENCE);
  }

  written() {
    return same(this.control.read(), this.model.get("stored") ?? this.blank);
  }

  // The kernel has spoken: what another tab wrote is shown here too. While the learner is at a field that is typed in
  // (`busy`), a text is left alone, and in a table only the cells change that they did not change themselves.
  answered(busy) {
    const told = this.model.get("raw") ?? this.blank;
    const here = this.control.read();
    const apart = this.control.typed !== "cells" && (this.timer || (busy && this.control.typed));
    // What was changed here and is about to be sent stands, even when the focus has just left it.
    if (!apart) this.join(merge(this.known, here, told), here, told);
    if (this.written()) {
      clearTimeout(this.alarm);
      this.late = false;
      this.draft.drop();
    }
    this.refresh();
  }

  join(both, here, told) {
    this.known = told;
    if (!same(both, here)) this.control.write(both);
  }

  // What never reached the disk: beside what was written since, cell by cell; of a text, only if nobody has written.
  takeUp() {
    const unsaved = this.draft.read();
    const stored = this.model.get("stored") ?? this.blank;
    const base = unsaved?.base ?? this.blank;
    if (unsaved && (this.control.typed !== "whole" || same(base, stored))) {
      this.control.write(merge(base, unsaved.raw, stored));
      this.send();
    } else {
      this.draft.drop();
      this.refresh();
    }
  }

  stop() {
    this.leaving();
    clearTimeout(this.alarm);
    removeEventListener("pagehide", this.leaving);
    document.removeEventListener("visibilitychange", this.turning);
  }
}
