// What costs the kernel work waits until the reader comes near.
const AHEAD = "1000px";

/** Call `act` once, when `node` is about to be seen; returns what gives up waiting. */
export function near(node, act) {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      act();
    },
    // The notebook scrolls inside the page: scrollMargin reaches into it, rootMargin serves any other page.
    { rootMargin: AHEAD, scrollMargin: AHEAD },
  );
  watcher.observe(node);
  return () => watcher.disconnect();
}
