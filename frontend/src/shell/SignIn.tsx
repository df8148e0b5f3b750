import { AskWord } from "./AskWord";
import { call } from "./http";

/** Shown where the cookie is missing: asks for the token that the server printed. */
export function SignIn({ done }: { readonly done: () => void }) {
  return (
    <AskWord
      words="Open the address that the server printed when it started, or paste its token here."
      label="Token"
      submitLabel="Sign in"
      submit={(token) => call("POST", "/login", { token: token.trim() })}
      done={done}
    />
  );
}
