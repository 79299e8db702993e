package io.claviger.benchmarks.http;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tokens of 1,000 keys, ten in each organization, and requests with them. */
final class Tokens {
  private static final int ORGANIZATIONS = 100;
  private static final int KEYS_PER_ORGANIZATION = 10;

  private Tokens() {}

  static List<String> issue(Claviger claviger) {
    ApiKeys keys = claviger.actingAs(Caller.application("benchmarks"));
    List<String> issued = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      OrganizationId organization = new OrganizationId("organization" + i);
      keys.createOrganization(NewOrganization.named("seeded").withId(organization));
      for (int key = 0; key < KEYS_PER_ORGANIZATION; key++) {
        NewApiKey request =
            NewApiKey.of("seeded", Role.ORG_READ_ONLY)
                .withWhitelist(
                    CidrBlock.parse("10.0.0.0/8"),
                    CidrBlock.parse("127.0.0.0/8"),
                    CidrBlock.parse("2001:db8::/32"));
        issued.add(keys.create(organization, request).privateKey().reveal());
      }
    }
    return List.copyOf(issued);
  }

  /** Returns a request for this path with each of the tokens. */
  static List<byte[]> requests(List<String> tokens, String path) {
    return tokens.stream()
        .map(
            token ->
                ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nAuthorization: Bearer "
                        + token
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }
}
