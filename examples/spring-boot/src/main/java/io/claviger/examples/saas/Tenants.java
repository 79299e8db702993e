package io.claviger.examples.saas;

import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.spring.TransactionalClaviger;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tenants and their users. */
@Service
public class Tenants implements UserDetailsService {
  private final PasswordEncoder passwords =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final JdbcClient jdbc;
  private final TransactionalClaviger claviger;

  Tenants(JdbcClient jdbc, TransactionalClaviger claviger) {
    this.jdbc = jdbc;
    this.claviger = claviger;
  }

  /**
   * Creates a tenant with its first user. The rows of the application and the organization are
   * created in one transaction.
   */
  @Transactional
  public void signUp(String company, String user, String password) {
    OrganizationId id = new OrganizationId(UUID.randomUUID().toString().replace("-", ""));
    jdbc.sql("insert into tenant (id, name) values (?, ?)").params(id.value(), company).update();
    jdbc.sql("insert into tenant_user (name, password_hash, tenant) values (?, ?, ?)")
        .params(user, Objects.requireNonNull(passwords.encode(password)), id.value())
        .update();
    claviger
        .actingAs(Caller.application("sign-up"))
        .createOrganization(NewOrganization.named(company).withId(id).withoutKey());
  }

  @Override
  public TenantUser loadUserByUsername(String name) {
    return jdbc.sql("select name, password_hash, tenant from tenant_user where name = ?")
        .param(name)
        .query((row, n) -> new TenantUser(row.getString(1), row.getString(2), row.getString(3)))
        .optional()
        .orElseThrow(() -> new UsernameNotFoundException("no such user"));
  }
}
