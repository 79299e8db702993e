package io.claviger.examples.saas;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.OrganizationId;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API. The tenant is never a parameter of a request: it is the organization of the key. */
@RestController
@RequestMapping("/reports")
class Reports {
  private final JdbcClient jdbc;

  Reports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record NewReport(String title) {}

  @GetMapping
  List<String> list(@AuthenticationPrincipal ApiKeyPrincipal key) {
    return jdbc.sql("select title from report where tenant = ? order by title")
        .param(key.key().organization().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  void create(@AuthenticationPrincipal ApiKeyPrincipal key, @RequestBody NewReport report) {
    add(key.key().organization(), report.title());
  }

  void add(OrganizationId tenant, String title) {
    jdbc.sql("insert into report (id, tenant, title) values (?, ?, ?)")
        .params(UUID.randomUUID().toString(), tenant.value(), title)
        .update();
  }
}
