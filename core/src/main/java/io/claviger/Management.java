package io.claviger;

import io.claviger.internal.management.ChangeLoop;
import io.claviger.internal.management.ExpiredDeletion;
import io.claviger.internal.management.KeyListing;
import io.claviger.internal.management.OrganizationCreation;
import io.claviger.internal.management.Rules;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;

/** The parts of management, on one store. */
record Management(
    ApiKeyStore store,
    ChangeLoop loop,
    Rules rules,
    OrganizationCreation creation,
    KeyListing listing) {
  /** Returns the same management, with the same options, on a store in a transaction. */
  Management within(ApiKeyStore joined) {
    ChangeLoop once = loop.on(joined);
    return new Management(joined, once, rules, creation.on(joined, once), listing.on(joined));
  }

  ExpiredDeletion expired() {
    return new ExpiredDeletion(loop, listing, rules.expiry());
  }

  AuditLog auditLog() {
    return store
        .auditLog()
        .orElseThrow(() -> new UnsupportedOperationException("the store keeps no events"));
  }
}
