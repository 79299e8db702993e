package io.claviger.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.model.OrganizationId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Null is a programming error wherever it is passed, and is found at once. */
class NullArgumentsTest {
  @Test
  void nullIsRefusedWithTheNameOfTheParameter() {
    InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    Map<String, Executable> calls =
        Map.ofEntries(
            Map.entry("publicKey", () -> store.findByPublicKey(null)),
            Map.entry("organization", () -> store.read(null, Set.of())),
            Map.entry("keys", () -> store.usage(new OrganizationId("acme"), null)),
            Map.entry("query", () -> store.events(null)),
            Map.entry("ids", () -> store.revisions(null)),
            Map.entry("change", () -> store.commit(null)),
            Map.entry("value", () -> store.storeIfAbsent(null)),
            Map.entry("batch", () -> store.add(null)),
            Map.entry("replacement", () -> store.replace(null)));
    calls.forEach(
        (name, call) ->
            assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}
