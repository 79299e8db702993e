package io.claviger.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.AuditEvent;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.UsageCount;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about stores names each part of what a store keeps. */
class StoredTypesTest {
  private static final List<Class<?>> KEPT =
      List.of(
          Organization.class,
          EventChain.class,
          StoredApiKey.class,
          WhitelistEntry.class,
          AuditEvent.class,
          UsageCount.class,
          RevokedToken.class);

  /** These are stored as their text. */
  private static final Set<Class<?>> TEXTS = Set.of(IpAddress.class, CidrBlock.class);

  @Test
  void eachPartIsNamed() throws IOException {
    Map<String, String> rows = rows();
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : types()) {
      String name = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
      for (RecordComponent part : type.getRecordComponents()) {
        if (!rows.getOrDefault(name, "").contains("`" + part.getName() + "`")) {
          missing.add(name + "." + part.getName());
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** Returns the second cells by the types that the first cells name. */
  private static Map<String, String> rows() throws IOException {
    List<String> lines =
        Repository.open().pages().stream()
            .filter(each -> each.path().equals("docs/writing-a-store.md"))
            .findFirst()
            .orElseThrow()
            .lines();
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : lines.subList(lines.indexOf("## Serializing"), lines.size())) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == 5) {
        Stream.of(cells[1].split("`, `|`", -1)).forEach(type -> rows.put(type, cells[2]));
      }
    }
    return rows;
  }

  /** Returns the records with several parts that a store gets. */
  private static Set<Class<?>> types() {
    Set<Class<?>> found = new LinkedHashSet<>();
    List<Type> open = new ArrayList<>(KEPT);
    while (!open.isEmpty()) {
      Type next = open.remove(open.size() - 1);
      if (next instanceof ParameterizedType generic) {
        open.addAll(List.of(generic.getActualTypeArguments()));
      } else if (next instanceof Class<?> type && type.isRecord() && !TEXTS.contains(type)) {
        RecordComponent[] parts = type.getRecordComponents();
        if (parts.length == 1 || found.add(type)) {
          Stream.of(parts).map(RecordComponent::getGenericType).forEach(open::add);
        }
      }
    }
    return found;
  }
}
