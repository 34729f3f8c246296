// A lesson is read, not programmed: the page keeps JupyterLab's editing gestures from the learner.
import { typedBlind } from "./blind.js";

const CONTROLS = "input, select, textarea, button";

// Letters typed in a list or on a button are notebook commands (m, x, dd…) unless the element itself says otherwise.
// An instructor who edits the course keeps them outside the fields.
export function silenceShortcuts(panel, where) {
  const silence = (element) => {
    if (element.closest(where)) {
      element.setAttribute("data-lm-suppress-shortcuts", "true");
    }
  };
  panel.node.addEventListener("focusin", (event) => silence(event.target), true);
  if (panel.node.contains(document.activeElement)) {
    silence(document.activeElement);
  }
  // The editor of each cell, unseen as it is, looks at the selection of the whole page when a cursor moves in a box.
  panel.node.addEventListener("selectionchange", (event) => event.stopPropagation());
}

// A double click on prose would open its source; a cell that JupyterLab knows to be locked is neither cut nor deleted.
export function lockForReading(panel) {
  for (const { model } of panel.content.widgets) {
    model.setMetadata("deletable", false);
    model.setMetadata("editable", false);
  }
  panel.node.addEventListener(
    "dblclick",
    (event) => {
      if (event.target.closest(".jp-MarkdownCell")) {
        event.stopPropagation();
      }
    },
    true,
  );
}

// Where the learner was, so that they are still there once the fields have been placed again: fields are drawn a
// little after their cell has run, so the one that had the focus is waited for. In the frame in which it is drawn it
// takes up what never reached the disk: what was typed since comes after.
export function keepFocus(panel) {
  const top = panel.content.outerNode.scrollTop;
  const active = panel.node.contains(document.activeElement) ? document.activeElement : null;
  const field = active?.closest(".ntc-field");
  const rank = field ? [...field.querySelectorAll(CONTROLS)].indexOf(active) : -1;
  const blind = rank >= 0 && typedBlind(active);
  return () => {
    panel.content.outerNode.scrollTop = top;
    if (blind) {
      const give = (again) =>
        requestAnimationFrame(() => blind.give(again.querySelectorAll(CONTROLS)[rank] ?? active));
      waitFor(panel.content.node, `.ntc-field[data-field="${field.dataset.field}"]`, give, blind.stop);
    }
  };
}

function waitFor(root, selector, act, giveUp, patience = 60_000) {
  const found = root.querySelector(selector);
  if (found) {
    act(found);
    return;
  }
  const observer = new MutationObserver(() => {
    const node = root.querySelector(selector);
    if (node) {
      observer.disconnect();
      clearTimeout(timer);
      act(node);
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  const timer = setTimeout(() => {
    observer.disconnect();
    giveUp();
  }, patience);
}
