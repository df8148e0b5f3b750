import { beforeEach, describe, expect, it, vi } from "vitest";
import { isOwn, perNotebook } from "../src/dashboard/inputs";
import { DashboardInputs } from "../src/store/dashboardInputs";
import { applyEdit, valuesReplacedBy } from "../src/store/document";
import { type Link, OpenNotebook } from "../src/store/openNotebook";
import type { DashboardInput } from "../src/wire/input";
import type { Cell, NotebookDocument, NotebookEdit } from "../src/wire/types";
import { dashboardInput, inputCell, inputNamed, listInput } from "./inputsOf";

const AT = "2026-05-04T10:22:07Z";
const colour = inputCell("i", { ...listInput("colour", "red", "blue"), default: ["red"] });
const query: Cell = { id: "q", kind: "sql", collapsed: false, text: "", textVersion: 0 };
const notebook: NotebookDocument = {
  id: "n",
  title: "N",
  runtimeMode: "streaming",
  delivery: "live",
  revision: 1,
  createdAt: AT,
  updatedAt: AT,
  cells: [colour, query],
};

type Request = Parameters<Link["request"]>[0];
type Answer = Awaited<ReturnType<Link["request"]>>;

/** A link whose requests are answered by hand, in any order. */
class HeldLink implements Link {
  readonly asked: {
    readonly message: Request;
    answer(answer: Partial<Answer>): Promise<void>;
    lose(): Promise<void>;
  }[] = [];

  send(): void {}

  request(message: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settled = () => new Promise<void>((done) => setTimeout(done));
      this.asked.push({
        message,
        answer: (answer) => {
          resolve({ request: 1, ...answer } as Answer);
          return settled();
        },
        lose: () => {
          reject(new Error("the connection was lost"));
          return settled();
        },
      });
    });
  }

  get last() {
    const last = this.asked.at(-1);
    if (!last) {
      throw new Error("nothing was asked");
    }
    return last;
  }
}

const ACCEPTED = { type: "accepted", revision: null } as const;
const refusal = (message: string) => ({ type: "refused", code: "X", message }) as const;

describe("edits of inputs", () => {
  it("set the value, and the definition with what fits it", () => {
    expect(applyEdit(notebook, { kind: "setInputValue", cell: "i", values: ["blue"] }).cells[0]).toEqual({
      ...colour,
      values: ["blue"],
    });
    const input = listInput("colour", "blue", "green");
    const unfit = applyEdit(notebook, { kind: "setInput", cell: "i", input, values: null });
    expect(unfit.cells[0]).toEqual({ ...colour, input, values: [] });
    const told = applyEdit(notebook, { kind: "setInput", cell: "i", input, values: ["green"] });
    expect(told.cells[0]).toMatchObject({ values: ["green"] });
  });

  it("leave other cells as they are, and inputs are no text", () => {
    expect(applyEdit(notebook, { kind: "setInputValue", cell: "q", values: ["blue"] }).cells[1]).toBe(query);
    expect(applyEdit(notebook, { kind: "setKind", cell: "i", cellKind: "markdown" }).cells[0]).toBe(colour);
  });

  it("replace a definition, which may be stale, and a value, which never is", () => {
    expect(valuesReplacedBy({ kind: "setInput", cell: "i", input: colour.input, values: null })).toEqual([
      "setInput i",
    ]);
    expect(valuesReplacedBy({ kind: "setInputValue", cell: "i", values: [] })).toEqual([]);
  });
});

