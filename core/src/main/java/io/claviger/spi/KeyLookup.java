package io.claviger.spi;

import io.claviger.Organization;
import java.util.Objects;

/**
 * A key found by its public half, with its organization; read together, since a decision needs
 * both.
 */
public record KeyLookup(Organization organization, StoredApiKey stored) {
  /** No part may be null. */
  public KeyLookup {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(stored, "stored");
  }
}
