package io.claviger.benchmarks.warmcheck;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.run.Require;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.SecretId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Level;
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
  private boolean peppered;
  private Texts texts;
  private Cache<String, FloorKey> cache;
  private final long expiry = Long.MAX_VALUE;
  private final LongAdder requests = new LongAdder();

  /** Creates the keys and fills the cache. */
  @Setup(Level.Trial)
  public void open(Texts textsToPresent) throws GeneralSecurityException {
    texts = textsToPresent;
    peppered = texts.scheme.equals("hmac");
    cache = Caffeine.newBuilder().maximumSize(2L * texts.keys).executor(Runnable::run).build();
    FloorHash hash = new FloorHash();
    hash.open();
    new Seed(texts.scheme).keys(texts.keys).forEach(key -> add(key, hash));
    Require.that(request(0, hash), "not granted");
    // Like ours: a collection moves long-lived objects together, as on a server that has run for a
    // while.
    System.gc();
  }

  private void add(KeyIssuer.Issue key, FloorHash hash) {
    SecretId id = key.stored().secrets().get(0).info().id();
    byte[] salt = id.value().getBytes(StandardCharsets.US_ASCII);
    byte[] hashed = hash.hash(peppered, salt, texts.privateKeys[texts.add(key)]);
    cache.put(key.stored().key().publicKey().value(), new FloorKey(salt, hashed));
  }

  /** Makes one request with this key. */
  boolean request(int key, FloorHash hash) {
    FloorKey known = cache.getIfPresent(texts.publicKeys[key]);
    if (known == null) {
      return false;
    }
    byte[] presented = hash.hash(peppered, known.salt, texts.privateKeys[key]);
    long address = Seed.address(key).low();
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
