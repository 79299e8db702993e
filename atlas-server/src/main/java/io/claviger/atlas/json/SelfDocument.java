package io.claviger.atlas.json;

import io.claviger.model.Organization;
import java.util.List;

/**
 * The calling key and its organization.
 *
 * @param roles the roles that a key can have on the organization
 */
public record SelfDocument(Organized organization, KeyDetails apiKey, List<String> roles) {
  /** The organization of the key. */
  public record Organized(String id, String name, boolean whitelistRequired) {
    /** Creates the document with the parts that every caller may know. */
    public static Organized of(Organization organization) {
      return new Organized(
          organization.id().value(),
          organization.name(),
          organization.settings().whitelistRequired());
    }
  }
}
