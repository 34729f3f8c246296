// How an answer reaches the disk. The page sets `raw`; the kernel answers by setting `stored` to what it wrote.
//
// While the two differ the entry is kept in the tab's session storage: a field that is built again (kernel restarted,
// page reloaded) takes up what never reached the disk.

const PATIENCE = 6000; // ms without an answer of the kernel before the learner is told

/** Compare answers, which are texts, lists and mappings; the order of keys does not matter. */
function same(left, right) {
  if (left === right) return true;
  if (!left || !right || typeof left !== "object" || typeof right !== "object") return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => same(left[key], right[key]));
}

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
    this.leaving = () => this.timer && this.send();
    addEventListener("pagehide", this.leaving);
    document.addEventListener("visibilitychange", this.leaving);
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
      this.model.set("raw", raw);
      try {
        this.model.save_changes();
      } catch {
        this.late = true; // the connection is gone: the draft stays
      }
      this.watch();
    }
    this.refresh();
  }

  again() {
    this.model.send({ again: this.control.read() });
    this.watch();
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

  // The kernel has spoken; `busy` says that the learner is at the field.
  answered(busy) {
    if (!this.timer && !busy && !same(this.control.read(), this.model.get("raw") ?? this.blank)) {
      // Another view of the field changed the answer; what is being typed here is never replaced.
      this.control.write(this.model.get("raw"));
    }
    if (this.written()) {
      clearTimeout(this.alarm);
      this.late = false;
      this.draft.drop();
    }
    this.refresh();
  }

  // What never reached the disk; a draft counts only if nobody has written the answer since.
  takeUp() {
    const unsaved = this.draft.read();
    if (unsaved && same(unsaved.base ?? null, this.model.get("stored") ?? null)) {
      this.control.write(unsaved.raw);
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
    document.removeEventListener("visibilitychange", this.leaving);
  }
}
