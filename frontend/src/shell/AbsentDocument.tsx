import { Button } from "@mantine/core";
import { useMe } from "./me";
import { goTo } from "./route";

interface AbsentProps {
  readonly what: "notebook" | "dashboard";
  /** Where all of its kind are. */
  readonly home: { readonly to: string; readonly label: string };
}

/** In place of a document that is in the trash, or never was. */
export function DocumentGone({ what, home }: AbsentProps) {
  const me = useMe();
  return (
    <main className="gone">
      <h1>This {what} is not here</h1>
      <p>
        It was moved to the trash or deleted, {me?.accounts && "is not shared with you, "}or the address is wrong. The
        trash is on the home page.
      </p>
      <Button onClick={() => goTo(home.to)}>{home.label}</Button>
    </main>
  );
}

interface OpeningProps extends AbsentProps {
  /** Why it could not be opened; null while nothing is wrong. */
  readonly trouble: string | null;
  readonly again: () => void;
}

/** In place of a document that has not come from the server yet. */
export function DocumentOpening({ what, home, trouble, again }: OpeningProps) {
  return trouble === null ? (
    <p className="quiet loading">Opening the {what}…</p>
  ) : (
    <div className="loading" role="alert">
      <p>
        The {what} could not be opened: {trouble}
      </p>
      <Button size="compact-sm" onClick={again}>
        Try again
      </Button>{" "}
      <Button size="compact-sm" variant="default" onClick={() => goTo(home.to)}>
        {home.label}
      </Button>
    </div>
  );
}