describe("an input of an open notebook", () => {
  let link: HeldLink;
  let open: OpenNotebook;
  let notices: string[];
  const values = () => open.inputs.cells.peek()[0]?.values;
  const edited = (editId: string, edit: NotebookEdit, revision: number) =>
    open.receive({ type: "edited", notebook: "n", editId, revision, edit });

  beforeEach(() => {
    link = new HeldLink();
    notices = [];
    open = new OpenNotebook("n", link, (notice) => notices.push(notice));
    open.opened(notebook, [], null, "owner");
  });

  it("has its new value at once, and goes back with the reason where that is refused", async () => {
    open.edit({ kind: "setInputValue", cell: "i", values: ["grey"] });
    expect(values()).toEqual(["grey"]);
    await link.last.answer(refusal('"grey" is none of the options.'));
    expect(values()).toEqual(["red"]);
    expect(open.inputs.problems.peek().get("i")).toBe('"grey" is none of the options.');
    expect(notices).toEqual([]);
  });

  it("forgets the reason when it is changed again, here or elsewhere", async () => {
    const refuse = async () => {
      open.edit({ kind: "setInputValue", cell: "i", values: ["grey"] });
      await link.last.answer(refusal("no"));
    };
    await refuse();
    open.edit({ kind: "setInputValue", cell: "i", values: ["blue"] });
    expect(open.inputs.problems.peek().size).toBe(0);
    await link.last.answer({ type: "accepted", revision: 2 });
    await refuse();
    edited("theirs", { kind: "setInputValue", cell: "i", values: ["red"] }, 3);
    expect(open.inputs.problems.peek().size).toBe(0);
    expect(values()).toEqual(["red"]);
  });

  it("shows another's change at once, in the server's words", () => {
    edited("theirs", { kind: "setInputValue", cell: "i", values: ["blue"] }, 2);
    expect(values()).toEqual(["blue"]);
  });

  it("is not told anew for what is typed in other cells", () => {
    let told = 0;
    open.inputs.cells.subscribe(() => told++);
    edited("theirs", { kind: "setTitle", title: "Other" }, 2);
    expect(told).toBe(1);
    edited("theirs too", { kind: "setInputValue", cell: "i", values: ["blue"] }, 3);
    expect(told).toBe(2);
  });

  it("offers what the server answers, or says why it can't", async () => {
    const options = open.inputOptions("i");
    await vi.waitFor(() => expect(link.asked.length).toBe(1));
    await link.last.answer({ type: "inputOptions", options: ["blue", "red"], more: true });
    expect(await options).toEqual({ values: ["blue", "red"], more: true });
    const none = open.inputOptions("i");
    await vi.waitFor(() => expect(link.asked.length).toBe(2));
    void link.last.answer(refusal("Run the cell first."));
    await expect(none).rejects.toThrow("Run the cell first.");
  });

  it("leaves reasons that are of no input to everybody", async () => {
    open.edit({ kind: "setTitle", title: "T" });
    await link.last.answer(refusal("too late"));
    expect(notices).toEqual(["too late"]);
  });
});

