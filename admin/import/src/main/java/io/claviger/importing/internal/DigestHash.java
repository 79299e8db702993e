package io.claviger.importing.internal;

import io.claviger.model.PrivateKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** A fast hash of a secret. */
public final class DigestHash implements StoredHash {
  private final DigestRecipe recipe;
  private final byte[] digest;

  DigestHash(DigestRecipe recipe, byte[] digest) {
    this.recipe = recipe;
    this.digest = digest;
    Costs.require(
        digest.length == recipe.algorithm().length,
        "a digest must have the length of its algorithm");
  }

  @Override
  public String kind() {
    return recipe.algorithm().kind;
  }

  @Override
  public String encoded() {
    return recipe.encoded() + "$" + Base64Text.encode(digest);
  }

  @Override
  public boolean isSlow() {
    return false;
  }

  /** Returns the digest if it is one of this recipe; empty otherwise. */
  public Optional<byte[]> digest(DigestRecipe expected) {
    return recipe.encoded().equals(expected.encoded())
        ? Optional.of(digest.clone())
        : Optional.empty();
  }

  @Override
  public boolean accepts(PrivateKey presented, HmacKeys keys) {
    Optional<byte[]> computed = recipe.digest(presented, keys);
    return computed.isPresent() && MessageDigest.isEqual(computed.get(), digest);
  }

  /** Returns the characters of a secret, which are ASCII. */
  static byte[] bytes(PrivateKey presented) {
    return presented.reveal().getBytes(StandardCharsets.ISO_8859_1);
  }
}
