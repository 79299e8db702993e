package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes with {@code If-Match}, while another process makes changes. */
class PreconditionTest {
  private final InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
  private final ManagementFixture fixture = ManagementFixture.on(memory);
  private final Claviger otherProcess = Claviger.of(memory);
  private final ApiKeyId key = fixture.create(NewApiKey.of("a", Role.ORG_MEMBER)).apiKey().id();
  private final String path = ManagementFixture.KEYS + "/" + key.value();

  @AfterEach
  void close() {
    otherProcess.close();
    fixture.close();
  }

  /** The change has compared the tag, and has not been committed yet. */
  @Test
  void aConditionHoldsUntilTheChangeIsMade() {
    fixture.store.run(Call.COMMIT, () -> describe("in between"));
    assertEquals(412, conditional(tag()).send("PATCH", path, "{'description':'b'}").status());
    assertEquals("in between", fixture.owner().get(path).at("description"));
  }

  @Test
  void changesOfOtherKeysDoNotMatter() {
    fixture.store.run(
        Call.COMMIT,
        () ->
            otherProcess
                .actingAs(Caller.application("other"))
                .create(ManagementFixture.ACME, NewApiKey.of("b", Role.ORG_MEMBER)));
    assertEquals(200, conditional(tag()).send("PATCH", path, "{'description':'c'}").status());
  }

  @Test
  void aTagThatAProxyHasMarkedIsThatTag() {
    String tag = tag();
    String inside = tag.substring(1, tag.length() - 1);
    for (String marked :
        List.of(
            "W/" + tag, '"' + inside + "-gzip\"", "W/\"" + inside + "--gzip\"", "\"x\", " + tag)) {
      assertEquals(
          200, conditional(marked).send("PATCH", path, "{'enabled':true}").status(), marked);
    }
    assertEquals(412, conditional("\"x\", \"y\"").send("PATCH", path, "{'enabled':true}").status());
  }

  @Test
  void aWhitelistHasTheTagOfItsKey() {
    String seen = fixture.owner().get(path + "/whitelist").header("ETag").orElseThrow();
    assertEquals(tag(), seen);
    fixture.owner().send("PATCH", path + "/whitelist", "{'add':['192.0.2.1']}");
    assertEquals(
        412,
        conditional(seen).send("PATCH", path + "/whitelist", "{'add':['192.0.2.2']}").status());
  }

  @Test
  void anOrganizationHasNoTag() {
    assertEquals(
        412,
        conditional("\"x\"")
            .send("PATCH", ManagementFixture.ORGANIZATION, "{'whitelistRequired':true}")
            .status());
  }

  private void describe(String text) {
    otherProcess
        .actingAs(Caller.application("other"))
        .update(ManagementFixture.ACME, key, ApiKeyPatch.nothing().describe(text));
  }

  private String tag() {
    return fixture.owner().get(path).header("ETag").orElseThrow();
  }

  private ManagementClient conditional(String tag) {
    return fixture.owner().with("If-Match", tag);
  }
}
