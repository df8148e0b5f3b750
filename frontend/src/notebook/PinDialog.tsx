import { Button, Modal, Select, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useEffect, useRef, useState } from "react";
import {
  createDashboard,
  type DashboardLine,
  dashboardTitleOf,
  listDashboards,
  newPin,
  pinTo,
} from "../shell/dashboards";
import { messageOf } from "../shell/http";
import { PageLink } from "../shell/PageLink";
import type { OpenNotebook } from "../store/openNotebook";
import { type PinnableCell, pinOf } from "./pinOf";

const NEW = "";

interface PinDialogProps {
  readonly notebook: OpenNotebook;
  /** The cell to pin; null while the dialog is closed. */
  readonly cell: PinnableCell | null;
  readonly close: () => void;
}

/** Asks for the dashboard that a cell is to be shown on, an existing one or a new one, and adds it there. */
export function PinDialog({ notebook, cell, close }: PinDialogProps) {
  return (
    <Modal opened={cell !== null} onClose={close} title="Pin to dashboard" size="sm">
      {cell && <PinForm key={cell.id} notebook={notebook} cell={cell} close={close} />}
    </Modal>
  );
}

function PinForm({ notebook, cell, close }: { notebook: OpenNotebook; cell: PinnableCell; close: () => void }) {
  const [lines, setLines] = useState<readonly DashboardLine[] | null>(null);
  const [chosen, setChosen] = useState(NEW);
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** What a first try made stays, so that a second one does not make it twice. */
  const made = useRef<string | null>(null);
  const [pin] = useState(() => {
    const { title, size } = pinOf(cell);
    return newPin({ kind: "cell", notebook: notebook.id, cell: cell.id }, title, size);
  });
  useEffect(() => {
    let current = true;
    listDashboards().then(
      (listed) => {
        if (current) {
          setLines(listed);
          setChosen(listed[0]?.id ?? NEW);
        }
      },
      () => current && setLines([]),
    );
    return () => {
      current = false;
    };
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      // The server must know the cell before a tile can show it.
      if (!(await notebook.flush())) {
        throw new Error("The notebook is not saved yet. Try again once it is.");
      }
      if (chosen === NEW) {
        made.current ??= (await createDashboard(name.trim())).id;
      }
      const id = chosen === NEW ? (made.current ?? "") : chosen;
      await pinTo(id, pin);
      close();
      const title = chosen === NEW ? name.trim() : (lines?.find((line) => line.id === chosen)?.title ?? "");
      const notice = notifications.show({
        autoClose: 10_000,
        message: (
          <span>
            Pinned to “{dashboardTitleOf({ title })}”.{" "}
            <PageLink className="notice-link" to={`/d/${id}`} onFollow={() => notifications.hide(notice)}>
              Open dashboard
            </PageLink>
          </span>
        ),
      });
    } catch (failure) {
      setError(messageOf(failure));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className="dialog-form">
      {lines !== null && lines.length > 0 && (
        <Select
          label="Dashboard"
          data={[
            ...lines.map((line) => ({ value: line.id, label: dashboardTitleOf(line) })),
            { value: NEW, label: "New dashboard…" },
          ]}
          value={chosen}
          onChange={(value) => setChosen(value ?? NEW)}
          allowDeselect={false}
          searchable={lines.length > 8}
        />
      )}
      {chosen === NEW && (
        <TextInput
          label="Name of the new dashboard"
          placeholder="Untitled dashboard"
          maxLength={200}
          value={name}
          disabled={lines === null}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-buttons">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={lines === null}>
          Pin
        </Button>
      </div>
    </form>
  );
}
