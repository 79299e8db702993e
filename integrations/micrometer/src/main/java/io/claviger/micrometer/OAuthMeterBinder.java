package io.claviger.micrometer;

import io.claviger.oauth.OAuthCounts;
import io.claviger.oauth.OAuthHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Registers the meters of an {@link OAuthHandler}: the access tokens that it issued and revoked,
 * and the requests that it refused. Immutable and thread-safe. It is the only class here that needs
 * {@code claviger-oauth}.
 *
 * <p>The registry keeps the handler reachable, also without this binder, until its meters are
 * removed.
 */
public final class OAuthMeterBinder implements MeterBinder {
  private final Supplier<OAuthCounts> counts;
  private final Tags tags;

  /** Creates a binder without additional tags. */
  public OAuthMeterBinder(OAuthHandler handler) {
    this(handler, Tags.empty());
  }

  /**
   * Creates a binder whose meters all have these tags. Two handlers in one registry need different
   * tags: a registry ignores a second meter with the same name and tags.
   */
  public OAuthMeterBinder(OAuthHandler handler, Iterable<Tag> tags) {
    this(Objects.requireNonNull(handler, "handler")::counts, tags);
  }

  OAuthMeterBinder(Supplier<OAuthCounts> counts, Iterable<Tag> tags) {
    this.counts = counts;
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags"));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Meters<OAuthCounts> meters = new Meters<>(registry, tags, counts);
    bind(meters, "issued", "none", OAuthCounts::issued);
    bind(meters, "revoked", "none", OAuthCounts::revoked);
    for (String code : counts.get().refused().keySet()) {
      bind(meters, "refused", code, count -> count.refused().getOrDefault(code, 0L));
    }
  }

  /** Prometheus needs the same tag keys on all meters of one name, so a reason is always set. */
  private static void bind(
      Meters<OAuthCounts> meters,
      String outcome,
      String reason,
      ToLongFunction<OAuthCounts> count) {
    meters
        .with(Tags.of("outcome", outcome, "reason", reason))
        .counter(
            "claviger.oauth",
            "Access tokens that were issued or revoked at their endpoints, and refused requests",
            count);
  }
}
