package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.AuditEvent;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventQuery;
import io.claviger.model.EventType;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events by {@link ApiKeys#events}, and all keys by {@link ApiKeys#stream}. */
class EventsAndStreamTest {
  private final AtomicInteger pages = new AtomicInteger();
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
  private final Claviger claviger =
      Claviger.of(
          new ForwardingApiKeyStore(store) {
            @Override
            public KeyPage listKeys(KeyQuery query) {
              pages.incrementAndGet();
              return super.listKeys(query);
            }
          });
  private final ApiKeys application = claviger.actingAs(Caller.application("test"));
  private final CreatedOrganization created =
      application.createOrganization(NewOrganization.named("Acme"));
  private final OrganizationId acme = created.organization().id();
  private final IssuedApiKey member =
      application.create(acme, NewApiKey.of("member", Role.ORG_MEMBER));

  @AfterEach
  void close() {
    claviger.close();
  }

  @Test
  void ownersSeeAllEventsAndAKeyItsOwn() {
    application.update(acme, member.apiKey().id(), ApiKeyPatch.nothing().describe("renamed"));
    EventQuery all = EventQuery.newest(acme, 100);
    EventQuery ofMember = all.withKey(member.apiKey().id());

    assertEquals(4, application.events(all).size());
    assertEquals(application.events(all), calling(created.firstKey()).events(all));
    List<AuditEvent> own = calling(member).events(all);
    assertEquals(2, own.size());
    assertEquals(EventType.API_KEY_CREATED, own.get(1).type());
    assertEquals(own, application.events(ofMember));
    assertEquals(List.of(own.get(1)), calling(member).events(ofMember.withBefore(own.get(0).id())));

    EventQuery ofOwner = all.withKey(created.firstKey().apiKey().id());
    RuleViolationException refused =
        assertThrows(RuleViolationException.class, () -> calling(member).events(ofOwner));
    assertEquals(ErrorCode.NOT_ALLOWED, refused.code());
  }

  /** The history of a key has them beside its events. */
  @Test
  void revokedTokensAreReturnedToWhoeverMayReadTheirKey() {
    ApiKeyId key = member.apiKey().id();
    RevokedTokens tokens = store.extensions().revokedTokens().orElseThrow();
    Instant now = member.apiKey().createdAt();
    RevokedToken first = revokedToken("a", now);
    RevokedToken second = revokedToken("b", now.plusSeconds(1));
    assertTrue(tokens.revoke(first, RevokedTokens.Bounds.standard()));
    assertTrue(tokens.revoke(second, RevokedTokens.Bounds.standard()));

    List<RevokedToken> newestFirst = List.of(second, first);
    assertEquals(newestFirst, application.revokedTokens(acme, key));
    assertEquals(newestFirst, calling(created.firstKey()).revokedTokens(acme, key));
    assertEquals(newestFirst, calling(member).revokedTokens(acme, key));
    ApiKeyId owner = created.firstKey().apiKey().id();
    assertEquals(List.of(), application.revokedTokens(acme, owner));
    assertThrows(RuleViolationException.class, () -> calling(member).revokedTokens(acme, owner));

    application.revoke(acme, key);
    assertEquals(newestFirst, application.revokedTokens(acme, key));
    assertThrows(
        NotFoundException.class, () -> calling(created.firstKey()).revokedTokens(acme, key));
  }

  private RevokedToken revokedToken(String digit, Instant at) {
    AccessTokenId id = new AccessTokenId(digit.repeat(24));
    return new RevokedToken(acme, member.apiKey().id(), id, at, at.plusSeconds(60));
  }

  @Test
  void theApplicationSeesEventsOfADeletedOrganization() {
    application.deleteOrganization(acme);
    EventQuery newest = EventQuery.newest(acme, 1);

    assertEquals(EventType.ORGANIZATION_DELETED, application.events(newest).get(0).type());
    ApiKeys user = claviger.actingAs(Caller.user("ann", acme, Role.ORG_OWNER));
    assertThrows(NotFoundException.class, () -> user.events(newest));
  }

  @Test
  void aStreamReadsAPageWhenItNeedsIt() {
    OrganizationPatch roomy =
        OrganizationPatch.nothing()
            .limit(Limits.standard().withApiKeys(1000).withWhitelistEntries(200));
    application.updateOrganization(acme, roomy);
    IntStream.range(0, 600)
        .forEach(n -> application.create(acme, NewApiKey.of("key " + n, Role.ORG_MEMBER)));
    pages.set(0);

    assertEquals(3, application.stream(acme, KeyFilter.all()).limit(3).count());
    assertEquals(1, pages.get());
    List<ApiKey> all = application.stream(acme, KeyFilter.all()).toList();
    assertEquals(602, all.size());
    assertEquals(
        application.list(acme, PageQuery.first(500)).items(), all.subList(0, 500), "in order");
  }

  private ApiKeys calling(IssuedApiKey key) {
    Credential credential = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    Authenticated authenticated =
        assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(credential));
    return claviger.actingAs(authenticated.caller(IpAddress.parse("192.0.2.1")));
  }
}
