package io.claviger.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** When a new secret expires; never by default. */
final class SecretExpiryOptions {
  @ArgGroup @Nullable Choice choice;

  /** One of these is given. */
  static final class Choice {
    @Option(
        names = "--secret-expires-in",
        paramLabel = "DURATION",
        description = "lets the new secret expire after this time, such as 90d")
    Optional<Duration> in = Optional.empty();

    @Option(
        names = "--secret-expires-at",
        paramLabel = "INSTANT",
        description = "lets the new secret expire then, such as 2027-01-31T12:00:00Z")
    Optional<Instant> at = Optional.empty();
  }

  Optional<Instant> instant(Instant now) {
    return Optional.ofNullable(choice)
        .map(its -> its.at.orElseGet(() -> now.plus(its.in.orElseThrow())));
  }
}
