package io.claviger.benchmarks.warmcheck;

import io.claviger.benchmarks.keys.Position;
import io.claviger.benchmarks.keys.SkewedSequence;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.OrganizationId;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The texts that requests present. They are copies, as a server reads them, and never the objects
 * in a cache. The keys of an organization are neighbours and share the object of its id, which a
 * server has at hand, from a path or a table.
 */
@State(Scope.Benchmark)
public class Texts {
  /** The number of keys. */
  @Param("10000")
  public int keys;

  /** The hash scheme: "hmac" or "sha256". */
  @Param("hmac")
  public String scheme;

  public String[] publicKeys;
  public String[] privateKeys;
  OrganizationId[] organizations;
  private int[] sequence;
  private int count;

  /** Makes room for the keys. */
  @Setup(Level.Trial)
  public void open() {
    publicKeys = new String[keys];
    privateKeys = new String[keys];
    organizations = new OrganizationId[keys];
    sequence = SkewedSequence.over(keys);
  }

  /** Returns the index of the key to request. */
  public int at(Position position) {
    return position.in(sequence);
  }

  /** Adds a key and returns its index. */
  int add(KeyIssuer.Issue key) {
    publicKeys[count] = RemoteStore.copy(key.stored().key().publicKey().value());
    privateKeys[count] = key.issued().privateKey().reveal();
    organizations[count] = organization(key.stored().key().organization());
    return count++;
  }

  private OrganizationId organization(OrganizationId id) {
    boolean sameAsBefore = count > 0 && organizations[count - 1].equals(id);
    return sameAsBefore ? organizations[count - 1] : RemoteStore.copy(id);
  }
}
