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
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Organizations and what happened to them. */
public final class ArbitraryOrganizations {
  private ArbitraryOrganizations() {}

  /** Of any size, at any revision. */
  public static Arbitrary<Organization> organizations() {
    return Combinators.combine(
            ArbitraryIds.organizationIds(),
            ArbitraryTimes.stamps(),
            settings(),
            counters(),
            ArbitraryIds.revisions())
        .as(Organization::new);
  }

  /** Name, whether a whitelist is required, a maximum lifetime or none, limits. */
  public static Arbitrary<OrganizationSettings> settings() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts(),
            Arbitraries.of(false, true),
            lifetimes().optional(0.3),
            limits())
        .as(OrganizationSettings::new);
  }

  /** From nothing at all to more than anybody has. */
  public static Arbitrary<Limits> limits() {
    Arbitrary<Integer> limit = Arbitraries.integers().between(0, Integer.MAX_VALUE);
    return Combinators.combine(limit, limit).as(Limits::new);
  }

  /** Never more lasting owners than keys. */
  public static Arbitrary<OrganizationCounters> counters() {
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 1_000_000);
    return Combinators.combine(count, count)
        .as((a, b) -> new OrganizationCounters(Math.max(a, b), Math.min(a, b)));
  }

  /** Requests that are well-formed, with and without an id of the host. */
  public static Arbitrary<NewOrganization> newOrganizations() {
    return Combinators.combine(
            ArbitraryIds.organizationIds().optional(0.5),
            ArbitraryTexts.displayTexts(),
            Arbitraries.of(false, true),
            ArbitraryKeys.newApiKeys())
        .as(NewOrganization::new);
  }

  /** Any combination of parts. */
  public static Arbitrary<OrganizationPatch> patches() {
    return Combinators.combine(
            ArbitraryTexts.displayTexts().optional(0.5),
            Arbitraries.of(true, false).optional(0.5),
            lifetimes().optional(0.7).map(OrganizationPatch.Lifetime::new).optional(0.3),
            limits().optional(0.5))
        .as(OrganizationPatch::new);
  }

  private static Arbitrary<Duration> lifetimes() {
    return ArbitraryTimes.durations(1, 36_500);
  }

  /** Of every type; the details need not be those that the type goes with. */
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
                new AuditEvent(id, type, subject, stamp, new TreeMap<>(details)));
  }
}
