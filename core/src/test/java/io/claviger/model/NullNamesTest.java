package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.RequestPath;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each public method and constructor refuses null with the name of the parameter. {@link
 * NullArgumentsTest} has the components of records, the elements of collections, and methods of
 * interfaces.
 */
class NullNamesTest {
  @Test
  void nullIsRefusedWithTheNameOfTheParameter() throws Exception {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Class<?> type : GoodValues.publicTypes()) {
      for (Executable executable : type == RequestPath.class ? List.<Executable>of() : own(type)) {
        for (int i = 0; i < executable.getParameterCount(); i++) {
          if (takesNoNull(executable, i)) {
            calls++;
            Parameter parameter = executable.getParameters()[i];
            String outcome = outcome(executable, i);
            if (!parameter.getName().equalsIgnoreCase(outcome)
                && !parameter.getName().equalsIgnoreCase("new" + outcome)) {
              wrong.add(executable + ", " + parameter.getName() + ": " + outcome);
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(calls > 200, calls + " calls");
  }

  /** Returns what a type adds to those that it extends. */
  private static List<Executable> own(Class<?> type) {
    List<Executable> found = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      int modifiers = method.getModifiers();
      if (Modifier.isPublic(modifiers)
          && !Modifier.isAbstract(modifiers)
          && !method.isSynthetic()
          && !(type.isEnum() && method.getName().equals("valueOf"))
          && !isInherited(method)) {
        found.add(method);
      }
    }
    if (!Modifier.isAbstract(type.getModifiers()) && !type.isRecord()) {
      found.addAll(List.of(type.getConstructors()));
    }
    return found;
  }

  private static boolean isInherited(Method method) {
    return supertypes(method.getDeclaringClass())
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && other.getParameterCount() == method.getParameterCount());
  }

  private static Stream<Class<?>> supertypes(Class<?> type) {
    Stream<Class<?>> direct =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    return direct.flatMap(each -> Stream.concat(Stream.of(each), supertypes(each)));
  }

  private static boolean takesNoNull(Executable executable, int position) {
    return !executable.getParameterTypes()[position].isPrimitive()
        && !executable.getAnnotatedParameterTypes()[position].isAnnotationPresent(Nullable.class);
  }

  /** Returns the message of the refusal, or what happened instead. */
  private static @Nullable String outcome(Executable executable, int position) throws Exception {
    Object[] arguments = new Object[executable.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i == position ? null : good(executable.getParameterTypes()[i]);
    }
    try {
      if (executable instanceof Constructor<?> constructor) {
        constructor.newInstance(arguments);
      } else if (executable instanceof Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        method.invoke(isStatic ? null : good(method.getDeclaringClass()), arguments);
      }
      return "accepted";
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof NullPointerException
          ? e.getCause().getMessage()
          : "" + e.getCause();
    }
  }

  private static Object good(Class<?> type) {
    Object good = GoodValues.of(type);
    assertNotNull(good, () -> "no value of " + type);
    return good;
  }
}
