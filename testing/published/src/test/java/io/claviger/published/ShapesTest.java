package io.claviger.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who constructs a value decides its shape, as {@code docs/architecture.md} says. */
class ShapesTest {
  private static final Path RECORDS = Path.of("src", "test", "resources", "records.txt");

  /**
   * A field more in a record breaks whoever constructs it. So a public record is an id, a pair, a
   * criterion or something else that will not grow; or it is constructed by stores, which must
   * learn of each field.
   */
  @Test
  void theseTypesAreRecords() throws Exception {
    assertEquals(
        String.join("\n", Files.readAllLines(RECORDS)),
        String.join("\n", types().stream().filter(Class::isRecord).map(Class::getName).toList()),
        "a new record must not grow, or only stores construct it; otherwise write a final class");
  }

  /** A second constructor would hide a new field from those who must learn of it. */
  @Test
  void aRecordHasOneConstructor() throws Exception {
    assertEquals(
        List.of(),
        types().stream()
            .filter(type -> type.isRecord() && type.getDeclaredConstructors().length != 1)
            .toList());
  }

  @Test
  void noGetterHasTheNameOfAMethodThatReturnsACopy() throws Exception {
    List<String> pairs = new ArrayList<>();
    for (Class<?> type : types()) {
      for (Method getter : type.getMethods()) {
        if (getter.getParameterCount() == 0 && getter.getReturnType() != type) {
          Arrays.stream(type.getMethods())
              .filter(copy -> copy.getName().equals(getter.getName()))
              .filter(copy -> copy.getReturnType() == type && copy.getParameterCount() > 0)
              .filter(copy -> !Modifier.isStatic(copy.getModifiers()))
              .forEach(copy -> pairs.add(type.getName() + "." + copy.getName()));
        }
      }
    }
    assertEquals(List.of(), pairs);
  }

  private static List<Class<?>> types() throws Exception {
    List<Class<?>> types = new ArrayList<>();
    for (PublishedModule module : PublishedModule.jars().values()) {
      types.addAll(PublicTypes.of(module.classes()));
    }
    types.sort((one, other) -> one.getName().compareTo(other.getName()));
    return types;
  }
}
