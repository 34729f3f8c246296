// What is typed blind: who looks at the keyboard goes on while the fields are blocked, and what they type is entered
// once the field is back. Who leaves it, by the mouse or by a key, has seen that it was blocked.
const TYPED = "textarea, input[type=text], input[type=search]";
const LEAVING = new Set(["Tab", "Escape"]);
const ERASED = "Backspace";

/**
 * Keep, from now on, the keys that nothing takes; `give` enters them in the box that this one has become, `stop` lets
 * them go.
 */
export function typedBlind(box) {
  const places = [box.selectionStart, box.selectionEnd];
  const signs = [];
  const stop = () => {
    removeEventListener("keydown", hear, true);
    removeEventListener("pointerdown", stop, true);
  };
  const hear = (event) => {
    // A box that was blocked keeps the focus until the page is drawn again; then a dialog of JupyterLab's takes it.
    if (event.target.closest(":is(input, select, textarea):not([inert] *)")) {
      return;
    }
    const sign = signOf(event, box);
    if (sign) {
      signs.push(sign);
      event.preventDefault();
      event.stopPropagation();
    } else if (LEAVING.has(event.key)) {
      stop();
    }
  };
  const isTyped = box.matches(TYPED);
  if (isTyped) {
    addEventListener("keydown", hear, true);
    addEventListener("pointerdown", stop, true);
  }
  return {
    stop,
    give(again) {
      stop();
      // Who writes elsewhere by now, in the calculator, goes on there.
      const other = document.activeElement.closest(TYPED);
      again.focus({ preventScroll: true });
      // A box that takes no entry, or is gone already, takes no focus: the signs would be entered elsewhere.
      if (isTyped && document.activeElement === again) {
        again.setSelectionRange(...places);
        signs.forEach(enter);
      }
      other?.focus({ preventScroll: true });
    },
  };
}

// A sign of the third level of the keyboard comes with Ctrl and Alt.
function signOf(event, box) {
  const commands = event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
  if (commands) {
    return null;
  }
  if (event.key === "Enter") {
    return box.matches("textarea") ? "\n" : null;
  }
  return event.key === ERASED || [...event.key].length === 1 ? event.key : null;
}

function enter(sign) {
  if (sign === ERASED) {
    document.execCommand("delete");
  } else {
    document.execCommand("insertText", false, sign);
  }
}
