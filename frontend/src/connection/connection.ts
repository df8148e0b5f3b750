import { decodeServerMessage } from "../wire/decode";
import type { ClientMessage, ServerMessage } from "../wire/messages";
import { bestReading, browserNow, type Clock, type ClockReading, UNKNOWN_CLOCK, withPong } from "./clock";
import { type ConnectionEvent, type ConnectionState, nextState } from "./state";

const PING_MILLIS = 10_000;
const SILENCE_MILLIS = 20_000;
/** Exchanges at once after a welcome, so that the server's clock is known before the first ten seconds are over. */
const FIRST_PINGS = 4;

type Answer = Extract<ServerMessage, { type: "accepted" | "refused" | "problems" | "inputOptions" }>;
type Unsent<T> = T extends { request: number } ? Omit<T, "request"> : never;

/** The connection was lost before the answer came; whether the request was carried out is not known. */
/** Signed out; the share link was ended. */
const SHUT_OUT: ReadonlySet<number> = new Set([4401, 4403]);

export class ConnectionLost extends Error {}

export interface ConnectionListener {
  message(message: ServerMessage): void;
  state(state: ConnectionState): void;
  /** A message came that is none of the protocol; the connection is made anew. */
  misunderstood(error: Error): void;
}

/** The only WebSocket of a tab. Keeps itself open, and matches answers to requests. */
export class Connection {
  private current: ConnectionState = { name: "offline" };
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private heardAt = 0;
  private nextRequest = 1;
  private clock: Clock = UNKNOWN_CLOCK;
  /** When the pings left that have no answer yet; there are never more than fit into the time of silence. */
  private pings: number[] = [];
  private readonly waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();

  constructor(
    private readonly address: string,
    private readonly listener: ConnectionListener,
  ) {
    const retryNow = () => {
      if (document.visibilityState === "visible") {
        this.happen({ name: "retry" });
      }
    };
    window.addEventListener("online", retryNow);
    document.addEventListener("visibilitychange", retryNow);
    // A page that the browser keeps for the way back is with nobody meanwhile.
    window.addEventListener("pagehide", () => this.socket?.close());
    window.addEventListener("pageshow", retryNow);
  }

  open(): void {
    this.happen({ name: "open" });
  }

  retryNow(): void {
    this.happen({ name: "retry" });
  }

  /** How the server's clock stands to {@link browserNow}; null until the first pong. */
  get serverClock(): ClockReading | null {
    return bestReading(this.clock);
  }

  /** Sends where there is a connection, and drops the message where there is none. */
  send(message: ClientMessage): void {
    if (this.current.name === "online") {
      this.socket?.send(JSON.stringify(message));
    }
  }

  /** Sends a request and waits for its one answer. Rejects with {@link ConnectionLost} when there is no connection. */
  request(message: Unsent<ClientMessage>): Promise<Answer> {
    if (this.current.name !== "online") {
      return Promise.reject(new ConnectionLost("not connected"));
    }
    const request = this.nextRequest++;
    return new Promise((resolve, reject) => {
      this.waiting.set(request, { resolve, reject });
      this.socket?.send(JSON.stringify({ ...message, request }));
    });
  }

  private happen(event: ConnectionEvent): void {
    const before = this.current;
    this.current = nextState(before, event);
    if (this.current === before) {
      return;
    }
    clearTimeout(this.timer);
    if (this.current.name === "connecting") {
      this.connect();
    } else if (this.current.name === "waiting") {
      this.timer = setTimeout(() => this.happen({ name: "retry" }), this.current.delayMillis);
    }
    if (this.current.name !== "online") {
      for (const { reject } of this.waiting.values()) {
        reject(new ConnectionLost("the connection was lost"));
      }
      this.waiting.clear();
    }
    this.listener.state(this.current);
  }

  private connect(): void {
    const socket = new WebSocket(this.address);
    this.socket = socket;
    this.heardAt = Date.now();
    this.clock = UNKNOWN_CLOCK;
    this.pings = [];
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => {
      if (Date.now() - this.heardAt > SILENCE_MILLIS) {
        this.drop(socket);
      } else {
        this.ping();
      }
    }, PING_MILLIS);
    socket.onmessage = (event) => {
      if (this.socket === socket) {
        this.heardAt = Date.now();
        this.read(socket, event.data as string);
      }
    };
    socket.onclose = (event) => {
      if (this.socket === socket && SHUT_OUT.has(event.code)) {
        this.happen({ name: "signedOut" });
      }
      this.drop(socket);
    };
  }

  private drop(socket: WebSocket): void {
    if (this.socket !== socket) {
      return;
    }
    this.socket = null;
    clearInterval(this.heartbeat);
    socket.onmessage = null;
    socket.close();
    this.happen({ name: "lost", jitter: Math.random() });
  }

  private read(socket: WebSocket, json: string): void {
    let message: ServerMessage;
    try {
      message = decodeServerMessage(json);
    } catch (error) {
      // What it said is lost: only a new connection brings all of it again.
      this.listener.misunderstood(error instanceof Error ? error : new Error(String(error)));
      this.drop(socket);
      return;
    }
    this.receive(message);
  }

  private ping(): void {
    if (this.current.name === "online") {
      this.pings.push(browserNow());
      this.send({ type: "ping" });
    }
  }

  /** Pongs come in the order of the pings. */
  private ponged(serverAt: number): void {
    const sentAt = this.pings.shift();
    if (sentAt !== undefined) {
      this.clock = withPong(this.clock, sentAt, browserNow(), serverAt);
    }
    if (this.clock.length < FIRST_PINGS && this.pings.length === 0) {
      this.ping();
    }
  }

  private receive(message: ServerMessage): void {
    if (message.type === "welcome") {
      this.happen({ name: "welcome" });
      this.ping();
    }
    if (message.type === "pong") {
      this.ponged(message.at);
    }
    if (
      message.type === "accepted" ||
      message.type === "refused" ||
      message.type === "problems" ||
      message.type === "inputOptions"
    ) {
      const waiter = this.waiting.get(message.request);
      this.waiting.delete(message.request);
      waiter?.resolve(message);
    }
    this.listener.message(message);
  }
}
