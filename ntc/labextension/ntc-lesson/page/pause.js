/** A while, to be awaited. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
