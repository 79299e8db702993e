package io.claviger.atlas.start;

/** The text that {@code --help} prints. */
public final class Usage {
  /** One paragraph for each group of options. */
  public static final String TEXT =
      """
      usage: run --port PORT --data DIR [options]

        --port PORT         the port to listen on; 0 takes a free one
        --data DIR          the data folder, which has secrets; it is created if it does not exist
        --host ADDRESS      the address to listen on, not a name; 127.0.0.1 by default. Anything else
                            needs TLS, here or in a proxy
        --site URL          the scheme, host and port that clients use, such as
                            https://keys.example.org, for links; where the server listens by default
        --tls-cert PEM      the certificate of the server, followed by its chain; turns TLS on
        --tls-key PEM       its private key in PKCS#8, not encrypted
        --trusted-proxy BLOCK
                            proxies that write X-Forwarded-For, and nothing else; may be repeated

        --store STORE       memory, h2 (the default, in DIR) or postgresql
        --url URL           the PostgreSQL database: jdbc:postgresql://...

        --organization NAME one more organization, which is created if it does not exist; may be
                            repeated
        --owner-cidr BLOCK  a block on the whitelist of new owner keys; may be repeated; 127.0.0.0/8
                            and ::1 by default
        --new-owner         creates one more owner key of the first organization, if its was lost
        --new-owner-of NAME the same for an organization of --organization; may be repeated
        --new-keys FILE     appends new owner keys to this file instead of printing them
        --project ID        a project of the first organization; may be repeated. NAME=ID is one of
                            an organization of --organization

        --basic             accepts HTTP Basic as well as Digest
        --tokens PREFIX     new keys are tokens, PREFIX_..., which Bearer takes; needs --basic
        --old-keys FILE     accepts imported keys in the form of another system, which the file
                            describes; may be repeated
        --rate-limit N/SECONDS
                            requests of each key in so many seconds; more are answered 429

        --metrics-port PORT serves /metrics and /healthz on this port, too; 0 takes a free one
        --metrics-host ADDRESS
                            the address for that port; 127.0.0.1 by default
      """;

  private Usage() {}
}
