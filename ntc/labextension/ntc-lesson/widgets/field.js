// The live answer field: the frame around the control of its kind, and what it says of the answer.
//
// A kind of field is a file of kinds/, found by its name: `control(spec, ids, changed, model)` returns {node, read, write}, with
// `stop` when it waits for something of the model, `input` when it has one, `typed` when keys are typed in it ("whole", or by "cells"), `mark` when its cells have something to say of their own, `counts` when it says itself what the
// echo would; `words` says what is told of its lines beside the same lines of another, which `hear`s it; `merge` when two tabs are not put together cell by cell, `grouped` says that it stands in a fieldset whose legend is the label.
import { follow, tell } from "../page/beside.js";
import { button, hide, make, put, say, unique } from "../page/dom.js";
import { hour, NBSP } from "../page/french.js";
import { Saving } from "../page/saving.js";
import { followTyping } from "../page/typing.js";
import { versions } from "../page/versions.js";

// How far the answer is, never whether it is right: no tick here.
const MARKS = { answered: "●", partial: "◐", unreadable: "✎", error: "!", blank: "○" };
const REPLACED = "ce que vous aviez écrit ici est gardé dans les versions précédentes, ci-dessous";

export async function render({ model, el, signal }) {
  const spec = model.get("spec");
  const kind = await import(`../kinds/${spec.kind}.js`);
  return signal?.aborted ? undefined : draw(model, el, spec, kind);
}

function draw(model, el, spec, kind) {
  const base = unique(`ntc-${spec.field}`);
  const ids = { control: `${base}-control`, label: `${base}-label`, help: `${base}-help`, status: `${base}-status` };
  ids.described = spec.help ? `${ids.help} ${ids.status}` : ids.status;
  const controls = () => kind.control(spec, ids, (delay) => saving.changed(delay), model);
  const saving = new Saving(model, controls, `ntc-draft:${spec.owner}:${spec.field}`, refresh);
  const { control } = saving;
  const status = statusLine(ids);
  const retry = button("Réessayer", () => saving.again(), { class: "ntc-button ntc-retry" });
  const earlier = versions(model, (raw) => saving.take(raw));
  // What appears later has its place from the start: nothing moves under the mouse.
  const foot = make("div", { class: "ntc-foot" }, status.node, earlier.open);
  const root = make(
    "div",
    { class: "ntc-field", "data-field": spec.field, "data-exercise": spec.exercise, "data-kind": spec.kind },
    badges(spec),
    body(spec, ids, control, kind.grouped),
    foot,
    retry,
    earlier.list,
  );

  let announced = "";
  let judged = "blank";
  function refresh() {
    const done = saving.written();
    // What is being typed is not refused before it is left: half of a number is no fault.
    const told = model.get("state");
    const early = typing.input && told === "unreadable";
    if (!early && told !== "error") judged = told;
    const left = model.get("left");
    const over = model.get("closed");
    const late = saving.late && !left && !over;
    const state = late || left ? "error" : early ? judged : told;
    put(root, "data-state", state);
    put(root, "data-written", done);
    status.show(model, state, late, done, { replaced: saving.replaced, echoes: !control.counts, silent: early && judged !== "unreadable" });
    hide(retry, state !== "error" || left || over);
    if (left) root.dispatchEvent(new CustomEvent("ntc:left", { bubbles: true }));
    earlier.show();
    if (control.input) put(control.input, "aria-invalid", state === "unreadable");
    control.mark?.(model.get("cells"), typing.input);
    if (control.words) tell(spec.owner, spec.field, control.words());
    announce(state, done ? model.get("saved") : "");
  }

  function announce(state, at) {
    const detail = { field: spec.field, exercise: spec.exercise, state, saved: hour(at), at };
    const told = JSON.stringify(detail);
    if (told === announced || !root.isConnected) return;
    announced = told;
    root.dispatchEvent(new CustomEvent("ntc:field", { bubbles: true, detail }));
  }

  const typing = followTyping(root, refresh);
  const answered = () => saving.answered();
  root.addEventListener("focusout", () => saving.leaving());
  root.addEventListener("ntc:former", () => saving.former());
  root.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      saving.send();
    }
  });
  model.on("change", answered);
  el.append(root);
  // The view is put in the page after it is drawn: only then can the page hear of it.
  const shown = requestAnimationFrame(() => saving.takeUp());
  const statusHeight = new ResizeObserver(() => {
    root.style.setProperty("--ntc-status-height", `${foot.offsetHeight}px`);
  });
  statusHeight.observe(foot);
  refresh();
  const deaf = spec.beside && follow(spec.owner, spec.beside, control.hear);

  return () => {
    cancelAnimationFrame(shown);
    statusHeight.disconnect();
    saving.stop();
    control.stop?.();
    if (deaf) deaf();
    earlier.stop();
    model.off("change", answered);
  };
}

function badges(spec) {
  const shown = spec.badges.map((badge) => make("span", { class: "ntc-badge" }, badge));
  return shown.length ? make("p", { class: "ntc-badges" }, ...shown) : null;
}

function body(spec, ids, control, grouped) {
  const help = spec.help ? make("p", { class: "ntc-help", id: ids.help }, spec.help) : null;
  if (grouped) {
    const legend = make("legend", { id: ids.label, class: "ntc-label" }, spec.label);
    return make("fieldset", { "aria-describedby": ids.described }, legend, help, control.node);
  }
  const label = make("label", { for: ids.control, id: ids.label, class: "ntc-label" }, spec.label);
  return make("div", {}, label, help, control.node);
}

/** The line under the control: how far the answer is, what was understood, when it was saved. */
function statusLine(ids) {
  const mark = make("span", { class: "ntc-mark", "aria-hidden": "true" });
  const echo = make("span", { class: "ntc-echo" });
  const message = make("span", { class: "ntc-message" });
  const elsewhere = make("span", { class: "ntc-elsewhere" });
  const saved = make("span", { class: "ntc-saved" });
  return {
    node: make("p", { class: "ntc-status", id: ids.status, role: "status" }, mark, echo, message, elsewhere, saved),
    show(model, state, late, done, { echoes, silent, replaced }) {
      say(mark, MARKS[state]);
      say(echo, echoes ? model.get("echo") : "");
      say(message, late ? `Pas encore enregistré${NBSP}: gardez cette page ouverte.` : silent ? "" : remark(model, state));
      say(elsewhere, [from(model.get("elsewhere")), replaced ? REPLACED : ""].filter(Boolean).join(" · "));
      say(saved, state === "error" ? "" : stamp(model, done));
    },
  };
}

function from(elsewhere) {
  return elsewhere && `repris d’un autre onglet à ${hour(elsewhere)}`;
}

function remark(model, state) {
  return model.get("message") || (state === "blank" ? "sans réponse" : "");
}

function stamp(model, done) {
  if (!done) return "enregistrement…";
  const signed = model.get("spec").signed ? "" : " sans nom";
  return model.get("saved") ? `enregistré${signed} à ${hour(model.get("saved"))}` : "";
}
