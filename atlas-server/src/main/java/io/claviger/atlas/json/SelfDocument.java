package io.claviger.atlas.json;

import io.claviger.model.Organization;
import java.util.List;

/**
 * Who calls, and what there is around it.
 *
 * @param roles that a key of the organization can have on it
 */
public record SelfDocument(Organized organization, KeyDetails apiKey, List<String> roles) {
  /** The organization of the key. */
  public record Organized(String id, String name, boolean whitelistRequired) {
    /** What a caller may know of it. */
    public static Organized of(Organization organization) {
      return new Organized(
          organization.id().value(),
          organization.name(),
          organization.settings().whitelistRequired());
    }
  }
}
