package io.claviger.cli.command;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import picocli.CommandLine.Parameters;

/** One key. */
@SuppressWarnings("NullAway.Init") // both are required, so the parser sets them
final class KeyArguments {
  @Parameters(index = "0", paramLabel = "ORG", description = "the id of the organization")
  OrganizationId organization;

  @Parameters(index = "1", paramLabel = "KEY", description = "the id of the key, 24 hex digits")
  ApiKeyId key;
}
