package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request to create a key.
 *
 * @param description 1 to 250 code points of plain text
 * @param roles at least one, and at most {@link ApiKeySettings#MAX_ROLES}. A key without a role on
 *     the organization also gets {@code ORG_MEMBER}
 * @param whitelist the first entries. If there are none, the key may be used from every address,
 *     unless the organization requires a whitelist
 * @param expiresAt empty for never; cut to microseconds
 * @param rateLimit how often the key may be used; empty for {@link Limits#keyRate} of its
 *     organization
 * @param issuance what never changes about the key, and its first secret
 * @param name 1 to 250 code points of plain text; empty for none
 */
public record NewApiKey(
    String description,
    Labels labels,
    SortedSet<RoleAssignment> roles,
    SortedSet<CidrBlock> whitelist,
    Optional<Instant> expiresAt,
    Optional<Limits.Rate> rateLimit,
    Issuance issuance,
    Optional<String> name) {
  /**
   * Copies the sets and cuts the instant to microseconds. Throws {@link InvalidValueException} for
   * a bad description, label or name, and for no role or too many.
   */
  public NewApiKey {
    Arguments.require(
        description, "description", roles, "roles", whitelist, "whitelist", name, "name");
    Arguments.require(expiresAt, "expiresAt", rateLimit, "rateLimit", issuance, "issuance");
    Objects.requireNonNull(labels, "labels").requireNew();
    DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", description);
    name.ifPresent(
        text -> DisplayText.requireWords(ErrorCode.INVALID_VALUE, "name of a key", text));
    roles = NaturalOrder.copyOf(roles);
    if (roles.size() > ApiKeySettings.MAX_ROLES) {
      throw InvalidValueException.of(
          "roles",
          roles.size() + " roles",
          "a key has at most "
              + ApiKeySettings.MAX_ROLES
              + " roles; remove some, or divide them between several keys");
    }
    whitelist = NaturalOrder.copyOf(whitelist);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
  }

  /** Creates a request for an ordinary key without a rate limit and a name. */
  public NewApiKey(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      SortedSet<CidrBlock> whitelist,
      Optional<Instant> expiresAt) {
    this(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        Optional.empty(),
        Issuance.ordinary(),
        Optional.empty());
  }

  /** Returns a request for a key with roles on the organization, without whitelist and expiry. */
  public static NewApiKey of(String description, Role... roles) {
    Objects.requireNonNull(roles, "roles");
    return with(description, Arrays.stream(roles).map(RoleAssignment::onOrganization));
  }

  /**
   * Returns a request for a key with roles on a project, without whitelist and expiry. An owner of
   * the project may create such a key.
   */
  public static NewApiKey onProject(String description, ProjectId project, Role... roles) {
    Arguments.require(project, "project", roles, "roles");
    return with(
        description, Arrays.stream(roles).map(role -> RoleAssignment.onProject(role, project)));
  }

  private static NewApiKey with(String description, Stream<RoleAssignment> roles) {
    return new NewApiKey(
        description,
        Labels.none(),
        roles.collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(),
        Optional.empty());
  }

  /** Returns the form of the credential; empty for that of {@link io.claviger.Claviger}. */
  public Optional<Form> form() {
    return issuance.form();
  }

  /** Returns this request with these labels. */
  public NewApiKey withLabels(Labels newLabels) {
    return new NewApiKey(
        description, newLabels, roles, whitelist, expiresAt, rateLimit, issuance, name);
  }

  /** Returns this request with one more role on a project. */
  public NewApiKey withProjectRole(ProjectId project, Role role) {
    Objects.requireNonNull(project, "project");
    SortedSet<RoleAssignment> more = new TreeSet<>(roles);
    more.add(RoleAssignment.onProject(role, project));
    return new NewApiKey(
        description, labels, more, whitelist, expiresAt, rateLimit, issuance, name);
  }

  /**
   * Returns this request for a key that may be used only from these blocks. A block that is named
   * twice counts once.
   *
   * <p>With no blocks, the key may be used from every address, unless the organization requires a
   * whitelist. So check whether a computed list is empty.
   */
  public NewApiKey withWhitelist(CidrBlock... blocks) {
    Objects.requireNonNull(blocks, "blocks");
    SortedSet<CidrBlock> listed = new TreeSet<>(Arrays.asList(blocks));
    return new NewApiKey(description, labels, roles, listed, expiresAt, rateLimit, issuance, name);
  }

  /** Returns this request for a key that expires at this instant. */
  public NewApiKey withExpiry(Instant newExpiresAt) {
    Objects.requireNonNull(newExpiresAt, "expiresAt");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        Optional.of(newExpiresAt),
        rateLimit,
        issuance,
        name);
  }

  /**
   * Returns this request for a key whose first secret expires at this instant. The key can be used
   * longer if it is rotated before.
   */
  public NewApiKey withSecretExpiry(Instant newExpiresAt) {
    Objects.requireNonNull(newExpiresAt, "expiresAt");
    return with(new Issuance(issuance.form, issuance.kind, Optional.of(newExpiresAt)));
  }

  /** Returns this request for a key of this kind. */
  public NewApiKey ofKind(KeyKind kind) {
    return with(new Issuance(issuance.form, kind, issuance.secretExpiresAt));
  }

  /** Returns this request for a key with this name. */
  public NewApiKey withName(String newName) {
    Objects.requireNonNull(newName, "name");
    return new NewApiKey(
        description,
        labels,
        roles,
        whitelist,
        expiresAt,
        rateLimit,
        issuance,
        Optional.of(newName));
  }

  /** Returns this request for a key that may be used so often. */
  public NewApiKey withRateLimit(Limits.Rate rate) {
    Objects.requireNonNull(rate, "rate");
    return new NewApiKey(
        description, labels, roles, whitelist, expiresAt, Optional.of(rate), issuance, name);
  }

  /** Returns this request for a key whose credential is a pair. */
  public NewApiKey withPair() {
    return withForm(new Form.Pair());
  }

  /** Returns this request for a key whose credential is a token of this format. */
  public NewApiKey withToken(TokenFormat format) {
    return withForm(new Form.Token(format));
  }

  private NewApiKey withForm(Form newForm) {
    return with(new Issuance(Optional.of(newForm), issuance.kind, issuance.secretExpiresAt));
  }

  private NewApiKey with(Issuance newIssuance) {
    return new NewApiKey(
        description, labels, roles, whitelist, expiresAt, rateLimit, newIssuance, name);
  }

  /**
   * The properties of a key that are decided once, when it is issued.
   *
   * @param form empty for the form of {@link io.claviger.Claviger.Builder#tokens}. A rotation keeps
   *     it, unless the secrets of a token were all deleted
   * @param secretExpiresAt when the first secret expires; empty for never; cut to microseconds
   */
  public record Issuance(Optional<Form> form, KeyKind kind, Optional<Instant> secretExpiresAt) {
    /** Cuts the instant to microseconds. */
    public Issuance {
      Arguments.require(form, "form", kind, "kind", secretExpiresAt, "secretExpiresAt");
      secretExpiresAt = secretExpiresAt.map(at -> Timestamps.micros("expiry of a secret", at));
    }

    /** Returns the issuance of an ordinary key whose first secret does not expire. */
    public static Issuance ordinary() {
      return new Issuance(Optional.empty(), KeyKind.none(), Optional.empty());
    }
  }

  /** The form of the credential of a key: two texts, or one. */
  public sealed interface Form {
    /** A public key of 8 letters and a private key that is a UUID, as in Atlas. */
    record Pair() implements Form {}

    /** One text, the token, which contains the public key. */
    record Token(TokenFormat format) implements Form {
      /** Checks that the format is not null. */
      public Token {
        Objects.requireNonNull(format, "format");
      }
    }
  }
}
