package io.claviger.benchmarks.jmh;

import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.OrganizationId;

/**
 * What requests present: texts of their own, as a server reads them, never the objects that a cache
 * holds. Keys of one organization, which follow one another, share the id of it: a server has that
 * at hand, from its path or its own table.
 */
final class Texts {
  final String[] publicKeys;
  final String[] privateKeys;
  final OrganizationId[] organizations;
  private int count;

  Texts(int keys) {
    publicKeys = new String[keys];
    privateKeys = new String[keys];
    organizations = new OrganizationId[keys];
  }

  /** Its index. */
  int add(KeyIssuer.Issue key) {
    publicKeys[count] = copy(key.stored().key().publicKey().value());
    privateKeys[count] = key.issued().privateKey().reveal();
    organizations[count] = organization(key.stored().key().organization());
    return count++;
  }

  private OrganizationId organization(OrganizationId id) {
    boolean sameAsBefore = count > 0 && organizations[count - 1].equals(id);
    return sameAsBefore ? organizations[count - 1] : new OrganizationId(copy(id.value()));
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }
}
