package io.claviger.store.jdbc.leaks;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.SecretId;
import io.claviger.model.TokenFormat;
import io.claviger.spi.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What owners do, what others may not, and what people mix up. */
final class Management {
  private static final CidrBlock BLOCK = CidrBlock.parse("203.0.113.0/24");
  private static final ApiKeyId NOBODY = new ApiKeyId("f".repeat(24));

  private final Host host;
  private final Prints prints;
  private final Claviger claviger;
  private final OrganizationId id;
  private final ApiKeys owner;
  private final IssuedApiKey first;

  /** In an organization of its own. */
  Management(Host host, Claviger claviger) {
    this.host = host;
    this.prints = host.prints();
    this.claviger = claviger;
    this.owner = prints.look(claviger.actingAs(host.caller()));
    CreatedOrganization created = organization(NewOrganization.named("Example"));
    this.id = created.organization().id();
    this.first = created.firstKey();
  }

  private CreatedOrganization organization(NewOrganization request) {
    CreatedOrganization created = prints.look(owner.createOrganization(prints.look(request)));
    host.remember(created.firstKey());
    return created;
  }

  /** The key that owns the organization. */
  IssuedApiKey first() {
    return first;
  }

  IssuedApiKey create() {
    NewApiKey request = NewApiKey.of("a member", Role.ORG_MEMBER).withWhitelist(BLOCK);
    return host.remember(owner.create(id, prints.look(request)));
  }

  IssuedApiKey rotate(IssuedApiKey key, GracePeriod overlap) {
    return host.remember(owner.rotate(id, key.apiKey().id(), prints.look(overlap)));
  }

  /** A life of a key. */
  void changes() {
    IssuedApiKey key = create();
    ApiKeyId name = key.apiKey().id();
    rotate(key, GracePeriod.untilDeleted());
    rotate(key, GracePeriod.none());
    rotate(key, GracePeriod.until(Host.START.plus(Duration.ofDays(1))));
    rotate(key, GracePeriod.none());
    rotate(key, GracePeriod.afterFirstUse(Duration.ofHours(1)));
    Stream.<Prints.Attempt>of(
            () -> owner.update(id, name, prints.look(ApiKeyPatch.nothing().describe("other"))),
            () -> owner.addToWhitelist(id, name, List.of(CidrBlock.parse("192.0.2.0/28"))),
            () -> owner.getWhitelist(id, name),
            () -> owner.list(id, KeyFilter.all().describedWith("other"), PageQuery.first(9)),
            () -> owner.getUsage(id, name),
            () -> owner.updateOrganization(id, OrganizationPatch.nothing().rename("New")),
            () -> owner.deleteExpired(id, Host.START),
            () -> owner.deleteSecret(id, name, key.secretId()),
            () -> host.store().newestEvents(id, 100))
        .forEach(prints::lookAt);
  }

  /** An id that was used before, which the database notices. */
  void usedId() {
    NewOrganization request =
        NewOrganization.named("Again").withId(new OrganizationId("again" + id));
    owner.deleteOrganization(organization(request).organization().id());
    prints.lookAt(() -> owner.createOrganization(request));
  }

  /** By a key that may not, on what is not there, and at a revision that is over. */
  void refusals() {
    IssuedApiKey key = create();
    ApiKeyId name = key.apiKey().id();
    ApiKeys member = prints.look(claviger.actingAs(authenticated(key)));
    Revision over = owner.getOrganization(id).revision();
    owner.bumpRevision(id);
    Stream.<Prints.Attempt>of(
            () -> member.create(id, NewApiKey.of("no", Role.ORG_OWNER)),
            () -> member.rotate(id, name, GracePeriod.none()),
            () -> member.get(id, NOBODY),
            () -> owner.rotate(id, NOBODY, GracePeriod.none()),
            () -> owner.deleteSecret(id, name, new SecretId("f".repeat(24))),
            () -> owner.atRevision(over).rotate(id, name, GracePeriod.none()),
            () -> owner.create(id, NewApiKey.of("no", new Role("ORG_UNHEARD_OF"))))
        .forEach(prints::lookAt);
  }

  /** The clear text in the place of something else. */
  void mixUps() {
    String secret = first.privateKey().reveal();
    Stream.<Prints.Attempt>of(
            () -> new PublicKey(secret),
            () -> PrivateKey.of(secret + " "),
            () -> PrivateKey.of(secret.repeat(9)),
            () -> new Verifier(secret + " "),
            () -> new SecretId(secret),
            () -> new ApiKeyId(secret),
            () -> TokenFormat.of(secret))
        .forEach(prints::lookAt);
  }

  private Caller.Key authenticated(IssuedApiKey issued) {
    ApiKey key = issued.apiKey();
    Credential credential = new Credential.Pair(key.publicKey(), issued.privateKey());
    Authenticated answer = (Authenticated) claviger.authenticator().authenticate(credential);
    return prints.look(answer.caller(Requests.HOME));
  }
}
