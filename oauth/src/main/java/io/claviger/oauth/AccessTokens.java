package io.claviger.oauth;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.Presentation;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Roles;
import io.claviger.oauth.internal.token.ScopeText;
import io.claviger.oauth.internal.token.SealedToken;
import io.claviger.oauth.internal.token.TokenProof;
import io.claviger.oauth.internal.token.TokenSeal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Issues access tokens for keys, and reads them. A token stands for its key for an hour, or as long
 * as you choose. It contains no secret, and proves only that somebody had a secret of the key:
 * whether the key may be used is judged at each use. So a key that is disabled or revoked, a secret
 * that is deleted, and a whitelist or a role that is changed are noticed as late as for the key
 * itself.
 *
 * <pre>{@code
 * AccessTokens tokens =
 *     AccessTokens.builder(claviger, peppers, "https://api.acme.example").build();
 * HttpAccess access = HttpAccess.builder(claviger, grants).accept(tokens).build();
 * OAuthHandler endpoints = OAuthHandler.builder(claviger, tokens).build();
 * }</pre>
 *
 * <p>Issuing stores nothing. Somebody who has the pepper can make tokens of each key whose ids are
 * known. Immutable and thread-safe.
 */
public final class AccessTokens implements Presentation {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ID_BYTES = 12;
  private static final String SCHEME = "Bearer";
  private static final Credential MALFORMED = Credential.malformed("");
  private static final Credential TWO_CREDENTIALS = Credential.malformed("two credentials");

  private final TokenSeal seal;
  private final Roles declared;
  private final Duration lifetime;
  private final RandomGenerator random;

  AccessTokens(TokenSeal seal, Roles declared, AccessTokensBuilder options) {
    this.seal = seal;
    this.declared = declared;
    this.lifetime = options.lifetime;
    this.random = options.random;
  }

  /**
   * Returns a builder of tokens for the keys of this instance.
   *
   * @param peppers seal the tokens: those of the instance, or others, which can be replaced at once
   *     after a leak. They need a current version. While an old pepper verifies, its tokens are
   *     accepted. {@link Claviger#check} does not compare other peppers between nodes
   * @param audience names the application that accepts the tokens, such as the URL of its API. It
   *     does not accept those of another audience, even on the same store with the same peppers
   */
  public static AccessTokensBuilder builder(Claviger claviger, Peppers peppers, String audience) {
    return new AccessTokensBuilder(claviger, peppers, audience);
  }

  /**
   * Issues a token with the roles of the key, also those that it gets later. It may call management
   * like the key.
   *
   * @param key a key that was just authenticated by one of its secrets
   * @throws InvalidValueException if it was authenticated by an access token, or by a proof that
   *     names its roles
   */
  public IssuedAccessToken issue(Authenticated key) {
    return issue(Objects.requireNonNull(key, "key"), Optional.empty());
  }

  /**
   * Issues a token with these roles. It loses a role when the key does, and makes no call of
   * management.
   *
   * <p>An owner has all roles of the organization, but only by being owner. A token that is issued
   * for such a role has it by name, so {@link Authenticated#holds} is true for the token and false
   * for the key.
   *
   * @param roles one or more roles that the roles of the key {@linkplain Roles#include include}
   * @throws InvalidValueException as {@link #issue(Authenticated)}; also for other roles, and for
   *     more than 8 of them, or than 500 characters as a scope
   */
  public IssuedAccessToken issue(Authenticated key, Set<RoleAssignment> roles) {
    Objects.requireNonNull(key, "key");
    Set<RoleAssignment> wanted = Set.copyOf(Objects.requireNonNull(roles, "roles"));
    String scope = ScopeText.write(wanted);
    if (!ScopeText.read(scope).equals(Optional.of(wanted)) || !has(key, wanted)) {
      throw InvalidValueException.of(
          "scope", scope, "must name 1 to 8 roles that key " + key.id() + " has");
    }
    return issue(key, Optional.of(wanted));
  }

  /** Checks whether the roles of the key include each of these. */
  boolean has(Authenticated key, Set<RoleAssignment> roles) {
    return roles.stream().allMatch(role -> declared.include(key.roles(), role));
  }

  private IssuedAccessToken issue(Authenticated key, Optional<Set<RoleAssignment>> roles) {
    if (key.isDownscoped() || key.accessToken().isPresent()) {
      throw InvalidValueException.of(
          "access token for key",
          key.id(),
          "must be issued for a secret of the key; authenticate the key by its secret");
    }
    // Rounded up to a second, so that the token lasts as long as its client is told.
    Instant issued = key.at().plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    Duration lasts = lasts(key);
    AccessToken token = new AccessToken(key.id(), newId(), issued.plus(lasts));
    SealedToken made = new SealedToken(token, key.publicKey(), key.secretId(), issued, roles);
    return new IssuedAccessToken(token, seal.seal(made), lasts, roles);
  }

  /**
   * Returns how long the token lasts: at most until its key or secret expires. It can still end
   * earlier, when a newer secret is used.
   */
  private Duration lasts(Authenticated key) {
    long left =
        key.storedExpiry()
            .map(end -> Duration.between(key.at(), end).toSeconds())
            .orElse(Long.MAX_VALUE);
    return Duration.ofSeconds(Math.min(lifetime.toSeconds(), left));
  }

  private AccessTokenId newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new AccessTokenId(HEX.formatHex(id));
  }

  /**
   * Reads a bearer token (RFC 6750). It reads no store, and does not judge the key. Empty for a
   * text that does not begin like a token of this prefix, such as a JWT, which another way to
   * authenticate may read.
   */
  @Override
  public Optional<Credential> read(IncomingRequest request, Authorization header) {
    Objects.requireNonNull(header, "header");
    for (String text : header.texts(SCHEME)) {
      if (seal.begins(text)) {
        return header.isSingle() ? read(text) : Optional.of(TWO_CREDENTIALS);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a token. It reads no store, and does not judge the key.
   *
   * @return empty for a text that does not begin like a token of this prefix; malformed for one
   *     that these peppers did not seal for this audience
   */
  public Optional<Credential> read(String token) {
    Objects.requireNonNull(token, "token");
    return seal.begins(token)
        ? Optional.of(
            seal.open(token)
                .map(its -> Credential.proof(its.publicKey(), new TokenProof(its)))
                .orElse(MALFORMED))
        : Optional.empty();
  }

  /** A rejected token needs another one, and no other credential (RFC 6750, section 3). */
  @Override
  public List<String> challenges(String realm, Optional<Rejected> own) {
    String challenge = SCHEME + " realm=\"" + realm + "\"";
    return List.of(own.isPresent() ? challenge + ", error=\"invalid_token\"" : challenge);
  }

  @Override
  public boolean challengesAlone() {
    return true;
  }

  /**
   * Returns the published form for scanners: {@code PREFIX_at\.[0-9A-Za-z_-]{100,}}. To end a token
   * that one found, {@link #read} it and {@linkplain io.claviger.ApiKeys#reportLeak report} it.
   */
  public Pattern pattern() {
    return seal.pattern();
  }

  /** Returns the token in a text; empty if it is not one of these. */
  Optional<AccessToken> open(String text) {
    return seal.open(text).map(SealedToken::token);
  }
}
