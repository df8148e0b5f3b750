import { Button, Divider } from "@mantine/core";

interface ProviderButtonProps {
  /** What the provider is called. */
  readonly name: string;
  /** What stands behind `/join/` in the invitation that is followed, if any. */
  readonly invitation?: string;
}

/** Leads to the OpenID Connect provider by which people sign in, which leads back. */
export function ProviderButton({ name, invitation }: ProviderButtonProps) {
  const query = invitation === undefined ? "" : `?invitation=${encodeURIComponent(invitation)}`;
  return (
    <>
      <Divider label="or" my="md" />
      <Button component="a" href={`/api/sign-in/openid${query}`} variant="default" fullWidth>
        Continue with {name}
      </Button>
    </>
  );
}
