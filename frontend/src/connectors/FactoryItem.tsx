import { ActionIcon, CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronRight, IconCopy } from "@tabler/icons-react";
import { useId, useState } from "react";
import { clauseOf, type Factory, type FactoryOption, type Group, useOf } from "./connectors";

interface FactoryItemProps {
  readonly factory: Factory;
  readonly group: Group;
  /** Options in which a word of it occurs are marked. */
  readonly search: string;
}

/** One connector, format or catalog: its name, and when it is opened how to write it, and its options. */
export function FactoryItem({ factory, group, search }: FactoryItemProps) {
  const [opened, setOpened] = useState(false);
  const id = useId();
  const use = useOf(factory);
  const clause = clauseOf(factory, group);
  const { length } = factory.options;
  return (
    <li className="factory" data-testid="factory">
      <UnstyledButton
        className="factory-head"
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <IconChevronRight size={15} className="factory-mark" aria-hidden />
        <code className="factory-name">{factory.identifier}</code>
        {use !== "" && <span className="chip">{use}</span>}
        <span className="notebook-facts">
          {length} {length === 1 ? "option" : "options"}
          <span className="factory-jar"> · {factory.jar}</span>
        </span>
      </UnstyledButton>
      {opened && (
        <div id={id} className="factory-body">
          <div className="factory-clause">
            <pre>{clause}</pre>
            <CopyButton value={clause}>
              {({ copied, copy }) => (
                <Tooltip label={copied ? "Copied" : "Copy"}>
                  <ActionIcon variant="subtle" color="gray" aria-label={`Copy ${factory.identifier}`} onClick={copy}>
                    {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                  </ActionIcon>
                </Tooltip>
              )}
            </CopyButton>
          </div>
          <dl className="factory-options">
            {factory.options.map((option) => (
              <Option key={option.key} option={option} search={search} />
            ))}
          </dl>
        </div>
      )}
    </li>
  );
}

function Option({ option, search }: { readonly option: FactoryOption; readonly search: string }) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const marked = words.some((word) => option.key.toLowerCase().includes(word));
  return (
    <div className="factory-option" data-marked={marked || undefined}>
      <dt>
        <code>{option.key}</code>
        {option.required && <span className="chip">required</span>}
        {option.value !== null && option.value !== "" && (
          <span className="notebook-facts">
            default <code>{option.value}</code>
          </span>
        )}
      </dt>
      {option.description !== "" && <dd>{option.description}</dd>}
    </div>
  );
}
