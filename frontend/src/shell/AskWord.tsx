import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { messageOf } from "./http";
import { Logo } from "./Logo";

interface AskWordProps<Answer> {
  /** What is asked for, and why. */
  readonly words: string;
  readonly label: string;
  readonly submitLabel: string;
  /** Rejects with what to tell where the word is not right. */
  readonly submit: (word: string) => Promise<Answer>;
  readonly done: (answer: Answer) => void;
}

/** In place of a page: asks for a token or password. */
export function AskWord<Answer>({ words, label, submitLabel, submit, done }: AskWordProps<Answer>) {
  const [word, setWord] = useState("");
  const [error, setError] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      done(await submit(word));
    } catch (failure) {
      setError(messageOf(failure));
    }
  };
  return (
    <main className="sign-in">
      <form onSubmit={send}>
        <div className="logo">
          <Logo /> Riffle
        </div>
        <p>{words}</p>
        <PasswordInput
          label={label}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
          error={error}
          autoFocus
        />
        <Button type="submit" mt="md" fullWidth disabled={word.trim() === ""}>
          {submitLabel}
        </Button>
      </form>
    </main>
  );
}
