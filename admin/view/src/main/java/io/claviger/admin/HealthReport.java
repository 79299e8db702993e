package io.claviger.admin;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The weaknesses of the usable keys: those that are enabled and not expired.
 *
 * @param at the instant of the report
 * @param apiKeys the number of usable keys
 * @param findings in ascending order of key; immutable
 */
public record HealthReport(Instant at, long apiKeys, List<Finding> findings) {
  /** A weakness of a key. */
  public enum Problem {
    /** The whitelist is empty, so every address is admitted. */
    NO_WHITELIST("no whitelist"),
    /** The key is an owner and never expires. */
    OWNER_WITHOUT_EXPIRY("owner without expiry"),
    /** The key was not used for {@link Thresholds#unused}. */
    UNUSED("unused"),
    /** A secret is older than {@link Thresholds#secretAge}. */
    OLD_SECRET("old secret"),
    /** A secret is stored without a pepper. Its next use as a pair or token adds one, if set. */
    NO_PEPPER("secret without pepper"),
    /** A secret was imported, and is stored as the other software did it until its first use. */
    IMPORTED("imported, not used yet"),
    /** The key has a role that the policy does not declare, so the role grants nothing. */
    UNDECLARED_ROLE("undeclared role");

    private final String text;

    Problem(String text) {
      this.text = text;
    }
  }

  /**
   * A weakness of one key.
   *
   * @param description the description of the key
   */
  public record Finding(
      OrganizationId organization, ApiKeyId apiKey, String description, Problem problem) {
    /** Checks that no part is null. */
    public Finding {
      Objects.requireNonNull(organization, "organization");
      Objects.requireNonNull(apiKey, "apiKey");
      Objects.requireNonNull(description, "description");
      Objects.requireNonNull(problem, "problem");
    }
  }

  /** From when on a key counts as unused, and a secret as old. Immutable. */
  public static final class Thresholds {
    private final Duration unused;
    private final Duration secretAge;

    private Thresholds(Duration unused, Duration secretAge) {
      this.unused = Objects.requireNonNull(unused, "unused");
      this.secretAge = Objects.requireNonNull(secretAge, "secretAge");
    }

    /** Returns thresholds of 90 days without use, and 365 days for a secret. */
    public static Thresholds standard() {
      return new Thresholds(Duration.ofDays(90), Duration.ofDays(365));
    }

    /** Returns the time since the last use, or since the creation. */
    public Duration unused() {
      return unused;
    }

    /** Returns the time since the creation of the secret. */
    public Duration secretAge() {
      return secretAge;
    }

    /** Returns these thresholds, but a key counts as unused after this time. */
    public Thresholds withUnused(Duration newUnused) {
      return new Thresholds(newUnused, secretAge);
    }

    /** Returns these thresholds, but a secret counts as old after this time. */
    public Thresholds withSecretAge(Duration newSecretAge) {
      return new Thresholds(unused, newSecretAge);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Thresholds that
          && unused.equals(that.unused)
          && secretAge.equals(that.secretAge);
    }

    @Override
    public int hashCode() {
      return Objects.hash(unused, secretAge);
    }

    @Override
    public String toString() {
      return "Thresholds[unused=%s, secretAge=%s]".formatted(unused, secretAge);
    }
  }

  /** Copies the list. */
  public HealthReport {
    Objects.requireNonNull(at, "at");
    findings = List.copyOf(findings);
  }

  /** Returns how many keys have this weakness. */
  public long count(Problem problem) {
    return findings.stream().filter(finding -> finding.problem() == problem).count();
  }

  /**
   * Returns the report as text: a line for each problem with its number, then one for each finding.
   */
  public String text() {
    StringBuilder text = new StringBuilder("usable keys: ").append(apiKeys).append('\n');
    for (Problem problem : Problem.values()) {
      text.append(problem.text).append(": ").append(count(problem)).append('\n');
    }
    for (Finding finding : findings) {
      text.append(finding.organization())
          .append("  ")
          .append(finding.apiKey())
          .append("  ")
          .append(finding.problem().text)
          .append("  ")
          .append(finding.description())
          .append('\n');
    }
    return text.toString();
  }
}
