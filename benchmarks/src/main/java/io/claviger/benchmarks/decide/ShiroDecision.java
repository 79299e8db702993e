package io.claviger.benchmarks.decide;

import io.claviger.benchmarks.run.Require;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.Permission;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.apache.shiro.cache.MemoryConstrainedCacheManager;
import org.apache.shiro.mgt.DefaultSecurityManager;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Shiro with its cache. Its permissions are the {@link Rules}, without addresses. */
@State(Scope.Benchmark)
public class ShiroDecision {
  private final PrincipalCollection[] keys = new PrincipalCollection[Rules.KEYS.length];
  private final Permission[][] wanted = new Permission[Rules.KEYS.length][Rules.RESOURCES.length];
  private DefaultSecurityManager security;

  /** Creates the principals, and a realm that knows their permissions. */
  @Setup
  public void open() {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new SimplePrincipalCollection(i, "rules");
      for (int j = 0; j < Rules.RESOURCES.length; j++) {
        wanted[i][j] = permission(i, j);
      }
    }
    Realm realm = new Realm();
    realm.setAuthorizationCachingEnabled(true);
    realm.setCacheManager(new MemoryConstrainedCacheManager());
    security = new DefaultSecurityManager(realm);
    Require.that(decide(0), "not allowed");
  }

  /**
   * Creates a permission. The measured code does not call this, because parsing takes longer than
   * comparing.
   */
  private static Permission permission(int key, int resource) {
    return new WildcardPermission(
        Rules.ORGANIZATIONS[key] + ":" + Rules.RESOURCES[resource] + ":read");
  }

  boolean decide(int request) {
    int key = request % keys.length;
    return security.isPermitted(
        keys[key], wanted[key][request / keys.length % Rules.RESOURCES.length]);
  }

  private static final class Realm extends AuthorizingRealm {
    @Override
    protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
      int key = (Integer) principals.getPrimaryPrincipal();
      Set<Permission> permissions =
          IntStream.range(0, Rules.RESOURCES.length)
              .mapToObj(i -> permission(key, i))
              .collect(Collectors.toSet());
      SimpleAuthorizationInfo info = new SimpleAuthorizationInfo(Set.of("reader"));
      info.setObjectPermissions(permissions);
      return info;
    }

    @Override
    protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
      return null;
    }
  }
}
