import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { AskWord } from "./AskWord";
import { call, messageOf } from "./http";
import { Logo } from "./Logo";
import { ProviderButton } from "./ProviderButton";

interface Offer {
  readonly accounts: boolean;
  /** What the OpenID Connect provider is called; null where there is none. */
  readonly openId: string | null;
}

const TOKEN_ALONE: Offer = { accounts: false, openId: null };

/** Shown to whoever is not signed in: asks for login and password, or for the token that the server printed. */
export function SignIn({ done }: { readonly done: () => void }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  useEffect(() => {
    call<Offer>("GET", "/sign-in").then(setOffer, () => setOffer(TOKEN_ALONE));
  }, []);
  if (offer === null) {
    return null;
  }
  return offer.accounts ? (
    <SignInToAccount provider={offer.openId} done={done} token={() => setOffer(TOKEN_ALONE)} />
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
  readonly provider: string | null;
  readonly done: () => void;
  readonly token: () => void;
}

function SignInToAccount({ provider, done, token }: SignInToAccountProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  // What came back with somebody whom the provider did not let in.
  const [error, setError] = useState(() => new URLSearchParams(location.search).get("problem"));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("POST", "/sign-in", { login, password });
      done();
    } catch (failure) {
      setError(messageOf(failure));
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
        {provider && <ProviderButton name={provider} />}
        <Button variant="subtle" size="compact-sm" mt="sm" fullWidth onClick={token}>
          Use the server's token
        </Button>
      </form>
    </main>
  );
}
