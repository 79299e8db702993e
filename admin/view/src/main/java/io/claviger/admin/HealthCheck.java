package io.claviger.admin;

import io.claviger.admin.HealthReport.Finding;
import io.claviger.admin.HealthReport.Problem;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import io.claviger.model.Usage;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all usable keys, page by page, and looks for weaknesses. Used by one thread. */
final class HealthCheck {
  private final ApiKeyStore store;
  private final Roles declared;
  private final HealthReport.Thresholds thresholds;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private long seen;

  HealthCheck(ApiKeyStore store, Roles declared, HealthReport.Thresholds thresholds, Instant now) {
    this.store = store;
    this.declared = declared;
    this.thresholds = thresholds;
    this.now = now;
  }

  /**
   * Looks at these keys.
   *
   * @param usable returns a page of the usable keys
   */
  HealthReport run(Function<PageQuery, KeyPage> usable) {
    PageQuery query = PageQuery.first(PageQuery.MAX_LIMIT);
    boolean more = true;
    while (more) {
      KeyPage page = usable.apply(query);
      page.items().stream()
          .collect(
              Collectors.groupingBy(
                  ApiKey::organization, Collectors.mapping(ApiKey::id, Collectors.toSet())))
          .forEach(this::look);
      more = page.more();
      if (more) {
        query = query.withAfter(page.items().get(page.items().size() - 1).id());
      }
    }
    findings.sort(Comparator.comparing(Finding::apiKey).thenComparing(Finding::problem));
    return new HealthReport(now, seen, findings);
  }

  private void look(OrganizationId organization, Set<ApiKeyId> ids) {
    Map<ApiKeyId, StoredApiKey> keys =
        store.read(organization, ids).map(OrganizationSnapshot::keys).orElse(Map.of());
    Map<ApiKeyId, KeyUsage> usage =
        store.extensions().usage().map(counts -> counts.usage(organization, ids)).orElse(Map.of());
    keys.forEach(
        (id, stored) -> {
          seen++;
          problems(stored, usage.getOrDefault(id, KeyUsage.none()))
              .forEach(
                  problem ->
                      findings.add(
                          new Finding(organization, id, stored.key().description(), problem)));
        });
  }

  private Set<Problem> problems(StoredApiKey stored, KeyUsage usage) {
    ApiKey key = stored.key();
    Set<Problem> found = EnumSet.noneOf(Problem.class);
    if (key.whitelist().entries().isEmpty()) {
      found.add(Problem.NO_WHITELIST);
    }
    if (key.holds(Role.ORG_OWNER) && key.expiresAt().isEmpty()) {
      found.add(Problem.OWNER_WITHOUT_EXPIRY);
    }
    Instant used = usage.key().last().map(Usage.Last::at).orElse(key.createdAt());
    if (used.isBefore(now.minus(thresholds.unused()))) {
      found.add(Problem.UNUSED);
    }
    if (!key.roles().stream().allMatch(role -> declared.include(key.roles(), role))) {
      found.add(Problem.UNDECLARED_ROLE);
    }
    for (StoredSecret secret : stored.secrets()) {
      if (secret.info().isLive(now)) {
        look(secret, found);
      }
    }
    return found;
  }

  private void look(StoredSecret secret, Set<Problem> found) {
    if (secret.info().createdAt().isBefore(now.minus(thresholds.secretAge()))) {
      found.add(Problem.OLD_SECRET);
    }
    List<Verifier> builtIn = secret.verifiers().stream().filter(Verifier::isBuiltIn).toList();
    if (builtIn.isEmpty()) {
      found.add(Problem.IMPORTED);
    } else if (builtIn.stream().noneMatch(each -> each.encoded().startsWith("hmac-sha256$"))) {
      found.add(Problem.NO_PEPPER);
    }
  }
}
