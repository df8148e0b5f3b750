import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { CellReference } from "../wire/dashboard";
import type { DashboardInput } from "../wire/input";
import { sameValues } from "./inputRules";
import { type OfferedValues, offered } from "./notebookInputs";
import type { Link } from "./openNotebook";

/** Names an input among those of a dashboard. */
export function inputKey({ notebook, cell }: CellReference): string {
  return `${notebook} ${cell}`;
}

/** What was asked for, shown until the server has said what came of it. */
interface Wish {
  /** Null: the notebook's. */
  readonly values: readonly string[] | null;
  /** The newest wish for an input is the one that holds. */
  readonly number: number;
}

/** The inputs of an open dashboard: what the server says of them, with what this page has asked for on top. */
export class DashboardInputs {
  private readonly confirmed = signal<readonly DashboardInput[]>([]);
  private readonly wishes = signal<ReadonlyMap<string, Wish>>(new Map());
  private readonly problemsSignal = signal<ReadonlyMap<string, string>>(new Map());
  /** A viewer's own values belong to the connection: they are told again to the next one. */
  private readonly own = new Map<string, { readonly of: CellReference; readonly values: readonly string[] }>();
  private nextNumber = 1;
  private messages = 0;

  readonly list: ReadonlySignal<readonly DashboardInput[]>;

  constructor(
    private readonly dashboard: string,
    private readonly link: Link,
  ) {
    this.list = computed(() => {
      const wishes = this.wishes.value;
      return this.confirmed.value.map((input) => {
        const wish = wishes.get(inputKey(input));
        return wish ? withValues(input, wish.values) : input;
      });
    });
  }

  /** Why the last change of an input was refused, by {@link inputKey}. */
  get problems(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.problemsSignal;
  }

  /** The server's list, in place of all that was before. */
  received(inputs: readonly DashboardInput[]): void {
    this.messages++;
    this.confirmed.value = inputs;
    for (const input of inputs) {
      // Another role in its notebook: what was theirs alone is no value of theirs any more.
      if (input.scope !== "own" && this.own.delete(inputKey(input))) {
        this.forget(inputKey(input));
      }
    }
  }

  /** The dashboard is open on a new connection, which knows nothing of a viewer's own values. */
  reopened(): void {
    for (const [key, { of, values }] of this.own) {
      if (this.find(key)?.scope === "own") {
        void this.push(of, key, values);
      } else {
        this.own.delete(key);
        this.forget(key);
      }
    }
  }

  /** Changes an input within its scope; null: back to the notebook's value. */
  set(of: CellReference, values: readonly string[] | null): void {
    const key = inputKey(of);
    const input = this.find(key);
    if (!input || input.scope === "none") {
      return;
    }
    if (input.scope === "shared") {
      void this.push(of, key, values ?? input.sharedValues);
    } else if (values === null || sameValues(values, input.sharedValues)) {
      // Who chooses what all others see follows them from then on.
      this.own.delete(key);
      void this.push(of, key, null);
    } else {
      this.own.set(key, { of, values });
      void this.push(of, key, values);
    }
  }

  private find(key: string): DashboardInput | undefined {
    return this.confirmed.peek().find((input) => inputKey(input) === key);
  }

  private async push(of: CellReference, key: string, values: readonly string[] | null): Promise<void> {
    const number = this.nextNumber++;
    const messages = this.messages;
    batch(() => {
      this.wishes.value = new Map(this.wishes.peek()).set(key, { values, number });
      this.setProblem(key, null);
    });
    const { notebook, cell } = of;
    const answer = await this.link
      .request({ type: "setDashboardInput", dashboard: this.dashboard, notebook, cell, values })
      .catch(() => null);
    if (this.wishes.peek().get(key)?.number !== number) {
      return;
    }
    batch(() => {
      if (answer?.type === "refused") {
        this.forget(key);
        this.keepOwn(of, key);
        this.setProblem(key, answer.message);
      } else if (answer === null) {
        this.unanswered(key);
      } else {
        this.accepted(key, values, this.messages > messages);
      }
    });
  }

  /** What was refused changed nothing: an own value from before still holds. */
  private keepOwn(of: CellReference, key: string): void {
    const input = this.find(key);
    if (input?.scope === "own" && !sameValues(input.values, input.sharedValues)) {
      this.own.set(key, { of, values: input.values });
    } else {
      this.own.delete(key);
    }
  }

  private unanswered(key: string): void {
    // An own value is told again once there is a connection; whether everybody's was changed is not known.
    if (!this.own.has(key)) {
      const own = this.find(key)?.scope === "own";
      this.forget(key);
      this.setProblem(
        key,
        own ? null : "Not connected to the server. Look whether the value is there once it is back.",
      );
    }
  }

  /** @param told whether the server has told of the inputs since this was sent */
  private accepted(key: string, values: readonly string[] | null, told: boolean): void {
    if (!told) {
      // The answer may overtake the list: until that comes this is what will be in it.
      this.confirmed.value = this.confirmed
        .peek()
        .map((input) => (inputKey(input) === key ? withValues(input, values) : input));
    }
    this.forget(key);
  }

  private forget(key: string): void {
    const wishes = new Map(this.wishes.peek());
    wishes.delete(key);
    this.wishes.value = wishes;
  }

  private setProblem(key: string, problem: string | null): void {
    if ((this.problemsSignal.peek().get(key) ?? null) !== problem) {
      const problems = new Map(this.problemsSignal.peek());
      if (problem === null) {
        problems.delete(key);
      } else {
        problems.set(key, problem);
      }
      this.problemsSignal.value = problems;
    }
  }

  /** What the options of an input are now. Rejects with the server's reason where they can't be had. */
  async options({ notebook, cell }: CellReference): Promise<OfferedValues> {
    return offered(
      await this.link.request({ type: "fetchDashboardInputOptions", dashboard: this.dashboard, notebook, cell }),
    );
  }
}

function withValues(input: DashboardInput, values: readonly string[] | null): DashboardInput {
  return input.scope === "shared" && values !== null
    ? { ...input, values, sharedValues: values }
    : { ...input, values: values ?? input.sharedValues };
}
