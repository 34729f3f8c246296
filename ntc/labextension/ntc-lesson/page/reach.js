// To a place of a lesson that is still being drawn: it is waited for, and kept in view while the page around it grows.
const STEP = 250;
const STEADY = 4; // looks in a row that find it in its place
const PATIENCE = 480; // looks: two minutes, for a lesson with its charts on a slow computer
const DRAWING = ".ntc-drawing"; // what is still being drawn grows
const HANDS = ["wheel", "pointerdown", "keydown"];

/** Bring a field in view, and the focus to what is unreadable in it, else to its first input. */
export function reach(id) {
  const selector = `.ntc-field[data-field="${CSS.escape(id)}"]`;
  const find = () => [...document.querySelectorAll(selector)].find((field) => field.offsetParent && !field.closest("[inert]"));
  follow(find, (field, isNew) => {
    if (isNew || !field.contains(document.activeElement)) focus(field);
  });
}

/** Bring the node that `find` gives in view, once there is one, until all is drawn and it stands still; `seen` is told of
 * each look. */
export function follow(find, seen = () => {}) {
  let left = PATIENCE;
  let steady = 0;
  let target = null;
  let place = 0;
  const stop = () => {
    clearInterval(timer);
    for (const hand of HANDS) removeEventListener(hand, stop, true);
  };
  const look = () => {
    const shown = find();
    if ((left -= 1) < 0 || (steady >= STEADY && !document.querySelector(DRAWING))) return stop();
    if (!shown) return undefined;
    seen(shown, shown !== target);
    const { top } = shown.getBoundingClientRect();
    steady = shown === target && top === place ? steady + 1 : 0;
    shown.scrollIntoView({ block: "start" });
    target = shown;
    place = shown.getBoundingClientRect().top;
    return undefined;
  };
  // The learner's own gestures come first.
  const timer = setInterval(look, STEP);
  setTimeout(() => HANDS.forEach((hand) => addEventListener(hand, stop, true)));
}

function focus(field) {
  const controls = "input:enabled, select:enabled, textarea:enabled, button:enabled";
  (field.querySelector('[aria-invalid="true"]') ?? field.querySelector(controls))?.focus({ preventScroll: true });
}
