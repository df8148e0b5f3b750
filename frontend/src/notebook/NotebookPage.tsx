import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useCallback, useEffect, useMemo, useState } from "react";
import { ConnectDialog } from "../connect/ConnectDialog";
import { useFileDrop } from "../connect/useFileDrop";
import type { EditorActions } from "../editor/CellEditor";
import { NotebookHistory } from "../history/NotebookHistory";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { SecretsDialog } from "../shell/SecretsDialog";
import { secretNames } from "../shell/secrets";
import { useOpened, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { type Cell, isTextCell } from "../wire/types";
import { AbsentNotebook } from "./AbsentNotebook";
import { AddCells } from "./AddCells";
import { afterPointer } from "./afterPointer";
import { CellFrame, type CellFrameActions } from "./CellFrame";
import { CellView } from "./CellView";
import { CellCommands, emptyTextCell, nextText } from "./commands";
import { HelpDialog } from "./HelpDialog";
import { InputSettings } from "./InputSettings";
import type { InputActions } from "./inputActions";
import { inputsOf } from "./inputUses";
import { NotebookPalette } from "./NotebookPalette";
import { PinDialog } from "./PinDialog";
import type { PinnableCell } from "./pinOf";
import { SharedNotebookPage } from "./SharedNotebookPage";
import { SidePanel, summaryOf } from "./SidePanel";
import { TopBar } from "./TopBar";
import { tellOfDeletion } from "./tellOfDeletion";
import { useCellKeys } from "./useCellKeys";
import { useWantedCell } from "./useWantedCell";

const NARROW = "(max-width: 900px)";

/** Which cell the keys act on, and whether its text is being edited. */
interface Mode {
  readonly selected: string | null;
  readonly editing: boolean;
  readonly enterAt: "start" | "end" | null;
}

/** One notebook: its cells in one calm column, live. */
export function NotebookPage({ id }: { readonly id: string }) {
  const workbench = useWorkbench();
  const notebook = useOpened(workbench.notebooks, id);
  const document_ = useSignal(notebook.document);
  const gone = useSignal(notebook.gone);
  const role = useSignal(notebook.role);
  const runs = useSignal(notebook.runs);
  const people = useSignal(notebook.people);
  const commands = useMemo(() => new CellCommands(notebook), [notebook]);
  const [{ selected, editing, enterAt }, setMode] = useState<Mode>({ selected: null, editing: false, enterAt: null });
  const [panel, setPanel] = useState(() => !matchMedia(NARROW).matches);
  const [help, setHelp] = useState(false);
  const [pinning, setPinning] = useState<PinnableCell | null>(null);
  const [setting, setSetting] = useState<string | null>(null);
  const [secrets, setSecrets] = useState(false);
  const [history, setHistory] = useState(false);
  const [connecting, setConnecting] = useState(false);
  const [dropped, setDropped] = useState<File | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const cells = document_?.cells ?? [];

  useEffect(() => notebook.place.chose(selected), [notebook, selected]);
  const setEditing = (edit: boolean) => setMode((mode) => ({ ...mode, editing: edit, enterAt: null }));
  const choose = (cell: string | null, edit = false, at: Mode["enterAt"] = null) => {
    setMode({ selected: cell, editing: edit, enterAt: at });
    if (cell) {
      requestAnimationFrame(() => document.getElementById(`cell-${cell}`)?.scrollIntoView({ block: "nearest" }));
    }
  };
  useWantedCell(cells, (cell) => setMode({ selected: cell, editing: false, enterAt: null }));
  const neighbour = (cell: string | null, step: -1 | 1): string | null => {
    const index = cells.findIndex((candidate) => candidate.id === cell);
    return cells[index < 0 ? 0 : Math.min(Math.max(index + step, 0), cells.length - 1)]?.id ?? null;
  };
  /** From one text into the next, over what has none to edit. */
  const go = (from: string, direction: -1 | 1): boolean => {
    const next = nextText(cells, from, direction);
    if (next !== null) {
      choose(next, true, direction > 0 ? "start" : "end");
    }
    return next !== null;
  };
  const run = (cell: string, next: boolean) => {
    if (cells.find((candidate) => candidate.id === cell)?.kind === "sql") {
      notebook.runCell(cell);
    }
    if (next) {
      const last = cells.at(-1)?.id === cell;
      choose(last ? commands.insert(emptyTextCell("sql"), cell) : neighbour(cell, 1), last);
    } else {
      setEditing(false);
    }
  };
  const remove = (cell: string) => {
    const after = neighbour(cell, cells.at(-1)?.id === cell ? -1 : 1);
    commands.delete(cell);
    choose(after === cell ? null : after);
    tellOfDeletion(() => choose(commands.undoDelete()));
  };
  const add = (kind: Cell["kind"], below: string | null, name?: string) => {
    const cell = commands.add(kind, below, name);
    choose(cell, kind === "sql" || kind === "markdown");
    if (kind === "input") {
      setSetting(cell);
    }
  };
  const pin = (cell: Cell | undefined) => {
    if (!cell) {
      workbench.notify("Choose the cell to pin first.");
    } else if (cell.kind === "input") {
      workbench.notify("An input is on every dashboard that shows something of its notebook, by itself.");
    } else {
      setPinning(cell);
    }
  };
  /** Enter on a chosen cell: into its text, or its widget. */
  const enter = (id: string) => {
    const cell = cells.find((candidate) => candidate.id === id);
    if (cell && isTextCell(cell)) {
      setEditing(true);
    } else if (cell?.kind === "input") {
      document.querySelector<HTMLElement>(`#cell-${id} .input-field :is(input, [role=slider])`)?.focus();
    }
  };
  const collapse = (cell: string | null) => {
    const found = cells.find((candidate) => candidate.id === cell);
    if (found) {
      notebook.edit({ kind: "setCollapsed", cell: found.id, collapsed: !found.collapsed });
    }
  };
  const ifSelected = (act: (cell: string) => void) => () => {
    if (selected) {
      act(selected);
    }
  };

  const fileTaken = useCallback(() => setDropped(null), []);
  const dropping = useFileDrop((file, count) => {
    if (role !== "viewer") {
      if (count > 1) {
        workbench.notify(`One file at a time: only ${file.name} was taken.`);
      }
      setDropped(file);
      setConnecting(true);
    }
  });
  useCellKeys({
    chosen: selected !== null,
    edit: ifSelected(enter),
    up: () => choose(neighbour(selected, -1)),
    down: () => choose(neighbour(selected, 1)),
    above: () =>
      choose(
        selected ? commands.insertAbove(emptyTextCell("sql"), selected) : commands.insert(emptyTextCell("sql"), null),
      ),
    below: () => choose(commands.insert(emptyTextCell("sql"), selected ?? cells.at(-1)?.id ?? null)),
    chart: () => add("chart", selected ?? cells.at(-1)?.id ?? null),
    input: () => add("input", selected ?? cells.at(-1)?.id ?? null),
    delete: ifSelected(remove),
    undo: () => choose(commands.undoDelete()),
    toMarkdown: ifSelected((cell) => commands.setKind(cell, "markdown")),
    toSql: ifSelected((cell) => commands.setKind(cell, "sql")),
    collapse: () => collapse(selected),
    stop: ifSelected((cell) => notebook.stopCell(cell)),
    move: (direction) => ifSelected((cell) => commands.move(cell, direction))(),
    run: (next) => ifSelected((cell) => run(cell, next))(),
    help: () => setHelp(true),
  });

  if (gone || !document_) {
    return <AbsentNotebook notebook={notebook} />;
  }
  if (role === "viewer") {
    return <SharedNotebookPage id={id} showsSql home />;
  }

  const frameActions = (cell: Cell): CellFrameActions => ({
    select: () => {
      if (selected !== cell.id) {
        setMode({ selected: cell.id, editing: false, enterAt: null });
      }
    },
    run: () => run(cell.id, false),
    stop: () => notebook.stopCell(cell.id),
    duplicate: () => choose(commands.duplicate(cell.id)),
    delete: () => remove(cell.id),
    move: (direction) => commands.move(cell.id, direction),
    collapse: () => collapse(cell.id),
    addChart: () => add("chart", cell.id),
    pin: () => pin(cell),
  });
  const editorActions = (cell: Cell): EditorActions => ({
    run: (next) => run(cell.id, next),
    leave: () => setEditing(false),
    focused: () => setMode({ selected: cell.id, editing: true, enterAt: null }),
    left: () =>
      afterPointer(() =>
        setMode((mode) => (mode.selected === cell.id ? { ...mode, editing: false, enterAt: null } : mode)),
      ),
    go: (direction) => go(cell.id, direction),
    secretNames,
  });
  const inputActions: InputActions = { go: choose, add: (name) => add("input", null, name), settings: setSetting };
  const dragEnd = (event: DragEndEvent) => {
    if (event.over) {
      commands.moveTo(String(event.active.id), String(event.over.id));
    }
  };
  const last = cells.at(-1)?.id ?? null;
  const chosenCell = cells.find((cell) => cell.id === selected);

  return (
    <div className="page">
      <TopBar
        notebook={notebook}
        document={document_}
        togglePanel={() => setPanel(!panel)}
        go={choose}
        help={() => setHelp(true)}
        secrets={() => setSecrets(true)}
        history={() => setHistory(true)}
      />
      <ConnectionBanner />
      <div className="work">
        {panel && (
          <SidePanel
            notebook={notebook}
            document={document_}
            go={(cell) => {
              choose(cell);
              if (matchMedia(NARROW).matches) {
                setPanel(false);
              }
            }}
          />
        )}
        <main className="column-scroll" data-scrolls>
          <div className="column">
            <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dragEnd}>
              <SortableContext items={cells.map((cell) => cell.id)} strategy={verticalListSortingStrategy}>
                {cells.map((cell) => (
                  <CellFrame
                    key={cell.id}
                    cell={cell}
                    run={runs.get(cell.id)}
                    selected={selected === cell.id}
                    editing={editing && selected === cell.id}
                    summary={summaryOf(cell)}
                    people={people.shown.filter((person) => person.cell === cell.id)}
                    actions={frameActions(cell)}
                  >
                    <CellView
                      notebook={notebook}
                      document={document_}
                      cell={cell}
                      run={runs.get(cell.id)}
                      editing={editing && selected === cell.id}
                      enterAt={enterAt}
                      actions={editorActions(cell)}
                      inputActions={inputActions}
                    />
                  </CellFrame>
                ))}
              </SortableContext>
            </DndContext>
            {cells.length === 0 && (
              <p className="quiet">An empty notebook. Add a SQL cell and run it with Shift+Enter; ? lists the keys.</p>
            )}
            <AddCells add={(kind) => add(kind, last)} connect={() => setConnecting(true)} />
          </div>
        </main>
      </div>
      {dropping && !connecting && <div className="drop-hint">Drop the file to make a table of it</div>}
      <HelpDialog opened={help} close={() => setHelp(false)} />
      <NotebookHistory
        notebook={notebook}
        document={document_}
        nameOf={summaryOf}
        opened={history}
        close={() => setHistory(false)}
      />
      <SecretsDialog opened={secrets} close={() => setSecrets(false)} />
      <ConnectDialog
        notebook={notebook.id}
        opened={connecting}
        dropped={dropped}
        taken={fileTaken}
        close={() => {
          setConnecting(false);
          setDropped(null);
        }}
        add={(sql) => choose(commands.insert(emptyTextCell("sql", sql), last), true)}
      />
      <PinDialog notebook={notebook} cell={pinning} close={() => setPinning(null)} />
      <InputSettings
        notebook={notebook}
        document={document_}
        cell={inputsOf(document_).find((cell) => cell.id === setting) ?? null}
        close={() => setSetting(null)}
      />
      <NotebookPalette
        runAll={() => notebook.runAll()}
        stopAll={() => notebook.stopAll()}
        run={ifSelected((cell) => run(cell, false))}
        stop={ifSelected((cell) => notebook.stopCell(cell))}
        pin={() => pin(chosenCell)}
        add={(kind) => add(kind, selected ?? last)}
        connect={() => setConnecting(true)}
        undo={() => choose(commands.undoDelete())}
        togglePanel={() => setPanel(!panel)}
        secrets={() => setSecrets(true)}
        history={() => setHistory(true)}
        help={() => setHelp(true)}
      />
    </div>
  );
}
