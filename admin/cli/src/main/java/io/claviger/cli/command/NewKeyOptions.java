package io.claviger.cli.command;

import io.claviger.model.CidrBlock;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a new key. */
final class NewKeyOptions {
  @Option(
      names = "--description",
      paramLabel = "TEXT",
      required = true,
      description = "what the key is for")
  String description = "";

  @Option(names = "--name", paramLabel = "TEXT", description = "a name of the key")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "the kind of the key, which the application knows and which never changes")
  Optional<KeyKind> kind = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "a role on the organization; repeat it for more")
  List<Role> roles = new ArrayList<>();

  @Option(
      names = "--whitelist",
      paramLabel = "BLOCK",
      description = "an address or a block from which the key may be used; repeat it for more")
  List<CidrBlock> whitelist = new ArrayList<>();

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "a label; repeat it for more")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--rate-limit",
      paramLabel = "REQUESTS/SECONDS",
      description = "how often the key may be used, such as 100/60; the application counts")
  Optional<Limits.Rate> rateLimit = Optional.empty();

  @ArgGroup @Nullable Expiry expiry;

  @ArgGroup @Nullable Form form;

  /** When the key expires; never by default. */
  static final class Expiry {
    @Option(
        names = "--expires-in",
        paramLabel = "DURATION",
        description = "lets the key expire after this time, such as 90d")
    Optional<Duration> in = Optional.empty();

    @Option(
        names = "--expires-at",
        paramLabel = "INSTANT",
        description = "lets the key expire then, such as 2027-01-31T12:00:00Z")
    Optional<Instant> at = Optional.empty();

    Instant instant(Instant now) {
      return at.orElseGet(() -> now.plus(in.orElseThrow()));
    }
  }

  /** The form of the credential; that of --token-prefix by default, else a pair. */
  static final class Form {
    @Option(
        names = "--token",
        paramLabel = "PREFIX",
        description = "makes this key a token with this prefix")
    Optional<String> token = Optional.empty();

    @Option(names = "--pair", description = "makes this key a pair, despite --token-prefix")
    boolean pair;

    NewApiKey of(NewApiKey request) {
      return token.map(TokenFormat::of).map(request::withToken).orElseGet(request::withPair);
    }
  }

  NewApiKey request(Instant now) {
    NewApiKey request =
        NewApiKey.of(description, roles.toArray(Role[]::new))
            .withLabels(Labels.of(labels))
            .withWhitelist(whitelist.toArray(CidrBlock[]::new));
    NewApiKey expiring = expiry == null ? request : request.withExpiry(expiry.instant(now));
    NewApiKey limited = rateLimit.map(expiring::withRateLimit).orElse(expiring);
    NewApiKey named = name.map(limited::withName).orElse(limited);
    NewApiKey ofKind = kind.map(named::withKind).orElse(named);
    return form == null ? ofKind : form.of(ofKind);
  }
}
