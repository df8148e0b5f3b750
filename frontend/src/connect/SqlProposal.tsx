import { Button, Textarea } from "@mantine/core";
import { useState } from "react";

interface SqlProposalProps {
  readonly sql: string;
  /** What it was made of. */
  readonly description?: string;
  readonly onAdd: (sql: string) => void;
}

/** SQL that can be changed before it becomes a cell. */
export function SqlProposal({ sql, description, onAdd }: SqlProposalProps) {
  const [text, setText] = useState(sql);
  return (
    <div className="proposal">
      <Textarea
        label="SQL"
        description={description}
        autosize
        minRows={6}
        maxRows={18}
        spellCheck={false}
        classNames={{ input: "connect-code" }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button disabled={text.trim() === ""} onClick={() => onAdd(text)}>
        Add as cell
      </Button>
    </div>
  );
}
