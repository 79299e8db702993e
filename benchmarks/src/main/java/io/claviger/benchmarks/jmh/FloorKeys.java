package io.claviger.benchmarks.jmh;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.spi.StoredSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A hand-written check in as few steps as possible. It makes one read of the cache, one hash, one
 * comparison in constant time, one read of the clock and one search in the ranges of the whitelist,
 * and increments two counters. It gets the same texts in the same order as the library.
 */
@State(Scope.Benchmark)
public class FloorKeys {
  /** The number of keys. */
  @Param("10000")
  public int keys;

  /** The hash scheme: "hmac" or "sha256". */
  @Param("hmac")
  public String scheme;

  int[] sequence;
  private boolean peppered;
  private Texts texts;
  private Cache<String, FloorKey> cache;
  private final long expiry = Long.MAX_VALUE;
  private final LongAdder requests = new LongAdder();

  /** Creates the keys and fills the cache. */
  @Setup(Level.Trial)
  public void open() throws GeneralSecurityException {
    peppered = scheme.equals("hmac");
    texts = new Texts(keys);
    cache = Caffeine.newBuilder().maximumSize(2L * keys).executor(Runnable::run).build();
    FloorHash hash = new FloorHash();
    hash.open();
    new Seed(scheme)
        .make(
            keys,
            (organization, issued) ->
                issued.forEach(
                    key -> {
                      int unused = texts.add(key);
                      cache.put(key.stored().key().publicKey().value(), floorKey(key, hash));
                    }));
    sequence = SkewedSequence.over(keys);
    if (!request(0, hash)) {
      throw new IllegalStateException("not granted");
    }
    // Like ours: a collection moves long-lived objects together, as on a server that has run for a
    // while.
    System.gc();
  }

  private FloorKey floorKey(KeyIssuer.Issue key, FloorHash hash) {
    StoredSecret secret = key.stored().secrets().get(0);
    byte[] id = secret.info().id().value().getBytes(StandardCharsets.US_ASCII);
    String clear = key.issued().privateKey().reveal();
    long[] starts = {0x0a00_0000L, 0x0a00_0100L, 0xc633_6400L, 0xc633_6500L};
    boolean[] admits = {true, false, true, false};
    return new FloorKey(id, hash.hash(peppered, id, clear), starts, admits);
  }

  /** Makes one request with this key. */
  boolean request(int key, FloorHash hash) {
    FloorKey known = cache.getIfPresent(texts.publicKeys[key]);
    if (known == null) {
      return false;
    }
    byte[] presented = hash.hash(peppered, known.salt, texts.privateKeys[key]);
    long address = Seed.ADDRESSES[key & (Seed.ADDRESSES.length - 1)].low();
    if (!MessageDigest.isEqual(known.hash, presented)
        || System.currentTimeMillis() >= expiry
        || !known.admits(address)) {
      return false;
    }
    requests.increment();
    known.uses.incrementAndGet();
    return true;
  }
}
