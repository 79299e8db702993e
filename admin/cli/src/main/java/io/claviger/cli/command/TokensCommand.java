package io.claviger.cli.command;

import io.claviger.access.Credential;
import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import io.claviger.spi.Proof;
import io.claviger.spi.store.KeyLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "tokens", description = "Revokes access tokens before their time.")
final class TokensCommand {
  private static final String TOKEN_MARK = "_at.";

  /** By how much the clocks of the nodes may be ahead. */
  private static final Duration CLOCK_MARGIN = Duration.ofHours(25);

  private final Runner runner;

  TokensCommand(Runner runner) {
    this.runner = runner;
  }

  @Command(
      description = {
        "Revokes an access token, which the application refuses from then on.",
        "Give the ids, or --audience and the token itself as one line of standard input. For the"
            + " latter, --pepper-file names the peppers of tokens."
      })
  int revoke(
      @Parameters(
              index = "0",
              arity = "0..1",
              paramLabel = "ORG",
              description = "the id of the organization")
          Optional<OrganizationId> organization,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "KEY",
              description = "the id of the key, 24 hex digits")
          Optional<ApiKeyId> key,
      @Parameters(
              index = "2",
              arity = "0..1",
              paramLabel = "TOKEN",
              description = "the id of the token, 24 hex digits")
          Optional<AccessTokenId> token,
      @Option(
              names = "--audience",
              paramLabel = "NAME",
              description = "reads the token from standard input, for this audience")
          Optional<String> audience) {
    if (token.isPresent() == audience.isPresent()
        || token.isPresent() != organization.isPresent()) {
      throw CliException.usage("give ORG, KEY and TOKEN, or --audience and the token as input");
    }
    return audience.isPresent()
        ? revokePresented(audience.get())
        : endNamed(organization.orElseThrow(), key.orElseThrow(), token.orElseThrow());
  }

  private int endNamed(OrganizationId organization, ApiKeyId key, AccessTokenId token) {
    Instant last = runner.clock().instant().plus(AccessToken.MAX_LIFETIME).plus(CLOCK_MARGIN);
    return runner.checked(
        session -> revoke(session, organization, new AccessToken(key, token, last)));
  }

  private int revokePresented(String audience) {
    if (!runner.hasPeppers()) {
      throw CliException.usage("give the peppers of tokens with --pepper-file VERSION=FILE");
    }
    String text = runner.secretLine();
    // Does not compare the peppers with those of keys, since tokens may have their own.
    return runner.checked(
        session -> {
          Credential presented = read(session, audience, text);
          AccessToken token = presented.proof().flatMap(Proof::token).orElseThrow();
          KeyLookup key =
              session
                  .store()
                  .findByPublicKey(presented.publicKey().orElseThrow())
                  .filter(found -> found.id().equals(token.apiKey()))
                  .orElseThrow(() -> CliException.refused("the key of the token does not exist"));
          return revoke(session, key.organization().id(), token);
        });
  }

  private Credential read(Session session, String audience, String text) {
    int mark = text.indexOf(TOKEN_MARK);
    if (mark < 0) {
      throw CliException.usage("standard input has no access token");
    }
    AccessTokens tokens =
        AccessTokens.builder(session.claviger(), runner.peppers(), audience)
            .prefix(TokenFormat.of(text.substring(0, mark)))
            .build();
    Credential read = tokens.read(text).orElseThrow();
    if (read.isMalformed()) {
      throw CliException.refused("these peppers made no such token for this audience");
    }
    return read;
  }

  private static ExitCode revoke(Session session, OrganizationId organization, AccessToken token) {
    session.keys().revokeToken(organization, token);
    RevokedToken revoked =
        session.keys().revokedTokens(organization, token.apiKey()).stream()
            .filter(each -> each.id().equals(token.id()))
            .findFirst()
            .orElseThrow(() -> CliException.refused("the token expired at " + token.expiresAt()));
    session.output().one(Views.of(revoked));
    return ExitCode.OK;
  }
}
