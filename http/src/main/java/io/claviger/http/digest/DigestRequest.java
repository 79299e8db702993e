package io.claviger.http.digest;

import io.claviger.internal.text.Quoted;
import java.util.List;
import java.util.Objects;

/**
 * What Digest looks at in a request. Prints without the Authorization field, which is as good as a
 * password for a minute.
 *
 * @param method {@code GET}, as the request says it
 * @param target the target of the request as it stands in its first line, byte for byte, with its
 *     query and its percent signs: {@code /orgs/acme?pretty=true}
 * @param authorization all values of the Authorization field in their order, an empty list if the
 *     request has none; immutable
 */
public record DigestRequest(String method, String target, List<String> authorization) {
  /** Copies the list. */
  public DigestRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    authorization = List.copyOf(authorization);
  }

  /** Whether a value of the field names the scheme Digest; others are for an Authenticator. */
  public boolean isDigest() {
    return authorization.stream().anyMatch(DigestHeader::isDigest);
  }

  /** Without the Authorization field. */
  @Override
  public String toString() {
    return "DigestRequest[" + Quoted.shorten(method) + " " + Quoted.shorten(target) + "]";
  }
}
