package io.claviger.importing;

import io.claviger.importing.internal.Derived;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;

/** A row of the input, and the id of its key. */
record Row(long number, ImportedKey key, ApiKeyId id) {
  Row(long number, ImportedKey key) {
    this(number, key, Derived.apiKeyId(key.secret().publicKey()));
  }

  OrganizationId organization() {
    return key.organization();
  }
}
