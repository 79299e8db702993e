package io.claviger.store.jdbc;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spi.ChangeListener;
import io.claviger.store.cache.CachingApiKeyStore;

/** A process that answers requests through a cache. */
final class CachedNode implements AutoCloseable {
  private static final Permission READ = new Permission("reports.read");
  private static final IpAddress HOME = IpAddress.parse("203.0.113.7");

  private final CachingApiKeyStore cache;
  private final Claviger claviger;
  private final AccessCheck check;

  CachedNode(CachingApiKeyStore cache) {
    this(cache, ChangeListener.none());
  }

  CachedNode(CachingApiKeyStore cache, ChangeListener listener) {
    this.cache = cache;
    this.claviger = Claviger.builder(cache).listener(listener).build();
    this.check =
        claviger.accessCheck(new Authorizer(RoleGrants.none().grant(Role.ORG_READ_ONLY, READ)));
  }

  ApiKeys application() {
    return claviger.actingAs(Caller.application("test"));
  }

  AccessResult request(IssuedApiKey key) {
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    return request(key.apiKey().organization(), pair);
  }

  AccessResult request(OrganizationId organization, Credential credential) {
    return check.check(credential, AccessRequest.of(organization, READ, HOME));
  }

  boolean admits(IssuedApiKey key) {
    return request(key) instanceof AccessResult.Granted;
  }

  @Override
  public void close() {
    claviger.close();
    cache.close();
  }
}
