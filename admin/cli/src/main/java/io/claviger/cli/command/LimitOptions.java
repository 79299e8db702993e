package io.claviger.cli.command;

import io.claviger.model.Limits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** New limits of an organization. A limit that is not given stays as it is. */
final class LimitOptions {
  @Option(
      names = "--limit-keys",
      paramLabel = "N",
      description = "how many keys the organization may have")
  Optional<Integer> keys = Optional.empty();

  @Option(
      names = "--limit-entries",
      paramLabel = "N",
      description = "how many entries the whitelist of a key may have")
  Optional<Integer> entries = Optional.empty();

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

  /** How often each key without its own limit may be used. */
  static final class OfEachKey {
    @Option(
        names = "--key-rate-limit",
        paramLabel = "REQUESTS/SECONDS",
        description = "how often each key without its own limit may be used, such as 100/60")
    Optional<Limits.Rate> rate = Optional.empty();

    @Option(names = "--no-key-rate-limit", description = "removes that limit")
    boolean none;
  }

  boolean isEmpty() {
    return keys.isEmpty() && entries.isEmpty() && ofAllKeys == null && ofEachKey == null;
  }

  Limits limits(Limits before) {
    Limits limits =
        before
            .withApiKeys(keys.orElse(before.apiKeys()))
            .withWhitelistEntries(entries.orElse(before.whitelistEntries()));
    limits = ofAllKeys == null ? limits : limits.withRate(ofAllKeys.rate);
    return ofEachKey == null ? limits : limits.withKeyRate(ofEachKey.rate);
  }
}
