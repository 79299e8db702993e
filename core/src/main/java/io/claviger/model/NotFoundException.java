package io.claviger.model;

import io.claviger.spi.ProjectDirectory;
import java.util.List;

/**
 * The organization, project, key, secret or whitelist entry is not there for this caller. A key of
 * another organization is answered exactly like one that never existed.
 */
public final class NotFoundException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private NotFoundException(ErrorCode code, List<String> parameters, String message) {
    super(code, parameters, message, null);
  }

  /** No such organization. */
  public static NotFoundException organization(OrganizationId id) {
    return new NotFoundException(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        List.of(id.value()),
        "no organization has the id " + id + "; it never existed or was deleted");
  }

  /** No such key in this organization. */
  public static NotFoundException apiKey(OrganizationId organization, ApiKeyId id) {
    return new NotFoundException(
        ErrorCode.API_KEY_NOT_FOUND,
        List.of(id.value()),
        "organization "
            + organization
            + " has no API key with the id "
            + id
            + "; list its keys to see which it has");
  }

  /** No such secret of this key. */
  public static NotFoundException secret(ApiKeyId key, SecretId secret) {
    return new NotFoundException(
        ErrorCode.SECRET_NOT_FOUND,
        List.of(secret.value(), key.value()),
        "API key "
            + key
            + " has no secret with the id "
            + secret
            + "; read the key to see which it has");
  }

  /** The block is not listed, to the letter: a block that covers it does not count. */
  public static NotFoundException whitelistEntry(ApiKeyId key, CidrBlock block) {
    return new NotFoundException(
        ErrorCode.WHITELIST_ENTRY_NOT_FOUND,
        List.of(block.toString(), key.value()),
        "the whitelist of API key "
            + key
            + " has no entry "
            + block
            + "; entries are found by their exact block");
  }

  /** No such project in this organization, says the host's {@link ProjectDirectory}. */
  public static NotFoundException project(OrganizationId organization, ProjectId project) {
    return new NotFoundException(
        ErrorCode.PROJECT_NOT_FOUND,
        List.of(project.value()),
        "organization "
            + organization
            + " has no project "
            + project
            + ", says the project directory");
  }
}
