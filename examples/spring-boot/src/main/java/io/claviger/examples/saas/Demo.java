package io.claviger.examples.saas;

import static io.claviger.examples.saas.NewKey.Access.REPORT_READER;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Fills the database of the demonstration with two tenants, their users, reports and a key. */
@Component
@Profile("demo")
class Demo {
  private final Tenants tenants;
  private final TenantKeys keys;
  private final Reports reports;

  Demo(Tenants tenants, TenantKeys keys, Reports reports) {
    this.tenants = tenants;
    this.keys = keys;
    this.reports = reports;
  }

  /** Also calls the API without a key and with one. Returns the lines to print. */
  String fill(URI api) {
    tenants.signUp("Acme", "alice", "alice-demo");
    tenants.signUp("Globex", "bob", "bob-demo");
    TenantUser alice = tenants.loadUserByUsername("alice");
    reports.add(alice.organization(), "Visitors in May");
    var form = new NewKey("Nightly export", REPORT_READER, "ops@acme.example", "127.0.0.0/8, ::1");
    String token = keys.create(alice, form).privateKey().reveal();
    return "demo token %s\ndemo users alice:alice-demo bob:bob-demo\n\n".formatted(token)
        + "$ curl -i %s\n%s\n".formatted(api, answer(HttpRequest.newBuilder(api)))
        + "$ curl -i -H \"X-API-Key: %s\" %s\n%s\n"
            .formatted(token, api, answer(HttpRequest.newBuilder(api).header("X-API-Key", token)));
  }

  private static String answer(HttpRequest.Builder request) {
    var answer = HttpClient.newHttpClient().sendAsync(request.build(), BodyHandlers.ofString());
    return answer.thenApply(got -> got.statusCode() + " " + got.body()).join();
  }
}
