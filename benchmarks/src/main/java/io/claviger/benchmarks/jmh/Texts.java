package io.claviger.benchmarks.jmh;

import io.claviger.OrganizationId;
import io.claviger.internal.credential.KeyIssuer;

/**
 * What requests present: texts of their own, as a server reads them, never the objects that a cache
 * holds.
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
    organizations[count] = new OrganizationId(copy(key.stored().key().organization().value()));
    return count++;
  }

  private static String copy(String text) {
    return new String(text.toCharArray());
  }
}
