// The home page: draws what Python knows of the learner (the synced « view »), and sends what they ask for.
import { activity } from "../home/activity.js";
import { identity } from "../home/identity.js";
import { notice } from "../home/notice.js";
import { unnamed } from "../home/unnamed.js";
import { make } from "../page/dom.js";
import { reach } from "../page/reach.js";
import { identities } from "../page/whose.js";

const PATIENCE = 30000;

export function render({ model, el }) {
  const root = make("div", { class: "ntc-home", lang: "fr" });
  el.append(root);
  const page = new HomePage(model, root);
  return () => page.dispose();
}

class HomePage {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.changing = false;
    this.busy = null;
    this.identifying = false;
    this.adopting = false;
    this.contesting = {};
    this.whose = identities(() => this.look());
    this.hear = () => this.answered();
    model.on("change:view", this.hear);
    this.look = () => document.hidden || this.send({ action: "refresh" });
    this.sight = new IntersectionObserver(([entry]) => entry.isIntersecting && this.look());
    document.addEventListener("visibilitychange", this.look);
    this.sight.observe(root);
    this.tellWhose();
    this.draw();
  }

  dispose() {
    this.model.off("change:view", this.hear);
    this.sight.disconnect();
    document.removeEventListener("visibilitychange", this.look);
    this.whose.stop();
  }

  // While Python works the buttons wait; if nothing comes back they wake up again, so that nobody is stuck.
  send(content, buffers = []) {
    this.model.send(content, undefined, buffers);
    if (content.action !== "refresh") {
      this.adopting = content.action === "adopt";
      this.setBusy(true);
      this.busy = setTimeout(() => this.setBusy(false), PATIENCE);
    }
  }

  setBusy(busy) {
    clearTimeout(this.busy);
    this.root.setAttribute("aria-busy", String(busy));
    for (const button of this.root.querySelectorAll("button")) button.disabled = busy;
  }

  answered() {
    const done = this.model.get("view").notice.kind === "done";
    if (this.identifying && done) this.changing = false;
    if (this.adopting && done) this.tellWhose(true);
    const begun = done && this.beginning;
    this.identifying = this.adopting = this.beginning = false;
    this.tellWhose();
    this.draw();
    if (begun) this.root.querySelector(`#${CSS.escape(`ntc-home-paper-${begun}`)}`)?.click();
  }

  // Pages that are open under another name, in this window or another, are closed or taken up anew.
  tellWhose(adopted = false) {
    const { id, variant } = this.model.get("view").identity;
    if (adopted || this.told !== `${id} ${variant}`) this.whose.tell({ learner: id, variant, adopted });
    this.told = `${id} ${variant}`;
  }

  draw() {
    const view = this.model.get("view");
    const typed = this.typed();
    const focused = this.root.contains(document.activeElement) ? document.activeElement.id : "";
    this.root.replaceChildren(
      identity(this, view.identity),
      ...[unnamed(this, view.unnamed)].filter(Boolean),
      notice(view.notice, view.notice.place === "who"),
      ...view.activities.map((one) => activity(this, one, view)),
    );
    this.setBusy(false);
    this.restore(typed, view.focus || focused);
    this.bringInView(view);
  }

  // What is said in answer to a click may stand below the screen; what was said before is not gone back to.
  bringInView({ turn }) {
    if (turn === this.turn) return;
    this.turn = turn;
    this.root.querySelector(".ntc-home-notice:not(:empty)")?.scrollIntoView({ block: "nearest" });
  }

  // A page that is drawn again keeps what was being typed and where one was.
  typed() {
    return Object.fromEntries([...this.root.querySelectorAll("input[type=text]")].map((input) => [input.id, input.value]));
  }

  restore(typed, focused) {
    for (const [id, value] of Object.entries(typed)) {
      const input = this.root.querySelector(`#${CSS.escape(id)}`);
      if (input) input.value = value;
    }
    if (focused) this.root.querySelector(`#${CSS.escape(focused)}`)?.focus({ preventScroll: false });
  }

  change() {
    this.changing = true;
    this.draw();
    this.root.querySelector("#ntc-home-id").focus();
  }

  rest() {
    this.changing = false;
    this.draw();
    this.root.querySelector("#ntc-home-change")?.focus();
  }

  identify(id, name) {
    this.identifying = true;
    this.send({ action: "identify", id, name });
  }

  // Once begun, the paper opens by itself: its clock runs.
  begin(assignment) {
    this.beginning = assignment;
    this.send({ action: "begin", assignment });
  }

  // The course's extension opens it in this JupyterLab; without it the link does, in this page.
  open(event, path, field) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const request = new CustomEvent("ntc:open", { bubbles: true, cancelable: true, detail: { path } });
    if (this.root.dispatchEvent(request)) return;
    event.preventDefault();
    if (field) reach(field);
  }

  async addFeedback(assignment, file) {
    if (!file) return;
    this.send({ action: "feedback", assignment, name: file.name }, [await file.arrayBuffer()]);
  }
}
