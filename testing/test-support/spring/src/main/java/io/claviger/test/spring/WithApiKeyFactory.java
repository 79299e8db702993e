package io.claviger.test.spring;

import io.claviger.access.Authenticated;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.IpAddress;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.spring.security.ApiKeyAuthentication;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.TestKeys;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Creates and authenticates the key of a {@link WithApiKey}. */
final class WithApiKeyFactory implements WithSecurityContextFactory<WithApiKey> {
  private static final Role EXTRA = new Role("WITH_API_KEY");

  private final ManagementPolicy policy;
  private final RoleGrants grants;

  WithApiKeyFactory(ObjectProvider<ManagementPolicy> policy, ObjectProvider<RoleGrants> grants) {
    this.policy = policy.getIfAvailable(ManagementPolicy::standard);
    this.grants = grants.getIfAvailable(() -> RoleGrants.of(this.policy.roles()));
  }

  @Override
  public SecurityContext createSecurityContext(WithApiKey annotation) {
    Permission[] permissions =
        Arrays.stream(annotation.permissions()).map(Permission::new).toArray(Permission[]::new);
    Stream<Role> named = Arrays.stream(annotation.roles()).map(Role::new);
    Stream<Role> all = permissions.length == 0 ? named : Stream.concat(named, Stream.of(EXTRA));
    ApiKeyPrincipal principal =
        new ApiKeyPrincipal(
            key(all.toArray(Role[]::new)),
            IpAddress.parse(annotation.address()),
            grants.grant(EXTRA, permissions));
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new ApiKeyAuthentication(principal));
    return context;
  }

  private Authenticated key(Role... roles) {
    ManagementPolicy withExtra = policy.withRoles(policy.roles().withOrganizationRoles(EXTRA));
    Role[] some = roles.length == 0 ? new Role[] {Role.ORG_MEMBER} : roles;
    try (TestKeys keys =
        TestKeys.open(new InMemoryApiKeyStore(), options -> options.policy(withExtra))) {
      return keys.authenticated(some);
    }
  }
}
