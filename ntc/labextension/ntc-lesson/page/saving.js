// How an answer reaches the disk. The page sets `raw`; the kernel answers by setting `stored` to what it wrote.
//
// While the two differ the entry is kept in the tab's session storage: a field that is built again (kernel restarted,
// page reloaded) takes up what never reached the disk. `known` is what the answer was before what is typed here: what
// another tab writes meanwhile in other cells joins it.
import { unique } from "./dom.js";
import { draftOf } from "./draft.js";
import { merge, same } from "./merging.js";

const PATIENCE = 6000; // ms without an answer of the kernel before it is asked again, and the learner told
const LONGEST = 60_000; // ms between two times that it is asked

/** Saves what a control holds, after a pause or at once, and knows how far that is; `refresh` is told of each step. */
export class Saving {
  constructor(model, make, key, refresh) {
    this.model = model;
    this.make = make;
    this.control = make();
    this.draft = draftOf(key);
    this.refresh = refresh;
    this.timer = null;
    this.alarm = null;
    this.late = false;
    this.doubtful = false;
    this.own = undefined;
    this.replaced = false;
    this.control.write(undefined);
    this.blank = this.control.read();
    this.control.write(model.get("raw"));
    this.known = this.control.read();
    this.leaving = () => this.timer && this.send();
    this.turning = () => (document.hidden ? this.leaving() : this.ask({ look: true }));
    addEventListener("pagehide", this.leaving);
    document.addEventListener("visibilitychange", this.turning);
  }

  /** An answer as the page would give it: boxes in their own order, without what is not offered here any more. */
  told(name) {
    const raw = this.model.get(name) ?? this.blank;
    if (same(raw, this.control.read())) return raw;
    this.mirror ??= this.make();
    this.mirror.write(raw);
    return this.mirror.read();
  }

  // An answer is sent after a pause, or at once: choices, leaving the field, leaving the page.
  changed(delay) {
    clearTimeout(this.timer);
    const sent = this.control.typed === "whole" ? this.unheard().map(({ raw }) => raw) : [];
    this.draft.keep(this.control.read(), this.model.get("stored"), { sent });
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
    if (!same(raw, this.told("raw"))) {
      this.model.set({ raw, steps: [...this.unheard(), { id: unique("step"), base: this.known, raw }] });
      this.known = this.own = raw;
      this.replaced = false;
      try {
        this.model.save_changes();
      } catch {
        this.late = true; // the connection is gone: the draft stays
      }
      if (this.doubtful) this.insist();
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
    this.insist();
    this.watch();
  }

  // By a way of its own: when an answer was lost, JupyterLab may wait for it for ever and send no state any more.
  insist() {
    this.ask({ again: this.control.read(), steps: this.unheard() });
  }

  // Another name was said: what was typed before it is the former person's, and goes to their answers by a way that
  // does not wait for the kernel. The draft is for a kernel that dies first.
  former() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.written()) return;
    const [raw, base] = [this.control.read(), this.model.get("stored")];
    this.draft.keep(raw, base, { former: true });
    this.ask({ former: raw, base });
  }

  ask(question) {
    try {
      this.model.send(question);
    } catch {
      this.late = !this.written(); // the connection is gone
    }
  }

  watch(patience = PATIENCE) {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => {
      // Who types on without a pause is saved as they go.
      if (this.timer && !this.unheard().length) return this.send();
      this.late = !this.written();
      if (this.late && !this.refused()) {
        this.doubtful = true;
        this.insist();
        this.watch(Math.min(2 * patience, LONGEST));
      }
      return this.refresh();
    }, patience);
  }

  // What the kernel did hear, and cannot save: that is for the learner to decide.
  refused() {
    return this.model.get("state") === "error" || this.model.get("left") || this.model.get("closed");
  }

  written() {
    return same(this.control.read(), this.told("stored"));
  }

  // A kind whose answers are not put together cell by cell says how they are.
  together(base, mine, theirs) {
    return (this.control.merge ?? merge)(base, mine, theirs);
  }

  // The kernel has spoken: what another tab wrote is shown here too. A text of which something is still on its way to
  // the disk is left alone; in a table only the cells change that were not changed here.
  answered() {
    const sent = (told, { base, raw }) => this.together(base, raw, told);
    const told = this.unheard().reduce(sent, this.told("raw"));
    const here = this.control.read();
    const apart = this.control.typed === "whole" && (this.timer || this.unheard().length);
    if (!apart) this.join(this.together(this.known, here, told), here, told);
    if (this.written()) {
      clearTimeout(this.alarm);
      this.late = false;
      this.draft.drop();
    }
    this.refresh();
  }

  join(both, here, told) {
    this.known = told;
    if (same(both, here)) return;
    // A text typed here does not leave the screen without a word; it is an earlier version from now on.
    const others = this.control.typed === "whole" && this.model.get("elsewhere");
    if (others && here && same(here, this.own) && !both.includes(here)) this.replaced = true;
    this.control.write(both);
  }

  // What never reached the disk: beside what was written since, cell by cell; of a text, or when it may have reached it
  // all the same, only if nobody else has written, else as an earlier version.
  takeUp() {
    const unsaved = this.draft.read();
    const stored = this.told("stored");
    const base = unsaved?.base ?? this.blank;
    const ours = [base, ...(unsaved?.sent ?? [])].some((one) => same(one, stored));
    if (unsaved && ((this.control.typed !== "whole" && !unsaved.former) || ours)) {
      this.control.write(this.together(base, unsaved.raw, stored));
      this.send();
    } else if (unsaved?.raw && this.control.typed === "whole" && !stored.includes(unsaved.raw)) {
      for (const raw of [unsaved.raw, stored]) this.take(raw);
      this.replaced = true;
      this.refresh();
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
