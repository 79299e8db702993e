package io.claviger.benchmarks.decide;

import io.claviger.Claviger;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.run.Require;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our authorizer with the {@link Rules}, and a whitelist for each key. */
@State(Scope.Benchmark)
public class OurDecision {
  private final Authenticated[] keys = new Authenticated[Rules.KEYS.length];
  private final Permission[] permissions = new Permission[Rules.RESOURCES.length];
  private Authorizer authorizer;

  /** Creates the keys and authenticates them. */
  @Setup
  public void open() {
    for (int i = 0; i < permissions.length; i++) {
      permissions[i] = new Permission("resource" + i + ".read");
    }
    RoleGrants grants = RoleGrants.none().grant(Seed.ROLE, permissions);
    for (int i = 0; i < Rules.OTHER_ROLES; i++) {
      grants = grants.grant(new Role("ORG_OTHER_" + i), permissions);
    }
    authorizer = new Authorizer(grants);
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    List<KeyIssuer.Issue> issued = new Seed("hmac").fill(store, Rules.KEYS.length);
    try (Claviger claviger = Claviger.builder(store).peppers(Seed.peppers("hmac")).build()) {
      for (int i = 0; i < keys.length; i++) {
        IssuedApiKey key = issued.get(i).issued();
        Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
        keys[i] = (Authenticated) claviger.authenticator().authenticate(pair);
      }
    }
    Require.that(decide(0) instanceof Decision.Allowed, "not allowed");
  }

  Decision decide(int request) {
    Authenticated key = keys[request % keys.length];
    IpAddress address = Seed.address(request);
    Permission permission = permissions[request / keys.length % permissions.length];
    return authorizer.decide(key, AccessRequest.of(key.organization(), permission, address));
  }
}
