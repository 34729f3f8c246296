// Whose course it is: the name said on the home page is told to every page of this browser, in whichever tab.
const CHANNEL = "ntc-identity";

/** What tells the others who works here now, and that answers came from elsewhere; and `hear`, of what they tell. */
export function identities(hear = () => {}) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => hear(data);
  return { tell: (said) => channel.postMessage(said), stop: () => channel.close() };
}
