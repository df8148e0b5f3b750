import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { call, messageOf } from "../shell/http";
import { Logo } from "../shell/Logo";
import { ProviderButton } from "../shell/ProviderButton";

interface Invited {
  readonly name: string;
  readonly administrator: boolean;
  /** What the OpenID Connect provider is called by which one may sign in instead; null where there is none. */
  readonly openId: string | null;
}

/**
 * Where an invitation leads: whoever has it makes an account of their own.
 *
 * @param address what stands behind `/join/`
 */
export function JoinPage({ address }: { readonly address: string }) {
  const [invited, setInvited] = useState<Invited | null>(null);
  const [gone, setGone] = useState<string | null>(null);
  useEffect(() => {
    call<Invited>("GET", `/invited/${address}`).then(setInvited, (error) => setGone(error.message));
  }, [address]);
  if (gone) {
    return (
      <main className="gone">
        <h1>This invitation is not open</h1>
        <p>{gone}</p>
        <p>
          <a href="/">Sign in</a>
        </p>
      </main>
    );
  }
  return invited && <JoinForm address={address} invited={invited} />;
}

interface JoinFormProps {
  readonly address: string;
  readonly invited: Invited;
}

function JoinForm({ address, invited }: JoinFormProps) {
  const [name, setName] = useState(invited.name);
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call("POST", `/invited/${address}`, { login, name, password });
      location.assign("/");
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
        <p>Welcome. Choose how you sign in from now on.</p>
        <TextInput
          label="Name"
          description="As others see it"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          mt="sm"
          label="Login"
          description="Letters, digits and . _ @ + -"
          autoComplete="username"
          maxLength={100}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoFocus
        />
        <PasswordInput
          mt="sm"
          label="Password"
          description="At least 10 characters"
          autoComplete="new-password"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error}
        />
        <Button
          type="submit"
          mt="md"
          fullWidth
          disabled={name.trim() === "" || login.trim() === "" || password.length < 10}
        >
          Make my account
        </Button>
        {invited.openId && <ProviderButton name={invited.openId} invitation={address} />}
      </form>
    </main>
  );
}
