package io.claviger.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.KeyUsage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.RevokedTokens.Live;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.store.tck.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The data that one call changes: an organization with an owner, a member and an expired key, the
 * ids of three organizations that do not exist yet, and the name of a value.
 */
final class CutFixture {
  private final JdbcStore healthy;
  private final DataSource database;
  private final StoredApiKey owner;
  private final StoredApiKey member;
  private final List<StoredApiKey> keys;
  private final Organization organization;
  private final List<Organization> fresh;

  /** Creates the data through a store that nobody cuts. */
  CutFixture(JdbcStore healthy, DataSource database, Samples samples) {
    this.healthy = healthy;
    this.database = database;
    Organization empty = samples.organization();
    this.organization = empty.with(new OrganizationCounters(3, 1));
    this.owner = key(samples, "owner", Role.ORG_OWNER, false);
    this.member = key(samples, "member", Role.ORG_MEMBER, false);
    this.keys = List.of(owner, member, key(samples, "expired", Role.ORG_MEMBER, true));
    this.fresh = Stream.generate(samples::organization).limit(3).toList();
    assertTrue(healthy.commit(samples.creation(organization, keys.toArray(StoredApiKey[]::new))));
  }

  private StoredApiKey key(Samples samples, String name, Role role, boolean expires) {
    StoredApiKey key = samples.key(organization.id());
    ApiKeySettings old = key.key().settings();
    return key.with(
        ApiKeySettings.of(
            name,
            old.labels(),
            new TreeSet<>(List.of(RoleAssignment.onOrganization(role))),
            old.whitelist(),
            true,
            expires ? Optional.of(samples.instant()) : Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  OrganizationId organization() {
    return organization.id();
  }

  ApiKeyId memberId() {
    return member.key().id();
  }

  StoredApiKey member() {
    return member;
  }

  List<Organization> fresh() {
    return fresh;
  }

  /** Returns a name of a value that only this fixture uses. */
  String valueName() {
    return "cut." + organization.id().value();
  }

  /** Returns the organization as it is now. */
  Organization now() {
    return healthy.read(organization.id(), Set.of()).orElseThrow().organization();
  }

  /** Returns which of the new organizations exist now. */
  Set<OrganizationId> existing() {
    return healthy
        .revisions(fresh.stream().map(Organization::id).collect(Collectors.toSet()))
        .keySet();
  }

  /**
   * Describes all that there is, without what differs between two fixtures: the organization, each
   * of the new ones, and the value with what requests find.
   */
  List<String> describe() {
    Stream<OrganizationId> ids =
        Stream.concat(Stream.of(organization.id()), fresh.stream().map(Organization::id));
    return Stream.concat(ids.map(this::describe), Stream.of(value() + found())).toList();
  }

  private String describe(OrganizationId id) {
    List<ApiKey> page =
        healthy.listKeys(KeyQuery.all(id, PageQuery.first(PageQuery.MAX_LIMIT))).items();
    Set<ApiKeyId> ids = page.stream().map(ApiKey::id).collect(Collectors.toSet());
    Optional<OrganizationSnapshot> snapshot = healthy.read(id, ids);
    if (snapshot.isEmpty()) {
      return "absent, keys " + page.size() + ", " + events(id);
    }
    Organization its = snapshot.get().organization();
    Map<ApiKeyId, KeyUsage> usage = healthy.usage(id, ids);
    return its.settings()
        + (" " + its.counters() + " " + its.revision().number() + " ")
        + snapshot.get().keys().values().stream()
            .sorted(Comparator.comparing(stored -> stored.key().description()))
            .map(stored -> describe(stored, usage.get(stored.key().id())))
            .toList()
        + revoked(id)
        + events(id);
  }

  private String revoked(OrganizationId id) {
    Live live = healthy.extensions().revokedTokens().orElseThrow().live(id, Instant.EPOCH);
    return " revoked " + live.tokens().size() + " of " + live.count() + " ";
  }

  private String describe(StoredApiKey stored, KeyUsage usage) {
    ApiKeySettings settings = stored.key().settings();
    return settings.description()
        + (settings.isEnabled() ? " enabled " : " disabled ")
        + settings.roles()
        + settings.whitelist().entries().stream().map(entry -> entry.block()).toList()
        + settings.expiresAt()
        + stored.secrets().stream().map(this::describe).toList()
        + (" used " + usage.key().count() + " " + usage.entries().keySet() + " ")
        + usage.secrets().values().stream().map(each -> each.count()).sorted().toList();
  }

  private String describe(StoredSecret secret) {
    boolean original =
        keys.stream()
            .flatMap(key -> key.secrets().stream())
            .anyMatch(each -> each.verifiers().equals(secret.verifiers()));
    return (original ? "first " : "other ") + secret.info().expiresAt();
  }

  private List<EventType> events(OrganizationId id) {
    return healthy.events(EventQuery.newest(id, 100)).stream().map(AuditEvent::type).toList();
  }

  /** Returns which of the first keys a request finds. */
  private List<Boolean> found() {
    return keys.stream()
        .map(key -> healthy.findByPublicKey(key.key().publicKey()).isPresent())
        .toList();
  }

  private String value() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select content from claviger_value where name = ?")) {
      select.setString(1, valueName());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getString(1) : "no value";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