describe("the inputs of a dashboard", () => {
  let link: HeldLink;
  let inputs: DashboardInputs;
  const of = { notebook: "n", cell: "i" };
  const shown = () => inputs.list.peek()[0];
  const tell = (...list: readonly DashboardInput[]) => inputs.received(list);
  const values = (message: Request) => (message.type === "setDashboardInput" ? message.values : undefined);

  beforeEach(() => {
    link = new HeldLink();
    inputs = new DashboardInputs("d", link);
  });

  it("are everybody's where the scope says so: shown at once, and as the server tells them from then on", async () => {
    tell(dashboardInput("i"));
    inputs.set(of, ["blue"]);
    expect(shown()).toMatchObject({ values: ["blue"], sharedValues: ["blue"] });
    await link.last.answer(ACCEPTED);
    expect(shown()?.values).toEqual(["blue"]);
    tell(dashboardInput("i", { values: ["green"] }));
    expect(shown()?.values).toEqual(["green"]);
  });

  it("go back with the reason where a change is refused", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    expect(shown()?.values).toEqual(["blue"]);
    await link.last.answer(refusal("Too many others look at it with values of their own."));
    expect(shown()?.values).toEqual(["red"]);
    expect(inputs.problems.peek().get("n i")).toContain("Too many");
    inputs.set(of, ["green"]);
    expect(inputs.problems.peek().size).toBe(0);
  });

  it("can't be changed where the scope is none", () => {
    tell(dashboardInput("i", { scope: "none" }));
    inputs.set(of, ["blue"]);
    expect(link.asked).toEqual([]);
    expect(shown()?.values).toEqual(["red"]);
  });

  it("keep the newest wish, whichever answer comes last", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    inputs.set(of, ["green"]);
    await link.asked[0]?.answer(refusal("late"));
    expect(shown()?.values).toEqual(["green"]);
    expect(inputs.problems.peek().size).toBe(0);
    await link.asked[1]?.answer(ACCEPTED);
    expect(shown()).toMatchObject({ values: ["green"], sharedValues: ["red"] });
  });

  it("do not undo what came after the change and before its answer", async () => {
    tell(dashboardInput("i"));
    inputs.set(of, ["blue"]);
    tell(dashboardInput("i", { values: ["blue"] }));
    tell(dashboardInput("i", { values: ["green"] }));
    await link.last.answer(ACCEPTED);
    expect(shown()?.values).toEqual(["green"]);
  });

  it("of a viewer's own are told again after a reconnect, without a moment of others' values", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    await link.last.answer(ACCEPTED);
    tell(dashboardInput("i", { scope: "own", values: ["blue"], sharedValues: ["red"] }));
    tell(dashboardInput("i", { scope: "own" }));
    inputs.reopened();
    expect(link.asked.map(({ message }) => values(message))).toEqual([["blue"], ["blue"]]);
    expect(shown()?.values).toEqual(["blue"]);
    await link.last.answer(refusal("no longer"));
    expect(shown()?.values).toEqual(["red"]);
    inputs.reopened();
    expect(link.asked.length).toBe(2);
  });

  it("keep an own value whose answer was lost, and the one before a refused one", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    await link.last.lose();
    expect(shown()?.values).toEqual(["blue"]);
    inputs.reopened();
    await link.last.answer(ACCEPTED);
    inputs.set(of, ["green"]);
    await link.last.answer(refusal("too many"));
    expect(shown()?.values).toEqual(["blue"]);
    inputs.reopened();
    expect(values(link.last.message)).toEqual(["blue"]);
  });

  it("are no own values any more once a change of them concerns everybody, or nobody", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    await link.last.answer(ACCEPTED);
    tell(dashboardInput("i", { scope: "shared" }));
    expect(shown()?.values).toEqual(["red"]);
    tell(dashboardInput("i", { scope: "own" }));
    inputs.reopened();
    expect(link.asked.length).toBe(1);
  });

  it("are not shown any more where their answer was lost and a change concerns everybody since", async () => {
    tell(dashboardInput("i", { scope: "own" }));
    inputs.set(of, ["blue"]);
    await link.last.lose();
    tell(dashboardInput("i", { scope: "shared" }));
    inputs.reopened();
    expect(shown()?.values).toEqual(["red"]);
  });

  it("say of everybody's value whose answer was lost that it may not be there", async () => {
    tell(dashboardInput("i"));
    inputs.set(of, ["blue"]);
    await link.last.lose();
    expect(shown()?.values).toEqual(["red"]);
    expect(inputs.problems.peek().get("n i")).toContain("Not connected");
    inputs.reopened();
    expect(link.asked.length).toBe(1);
  });

  it("follow the others again once a viewer goes back, or chooses the same", async () => {
    tell(dashboardInput("i", { scope: "own", values: ["blue"], sharedValues: ["red"] }));
    inputs.set(of, ["red"]);
    expect(values(link.last.message)).toBeNull();
    expect(shown()?.values).toEqual(["red"]);
    await link.last.answer(ACCEPTED);
    inputs.set(of, null);
    expect(values(link.last.message)).toBeNull();
    inputs.reopened();
    expect(link.asked.length).toBe(2);
  });

  it("are told apart by whose values they have, and by notebook", () => {
    const own = dashboardInput("i", { scope: "own", values: ["blue"], sharedValues: ["red"] });
    expect([own, { ...own, scope: "none" as const }, dashboardInput("i", { scope: "own" })].map(isOwn)).toEqual([
      true,
      false,
      false,
    ]);
    const other = dashboardInput("k", { notebook: "m", notebookTitle: "M", input: inputNamed("least") });
    expect(perNotebook([own, other, dashboardInput("j")]).map(({ title, inputs: of }) => [title, of.length])).toEqual([
      ["N", 2],
      ["M", 1],
    ]);
  });
});
