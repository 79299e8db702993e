package io.claviger.store.jdbc.leaks;

import io.claviger.Peppers;
import io.claviger.model.ClavigerException;
import io.claviger.model.PrivateKey;
import io.claviger.spi.NamedValue;
import io.claviger.spi.Verifier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The text of a value, and the values inside it. */
final class Anatomy {
  /** What is inside these is the secret itself; nothing else may hold it. */
  private static final Set<Class<?>> CLOSED =
      Set.of(PrivateKey.class, Verifier.class, Peppers.class, NamedValue.class);

  private Anatomy() {}

  /** As a log line would have it. */
  static String text(Object value) {
    if (value instanceof Throwable thrown) {
      return text(thrown);
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString();
  }

  /** The stack trace with all causes, and what only a program asks of them. */
  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    thrown.printStackTrace(writer);
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ClavigerException e) {
        writer.println(e.parameters());
      }
      if (t instanceof SQLException e && e.getNextException() != null) {
        writer.println(text(e.getNextException()));
      }
    }
    return text.toString();
  }

  /** The elements of a collection, the parts of a value of this library. */
  static Collection<?> inside(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      return Stream.concat(map.keySet().stream(), map.values().stream()).toList();
    }
    if (value instanceof Optional<?> optional) {
      return optional.stream().toList();
    }
    return isOurs(value.getClass()) ? parts(value) : List.of();
  }

  /** Not these tests themselves, which know the secrets. */
  private static boolean isOurs(Class<?> type) {
    String name = type.getPackageName();
    return name.startsWith("io.claviger")
        && !name.equals(Anatomy.class.getPackageName())
        && !CLOSED.contains(type);
  }

  /** The fields, also private ones as far as the module system lets us; what a record hands out. */
  private static List<Object> parts(Object value) {
    List<Object> parts = new ArrayList<>();
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
          add(parts, () -> field.get(value));
        }
      }
    }
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        Method accessor = component.getAccessor();
        if (accessor.trySetAccessible()) {
          add(parts, () -> accessor.invoke(value));
        }
      }
    }
    return parts;
  }

  private static void add(List<Object> parts, Reading reading) {
    try {
      Object part = reading.read();
      if (part != null) {
        parts.add(part);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Reading {
    Object read() throws ReflectiveOperationException;
  }
}
