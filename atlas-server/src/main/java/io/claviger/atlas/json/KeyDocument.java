package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.ApiKey;
import java.util.List;

/**
 * A key.
 *
 * @param privateKey in clear text in the response that creates it, redacted in all others
 */
@JsonPropertyOrder({"desc", "id", "links", "privateKey", "publicKey", "roles"})
public record KeyDocument(
    String desc,
    String id,
    List<Link> links,
    String privateKey,
    String publicKey,
    List<RoleDocument> roles) {
  /** Creates the document with this form of the private key. */
  public static KeyDocument of(ApiKey key, String privateKey, List<Link> links) {
    return new KeyDocument(
        key.description(),
        key.id().value(),
        links,
        privateKey,
        key.publicKey().value(),
        key.roles().stream().map(role -> RoleDocument.of(key.organization(), role)).toList());
  }

  /** Creates the document with the hint of the newest secret as private key. */
  public static KeyDocument redacted(ApiKey key, List<Link> links) {
    int secrets = key.secrets().size();
    String hint = secrets == 0 ? "********" : key.secrets().get(secrets - 1).hint().redacted();
    return of(key, hint, links);
  }

  /** Leaves out the private key. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
