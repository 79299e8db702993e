package io.claviger.atlas.accounts;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.GracePeriod;
import io.claviger.model.KeyKind;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Service accounts: keys of a kind of their own, whose secrets are only exchanged for access
 * tokens. The id of the key is also its public key. Clients see it with a prefix.
 */
public final class ServiceAccounts {
  /** The kind of their keys. */
  public static final KeyKind KIND = new KeyKind("service-account");

  /** The form of their secrets. */
  public static final TokenFormat SECRETS = TokenFormat.of("mdb_sa_sk");

  /** The most that a secret stays valid once there is a newer one. */
  public static final GracePeriod GRACE = GracePeriod.of(Duration.ofDays(7));

  /** The least and the most hours for which a secret is valid. */
  public static final int MIN_HOURS = 8;

  public static final int MAX_HOURS = 365 * 24;

  private static final TokenFormat TOKENS = TokenFormat.of("mdb_sa");
  private static final Pattern CLIENT_ID = Pattern.compile("mdb_sa_id_([0-9a-fA-F]{24})");

  private ServiceAccounts() {}

  /** Returns the access tokens of the accounts of this instance. */
  public static AccessTokens tokens(Claviger claviger, Peppers peppers) {
    return AccessTokens.builder(claviger, peppers, "Atlas server").prefix(TOKENS).build();
  }

  /** Returns the id of an account as clients see it. */
  public static String clientId(ApiKeyId key) {
    return "mdb_sa_id_" + key;
  }

  /** Returns how clients call a key: the public key, or the id of an account. */
  public static String publicKey(ApiKey key) {
    return key.kind().equals(KIND) ? clientId(key.id()) : key.publicKey().value();
  }

  /** Returns the key of an account by the id that clients see; its digits may have any case. */
  public static Optional<ApiKeyId> key(String clientId) {
    Matcher form = CLIENT_ID.matcher(clientId);
    return form.matches()
        ? Optional.of(new ApiKeyId(form.group(1).toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** Reads the id and the secret that a client presents. */
  public static Credential credential(String clientId, String secret) {
    return key(clientId)
        .map(key -> Credential.pair(key.value(), secret))
        .orElseGet(() -> Credential.malformed(""));
  }
}
