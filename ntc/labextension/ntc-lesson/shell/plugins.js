// A learner's JupyterLab is the course: its shell is ours. The instructor's, and anybody's own, stay as they are.
import { make } from "../page/dom.js";
import { wear } from "../page/sheets.js";
import { Bar } from "./bar.js";
import { print } from "./paper.js";
import { Way } from "./way.js";

const BAR_CHANGES = ["(max-height: 26rem)", "(max-width: 56rem)", "(max-width: 20rem)"];

/** What the shell of the course is made of: nothing where the server does not say that it is the course's. */
export function shellPlugins(jupyter) {
  const isCourse = jupyter.coreutils.PageConfig.getOption("ntcCourse") === "true";
  return isCourse ? [memory(jupyter), shell(jupyter)] : [];
}

// Where the windows of JupyterLab stood is remembered by nobody: the address alone says which page comes back.
function memory({ statedb }) {
  return {
    id: "ntc-lesson:memory",
    autoStart: true,
    provides: statedb.IStateDB,
    activate: () => new statedb.StateDB(),
  };
}

function shell(jupyter) {
  return {
    id: "ntc-lesson:shell",
    autoStart: true,
    requires: [jupyter.application.ILabShell],
    activate(app, labShell) {
      wear("shell/shell.css");
      document.documentElement.lang = "fr";
      document.body.classList.add("ntc-course");
      const way = new Way(app, labShell, jupyter);
      const node = make("nav", { class: "ntc-bar", "aria-label": "Le cours" });
      const widget = new jupyter.widgets.Widget({ node });
      widget.id = "ntc-bar";
      labShell.add(widget, "top", { rank: 1 });
      new Bar(node, way);
      document.addEventListener("keydown", pageKeys, true);
      BAR_CHANGES.forEach((query) => window.matchMedia(query).addEventListener("change", () => fit(labShell)));
      app.restored.then(() => {
        labShell.mode = "single-document";
        labShell.collapseLeft();
        labShell.collapseRight();
        way.start();
      });
    },
  };
}

// JupyterLab reads the height of a bar once: enlarged or reduced by the browser's zoom, it has another.
function fit(labShell) {
  labShell.fit();
  for (const panel of labShell.widgets("main")) {
    panel.contentHeader?.fit();
  }
}

// Everything is saved as it is typed: who asks for it all the same meets no dialog of the browser's to save the page.
function pageKeys(event) {
  const asked = event.ctrlKey || event.metaKey ? { s: () => {}, p: print }[event.key.toLowerCase()] : null;
  if (asked && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    asked();
  }
}
