// A page on paper is whole: what waits until the reader comes near is asked for first.
import { ALL } from "../page/near.js";
import { pause } from "../page/pause.js";

const EVERY = 200;
const PATIENCE = 15000;

/** Print the page in view once its charts are drawn. */
export async function print() {
  window.dispatchEvent(new Event(ALL));
  const deadline = Date.now() + PATIENCE;
  const isDrawing = () => document.querySelector(".ntc-lesson:not(.lm-mod-hidden) .ntc-chart-waiting");
  while (isDrawing() && Date.now() < deadline) {
    await pause(EVERY);
  }
  window.print();
}
