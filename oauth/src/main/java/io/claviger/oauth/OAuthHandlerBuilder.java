package io.claviger.oauth;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.http.TrustedProxies;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.Ticker;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Collects the options of an {@link OAuthHandler}; not thread-safe. */
public final class OAuthHandlerBuilder {
  private static final String REALM = "[ -~&&[^\"\\\\]]{1,100}";

  private final Claviger claviger;
  private final AccessTokens tokens;
  TrustedProxies proxies = TrustedProxies.none();
  BiFunction<String, String, Credential> clientReader = Credential::pair;
  Predicate<Authenticated> clients = key -> true;
  String realm = "API";
  Ticker ticker = Ticker.system();

  OAuthHandlerBuilder(Claviger claviger, AccessTokens tokens) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
  }

  /** Sets the proxies in front of the application; none by default. */
  public OAuthHandlerBuilder proxies(TrustedProxies newProxies) {
    this.proxies = Objects.requireNonNull(newProxies, "proxies");
    return this;
  }

  /**
   * Sets how the id and the secret of a client are read: by default, they are the public and the
   * private key. The reader must be thread-safe and must not throw.
   */
  public OAuthHandlerBuilder clientReader(BiFunction<String, String, Credential> newReader) {
    this.clientReader = Objects.requireNonNull(newReader, "clientReader");
    return this;
  }

  /**
   * Sets which keys are clients, for example by their {@linkplain Authenticated#kind kind}; by
   * default all. Another key gets the response to a wrong secret, after the same work. The
   * condition is asked at both endpoints, after the secret was accepted, and never when a token is
   * used. It must be fast and thread-safe, and must not throw.
   */
  public OAuthHandlerBuilder clients(Predicate<Authenticated> newClients) {
    this.clients = Objects.requireNonNull(newClients, "clients");
    return this;
  }

  /**
   * Sets the realm of the challenge; {@code API} by default.
   *
   * @param newRealm 1 to 100 printable ASCII characters, without quotation mark and backslash
   * @throws InvalidValueException for another realm
   */
  public OAuthHandlerBuilder realm(String newRealm) {
    Objects.requireNonNull(newRealm, "realm");
    if (!newRealm.matches(REALM)) {
      throw InvalidValueException.of(
          "realm",
          newRealm,
          "must be 1 to 100 printable ASCII characters, without quotation mark and backslash");
    }
    this.realm = newRealm;
    return this;
  }

  /** Sets the monotonic time by which clients are limited; the system's by default. */
  public OAuthHandlerBuilder ticker(Ticker newTicker) {
    this.ticker = Objects.requireNonNull(newTicker, "ticker");
    return this;
  }

  /** Builds the handler. */
  public OAuthHandler build() {
    return new OAuthHandler(claviger, tokens, this);
  }
}
