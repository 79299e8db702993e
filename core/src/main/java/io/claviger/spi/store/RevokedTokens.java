package io.claviger.spi.store;

import io.claviger.internal.text.Arguments;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Stores which access tokens were revoked before their time. Thread-safe.
 *
 * <p>A revoked token is no change of its organization: it moves no revision, and makes no change of
 * the organization fail. The organization only counts its revoked tokens, and {@link
 * ApiKeyStore#revisions} returns that {@linkplain OrganizationVersion#revokedTokens count}. It
 * grows by one in the commit that writes the revoked token, and never falls.
 *
 * <p>Every later read on any thread or node sees a revoked token and its count, until it is swept.
 * Each method throws {@link StoreException} if the store fails. The store has no clock: the caller
 * gives each instant.
 */
public interface RevokedTokens {
  /**
   * Revokes a token, if its key and its organization have room for one more. A token counts towards
   * the bounds while it is live at {@link RevokedToken#revokedAt}, that is, while it has not
   * expired then. Concurrent calls together revoke no more tokens than the bounds allow.
   *
   * <p>If a revoked token has this id, whatever its key, and does not expire earlier, nothing
   * changes, not even the count, but the answer is as safe as that of the call that revoked it. For
   * example, it waits until a standby has the row, too. If it expires earlier, only its expiry is
   * replaced by the later one, and counted as one more: otherwise the token would be accepted
   * again. If the organization does not exist, its tokens are worth nothing, so nothing is written.
   * A store does not check whether the key exists.
   *
   * @return false only if there is no room; then nothing was written. True also if the token was
   *     revoked before, or if the organization does not exist
   * @throws StoreException if the store fails. The token may have been revoked nevertheless, so ask
   *     again
   */
  boolean revoke(RevokedToken token, Bounds bounds);

  /**
   * Returns the revoked tokens of the organization that have not expired at this instant, all at
   * one count. Returns none, at the count 0, if the organization does not exist. The answer of a
   * cache is as old as its bound allows, and may have tokens that have expired since it was read.
   */
  Live live(OrganizationId organization, Instant now);

  /**
   * Returns the revoked tokens of a key that were not swept, the newest first. Tokens that were
   * revoked at the same instant come in descending order of id.
   */
  List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key);

  /**
   * Deletes revoked tokens of all organizations that expired before this instant, the first to
   * expire first. Nothing else deletes one. Each node judges the expiry of a token by its own
   * clock, so choose an instant that has passed on all of them: the library subtracts 25 hours from
   * its own, since a node whose clock is ahead by less must not delete what others need. Counts
   * stay as they are.
   *
   * @param max 1 or more
   * @return how many were deleted; fewer than {@code max} if no more were left
   */
  int sweep(Instant before, int max);

  /**
   * The limits of revoked tokens that have not expired.
   *
   * @param ofKey 1 or more, of one key
   * @param ofOrganization 1 or more, of all keys of an organization together
   */
  record Bounds(int ofKey, int ofOrganization) {
    /** Throws {@link InvalidValueException} for a bound below 1. */
    public Bounds {
      if (ofKey < 1 || ofOrganization < 1) {
        throw InvalidValueException.of(
            "bounds of revoked tokens",
            ofKey + " of a key, " + ofOrganization + " of an organization",
            "must be 1 or more");
      }
    }

    /** Returns 200 for a key and 5,000 for an organization. */
    public static Bounds standard() {
      return new Bounds(200, 5_000);
    }

    /** Returns the bounds of the application itself, which revokes each token that leaked. */
    public static Bounds none() {
      return new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
  }

  /**
   * The live revoked tokens of an organization.
   *
   * @param count how many tokens of the organization were revoked until now, as in {@link
   *     OrganizationVersion#revokedTokens}; 0 or more. While it stays the same, no other token was
   *     revoked
   * @param tokens immutable
   */
  record Live(long count, Set<AccessTokenId> tokens) {
    private static final Live NONE = new Live(0, Set.of());

    /** Copies the set. */
    public Live {
      Arguments.require(tokens, "tokens");
      tokens = Set.copyOf(tokens);
    }

    /** Returns no token, at the count 0. */
    public static Live none() {
      return NONE;
    }
  }
}
