package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.ApiKey;
import java.util.List;

/**
 * A key.
 *
 * @param privateKey clear in the answer that creates it, redacted in all others
 */
@JsonPropertyOrder({"desc", "id", "links", "privateKey", "publicKey", "roles"})
public record KeyDocument(
    String desc,
    String id,
    List<Link> links,
    String privateKey,
    String publicKey,
    List<RoleDocument> roles) {
  /** With its private key in this form. */
  public static KeyDocument of(ApiKey key, String privateKey, List<Link> links) {
    return new KeyDocument(
        key.description(),
        key.id().value(),
        links,
        privateKey,
        key.publicKey().value(),
        key.roles().stream().map(role -> RoleDocument.of(key.organization(), role)).toList());
  }

  /** Redacted: the hint of its newest secret. */
  public static KeyDocument redacted(ApiKey key, List<Link> links) {
    int secrets = key.secrets().size();
    String hint = secrets == 0 ? "********" : key.secrets().get(secrets - 1).hint().redacted();
    return of(key, hint, links);
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
