import { Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useWorkbench } from "../store/context";
import { isEventTime } from "../store/eventTime";
import type { LagSummary } from "../store/lag";
import { useSignal } from "../store/useSignal";
import type { Figures, WatchedView } from "../store/watchedView";
import type { Schema } from "../wire/types";
import { formatSpan } from "./figures";

const LATE_MILLIS = 1_000;

interface LagFigureProps {
  readonly watched: WatchedView;
  readonly schema: Schema;
  /** Rows wait for their checkpoint: then it is nothing to warn of that they are seconds old. */
  readonly committed: boolean;
  readonly place: string;
}

/** How old what is on the screen is: from the tap, and from the newest value of a column where one is chosen. */
export function LagFigure({ watched, schema, committed, place }: LagFigureProps) {
  const figures = useSignal(watched.figures);
  const connection = useSignal(useWorkbench().connection);
  const [chosen, choose] = useSessionStorage<string | null>({
    key: `riffle.measured-column.${place}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const [opened, setOpened] = useState(false);
  const columns = schema.columns.filter((column) => isEventTime(column.type)).map((column) => column.name);
  const column =
    chosen === null ? -1 : schema.columns.findIndex(({ name, type }) => name === chosen && isEventTime(type));
  useEffect(() => watched.measureFrom(column < 0 ? null : column), [watched, column]);
  if (connection.name !== "online" || !figures.lag) {
    return null;
  }
  const shown = (
    <>
      {figures.lag.newest > LATE_MILLIS && !committed ? (
        <span className="figure-late">
          what you see is <Span millis={figures.lag.newest} /> old
        </span>
      ) : (
        <>
          <Span millis={figures.lag.p50} /> to screen
        </>
      )}
      {column >= 0 && figures.eventLag && (
        <>
          {" · "}
          <Span millis={figures.eventLag.p50} /> from <b>{chosen}</b>
        </>
      )}
    </>
  );
  const explained = (
    <Explanation figures={figures} lag={figures.lag} column={column < 0 ? null : chosen} zone={schema.timeZone} />
  );
  if (columns.length === 0) {
    return (
      <Tooltip label={explained} multiline maw={380} openDelay={200}>
        <span data-testid="lag">{shown}</span>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={explained} multiline maw={380} openDelay={200} disabled={opened}>
      <span data-testid="lag">
        <Menu position="bottom-start" opened={opened} onChange={setOpened}>
          <Menu.Target>
            <UnstyledButton className="figure-button" aria-label="Measure the delay from">
              {shown} <IconChevronDown size={12} />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Measure the delay to the screen</Menu.Label>
            <Menu.Item leftSection={<Mark on={column < 0} />} onClick={() => choose(null)}>
              from the tap at the end of the job
            </Menu.Item>
            {columns.map((name) => (
              <Menu.Item
                key={name}
                leftSection={<Mark on={column >= 0 && name === chosen} />}
                onClick={() => choose(name)}
              >
                from event: column <b>{name}</b>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </span>
    </Tooltip>
  );
}

function Mark({ on }: { readonly on: boolean }): ReactNode {
  return <IconCheck size={14} style={{ visibility: on ? "visible" : "hidden" }} />;
}

function Span({ millis }: { readonly millis: number }): ReactNode {
  const { figure, unit } = formatSpan(millis);
  return (
    <>
      <b>{figure}</b> {unit}
    </>
  );
}

interface ExplanationProps {
  readonly figures: Figures;
  readonly lag: LagSummary;
  readonly column: string | null;
  readonly zone: string;
}

function Explanation({ figures, lag, column, zone }: ExplanationProps) {
  const { newest, eventLag } = figures;
  return (
    <div className="figure-explanation">
      <div>
        To screen: from the moment when the oldest change of a frame reached the tap, at the end of the job, until the
        frame was painted here.
      </div>
      <Quantiles lag={lag} />
      {newest && (
        <div>
          The newest: {text(newest.tap)} in the tap, {text(newest.server)} to the server, {text(newest.screen)} to the
          screen.
        </div>
      )}
      {column !== null && eventLag && (
        <>
          <div>
            From {column}: from the newest value of the column among the rows that changed, read in the session's time
            zone ({zone === "Z" ? "UTC" : zone}), until it was painted.
          </div>
          <Quantiles lag={eventLag} />
        </>
      )}
    </div>
  );
}

function Quantiles({ lag }: { readonly lag: LagSummary }) {
  return (
    <div className="figure-quantiles">
      p50 {text(lag.p50)} · p99 {text(lag.p99)} · max {text(lag.max)} · {lag.samples}{" "}
      {lag.samples === 1 ? "frame" : "frames in 5 s"}
    </div>
  );
}

function text(millis: number): string {
  const { figure, unit } = formatSpan(millis);
  return `${figure} ${unit}`;
}
