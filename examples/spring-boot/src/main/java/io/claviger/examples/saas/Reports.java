package io.claviger.examples.saas;

import io.claviger.http.access.ApiKeyPrincipal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API. The tenant is never a parameter of a request: it is the organization of the key. */
@RestController
record Reports(JdbcClient jdbc) {
  record NewReport(String title) {}

  @GetMapping("/reports")
  List<String> list(@AuthenticationPrincipal ApiKeyPrincipal key) {
    return jdbc.sql("select title from report where tenant = ? order by title")
        .param(key.key().organization().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @PostMapping("/reports")
  @ResponseStatus(HttpStatus.CREATED)
  void create(@AuthenticationPrincipal ApiKeyPrincipal key, @RequestBody NewReport report) {
    jdbc.sql("insert into report (tenant, title) values (?, ?)")
        .params(key.key().organization().value(), report.title())
        .update();
  }
}
