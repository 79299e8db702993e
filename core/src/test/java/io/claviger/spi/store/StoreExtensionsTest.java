package io.claviger.spi.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreExtensionsTest {
  private static final String WITH = "with";

  /** A wrapper that replaces one part must pass all others on. */
  @Test
  void everyPartStaysWhenOthersAreReplaced() throws ReflectiveOperationException {
    List<Method> withers =
        Stream.of(StoreExtensions.class.getMethods())
            .filter(each -> each.getName().startsWith(WITH) && each.getParameterCount() == 1)
            .toList();
    assertFalse(withers.isEmpty());

    Map<String, Object> given = new HashMap<>();
    StoreExtensions all = StoreExtensions.none();
    for (Method wither : withers) {
      Object part = anyOf(wither.getParameterTypes()[0]);
      given.put(part(wither), part);
      all = (StoreExtensions) wither.invoke(all, part);
    }

    for (Method wither : withers) {
      assertHas(given, (StoreExtensions) wither.invoke(all, given.get(part(wither))));
    }
  }

  private static void assertHas(Map<String, Object> parts, StoreExtensions extensions)
      throws ReflectiveOperationException {
    for (Map.Entry<String, Object> each : parts.entrySet()) {
      Method getter = StoreExtensions.class.getMethod(each.getKey());
      Optional<?> found = (Optional<?>) getter.invoke(extensions);
      assertSame(each.getValue(), found.orElse(null), each.getKey());
    }
  }

  /** Returns the name of the getter. */
  private static String part(Method wither) {
    String name = wither.getName().substring(WITH.length());
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static Object anyOf(Class<?> type) {
    return Proxy.newProxyInstance(
        StoreExtensionsTest.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> null);
  }
}
