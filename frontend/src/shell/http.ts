/** An answer of the server that is an error, in its own words. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The server's word for it; empty where the answer had none. */
    readonly code = "",
  ) {
    super(message);
  }
}

/** Calls the HTTP interface; see docs/http-api.md. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const text = typeof body === "string";
  const response = await fetch(`/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: text ? body : JSON.stringify(body),
          headers: { "Content-Type": text ? "text/markdown" : "application/json" },
        }),
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as {
      error?: { message?: string; code?: string };
    } | null;
    const message = answer?.error?.message ?? `The server answered with ${response.status}.`;
    throw new HttpError(response.status, message, answer?.error?.code);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}
