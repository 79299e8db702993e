package io.claviger.oauth;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.model.AccessToken;
import io.claviger.model.InvalidValueException;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.internal.token.TokenSeal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Collects the options of {@link AccessTokens}; not thread-safe. */
public final class AccessTokensBuilder {
  private static final Duration MIN = Duration.ofSeconds(1);

  private final Claviger claviger;
  private final Peppers peppers;
  private final String audience;
  private String prefix;
  Duration lifetime = Duration.ofHours(1);
  RandomGenerator random = new SecureRandom();

  AccessTokensBuilder(Claviger claviger, Peppers peppers, String audience) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
    this.peppers = Objects.requireNonNull(peppers, "peppers");
    this.audience = Objects.requireNonNull(audience, "audience");
    this.prefix =
        claviger.tokenFormats().stream().findFirst().map(TokenFormat::prefix).orElse("claviger");
  }

  /**
   * Sets the prefix: tokens begin with it and {@code _at.}. The default is the prefix of the first
   * {@linkplain Claviger#tokenFormats declared format}, which may be a format of clients, and
   * {@code claviger} if none is declared. Tokens with another prefix are not read.
   */
  public AccessTokensBuilder prefix(TokenFormat format) {
    this.prefix = Objects.requireNonNull(format, "format").prefix();
    return this;
  }

  /**
   * Sets how long a token lasts; an hour by default. It ends earlier if its key or its secret does,
   * and otherwise after this time, rounded up to a second. Some clients fetch a token for each
   * request if it lasts less than ten minutes.
   *
   * @throws InvalidValueException unless it is 1 second to 1 day; it is cut to seconds
   */
  public AccessTokensBuilder lifetime(Duration newLifetime) {
    Objects.requireNonNull(newLifetime, "lifetime");
    if (newLifetime.compareTo(MIN) < 0 || newLifetime.compareTo(AccessToken.MAX_LIFETIME) > 0) {
      throw InvalidValueException.of(
          "lifetime of tokens", newLifetime, "must be 1 second to 1 day");
    }
    this.lifetime = newLifetime;
    return this;
  }

  /**
   * Sets the source of the ids of tokens. It must be thread-safe, and draw no id twice; {@link
   * SecureRandom} by default.
   */
  public AccessTokensBuilder random(RandomGenerator newRandom) {
    this.random = Objects.requireNonNull(newRandom, "random");
    return this;
  }

  /**
   * Builds the object.
   *
   * @throws InvalidValueException if the peppers have no current version, or the audience is empty
   */
  public AccessTokens build() {
    if (audience.isBlank()) {
      throw InvalidValueException.of(
          "audience", audience, "must name the application, as https://api.acme.example does");
    }
    TokenSeal seal = new TokenSeal(peppers, prefix, audience);
    return new AccessTokens(seal, claviger.policy().roles(), this);
  }
}
