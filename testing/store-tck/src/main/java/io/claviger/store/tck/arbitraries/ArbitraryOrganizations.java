package io.claviger.store.tck.arbitraries;

import io.claviger.model.AuditEvent;
import io.claviger.model.EventType;
import io.claviger.model.Limits;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.OrganizationSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Organizations, their settings, and their events. */
public final class ArbitraryOrganizations {
  private ArbitraryOrganizations() {}

  /** Returns organizations of any size, at any revision. */
  public static Arbitrary<Organization> organizations() {
    return Combinators.combine(
            ArbitraryIds.organizationIds(),
            ArbitraryTimes.stamps(),
            settings(),
            counters(),
            ArbitraryIds.revisions())
        .as(Organization::of);
  }

  /** Returns settings with any name, limits and requirements. */
  public static Arbitrary<OrganizationSettings> settings() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            Arbitraries.of(false, true),
            lifetimes().optional(0.3),
            limits())
        .as(OrganizationSettings::of);
  }

  /** Returns limits from zero to very large ones. */
  public static Arbitrary<Limits> limits() {
    Arbitrary<Integer> limit = Arbitraries.integers().between(0, Integer.MAX_VALUE);
    Arbitrary<Optional<Limits.Rate>> rate = rates().optional(0.3);
    return Combinators.combine(limit, limit, rate, rate).as(Limits::of);
  }

  /** Returns limits of requests. */
  public static Arbitrary<Limits.Rate> rates() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 999_999_999),
            Arbitraries.longs().between(1, 86_400).map(Duration::ofSeconds))
        .as(Limits.Rate::new);
  }

  /** Returns counters, which never have more lasting owners than keys. */
  public static Arbitrary<OrganizationCounters> counters() {
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 1_000_000);
    return Combinators.combine(count, count)
        .as((a, b) -> new OrganizationCounters(Math.max(a, b), Math.min(a, b)));
  }

  /**
   * Returns well-formed requests with a first key, with and without an id that the application
   * chose.
   */
  public static Arbitrary<NewOrganization> newOrganizations() {
    return Combinators.combine(
            ArbitraryIds.organizationIds().optional(0.5),
            ArbitraryTexts.displayTexts(),
            Arbitraries.of(false, true),
            ArbitraryKeys.newApiKeys())
        .as(
            (id, name, required, key) -> {
              NewOrganization request = NewOrganization.named(name).withFirstKey(key);
              request = required ? request.requireWhitelist() : request;
              return id.map(request::withId).orElse(request);
            });
  }

  /** Returns patches with any combination of parts. */
  public static Arbitrary<OrganizationPatch> patches() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts().optional(0.5),
            Arbitraries.of(true, false).optional(0.5),
            lifetimes().optional(0.7).optional(0.3),
            limits().optional(0.5))
        .as(
            (name, required, lifetime, limits) -> {
              OrganizationPatch patch = OrganizationPatch.nothing();
              patch = name.map(patch::rename).orElse(patch);
              patch = required.map(patch::requireWhitelist).orElse(patch);
              if (lifetime.isPresent()) {
                OrganizationPatch before = patch;
                patch =
                    lifetime.get().map(before::limitLifetime).orElseGet(before::unlimitLifetime);
              }
              return limits.map(patch::limit).orElse(patch);
            });
  }

  private static Arbitrary<Duration> lifetimes() {
    return ArbitraryTimes.durations(1, 36_500);
  }

  /** Returns events of every type; their details need not fit the type. */
  public static Arbitrary<AuditEvent> events() {
    Arbitrary<AuditEvent.Subject> subjects =
        Combinators.combine(ArbitraryIds.organizationIds(), ArbitraryIds.apiKeyIds().optional(0.5))
            .as(AuditEvent.Subject::new);
    return Combinators.combine(
            ArbitraryIds.eventIds(),
            Arbitraries.of(EventType.class),
            subjects,
            ArbitraryTimes.stamps(),
            Arbitraries.maps(ArbitraryTexts.displayTexts(1, 12), ArbitraryTexts.displayTexts())
                .ofMaxSize(4))
        .as(
            (id, type, subject, stamp, details) ->
                AuditEvent.of(id, type, subject, stamp, new TreeMap<>(details), Optional.empty()));
  }
}
