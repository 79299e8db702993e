package io.claviger.cli.command;

import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "keys", description = "Lists, creates and changes the keys of an organization.")
final class KeysCommand {
  private final Runner runner;

  KeysCommand(Runner runner) {
    this.runner = runner;
  }

  @Command(description = "Lists keys in the order of their ids, which is that of their creation.")
  int list(
      @Parameters(paramLabel = "ORG", description = "the id of the organization")
          OrganizationId organization,
      @Mixin KeyFilters filters,
      @Mixin ListOptions list,
      @Option(names = "--after", paramLabel = "KEY", description = "begins after this id")
          Optional<ApiKeyId> after) {
    Instant now = runner.clock().instant();
    KeyFilter filter = filters.filter(now);
    return runner.read(
        session -> {
          Listing listing = new Listing(session, organization, filter, now);
          PageQuery query = PageQuery.first(list.pageSize()).withAfter(after);
          KeyPage page = listing.print(query);
          while (list.all && page.more()) {
            page = listing.print(query.withAfter(last(page)));
          }
          if (page.more()) {
            session.output().note(ListOptions.more(last(page)));
          }
          return ExitCode.OK;
        });
  }

  @Command(description = "Creates a key. Its secret is shown once.")
  int create(
      @Parameters(paramLabel = "ORG", description = "the id of the organization")
          OrganizationId organization,
      @Mixin NewKeyOptions options,
      @Mixin SecretExpiryOptions expiry,
      @Mixin SecretOptions secret) {
    Instant now = runner.clock().instant();
    NewApiKey ofOptions = options.request(now);
    NewApiKey request = expiry.instant(now).map(ofOptions::withSecretExpiry).orElse(ofOptions);
    return runner.issue(
        secret.file, Views::of, session -> session.keys().create(organization, request));
  }

  @Command(description = "Gives a key a new secret, which is shown once. Its public key stays.")
  int rotate(
      @Mixin KeyArguments of,
      @Mixin GraceOptions grace,
      @Mixin SecretExpiryOptions expiry,
      @Mixin SecretOptions secret) {
    Optional<Instant> end = expiry.instant(runner.clock().instant());
    return runner.issue(
        secret.file,
        Views::of,
        session ->
            end.map(at -> session.keys().rotate(of.organization, of.key, grace.period(), at))
                .orElseGet(() -> session.keys().rotate(of.organization, of.key, grace.period())));
  }

  @Command(description = "Refuses a key until it is enabled again.")
  int disable(@Mixin KeyArguments of) {
    return update(of, ApiKeyPatch.nothing().disable());
  }

  @Command(description = "Accepts a disabled key again.")
  int enable(@Mixin KeyArguments of) {
    return update(of, ApiKeyPatch.nothing().enable());
  }

  @Command(description = "Deletes a key with its secrets and its whitelist. This cannot be undone.")
  int revoke(@Mixin KeyArguments of) {
    return runner.change(
        session -> {
          session.keys().revoke(of.organization, of.key);
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("organization", of.organization);
          fields.put("id", of.key);
          fields.put("state", "REVOKED");
          session.output().one(fields);
          return ExitCode.OK;
        });
  }

  private int update(KeyArguments of, ApiKeyPatch patch) {
    return runner.change(
        session -> {
          ApiKey changed = session.keys().update(of.organization, of.key, patch);
          session.output().one(Views.of(changed, runner.clock().instant()));
          return ExitCode.OK;
        });
  }

  /** Prints pages of keys with their usage. */
  private record Listing(
      Session session, OrganizationId organization, KeyFilter filter, Instant now) {
    KeyPage print(PageQuery query) {
      KeyPage page = session.keys().list(organization, filter, query);
      Map<ApiKeyId, KeyUsage> usage =
          session.keys().getUsage(organization, page.items().stream().map(ApiKey::id).toList());
      session
          .output()
          .page(
              Views.KEY_COLUMNS,
              page.items().stream()
                  .map(key -> Views.of(key, usage.getOrDefault(key.id(), KeyUsage.none()), now))
                  .toList());
      return page;
    }
  }

  private static ApiKeyId last(KeyPage page) {
    return page.items().get(page.items().size() - 1).id();
  }
}
