package io.claviger.cli.command;

import io.claviger.model.Limits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** New limits of an organization. A limit that is not given stays as it is. */
final class LimitOptions {
  @ArgGroup @Nullable OfAllKeys ofAllKeys;

  @ArgGroup @Nullable OfEachKey ofEachKey;

  /** How often all keys together may be used. */
  static final class OfAllKeys {
    @Option(
        names = "--rate-limit",
        paramLabel = "REQUESTS/SECONDS",
        description = "how often all keys together may be used, such as 6000/60")
    Optional<Limits.Rate> rate = Optional.empty();

    @Option(names = "--no-rate-limit", description = "removes that limit")
    boolean none;
  }

  /** How often each key may be used that has no limit of its own. */
  static final class OfEachKey {
    @Option(
        names = "--key-rate-limit",
        paramLabel = "REQUESTS/SECONDS",
        description = "how often each key without its own limit may be used, such as 100/60")
    Optional<Limits.Rate> rate = Optional.empty();

    @Option(names = "--no-key-rate-limit", description = "removes that limit")
    boolean none;
  }

  Limits limits(Limits before) {
    return new Limits(
        before.apiKeys(),
        before.whitelistEntries(),
        ofAllKeys == null ? before.rate() : ofAllKeys.rate,
        ofEachKey == null ? before.keyRate() : ofEachKey.rate);
  }
}
