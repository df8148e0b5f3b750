import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconArrowBackUp, IconArrowLeft } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { isSame, summaryOf } from "./differences";
import type { Historical } from "./historical";
import { VersionName } from "./VersionName";
import { causeOf, nameVersion, readVersion, restoreVersion, type Version, whenOf } from "./versions";

interface VersionDetailProps<D, T> extends Historical<D, T> {
  readonly versions: readonly Version[];
  readonly version: Version;
  /** Back to the list, where there is no room for both. */
  readonly back: () => void;
  /** The history is another now. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

type Against = "before" | "now";

/** One version: what it changed, or what brings it back would change. */
export function VersionDetail<D extends { readonly revision: number }, T>(props: VersionDetailProps<D, T>) {
  const { kind, id, document, versions, version, changed, failed } = props;
  const newest = versions[0]?.number === version.number;
  const [against, setAgainst] = useState<Against>("before");
  const previous = versions[versions.indexOf(version) + 1] ?? null;
  const loaded = useVersions<D>(props, newest ? null : version.number, previous?.number ?? null);
  const then = newest ? document : loaded.shown;
  const before = against === "now" ? then : loaded.before;
  const after = against === "now" ? document : then;

  const name = (word: string | null) => nameVersion(kind, id, version.number, word).then(changed, failed);
  const restore = async () => {
    const now = await props.flushed();
    if (!now) {
      failed("The newest changes are not saved, so nothing was restored. Try again once they are.");
    } else if (then) {
      confirmRestore(props, then, now);
    }
  };
  const people = version.people.join(", ");
  const cause = causeOf(version, versions, kind);
  return (
    <article className="version-detail" aria-label={`Version of ${whenOf(version)}`}>
      <header>
        <ActionIcon
          className="version-back"
          variant="subtle"
          color="gray"
          aria-label="All versions"
          onClick={props.back}
        >
          <IconArrowLeft size={17} />
        </ActionIcon>
        <h3>{version.name ?? whenOf(version)}</h3>
        <span className="spacer" />
        <VersionName version={version} save={name} />
        <Button
          size="compact-sm"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={newest || !then}
          onClick={() => void restore()}
        >
          Restore
        </Button>
      </header>
      <p className="quiet">
        {[version.name === null ? "" : whenOf(version), people, cause].filter((part) => part !== "").join(" · ")}
      </p>
      {!newest && (
        <SegmentedControl
          size="xs"
          aria-label="What to compare"
          value={against}
          onChange={(value) => setAgainst(value as Against)}
          data={[
            { value: "before", label: "What it changed" },
            { value: "now", label: "What changed since" },
          ]}
        />
      )}
      {loaded.ready && after ? (
        <Comparison {...props} before={before} after={after} isFirst={against === "before" && previous === null} />
      ) : (
        <p className="quiet">Loading…</p>
      )}
    </article>
  );
}

interface ComparisonProps<D, T> extends VersionDetailProps<D, T> {
  readonly before: D | null;
  readonly after: D;
  readonly isFirst: boolean;
}

function Comparison<D extends { readonly revision: number }, T>(props: ComparisonProps<D, T>) {
  const differences = props.differences(props.before, props.after);
  return (
    <>
      {props.isFirst && <p className="quiet">The oldest version: all that it has is shown as added.</p>}
      {isSame(differences) ? <p className="quiet">Nothing is different.</p> : props.show(differences)}
    </>
  );
}

/** The versions that are compared; none is asked for where its number is null. */
function useVersions<D>(
  { kind, id, failed }: Pick<VersionDetailProps<D, unknown>, "kind" | "id" | "failed">,
  shown: number | null,
  before: number | null,
): { readonly ready: boolean; readonly shown: D | null; readonly before: D | null } {
  const [loaded, setLoaded] = useState<{ shown: D | null; before: D | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is told of a failure is nothing to load for.
  useEffect(() => {
    let current = true;
    const read = (number: number | null) => (number === null ? null : readVersion<D>(kind, id, number));
    Promise.all([read(shown), read(before)]).then(([then, other]) => {
      if (current) {
        setLoaded({ shown: then, before: other });
      }
    }, failed);
    return () => {
      current = false;
    };
  }, [kind, id, shown, before]);
  return { ready: loaded !== null, shown: loaded?.shown ?? null, before: loaded?.before ?? null };
}

/** Says what would change, and does it if that is still what is there. */
function confirmRestore<D extends { readonly revision: number }, T>(
  props: VersionDetailProps<D, T>,
  then: D,
  now: D,
): void {
  const { kind, id, version, changed, failed } = props;
  const differences = props.differences(now, then);
  const restored = () => {
    changed();
    notifications.show({ message: "Restored. What was there before is in the history." });
  };
  modals.openConfirmModal({
    title: `Restore the version of ${whenOf(version)}?`,
    children: `${summaryOf(differences, kind === "notebook" ? "cell" : "tile")}. What is there now stays in the history.`,
    labels: { confirm: "Restore", cancel: "Keep what is there" },
    onConfirm: () => restoreVersion(kind, id, version.number, now.revision).then(restored, failed),
  });
}
