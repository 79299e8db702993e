package io.claviger.http.digest;

import io.claviger.internal.text.Quoted;
import java.util.List;
import java.util.Objects;

/**
 * The parts of a request that Digest checks. The text of this object leaves out the Authorization
 * field, which is as good as a password while its nonce is valid.
 *
 * @param method the method as the request spells it, such as {@code GET}
 * @param target the target in the first line of the request, byte for byte, with its query and its
 *     percent signs: {@code /orgs/acme?pretty=true}
 * @param authorization all values of the Authorization field in their order, or an empty list if
 *     there are none; immutable
 */
public record DigestRequest(String method, String target, List<String> authorization) {
  /** Copies the list, and checks that no component is null. */
  public DigestRequest {
    Objects.requireNonNull(authorization, "authorization");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(target, "target");
    authorization = List.copyOf(authorization);
  }

  /**
   * Checks whether a value of the field names the scheme Digest. Other requests are for {@link
   * io.claviger.access.Authenticator}.
   */
  public boolean isDigest() {
    return authorization.stream().anyMatch(DigestHeader::isDigest);
  }

  /** Returns the method and the target, without the Authorization field. */
  @Override
  public String toString() {
    return "DigestRequest[" + Quoted.shorten(method) + " " + Quoted.shorten(target) + "]";
  }
}
