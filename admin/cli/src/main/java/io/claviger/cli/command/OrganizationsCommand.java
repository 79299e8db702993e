package io.claviger.cli.command;

import io.claviger.ApiKeys;
import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.Views;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationQuery;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "organizations", description = "Lists, creates and limits organizations.")
final class OrganizationsCommand {
  private final Runner runner;

  OrganizationsCommand(Runner runner) {
    this.runner = runner;
  }

  @Command(description = "Lists organizations in the order of their ids.")
  int list(
      @Mixin ListOptions list,
      @Option(names = "--after", paramLabel = "ID", description = "begins after this id")
          Optional<OrganizationId> after) {
    return runner.read(
        session -> {
          OrganizationQuery query = OrganizationQuery.first(list.pageSize()).withAfter(after);
          OrganizationPage page = print(session, query);
          while (list.all && page.more()) {
            page = print(session, query.withAfter(last(page)));
          }
          if (page.more()) {
            session.output().note(ListOptions.more(last(page)));
          }
          return ExitCode.OK;
        });
  }

  @Command(
      description = "Creates an organization with its first owner key, whose secret is shown once.")
  int create(
      @Parameters(paramLabel = "NAME", description = "the name of the organization") String name,
      @Mixin NewOrganizationOptions options,
      @Mixin SecretOptions secret) {
    NewOrganization request = options.request(name);
    if (request.firstKey().isPresent()) {
      return runner.issue(
          secret.file,
          Views::ofFirstKey,
          session -> session.keys().createOrganization(request).firstKey());
    }
    return runner.change(
        session -> {
          Organization created = session.keys().createOrganization(request).organization();
          session.output().one(Views.of(created));
          return ExitCode.OK;
        });
  }

  @Command(
      description = {
        "Changes limits of an organization. Those that are not given stay as they are.",
        "The application counts the requests."
      })
  int update(
      @Parameters(paramLabel = "ORG", description = "the id of the organization")
          OrganizationId organization,
      @Mixin LimitOptions options) {
    if (options.isEmpty()) {
      throw CliException.usage("say which limit to change, such as --limit-keys 1000");
    }
    return runner.change(
        session -> {
          Organization before = session.keys().getOrganization(organization);
          OrganizationPatch patch =
              OrganizationPatch.nothing().limit(options.limits(before.settings().limits()));
          ApiKeys unchanged = session.keys().atRevision(before.revision());
          session.output().one(Views.of(unchanged.updateOrganization(organization, patch)));
          return ExitCode.OK;
        });
  }

  private static OrganizationPage print(Session session, OrganizationQuery query) {
    OrganizationPage page = session.keys().listOrganizations(query);
    session
        .output()
        .page(Views.ORGANIZATION_COLUMNS, page.items().stream().map(Views::of).toList());
    return page;
  }

  private static OrganizationId last(OrganizationPage page) {
    List<Organization> items = page.items();
    return items.get(items.size() - 1).id();
  }
}
