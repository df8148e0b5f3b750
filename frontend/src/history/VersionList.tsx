import { IconBookmarkFilled } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { byDay, causeOf, type DocumentKind, timesOf, type Version } from "./versions";

interface VersionListProps {
  readonly kind: DocumentKind;
  readonly versions: readonly Version[];
  readonly chosen: number | null;
  readonly choose: (version: number) => void;
}

/** All versions, by day: when, who, and what they are called. */
export function VersionList({ kind, versions, chosen, choose }: VersionListProps) {
  const newest = versions[0]?.number;
  return (
    <nav className="version-list" aria-label="Versions" onKeyDown={step}>
      {byDay(versions, new Date()).map(({ day, versions: ofDay }) => (
        <section key={day} aria-label={day}>
          <h3>{day}</h3>
          {ofDay.map((version) => (
            <button
              type="button"
              key={version.number}
              data-testid="version"
              aria-current={version.number === chosen || undefined}
              onClick={() => choose(version.number)}
            >
              <span className="version-time">
                {timesOf(version)}
                {version.number === newest && <span className="badge">now</span>}
              </span>
              {version.name !== null && (
                <span className="version-name">
                  <IconBookmarkFilled size={12} aria-hidden="true" /> {version.name}
                </span>
              )}
              <span className="version-about">{aboutOf(version, versions, kind)}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}

function aboutOf(version: Version, all: readonly Version[], kind: DocumentKind): string {
  return [version.people.join(", "), causeOf(version, all, kind)].filter((part) => part !== "").join(" · ");
}

/** Arrows go from version to version. */
function step(event: KeyboardEvent<HTMLElement>) {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by];
  if (by !== 0 && next) {
    event.preventDefault();
    next.focus();
    next.click();
  }
}
