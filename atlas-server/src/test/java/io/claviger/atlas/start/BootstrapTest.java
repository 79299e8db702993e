package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.KeyFilter;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.PageQuery;
import io.claviger.model.Role;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId("0123456789abcdef01234567");

  private final Claviger claviger = Claviger.of(new InMemoryApiKeyStore());
  private final ApiKeys keys = claviger.actingAs(Caller.application("test"));

  /** Whoever lost the key of the owner cannot make room for another one. */
  @Test
  void aNewOwnerIsMadeWhereTheOrganizationIsFullToo() throws IOException {
    start();
    keys.updateOrganization(
        ORGANIZATION,
        OrganizationPatch.nothing()
            .limit(Limits.standard().withApiKeys(1).withWhitelistEntries(200)));

    String told = start("--new-owner");

    assertTrue(told.startsWith("public key "), "the key is told");
    assertEquals(2, keys.list(ORGANIZATION, KeyFilter.all(), PageQuery.first(10)).items().size());
    assertTrue(
        keys.list(ORGANIZATION, KeyFilter.all(), PageQuery.first(10)).items().stream()
            .allMatch(key -> key.holds(Role.ORG_OWNER)));
    assertEquals(
        Limits.standard().withApiKeys(2).withWhitelistEntries(200),
        keys.getOrganization(ORGANIZATION).settings().limits());
  }

  private String start(String... more) throws IOException {
    String[] arguments = new String[4 + more.length];
    System.arraycopy(new String[] {"--port", "80", "--data", "d"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Bootstrap.run(claviger, ORGANIZATION, Options.parse(arguments), print);
    return out.toString(StandardCharsets.UTF_8);
  }
}
