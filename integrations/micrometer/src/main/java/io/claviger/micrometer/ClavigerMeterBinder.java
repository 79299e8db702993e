package io.claviger.micrometer;

import io.claviger.Claviger;
import io.claviger.ClavigerMetrics;
import io.claviger.access.AccessCheck;
import io.claviger.access.Decision.Denied;
import io.claviger.access.Rejected;
import io.claviger.model.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Registers the meters of a {@link Claviger}: the outcomes of requests, and the work in the
 * background. Immutable and thread-safe.
 *
 * <p>The registry keeps the {@link Claviger} reachable, also without this binder, until its meters
 * are removed. After {@link Claviger#close} they keep their values.
 */
public final class ClavigerMeterBinder implements MeterBinder {
  private final Supplier<ClavigerMetrics> metrics;
  private final Tags tags;

  /** Creates a binder without additional tags. */
  public ClavigerMeterBinder(Claviger claviger) {
    this(claviger, Tags.empty());
  }

  /**
   * Creates a binder whose meters all have these tags. Two instances in one registry need different
   * tags: a registry ignores a second meter with the same name and tags.
   */
  public ClavigerMeterBinder(Claviger claviger, Iterable<Tag> tags) {
    this(Objects.requireNonNull(claviger, "claviger")::metrics, tags);
  }

  ClavigerMeterBinder(Supplier<ClavigerMetrics> metrics, Iterable<Tag> tags) {
    this.metrics = metrics;
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags"));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters<ClavigerMetrics> meters = new Meters<>(registry, tags, metrics);
    bindAccess(meters);
    meters.gauge(
        "claviger.usage.unwritten",
        "tallies",
        "Tallies of use (of keys, secrets and whitelist entries) that are not written yet",
        ClavigerMetrics::unwrittenUsage);
    meters.counter(
        "claviger.usage.dropped",
        "requests",
        "Admitted requests whose use will never be counted",
        ClavigerMetrics::droppedUsage);
    meters.counter(
        "claviger.tasks.failed",
        "Tasks in the background that failed or could not start",
        ClavigerMetrics::failedTasks);
    meters.counter(
        "claviger.listeners.failed",
        "Changes whose listener threw an exception",
        ClavigerMetrics::failedListeners);
    meters.counter(
        "claviger.changes.retried",
        "Attempts at a change that started again because another change overtook it",
        ClavigerMetrics::changeRetries);
    meters.counter(
        "claviger.changes.contended",
        "Calls that gave up because other changes overtook them until their deadline",
        ClavigerMetrics::contendedCalls);
  }

  private static void bindAccess(Meters<ClavigerMetrics> meters) {
    bindOutcome(meters, "granted", "none", AccessCheck.Counts::granted);
    bindOutcomes(
        meters, "unauthenticated", Rejected.Reason.values(), AccessCheck.Counts::unauthenticated);
    bindOutcomes(meters, "forbidden", Denied.Reason.values(), AccessCheck.Counts::forbidden);
    bindOutcome(meters, "rate_limited", "none", AccessCheck.Counts::rateLimited);
    bindOutcomes(
        meters, "unavailable", StoreException.Kind.values(), AccessCheck.Counts::unavailable);
  }

  private static <E extends Enum<E>> void bindOutcomes(
      Meters<ClavigerMetrics> meters,
      String outcome,
      E[] reasons,
      Function<AccessCheck.Counts, Map<E, Long>> counts) {
    Arrays.stream(reasons)
        .forEach(
            reason ->
                bindOutcome(
                    meters,
                    outcome,
                    reason.name().toLowerCase(Locale.ROOT),
                    access -> counts.apply(access).getOrDefault(reason, 0L)));
  }

  /** Prometheus needs the same tag keys on all meters of one name, so a reason is always set. */
  private static void bindOutcome(
      Meters<ClavigerMetrics> meters,
      String outcome,
      String reason,
      ToLongFunction<AccessCheck.Counts> count) {
    meters
        .with(Tags.of("outcome", outcome, "reason", reason))
        .counter(
            "claviger.access",
            "Requests by their outcome and its reason",
            metrics -> count.applyAsLong(metrics.access()));
  }
}
