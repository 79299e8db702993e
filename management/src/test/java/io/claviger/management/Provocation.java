package io.claviger.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.access.Caller;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.StoreException;
import io.claviger.test.FaultyApiKeyStore.Call;
import io.claviger.testing.json.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Sends a request of an operation, so that it is answered with a given status if the operation can
 * have it.
 */
final class Provocation {
  /** All that can be provoked; 200 stands for each success. */
  static final List<Integer> STATUSES =
      List.of(200, 400, 401, 403, 404, 405, 408, 412, 413, 415, 429, 500, 501, 503);

  private final ManagementFixture fixture;
  private final OpenApi.Operation operation;
  private final IssuedApiKey key;
  private final String target;
  private final String body;

  Provocation(ManagementFixture fixture, OpenApi.Operation operation) {
    this.fixture = fixture;
    this.operation = operation;
    this.key = fixture.create(NewApiKey.of("a", Role.ORG_OWNER));
    this.target =
        operation
            .path()
            .replace("{organization}", ManagementFixture.ACME.value())
            .replace("{key}", key.apiKey().id().value())
            .replace("{secret}", key.secretId().value())
            .replace("{project}", ManagementFixture.ALPHA.value());
    this.body = operation.example().map(Json::write).orElse("");
  }

  void send(int status) {
    ManagementClient owner = fixture.owner();
    switch (status) {
      case 200, 501 -> send(owner.with("If-Match", "*"));
      case 400 -> owner.send(operation.method(), target + "?%zz", body);
      case 401 -> unauthenticated();
      case 403 -> send(operation.path().equals("/me") ? elsewhere() : fixture.stranger());
      case 404 -> inNoOrganization();
      case 405 -> owner.send("TRACE", target, body);
      case 408 -> tooSlowly(owner);
      case 412 -> send(owner.with("If-Match", "\"of-another-state\""));
      case 413 -> owner.send(operation.method(), target, tooLong());
      case 415 -> send(owner.with("Content-Type", "text/plain"));
      case 429 -> tooOften();
      case 500 -> send(fixture.superuser());
      case 503 -> withoutStore();
      default -> throw new IllegalArgumentException("nothing provokes " + status);
    }
  }

  private void send(ManagementClient client) {
    client.send(operation.method(), target, body);
  }

  private void tooSlowly(ManagementClient client) {
    fixture.pace = Duration.ofSeconds(11);
    send(client);
  }

  private String tooLong() {
    return body.isEmpty() ? "" : body + " ".repeat(400_000);
  }

  /** Without a credential, and then with a wrong one. */
  private void unauthenticated() {
    send(fixture.nobody());
    String wrong = Base64.getEncoder().encodeToString("abcdefgh:wrong".getBytes(UTF_8));
    send(fixture.nobody().with("Authorization", "Basic " + wrong));
  }

  private ManagementClient elsewhere() {
    return fixture
        .nobody()
        .as(
            fixture.create(
                NewApiKey.of("b", Role.ORG_MEMBER)
                    .withWhitelist(CidrBlock.parse("203.0.113.0/24"))));
  }

  private void inNoOrganization() {
    OrganizationId nowhere = new OrganizationId("nowhere");
    fixture
        .nobody()
        .as(Caller.user("nora", nowhere, Role.ORG_OWNER))
        .send(operation.method(), target.replace("/acme", "/nowhere"), body);
  }

  private void tooOften() {
    fixture.wait = Optional.of(Duration.ofSeconds(1));
    send(fixture.nobody().as(key));
  }

  private void withoutStore() {
    fixture.store.fail(Call.FIND_BY_PUBLIC_KEY, 1, StoreException.Kind.UNREACHABLE);
    send(fixture.nobody().as(key));
  }
}
