package io.claviger.benchmarks.http;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.model.CidrBlock;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of 1,000 keys, ten in each organization, and requests with them. */
final class Tokens {
  private static final int ORGANIZATIONS = 100;
  private static final String BEARER = "Bearer ";

  private Tokens() {}

  static List<String> issue(Claviger claviger) {
    ApiKeys keys = claviger.actingAs(Caller.application("benchmarks"));
    List<String> issued = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      OrganizationId organization = new OrganizationId("organization" + i);
      keys.createOrganization(NewOrganization.named("seeded").withId(organization));
      for (int key = 0; key < Seed.KEYS_PER_ORGANIZATION; key++) {
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
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n";
    return tokens.stream()
        .map(token -> head + "Authorization: " + BEARER + token + "\r\n\r\n")
        .map(request -> request.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  /** Returns the token of a request; null if it has none. */
  static @Nullable String of(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : null;
  }
}
