package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.List;
import java.util.Objects;

/**
 * The organization, project, key, secret or whitelist entry does not exist for this caller. A key
 * of another organization gets exactly the same answer as a key that never existed.
 */
public final class NotFoundException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private NotFoundException(ErrorCode code, List<String> parameters, String message) {
    super(code, parameters, message, null);
  }

  /** Returns the exception for an organization that does not exist. */
  public static NotFoundException organization(OrganizationId id) {
    Objects.requireNonNull(id, "id");
    return new NotFoundException(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        List.of(id.value()),
        "no organization has the id " + id + "; it never existed or was deleted");
  }

  /** Returns the exception for a key that does not exist in this organization. */
  public static NotFoundException apiKey(OrganizationId organization, ApiKeyId id) {
    Arguments.require(organization, "organization", id, "id");
    return new NotFoundException(
        ErrorCode.API_KEY_NOT_FOUND,
        List.of(id.value()),
        String.format(
            "organization %s has no API key with the id %s; list its keys to see which it has",
            organization, id));
  }

  /** Returns the exception for a secret that this key does not have. */
  public static NotFoundException secret(ApiKeyId key, SecretId secret) {
    Arguments.require(key, "key", secret, "secret");
    return new NotFoundException(
        ErrorCode.SECRET_NOT_FOUND,
        List.of(secret.value(), key.value()),
        String.format(
            "API key %s has no secret with the id %s; read the key to see which it has",
            key, secret));
  }

  /**
   * Returns the exception for a block without an entry. An entry of a wider block that covers it
   * does not count.
   */
  public static NotFoundException whitelistEntry(ApiKeyId key, CidrBlock block) {
    Arguments.require(key, "key", block, "block");
    return new NotFoundException(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        List.of(block.toString(), key.value()),
        String.format(
            "the whitelist of API key %s has no entry %s; entries are found by their exact block",
            key, block));
  }

  /**
   * Returns the exception for a project that does not exist in this organization according to the
   * {@link io.claviger.spi.ProjectDirectory}.
   */
  public static NotFoundException project(OrganizationId organization, ProjectId project) {
    Arguments.require(organization, "organization", project, "project");
    return new NotFoundException(
        ErrorCode.PROJECT_NOT_FOUND,
        List.of(project.value()),
        String.format(
            "organization %s has no project %s, according to the project directory",
            organization, project));
  }
}
