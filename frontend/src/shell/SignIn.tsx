import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { call } from "./http";
import { Logo } from "./Logo";

/** Shown where the cookie is missing: asks for the token that the server printed. */
export function SignIn({ done }: { readonly done: () => void }) {
  const [token, setToken] = useState("");
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("POST", "/login", { token: token.trim() });
      done();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <div className="logo">
          <Logo /> Riffle
        </div>
        <p>Open the address that the server printed when it started, or paste its token here.</p>
        <PasswordInput
          label="Token"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={error}
          autoFocus
        />
        <Button type="submit" mt="md" fullWidth disabled={token.trim() === ""}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
