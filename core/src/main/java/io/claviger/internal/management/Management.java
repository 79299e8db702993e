package io.claviger.internal.management;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;

/** The parts of management, on one store. */
public record Management(
    ApiKeyStore store,
    ManagementContext context,
    ChangeLoop loop,
    Rules rules,
    OrganizationCreation creation,
    KeyListing listing) {
  /** Returns the same management, with the same options, on a store in a transaction. */
  public Management within(ApiKeyStore joined) {
    ChangeLoop once = loop.on(joined);
    return new Management(
        joined, context, once, rules, creation.on(joined, once), listing.on(joined));
  }

  public ExpiredDeletion expired() {
    return new ExpiredDeletion(
        loop, listing, rules.expiredKeys(), new RevokedTokenSweep(store, context.clock()));
  }

  public TokenRevocation tokenRevocation() {
    return new TokenRevocation(store, context.clock());
  }

  public AuditLog auditLog() {
    return store
        .extensions()
        .events()
        .orElseThrow(() -> new UnsupportedOperationException("the store keeps no events"));
  }
}
