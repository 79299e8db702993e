package io.claviger.management.internal.api;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.WhitelistEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Entity tags (RFC 9110, section 8.8.3). That of a key is a hash of its document without usage, of
 * the ids of its secrets, and of its whitelist. A key has no revision, and the one of its
 * organization moves whenever somebody changes another key.
 */
public final class EntityTag {
  private static final int BYTES = 16;

  /** The mark that proxies add to the tag of a response that they compress. */
  private static final String MARKS = "^W/|(--?gzip|-br|-zstd)(?=\"$)";

  private EntityTag() {}

  static String of(ApiKey key) {
    List<CidrBlock> whitelist =
        key.whitelist().entries().stream().map(WhitelistEntry::block).toList();
    // The tag stays the same as time passes, and at the first use of a secret, which may end an
    // older one.
    List<String> secrets = key.secrets().stream().map(secret -> secret.id().value()).toList();
    String document =
        Documents.key(key, Optional.empty(), Instant.EPOCH)
            .with("secrets", secrets)
            .with("whitelist", whitelist)
            .toJson();
    return of(document.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the tag of this content. */
  public static String of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the keys for a change, which is made on the condition of {@code If-Match}. */
  static ApiKeys keys(Call call) {
    Optional<String> condition = CrossSiteRules.header(call.request(), "If-Match");
    if (condition.isEmpty() || condition.get().equals("*")) {
      return call.keys();
    }
    List<String> tags = listed(condition.get());
    return call.keys().onlyIf(key -> tags.contains(of(key)));
  }

  /** Returns the tags that the header of a condition lists, as they were before proxies. */
  public static List<String> listed(String condition) {
    return Arrays.stream(condition.split(","))
        .map(tag -> tag.strip().replaceAll(MARKS, ""))
        .toList();
  }
}
