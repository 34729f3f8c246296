// The map of a route stands in a frame of its own: it is told the order by messages, and is not drawn again.

/** Tell the map in a frame which places to join; what is said before it listens reaches it when it does. */
export function route(frame) {
  let listening = false;
  let wanted;
  const tell = () => listening && wanted && frame.contentWindow?.postMessage({ ntcRoute: wanted }, "*");
  const hear = ({ source, data }) => {
    if (source !== frame.contentWindow || data?.ntcMap !== "ready") return;
    listening = true;
    tell();
  };
  window.addEventListener("message", hear);
  return {
    show: (ids) => {
      wanted = ids;
      tell();
    },
    stop: () => window.removeEventListener("message", hear),
  };
}
