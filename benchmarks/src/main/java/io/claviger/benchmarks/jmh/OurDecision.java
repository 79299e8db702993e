package io.claviger.benchmarks.jmh;

import io.claviger.Claviger;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our authorizer with the {@link Rules}, and a whitelist for each key. */
@State(Scope.Benchmark)
public class OurDecision {
  private final Authenticated[] keys = new Authenticated[Rules.KEYS];
  private final Permission[] permissions = new Permission[Rules.PERMISSIONS];
  private Authorizer authorizer;

  /** Creates the keys and authenticates them. */
  @Setup
  public void open() {
    for (int i = 0; i < permissions.length; i++) {
      permissions[i] = new Permission("resource" + i + ".read");
    }
    RoleGrants grants = RoleGrants.none().grant(Seed.ROLE, permissions);
    for (int i = 0; i < Rules.OTHER_ROLES; i++) {
      grants = grants.grant(new io.claviger.model.Role("ORG_OTHER_" + i), permissions);
    }
    authorizer = new Authorizer(grants);
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    Texts texts = new Texts(Rules.KEYS);
    Seed seed = new Seed("hmac");
    seed.make(
        Rules.KEYS,
        (organization, issued) -> {
          if (!store.commit(seed.creation(organization, issued))) {
            throw new IllegalStateException("an organization came twice");
          }
          issued.forEach(texts::add);
        });
    authenticate(store, texts);
    if (!(decide(0) instanceof Decision.Allowed)) {
      throw new IllegalStateException("not allowed: " + decide(0));
    }
  }

  private void authenticate(InMemoryApiKeyStore store, Texts texts) {
    try (Claviger claviger = Claviger.builder(store).peppers(Seed.peppers("hmac")).build()) {
      for (int i = 0; i < keys.length; i++) {
        Credential pair = Credential.pair(texts.publicKeys[i], texts.privateKeys[i]);
        keys[i] = (Authenticated) claviger.authenticator().authenticate(pair);
      }
    }
  }

  Decision decide(int request) {
    Authenticated key = keys[request % keys.length];
    IpAddress address = Seed.ADDRESSES[request & (Seed.ADDRESSES.length - 1)];
    Permission permission = permissions[request / keys.length % permissions.length];
    return authorizer.decide(key, AccessRequest.of(key.organization(), permission, address));
  }
}
