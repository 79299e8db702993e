package io.claviger.benchmarks.jmh;

import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.OrganizationId;

/**
 * The texts that requests present. They are copies, as a server reads them, and never the objects
 * in a cache. The keys of an organization are neighbours and share the object of its id, which a
 * server has at hand, from a path or a table.
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

  /** Adds a key and returns its index. */
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
