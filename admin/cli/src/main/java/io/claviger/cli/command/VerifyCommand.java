package io.claviger.cli.command;

import io.claviger.admin.EventVerification;
import io.claviger.admin.Operator;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.output.OperatorViews;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Checks that the events of an organization, or of all, are as they were written.")
final class VerifyCommand implements Callable<Integer> {
  private final Runner runner;

  @Parameters(
      paramLabel = "ORG",
      arity = "0..1",
      description = "the id of the organization, also a deleted one; all that exist without it")
  Optional<OrganizationId> organization = Optional.empty();

  VerifyCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    return runner.compare(
        session -> {
          try (Stream<OrganizationId> wanted = wanted(session.operator())) {
            long wrong = wanted.filter(id -> !isRight(session, id)).count();
            return wrong == 0 ? ExitCode.OK : ExitCode.PROBLEMS;
          }
        });
  }

  private Stream<OrganizationId> wanted(Operator operator) {
    return organization
        .map(Stream::of)
        .orElseGet(() -> operator.organizations("").map(Organization::id));
  }

  /** Prints the result, too. */
  private static boolean isRight(Session session, OrganizationId id) {
    EventVerification result = session.operator().verifyEvents(id);
    session
        .output()
        .page(OperatorViews.VERIFICATION_COLUMNS, List.of(OperatorViews.of(id, result)));
    return result.problem().isEmpty();
  }
}
