package io.claviger.examples.saas;

import io.claviger.Claviger;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.util.stream.Stream;

/** Tenants and keys for tests. */
record TestKeys(Tenants tenants, Claviger claviger) {
  /** Creates a tenant whose owner has this name. */
  TenantUser signUp(String name) {
    tenants.signUp(name + " & Co", name, "correct horse");
    return tenants.find(name).orElseThrow();
  }

  IssuedApiKey create(TenantUser user, String role, String... blocks) {
    CidrBlock[] whitelist = Stream.of(blocks).map(CidrBlock::parse).toArray(CidrBlock[]::new);
    return claviger
        .actingAs(user.caller())
        .create(
            user.organization(),
            NewApiKey.of("Nightly export", new Role(role)).withWhitelist(whitelist));
  }
}
