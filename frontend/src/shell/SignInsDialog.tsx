import { Button, Modal } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { call } from "./http";

interface SignInLine {
  readonly id: string;
  readonly browser: string;
  readonly createdAt: string;
  readonly usedAt: string;
  readonly isThis: boolean;
}

interface SignInsDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
}

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The browsers in which this account is signed in, each of which can be signed out. */
export function SignInsDialog({ opened, close }: SignInsDialogProps) {
  return (
    <Modal opened={opened} onClose={close} title="Signed-in browsers" size="lg">
      {opened && <SignIns />}
    </Modal>
  );
}

function SignIns() {
  const [lines, setLines] = useState<readonly SignInLine[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const fail = useCallback((failure: Error) => setError(failure.message), []);
  useEffect(() => {
    call<{ signIns: readonly SignInLine[] }>("GET", "/me/sign-ins").then(({ signIns }) => setLines(signIns), fail);
  }, [fail]);
  const end = (id: string) =>
    call("DELETE", `/me/sign-ins/${id}`).then(
      () => setLines((before) => before?.filter((line) => line.id !== id) ?? null),
      fail,
    );
  return (
    <>
      <ul className="notebook-list">
        {lines?.map((line) => (
          <li key={line.id}>
            <span className="notebook-link browser-name">{line.browser || "Unknown browser"}</span>
            <span className="notebook-facts">used {DATE.format(new Date(line.usedAt))}</span>
            {line.isThis ? (
              <span className="quiet">this one</span>
            ) : (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => end(line.id)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p className="share-error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
