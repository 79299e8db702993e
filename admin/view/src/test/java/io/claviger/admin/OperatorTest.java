package io.claviger.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.admin.HealthReport.Finding;
import io.claviger.admin.HealthReport.Problem;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.InvalidValueException;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.OperatorStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator sees and changes the keys of all organizations. */
final class OperatorTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Caller.Application APPLICATION = new Caller.Application("operator");

  private final SettableClock clock = new SettableClock(START);
  private final ApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger = Claviger.builder(store).clock(clock).build();
  private final Operator operator = Operator.of(claviger, "operator");

  private OrganizationId organization(String name, Caller creator) {
    CreatedOrganization created =
        claviger.actingAs(creator).createOrganization(NewOrganization.named(name));
    return created.organization().id();
  }

  private ApiKey member(OrganizationId organization, Caller creator) {
    return claviger
        .actingAs(creator)
        .create(organization, NewApiKey.of("export", Role.ORG_MEMBER))
        .apiKey();
  }

  @Test
  void keysAndEventsOfAllOrganizationsAreSeen() {
    OrganizationId acme = organization("Acme", APPLICATION);
    OrganizationId other = organization("Other", APPLICATION);
    ApiKey member = member(other, APPLICATION);

    assertEquals(
        List.of(acme),
        operator.organizations("cme", OrganizationQuery.first(10)).items().stream()
            .map(found -> found.id())
            .toList());
    assertEquals(3, operator.keys(KeyFilter.all()).count());
    assertTrue(operator.keys(KeyFilter.all(), PageQuery.first(2)).more());
    assertEquals(new OperatorStore.Totals(2, 3), operator.totals());
    List<OperatorStore.FeedEvent> fed = operator.feed(0, 100);
    assertTrue(
        fed.stream()
            .anyMatch(each -> each.event().subject().apiKey().equals(Optional.of(member.id()))));
    assertEquals(List.of(), operator.feed(fed.get(fed.size() - 1).position(), 100));
  }

  @Test
  void aPrivateKeyIsNotSearchedFor() {
    String key = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
    assertThrows(InvalidValueException.class, () -> operator.organizations(key));
    assertThrows(
        InvalidValueException.class, () -> operator.organizations(key, OrganizationQuery.first(1)));
  }

  /** The last owner stays, or nobody could manage the organization any more. */
  @Test
  void everythingThatALeaverCreatedIsDisabledExceptTheLastOwner() {
    Caller leaver = Caller.user("leaver");
    OrganizationId first = organization("First", leaver);
    OrganizationId second = organization("Second", APPLICATION);
    ApiKey kept = member(second, APPLICATION);
    Caller there = Caller.user("leaver", second, Role.ORG_OWNER);
    ApiKey gone = member(second, there);

    DisabledKeys result = operator.disableCreatedBy(Actor.Kind.USER, "leaver");

    assertEquals(List.of(gone.id()), result.disabled().stream().map(ApiKey::id).toList());
    assertEquals(1, result.stillEnabled().size());
    assertEquals(first, result.stillEnabled().get(0).key().organization());
    assertFalse(claviger.actingAs(APPLICATION).get(second, gone.id()).isEnabled());
    assertTrue(claviger.actingAs(APPLICATION).get(second, kept.id()).isEnabled());
    assertEquals(List.of(), operator.disableCreatedBy(Actor.Kind.USER, "leaver").disabled());
  }

  @Test
  void theReportNamesEachWeakness() {
    OrganizationId acme = organization("Acme", APPLICATION);
    ApiKey member = member(acme, APPLICATION);
    ApiKey disabled = member(acme, APPLICATION);
    claviger.actingAs(APPLICATION).update(acme, disabled.id(), ApiKeyPatch.nothing().disable());

    HealthReport young = operator.report(HealthReport.Thresholds.standard());
    clock.advance(Duration.ofDays(366));
    HealthReport old = operator.report(HealthReport.Thresholds.standard());

    assertEquals(2, young.apiKeys());
    organization("Other", APPLICATION);
    HealthReport ofAcme = operator.report(acme, HealthReport.Thresholds.standard());
    assertEquals(old, ofAcme);
    assertEquals(3, operator.report(HealthReport.Thresholds.standard()).apiKeys());
    assertEquals(Set.of(Problem.NO_WHITELIST, Problem.NO_PEPPER), problems(young, member.id()));
    assertEquals(1, young.count(Problem.OWNER_WITHOUT_EXPIRY));
    assertEquals(
        Set.of(Problem.NO_WHITELIST, Problem.NO_PEPPER, Problem.UNUSED, Problem.OLD_SECRET),
        problems(old, member.id()));
    assertEquals(Set.of(), problems(old, disabled.id()));
    assertTrue(
        old.text()
            .contains(
                "unused: 2\nold secret: 2\nsecret without pepper: 2\nimported, not used yet: 0\n"),
        old::text);
    assertTrue(old.text().contains(acme + "  " + member.id() + "  no whitelist  export\n"));
  }

  /** It grants nothing, and nobody would say why. */
  @Test
  void theReportNamesKeysWithARoleThatIsNoLongerDeclared() {
    Role reader = new Role("reader");
    Claviger former =
        Claviger.builder(store)
            .clock(clock)
            .changePolicy(policy -> policy.withRoles(Roles.builtIn().withOrganizationRoles(reader)))
            .build();
    OrganizationId acme = organization("Acme", APPLICATION);
    ApiKeyId key =
        former.actingAs(APPLICATION).create(acme, NewApiKey.of("export", reader)).apiKey().id();

    HealthReport.Thresholds usual = HealthReport.Thresholds.standard();
    assertEquals(
        Set.of(Problem.NO_WHITELIST, Problem.NO_PEPPER, Problem.UNDECLARED_ROLE),
        problems(operator.report(usual), key));
    assertEquals(1, operator.report(usual).count(Problem.UNDECLARED_ROLE));
    assertEquals(0, Operator.of(former, "operator").report(usual).count(Problem.UNDECLARED_ROLE));
  }

  private static Set<Problem> problems(HealthReport report, ApiKeyId key) {
    return report.findings().stream()
        .filter(finding -> finding.apiKey().equals(key))
        .map(Finding::problem)
        .collect(Collectors.toSet());
  }
}
