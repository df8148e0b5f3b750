import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { AskWord } from "./AskWord";
import { call } from "./http";
import { Logo } from "./Logo";

/** Shown to whoever is not signed in: asks for login and password, or for the token that the server printed. */
export function SignIn({ done }: { readonly done: () => void }) {
  const [accounts, setAccounts] = useState<boolean | null>(null);
  useEffect(() => {
    call<{ accounts: boolean }>("GET", "/sign-in").then(
      (offer) => setAccounts(offer.accounts),
      () => setAccounts(false),
    );
  }, []);
  if (accounts === null) {
    return null;
  }
  return accounts ? (
    <SignInToAccount done={done} token={() => setAccounts(false)} />
  ) : (
    <AskWord
      words="Open the address that the server printed when it started, or paste its token here."
      label="Token"
      submitLabel="Sign in"
      submit={(token) => call("POST", "/login", { token: token.trim() })}
      done={done}
    />
  );
}

interface SignInToAccountProps {
  readonly done: () => void;
  readonly token: () => void;
}

function SignInToAccount({ done, token }: SignInToAccountProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("POST", "/sign-in", { login, password });
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
        <TextInput
          label="Login"
          autoComplete="username"
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoFocus
        />
        <PasswordInput
          mt="sm"
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
        />
        <Button type="submit" mt="md" fullWidth disabled={login.trim() === "" || password === ""}>
          Sign in
        </Button>
        <Button variant="subtle" size="compact-sm" mt="sm" fullWidth onClick={token}>
          Use the server's token
        </Button>
      </form>
    </main>
  );
}
