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
    throw errorOf(response.status, await response.json().catch(() => null));
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function errorOf(status: number, answer: unknown): HttpError {
  const { error } = (answer ?? {}) as { readonly error?: { readonly message?: string; readonly code?: string } };
  return new HttpError(status, error?.message ?? `The server answered with ${status}.`, error?.code);
}

interface Upload {
  /** The content type; where there is none, that of the file. */
  readonly type?: string;
  /** Told of the part that is sent, 0 to 1. */
  readonly progress: (part: number) => void;
  /** Ends it; nothing of the file is kept then. */
  readonly signal?: AbortSignal;
}

/** Sends a file as it is on the disk. */
export function upload<T>(path: string, file: File, { type, progress, signal }: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api${path}`);
    request.responseType = "json";
    if (type !== undefined) {
      request.setRequestHeader("Content-Type", type);
    }
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Error("The connection to the server broke off; nothing was kept. Try again."));
    request.onabort = () => reject(new DOMException("Not sent.", "AbortError"));
    request.onload = () => {
      if (request.status < 300) {
        resolve(request.response as T);
      } else {
        reject(errorOf(request.status, request.response));
      }
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** What to tell of something that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
