import { Popover, Tooltip, UnstyledButton } from "@mantine/core";
import { initialsOf, nameOf } from "../store/people";
import type { People, Person } from "../wire/types";
import "./people.css";

/** So many are shown in the bar; the others are counted. */
const MOST_IN_BAR = 3;

interface PeopleHereProps {
  readonly people: People;
  /** Where a person is, in words; null where that is not known. */
  readonly whereIs?: (person: Person) => string | null;
  /** Goes to where a person is. */
  readonly go?: (person: Person) => void;
}

/** Who else has the document open; nothing while nobody has. */
export function PeopleHere({ people, whereIs, go }: PeopleHereProps) {
  const { shown, more } = people;
  const count = shown.length + more;
  if (count === 0) {
    return null;
  }
  const inBar = shown.slice(0, MOST_IN_BAR);
  return (
    <Popover position="bottom-end" shadow="md" width={250} withinPortal>
      <Popover.Target>
        <UnstyledButton
          className="people-here"
          data-testid="people"
          aria-label={count === 1 ? "1 other person is here" : `${count} other people are here`}
        >
          {inBar.map((person) => (
            <Face key={person.client} person={person} />
          ))}
          {count > inBar.length && <span className="face face-more">+{count - inBar.length}</span>}
          {count > 1 && <span className="face face-more face-count">{count}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className="people-title">Here now</div>
        <ul className="people-list">
          {shown.map((person) => {
            const where = whereIs?.(person) ?? null;
            const line = (
              <>
                <Face person={person} />
                <span className="people-name">
                  {nameOf(person)}
                  {where !== null && <span className="people-where">{where}</span>}
                </span>
              </>
            );
            return (
              <li key={person.client}>
                {go && where !== null ? (
                  <UnstyledButton className="people-line" onClick={() => go(person)}>
                    {line}
                  </UnstyledButton>
                ) : (
                  <span className="people-line">{line}</span>
                )}
              </li>
            );
          })}
        </ul>
        {more > 0 && <div className="people-rest">and {more} more</div>}
      </Popover.Dropdown>
    </Popover>
  );
}

function Face({ person }: { readonly person: Person }) {
  return (
    <span className={`face person-${person.colour}`} aria-hidden>
      {initialsOf(nameOf(person))}
    </span>
  );
}

/** Marks the cell that people are in. */
export function PeopleInCell({ people }: { readonly people: readonly Person[] }) {
  if (people.length === 0) {
    return null;
  }
  const [first] = people;
  const names = people.map(nameOf).join(", ");
  return (
    <Tooltip label={people.length === 1 ? `${names} is here` : `${names} are here`} position="left">
      <span className="people-in-cell" data-testid="people-in-cell" role="img" aria-label={`Here: ${names}`}>
        {first && <Face person={first} />}
        {people.length > 1 && <span className="face face-more">+{people.length - 1}</span>}
      </span>
    </Tooltip>
  );
}
