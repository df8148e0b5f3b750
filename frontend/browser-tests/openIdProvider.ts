import type { Server } from "node:http";
import { Provider } from "oidc-provider";
import { freePort } from "./workbench";

/** A real OpenID Connect provider on this machine, which lets everybody in by whatever login and password. */
export class OpenIdProvider {
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static readonly CLIENT = "riffle";
  static readonly SECRET = "a-secret-of-the-test-that-is-long-enough";

  /** @param workbench where people are led back to */
  static async start(workbench: string): Promise<OpenIdProvider> {
    const port = await freePort();
    const issuer = `http://127.0.0.1:${port}`;
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: OpenIdProvider.CLIENT,
          client_secret: OpenIdProvider.SECRET,
          redirect_uris: [`${workbench}/api/sign-in/openid/done`],
        },
      ],
      claims: { profile: ["name", "preferred_username"] },
      cookies: { keys: ["a-key-of-the-test"] },
      // Whoever is asked for is there.
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, name: `${id} of the provider`, preferred_username: id }),
      }),
    });
    const server = await new Promise<Server>((resolve) => {
      const listening = provider.listen(port, "127.0.0.1", () => resolve(listening));
    });
    return new OpenIdProvider(issuer, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
