package io.claviger.cli.command;

import io.claviger.model.GracePeriod;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The grace period of the older secrets of a rotated key. There is no default: somebody decides.
 */
final class GraceOptions {
  @ArgGroup(multiplicity = "1")
  Choice choice = new Choice();

  /** One of these is given. */
  static final class Choice {
    @Option(names = "--no-grace", description = "ends older secrets at once, as after a leak")
    boolean none;

    @Option(
        names = "--grace",
        paramLabel = "DURATION",
        description = "ends older secrets after this time, such as 24h")
    Optional<Duration> fixed = Optional.empty();

    @Option(
        names = "--grace-after-first-use",
        paramLabel = "DURATION",
        description = "ends older secrets this time after the new one is first used")
    Optional<Duration> afterFirstUse = Optional.empty();

    @Option(
        names = "--until-deleted",
        description = "keeps older secrets until somebody deletes them")
    boolean untilDeleted;
  }

  GracePeriod period() {
    return choice
        .fixed
        .map(GracePeriod::of)
        .or(() -> choice.afterFirstUse.map(GracePeriod::afterFirstUse))
        .orElseGet(() -> choice.none ? GracePeriod.none() : GracePeriod.untilDeleted());
  }
}
