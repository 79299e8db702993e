package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a key. Immutable: each {@code with} method returns another request.
 *
 * <p>A request that names no form of the credential gets the form of {@link
 * io.claviger.Claviger.Builder#tokens}. A rotation keeps the form, unless the secrets of a token
 * were all deleted.
 */
public final class NewApiKey {
  private final String description;
  private final Labels labels;
  private final SortedSet<RoleAssignment> roles;
  private final SortedSet<CidrBlock> whitelist;
  private final Optional<Instant> expiresAt;
  private final Optional<Limits.Rate> rateLimit;
  private final Optional<String> name;
  private final KeyKind kind;
  private final Optional<Instant> secretExpiresAt;
  private final boolean pair;
  private final Optional<TokenFormat> tokenFormat;

  private NewApiKey(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      SortedSet<CidrBlock> whitelist,
      Optional<Instant> expiresAt,
      Optional<Limits.Rate> rateLimit,
      Optional<String> name,
      KeyKind kind,
      Optional<Instant> secretExpiresAt,
      boolean pair,
      Optional<TokenFormat> tokenFormat) {
    this.description = description;
    this.labels = labels;
    this.roles = NaturalOrder.copyOf(roles);
    this.whitelist = NaturalOrder.copyOf(whitelist);
    this.expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    this.rateLimit = rateLimit;
    this.name = name;
    this.kind = kind;
    this.secretExpiresAt = secretExpiresAt.map(at -> Timestamps.micros("expiry of a secret", at));
    this.pair = pair;
    this.tokenFormat = tokenFormat;
    requireWords();
    if (this.roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
    requireRoleCount();
  }

  private void requireRoleCount() {
    if (roles.size() > ApiKeySettings.MAX_ROLES) {
      throw InvalidValueException.of(
          "roles",
          roles.size() + " roles",
          "a key has at most "
              + ApiKeySettings.MAX_ROLES
              + " roles; remove some, or divide them between several keys");
    }
  }

  private void requireWords() {
    labels.requireNew();
    DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", description);
    name.ifPresent(
        text -> DisplayText.requireWords(ErrorCode.INVALID_VALUE, "name of a key", text));
  }

  /**
   * Returns a request for a key with roles on the organization, without whitelist and expiry.
   *
   * @throws InvalidValueException for a bad description, no role or too many, or a role that names
   *     no organization
   */
  public static NewApiKey of(String description, Role... roles) {
    Objects.requireNonNull(roles, "roles");
    return of(description, Arrays.stream(roles).map(RoleAssignment::onOrganization).toList());
  }

  /**
   * Returns a request for a key with these roles, without whitelist and expiry.
   *
   * @throws InvalidValueException for a bad description, no role or too many
   */
  public static NewApiKey of(String description, Collection<RoleAssignment> roles) {
    Arguments.require(description, "description", roles, "roles");
    return new NewApiKey(
        description,
        Labels.none(),
        new TreeSet<>(roles),
        new TreeSet<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        KeyKind.none(),
        Optional.empty(),
        false,
        Optional.empty());
  }

  /**
   * Returns a request for a key with roles on a project, without whitelist and expiry. An owner of
   * the project may create such a key.
   *
   * @throws InvalidValueException for a bad description, no role or too many
   */
  public static NewApiKey onProject(String description, ProjectId project, Role... roles) {
    Arguments.require(project, "project", roles, "roles");
    return of(
        description,
        Arrays.stream(roles).map(role -> RoleAssignment.onProject(role, project)).toList());
  }

  /** Returns the description: 1 to 250 code points of plain text. */
  public String description() {
    return description;
  }

  /** Returns the labels. */
  public Labels labels() {
    return labels;
  }

  /**
   * Returns the roles: at least one, and at most {@link ApiKeySettings#MAX_ROLES}; immutable. A key
   * without a role on the organization also gets {@code ORG_MEMBER}.
   */
  public SortedSet<RoleAssignment> roles() {
    return roles;
  }

  /**
   * Returns the first entries; immutable. If there are none, the key may be used from every
   * address, unless the organization requires a whitelist.
   */
  public SortedSet<CidrBlock> whitelist() {
    return whitelist;
  }

  /** Returns when the key expires, cut to microseconds; empty for never. */
  public Optional<Instant> expiresAt() {
    return expiresAt;
  }

  /**
   * Returns how often the key may be used; empty for {@link Limits#keyRate} of its organization.
   */
  public Optional<Limits.Rate> rateLimit() {
    return rateLimit;
  }

  /** Returns the name: 1 to 250 code points of plain text; empty for none. */
  public Optional<String> name() {
    return name;
  }

  /** Returns the kind, which never changes. */
  public KeyKind kind() {
    return kind;
  }

  /** Returns when the first secret expires, cut to microseconds; empty for never. */
  public Optional<Instant> secretExpiresAt() {
    return secretExpiresAt;
  }

  /** Checks whether the credential must be a pair. */
  public boolean isPair() {
    return pair;
  }

  /**
   * Returns the format of the token that the credential must be; empty if the request names none.
   */
  public Optional<TokenFormat> tokenFormat() {
    return tokenFormat;
  }

  /**
   * Returns this request with these labels.
   *
   * @throws InvalidValueException if one of them contains a token
   */
  public NewApiKey withLabels(Labels newLabels) {
    Objects.requireNonNull(newLabels, "labels");
    return new NewApiKey(
        description,
        newLabels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /** Returns this request with one more role on a project. */
  public NewApiKey withProjectRole(ProjectId project, Role role) {
    Objects.requireNonNull(project, "project");
    SortedSet<RoleAssignment> more = new TreeSet<>(roles);
    more.add(RoleAssignment.onProject(role, project));
    return new NewApiKey(
        description,
        labels,
        more,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /**
   * Returns this request for a key that may be used only from these blocks. A block that is named
   * twice counts once.
   *
   * <p>With no blocks, the key may be used from every address, unless the organization requires a
   * whitelist. So check whether a computed list is empty.
   */
  public NewApiKey withWhitelist(CidrBlock... blocks) {
    return withWhitelist(Arrays.asList(Objects.requireNonNull(blocks, "blocks")));
  }

  /** Does the same with a collection. */
  public NewApiKey withWhitelist(Collection<CidrBlock> blocks) {
    Objects.requireNonNull(blocks, "blocks");
    return new NewApiKey(
        description,
        labels,
        roles,
        new TreeSet<>(blocks),
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /** Returns this request for a key that expires at this instant. */
  public NewApiKey withExpiry(Instant newExpiresAt) {
    return withExpiry(Optional.of(Objects.requireNonNull(newExpiresAt, "expiresAt")));
  }

  /** Returns this request for a key that expires at this instant, or never. */
  public NewApiKey withExpiry(Optional<Instant> newExpiresAt) {
    Objects.requireNonNull(newExpiresAt, "expiresAt");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        newExpiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /**
   * Returns this request for a key whose first secret expires at this instant. The key can be used
   * longer if it is rotated before.
   */
  public NewApiKey withSecretExpiry(Instant newExpiresAt) {
    Objects.requireNonNull(newExpiresAt, "expiresAt");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        Optional.of(newExpiresAt),
        pair,
        tokenFormat);
  }

  /** Returns this request for a key of this kind. */
  public NewApiKey withKind(KeyKind newKind) {
    Objects.requireNonNull(newKind, "kind");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        newKind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /**
   * Returns this request for a key with this name.
   *
   * @throws InvalidValueException for a bad name
   */
  public NewApiKey withName(String newName) {
    Objects.requireNonNull(newName, "name");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        Optional.of(newName),
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /** Returns this request for a key that may be used so often. */
  public NewApiKey withRateLimit(Limits.Rate rate) {
    return withRateLimit(Optional.of(Objects.requireNonNull(rate, "rate")));
  }

  /**
   * Returns this request for a key that may be used so often, or as {@link Limits#keyRate} of its
   * organization says.
   */
  public NewApiKey withRateLimit(Optional<Limits.Rate> rate) {
    Objects.requireNonNull(rate, "rate");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rate,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  /**
   * Returns this request for a key whose credential is a pair: a public key of 8 letters and a
   * private key that is a UUID, as in Atlas.
   */
  public NewApiKey withPair() {
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        true,
        Optional.empty());
  }

  /**
   * Returns this request for a key whose credential is a token of this format: one text that
   * contains the public key.
   */
  public NewApiKey withToken(TokenFormat format) {
    Objects.requireNonNull(format, "format");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        false,
        Optional.of(format));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NewApiKey that
        && description.equals(that.description)
        && labels.equals(that.labels)
        && roles.equals(that.roles)
        && whitelist.equals(that.whitelist)
        && expiresAt.equals(that.expiresAt)
        && rateLimit.equals(that.rateLimit)
        && name.equals(that.name)
        && kind.equals(that.kind)
        && secretExpiresAt.equals(that.secretExpiresAt)
        && pair == that.pair
        && tokenFormat.equals(that.tokenFormat);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        name,
        kind,
        secretExpiresAt,
        pair,
        tokenFormat);
  }

  @Override
  public String toString() {
    return "NewApiKey[description=%s, labels=%s, roles=%s, whitelist=%s, expiresAt=%s, rateLimit=%s, name=%s, kind=%s, secretExpiresAt=%s, pair=%s, tokenFormat=%s]"
        .formatted(
            description,
            labels,
            roles,
            whitelist,
            expiresAt,
            rateLimit,
            name,
            kind,
            secretExpiresAt,
            pair,
            tokenFormat);
  }
}
