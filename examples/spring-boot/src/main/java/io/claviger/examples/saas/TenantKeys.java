package io.claviger.examples.saas;

import io.claviger.ApiKeys;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyUsage;
import io.claviger.spring.TransactionalClaviger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys of a tenant, each with a contact, which is a row of the application. */
@Service
public class TenantKeys {
  private final TransactionalClaviger claviger;
  private final JdbcClient jdbc;

  TenantKeys(TransactionalClaviger claviger, JdbcClient jdbc) {
    this.claviger = claviger;
    this.jdbc = jdbc;
  }

  /** A key as the page shows it. */
  record Row(ApiKey key, @Nullable KeyUsage usage, @Nullable String contact) {}

  /** Returns the management of keys with the rights of the user. */
  ApiKeys of(TenantUser user) {
    return claviger.actingAs(user.caller());
  }

  /** Creates a key and its contact in one transaction: both or none. */
  @Transactional
  public IssuedApiKey create(TenantUser user, NewKey form) {
    IssuedApiKey issued = of(user).create(user.organization(), form.request());
    jdbc.sql("insert into key_contact (api_key, tenant, email) values (?, ?, ?)")
        .params(issued.apiKey().id().value(), user.organization().value(), form.contact())
        .update();
    return issued;
  }

  /** Revokes a key and deletes its contact: both or none. */
  @Transactional
  public void revoke(TenantUser user, ApiKeyId key) {
    of(user).revoke(user.organization(), key);
    jdbc.sql("delete from key_contact where api_key = ?").param(key.value()).update();
  }

  /** Returns all keys of the tenant, the newest first. */
  List<Row> list(TenantUser user) {
    List<ApiKey> keys = of(user).stream(user.organization(), KeyFilter.all()).toList();
    var usage = of(user).getUsage(user.organization(), keys.stream().map(ApiKey::id).toList());
    Map<String, String> contacts =
        jdbc
            .sql("select api_key, email from key_contact where tenant = ?")
            .param(user.organization().value())
            .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return keys.stream()
        .sorted(Comparator.comparing(ApiKey::createdAt).reversed())
        .map(key -> new Row(key, usage.get(key.id()), contacts.get(key.id().value())))
        .toList();
  }
}
