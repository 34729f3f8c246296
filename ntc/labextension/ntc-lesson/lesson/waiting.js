// How long a widget may take to be made. anywidget gives it two seconds: where the page is busier than that (a slow
// computer, thirty fields at once) it is drawn all the same, sends what is typed, and hears nothing of the kernel any more.
const LEAST = 300_000; // ms

/** Let nothing of this page be given up sooner. */
export function waitLonger() {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (delay) => timeout(Math.max(delay, LEAST));
}
