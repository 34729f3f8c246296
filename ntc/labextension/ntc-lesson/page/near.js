// What costs the kernel work waits until the reader comes near.
const AHEAD = "1000px";

/** The event on the window that calls for all that waits: a page on paper is whole. */
export const ALL = "ntc:all";

/** Call `act` once, when `node` is about to be seen; returns what gives up waiting. */
export function near(node, act) {
  const giveUp = () => {
    watcher.disconnect();
    window.removeEventListener(ALL, come);
  };
  const come = () => {
    giveUp();
    act();
  };
  const watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && come(),
    // The notebook scrolls inside the page: scrollMargin reaches into it, rootMargin serves any other page.
    { rootMargin: AHEAD, scrollMargin: AHEAD },
  );
  watcher.observe(node);
  window.addEventListener(ALL, come);
  return giveUp;
}
