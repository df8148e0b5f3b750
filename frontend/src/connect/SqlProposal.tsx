import { Button, Textarea } from "@mantine/core";
import { useState } from "react";

interface SqlProposalProps {
  readonly sql: string;
  readonly onAdd: (sql: string) => void;
}

/** SQL that can be changed before it becomes a cell. */
export function SqlProposal({ sql, onAdd }: SqlProposalProps) {
  const [text, setText] = useState(sql);
  return (
    <div className="proposal">
      <Textarea
        label="SQL"
        autosize
        minRows={6}
        maxRows={18}
        spellCheck={false}
        classNames={{ input: "proposal-sql" }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button disabled={text.trim() === ""} onClick={() => onAdd(text)}>
        Add as cell
      </Button>
    </div>
  );
}
