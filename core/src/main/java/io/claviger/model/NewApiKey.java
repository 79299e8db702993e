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
 * @param form empty for the form of {@link io.claviger.Claviger.Builder#tokens}. A rotation keeps
 *     it, unless the secrets of a token were all deleted
 */
public record NewApiKey(
    String description,
    Labels labels,
    SortedSet<RoleAssignment> roles,
    SortedSet<CidrBlock> whitelist,
    Optional<Instant> expiresAt,
    Optional<Limits.Rate> rateLimit,
    Optional<Form> form) {
  /**
   * Copies the sets and cuts the instant to microseconds. Throws {@link InvalidValueException} for
   * a bad description or label, and for no role or too many.
   */
  public NewApiKey {
    Arguments.require(
        description, "description", roles, "roles", whitelist, "whitelist", form, "form");
    Arguments.require(expiresAt, "expiresAt", rateLimit, "rateLimit");
    Objects.requireNonNull(labels, "labels").requireNew();
    DisplayText.requireWords(ErrorCode.INVALID_DESCRIPTION, "description", description);
    roles = NaturalOrder.copyOf(roles);
    ApiKeySettings.requireRoleCount(roles.size(), 0);
    whitelist = NaturalOrder.copyOf(whitelist);
    expiresAt = expiresAt.map(at -> Timestamps.micros("expiry", at));
    if (roles.isEmpty()) {
      throw InvalidValueException.hidden(
          ErrorCode.ROLES_REQUIRED, "roles", "a key must have at least one role");
    }
  }

  /** Creates a request without a rate limit that leaves the form of the credential open. */
  public NewApiKey(
      String description,
      Labels labels,
      SortedSet<RoleAssignment> roles,
      SortedSet<CidrBlock> whitelist,
      Optional<Instant> expiresAt) {
    this(description, labels, roles, whitelist, expiresAt, Optional.empty(), Optional.empty());
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

  /** Returns this request with these labels. */
  public NewApiKey withLabels(Labels newLabels) {
    return new NewApiKey(description, newLabels, roles, whitelist, expiresAt, rateLimit, form);
  }

  /** Returns this request with one more role on a project. */
  public NewApiKey withProjectRole(ProjectId project, Role role) {
    Objects.requireNonNull(project, "project");
    SortedSet<RoleAssignment> more = new TreeSet<>(roles);
    more.add(RoleAssignment.onProject(role, project));
    return new NewApiKey(description, labels, more, whitelist, expiresAt, rateLimit, form);
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
    return new NewApiKey(description, labels, roles, listed, expiresAt, rateLimit, form);
  }

  /** Returns this request for a key that expires at this instant. */
  public NewApiKey withExpiry(Instant newExpiresAt) {
    Objects.requireNonNull(newExpiresAt, "expiresAt");
    return new NewApiKey(
        description, labels, roles, whitelist, Optional.of(newExpiresAt), rateLimit, form);
  }

  /** Returns this request for a key that may be used so often. */
  public NewApiKey withRateLimit(Limits.Rate rate) {
    Objects.requireNonNull(rate, "rate");
    return new NewApiKey(description, labels, roles, whitelist, expiresAt, Optional.of(rate), form);
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
    return new NewApiKey(
        description, labels, roles, whitelist, expiresAt, rateLimit, Optional.of(newForm));
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
