package io.claviger.examples.saas;

import static org.springframework.security.core.authority.AuthorityUtils.createAuthorityList;
import static org.springframework.security.crypto.factory.PasswordEncoderFactories.createDelegatingPasswordEncoder;

import io.claviger.ApiKeys;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spring.transaction.TransactionalClaviger;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tenants and their users. Each tenant is an organization of the same id. */
@Service
public class Tenants implements UserDetailsService {
  private final PasswordEncoder passwords = createDelegatingPasswordEncoder();
  private final JdbcClient jdbc;
  private final TransactionalClaviger claviger;

  Tenants(JdbcClient jdbc, TransactionalClaviger claviger) {
    this.jdbc = jdbc;
    this.claviger = claviger;
  }

  /** Creates the organization, and the rows of the tenant and of its owner: all or none. */
  @Transactional
  public void signUp(String company, String owner, String password) {
    ApiKeys keys = claviger.actingAs(Caller.application("sign-up"));
    OrganizationId id =
        keys.createOrganization(NewOrganization.named(company).withoutKey()).organization().id();
    jdbc.sql("insert into tenant (id, name) values (?, ?)").params(id.value(), company).update();
    String hash = Objects.requireNonNull(passwords.encode(password));
    jdbc.sql("insert into tenant_user (name, password_hash, tenant, role) values (?, ?, ?, ?)")
        .params(owner, hash, id.value(), Role.ORG_OWNER.name())
        .update();
  }

  /** Deletes the organization with all its keys, and the rows of the tenant: all or none. */
  @Transactional
  public void close(String userName) {
    TenantUser user = find(userName).orElseThrow();
    claviger.actingAs(user.caller()).deleteOrganization(user.organization());
    jdbc.sql("delete from tenant where id = ?").param(user.organization().value()).update();
  }

  /** Returns a user with the role that it has now. */
  public Optional<TenantUser> find(String name) {
    return jdbc.sql("select name, tenant as organization, role from tenant_user where name = ?")
        .param(name)
        .query(TenantUser.class)
        .optional();
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    return jdbc.sql("select password_hash, 'ROLE_' || role from tenant_user where name = ?")
        .param(name)
        .query((row, n) -> new User(name, row.getString(1), createAuthorityList(row.getString(2))))
        .optional()
        .orElseThrow(() -> new UsernameNotFoundException("no such user"));
  }
}
