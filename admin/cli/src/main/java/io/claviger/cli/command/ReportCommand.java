package io.claviger.cli.command;

import io.claviger.admin.HealthReport;
import io.claviger.admin.Operator;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.OperatorViews;
import io.claviger.model.OrganizationId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Lists the weaknesses of usable keys, of one organization or of all.")
final class ReportCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(
      paramLabel = "ORG",
      arity = "0..1",
      description = "the id of the organization; all organizations without it")
  Optional<OrganizationId> organization = Optional.empty();

  @Option(
      names = "--unused-for",
      paramLabel = "DURATION",
      description = "when a key counts as unused; 90d by default")
  Duration unused = HealthReport.Thresholds.standard().unused();

  @Option(
      names = "--secret-age",
      paramLabel = "DURATION",
      description = "when a secret counts as old; 365d by default")
  Duration secretAge = HealthReport.Thresholds.standard().secretAge();

  ReportCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    return runner.read(
        session -> {
          // Refuses an organization that does not exist.
          organization.ifPresent(session.keys()::getOrganization);
          HealthReport report = report(session);
          session
              .output()
              .page(
                  OperatorViews.FINDING_COLUMNS,
                  report.findings().stream().map(OperatorViews::of).toList());
          session.output().note(OperatorViews.summary(report));
          return report.findings().isEmpty() ? ExitCode.OK : ExitCode.PROBLEMS;
        });
  }

  private HealthReport report(Session session) {
    Operator operator = session.operator();
    HealthReport.Thresholds thresholds =
        HealthReport.Thresholds.standard().withUnused(unused).withSecretAge(secretAge);
    return organization
        .map(one -> operator.report(one, thresholds))
        .orElseGet(() -> operator.report(thresholds));
  }
}
