package io.claviger.management.internal.api;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.Revision;
import io.claviger.model.StaleRevisionException;
import io.claviger.model.WhitelistEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The entity tag of a key (RFC 9110, section 8.8.3): a hash of its document without usage, and of
 * its whitelist. A key has no revision of its own, and that of its organization moves whenever
 * somebody changes another key. So a change with {@code If-Match} reads the key at a revision,
 * compares, commits at that revision, and reads again if it lost.
 */
final class EntityTag {
  private static final int BYTES = 16;

  /** More than changes of other keys make necessary, unless there are very many. */
  private static final int MOST_TRIES = 20;

  private EntityTag() {}

  static String of(ApiKey key) {
    // Whether a key or secret has expired is no change of the key.
    List<CidrBlock> whitelist =
        key.whitelist().entries().stream().map(WhitelistEntry::block).toList();
    String document = Documents.key(key, Instant.EPOCH).with("whitelist", whitelist).toJson();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
      return '"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Makes a change of the key of this call, on the condition of its {@code If-Match}. */
  static <T> T change(Call call, Function<ApiKeys, T> change) {
    Optional<String> condition = CrossSiteRules.header(call.request(), "If-Match");
    if (condition.isEmpty() || condition.get().equals("*")) {
      return change.apply(call.keys());
    }
    for (int tries = 1; true; tries++) {
      Revision revision = call.keys().getOrganization(call.organization()).revision();
      ApiKeys keys = call.keys().atRevision(revision);
      try {
        if (!of(keys.get(call.organization(), call.key())).equals(condition.get())) {
          throw Problem.changed();
        }
        return change.apply(keys);
      } catch (StaleRevisionException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }
}
