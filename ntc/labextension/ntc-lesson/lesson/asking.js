// A question to the kernel of a lesson, beside what it runs: an expression of Python that gives a text or a truth.

/** What Python shows of the value; nothing when the kernel is away, or goes while it is asked. */
export async function ask(session, expression) {
  const request = { code: "", silent: true, store_history: false, user_expressions: { told: expression } };
  const reply = await session.session?.kernel?.requestExecute(request).done.catch(() => null);
  return reply?.content.user_expressions?.told?.data?.["text/plain"];
}
