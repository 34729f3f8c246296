// Cards dragged from place to place, with the mouse or a finger: the same few events for both. A finger takes a card by its
// grip: elsewhere on it, it scrolls the page.
import { make } from "./dom.js";

const FAR = 6; // pixels before a press is a drag
const EDGE = 56; // near the edge of what scrolls, it does
const PACE = 9;

/** Nodes with `data-card` under `root` are dragged to those with `data-place`; `dropped` is told of both ids. */
export function dragging(root, dropped) {
  root.addEventListener("pointerdown", (event) => {
    const { target, button, pointerType } = event;
    const card = target.closest("[data-card]");
    const taken = target.closest(pointerType === "mouse" ? ".ntc-card-choose, .ntc-card-grip" : ".ntc-card-grip");
    if (card && taken && button === 0) follow(root, card, event, dropped);
  });
}

function follow(root, card, { clientX, clientY, pointerId }, dropped) {
  let ghost = null;
  let over = null;
  let here = { x: clientX, y: clientY };
  const listening = new AbortController();
  const listen = (type, act) => addEventListener(type, act, { signal: listening.signal, capture: true });
  // Words that a drag passes over are not selected: the browser would then drag them, and the card no more.
  for (const type of ["selectstart", "dragstart"]) listen(type, (event) => event.preventDefault());

  function take() {
    ghost = make("div", { class: "ntc-card-ghost", "aria-hidden": "true" }, card.querySelector("button").firstChild.textContent);
    ghost.style.width = `${card.offsetWidth}px`;
    document.body.append(ghost);
    card.classList.add("ntc-card-held");
    roll();
  }

  function show() {
    ghost.style.translate = `${here.x - 16}px ${here.y - 16}px`;
    const place = document.elementFromPoint(here.x, here.y)?.closest("[data-place]");
    over?.classList.remove("ntc-board-target");
    over = place && root.contains(place) ? place : null;
    over?.classList.add("ntc-board-target");
  }

  // The page comes along when the card is held near its edge.
  function roll() {
    if (!ghost) return;
    const box = scroller(root);
    const { top, bottom } = box === document.scrollingElement ? { top: 0, bottom: innerHeight } : box.getBoundingClientRect();
    if (here.y < top + EDGE) box.scrollTop -= PACE;
    else if (here.y > bottom - EDGE) box.scrollTop += PACE;
    show();
    requestAnimationFrame(roll);
  }

  function end() {
    listening.abort();
    ghost?.remove();
    ghost = null;
    card.classList.remove("ntc-card-held");
    over?.classList.remove("ntc-board-target");
  }

  listen("pointermove", (event) => {
    if (event.pointerId !== pointerId) return;
    here = { x: event.clientX, y: event.clientY };
    if (!ghost && Math.hypot(here.x - clientX, here.y - clientY) > FAR) take();
    if (ghost) show();
  });
  listen("pointerup", () => {
    const place = ghost && over;
    if (ghost) swallowClick();
    end();
    if (place) dropped(card.dataset.card, place.dataset.place);
  });
  listen("pointercancel", end);
  listen("keydown", (event) => event.key === "Escape" && end());
}

/** The click that ends a drag chooses nothing. */
function swallowClick() {
  const stop = (event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
}

function scroller(node) {
  const scrolls = (one) => one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY);
  for (let one = node.parentElement; one; one = one.parentElement) if (scrolls(one)) return one;
  return document.scrollingElement;
}
