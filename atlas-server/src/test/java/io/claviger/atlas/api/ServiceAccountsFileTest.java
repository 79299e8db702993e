package io.claviger.atlas.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.TestJson;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code service-accounts.json}, from which a client is made. */
class ServiceAccountsFileTest {
  private static final String FILE = "/io/claviger/atlas/clients/service-accounts.json";

  @Test
  void itsOperationsAreTheRoutesOfAccountsAndTheTokenEndpoint() throws Exception {
    Set<String> routes =
        AtlasApi.accountRoutes(new Links("http://localhost")).stream()
            .map(route -> route.method() + " /api/atlas/v2/" + String.join("/", route.path()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(22, routes.size());
    routes.add("POST /api/oauth/token");

    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : paths().properties()) {
      path.getValue().fieldNames().forEachRemaining(name -> operations.add(operation(name, path)));
    }
    operations.removeIf(operation -> operation.startsWith("PARAMETERS "));
    assertEquals(routes, operations);
  }

  private static JsonNode paths() throws Exception {
    try (InputStream file =
        Objects.requireNonNull(ServiceAccountsFileTest.class.getResourceAsStream(FILE))) {
      return TestJson.read(file.readAllBytes()).orElseThrow().path("paths");
    }
  }

  private static String operation(String method, Map.Entry<String, JsonNode> path) {
    return method.toUpperCase(Locale.ROOT) + " " + path.getKey().replaceAll("\\{[^}]+}", "*");
  }
}
