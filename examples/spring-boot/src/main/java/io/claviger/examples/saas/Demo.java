package io.claviger.examples.saas;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Creates the organization of the tenant in data-demo.sql, and a key. */
@Component
@Profile("demo")
record Demo(Claviger claviger) {
  /** Also calls the API without a key and with one. Returns the lines to print. */
  String fill(String site) {
    ApiKeys setup = claviger.actingAs(Caller.application("demo"));
    OrganizationId acme = new OrganizationId("acme");
    setup.createOrganization(NewOrganization.named("Acme").withId(acme).withoutKey());
    ApiKeys alice = claviger.actingAs(Caller.user("alice", acme, Role.ORG_OWNER));
    NewApiKey export = NewApiKey.of("Nightly export", new Role("REPORT_READER"));
    CidrBlock here = CidrBlock.parse("127.0.0.0/8");
    String token = alice.create(acme, export.withWhitelist(here)).privateKey().reveal();
    URI api = URI.create(site + "/reports");
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
