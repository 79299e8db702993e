package io.claviger.published;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists what users can see of a class, in an order that does not depend on the compiler. */
final class ApiDump {
  /** The packages whose types are printed by their simple name. */
  private static final Set<String> KNOWN =
      Set.of("java.lang", "java.util", "java.util.function", "java.time");

  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private ApiDump() {}

  static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null
        ? Modifier.isPublic(type.getModifiers())
        : isVisible(outer) && isVisible(outer, type.getModifiers());
  }

  /** Returns a line for the type, and an indented one for each member. */
  static List<String> lines(Class<?> type) {
    List<String> members = new ArrayList<>();
    // users can call what a superclass declares that they cannot see
    for (Class<?> c = type; c != null && (c == type || !isVisible(c)); c = c.getSuperclass()) {
      Stream.of(c.getDeclaredFields(), c.getDeclaredMethods())
          .flatMap(Arrays::stream)
          .filter(m -> isListed(type, (Member) m))
          .map(m -> m instanceof Method method ? line(method) : line((Field) m))
          .forEach(members::add);
    }
    Arrays.stream(type.getDeclaredConstructors())
        .filter(c -> isListed(type, c))
        .map(ApiDump::line)
        .forEach(members::add);
    return Stream.concat(
            Stream.of(header(type)), members.stream().sorted().distinct().map("  "::concat))
        .toList();
  }

  private static boolean isListed(Class<?> type, Member member) {
    boolean implied =
        member instanceof Method
            && ((type.isRecord() && OF_EVERY_RECORD.contains(member.getName()))
                || (type.isEnum() && OF_EVERY_ENUM.contains(member.getName())));
    return !member.isSynthetic() && !implied && isVisible(type, member.getModifiers());
  }

  private static boolean isVisible(Class<?> type, int modifiers) {
    boolean extensible = !Modifier.isFinal(type.getModifiers());
    return Modifier.isPublic(modifiers) || (extensible && Modifier.isProtected(modifiers));
  }

  private static String header(Class<?> type) {
    String supertype =
        type.isInterface() || type.isEnum() || type.isRecord() || isObject(type.getSuperclass())
            ? ""
            : " extends " + name(type.getAnnotatedSuperclass());
    return annotations(type)
        + modifiers(type)
        + kind(type)
        + " "
        + type.getCanonicalName()
        + parameters(type.getTypeParameters())
        + components(type)
        + supertype
        + list(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces())
        + permits(type);
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    return type.isInterface()
        ? "interface"
        : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String modifiers(Class<?> type) {
    String sealed = type.isSealed() ? "sealed " : "";
    boolean implied = type.isInterface() || type.isEnum() || type.isRecord();
    return implied ? sealed : sealed + modifiers(type.getModifiers());
  }

  private static String permits(Class<?> type) {
    if (!type.isSealed()) {
      return "";
    }
    return Arrays.stream(type.getPermittedSubclasses())
        .filter(ApiDump::isVisible)
        .map(ApiDump::name)
        .sorted()
        .collect(joining(", ", " permits ", ""));
  }

  /** Patterns and constructors depend on the order of these. */
  private static String components(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(c -> name(c.getAnnotatedType()) + " " + c.getName())
            .collect(joining(", ", "(", ")"))
        : "";
  }

  private static String line(Field field) {
    return annotations(field)
        + modifiers(field.getModifiers())
        + name(field.getAnnotatedType())
        + " "
        + field.getName()
        + constant(field);
  }

  /** The compiler copies such a value into the code of users. */
  private static String constant(Field field) {
    int modifiers = field.getModifiers();
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || !Modifier.isStatic(modifiers) || !Modifier.isFinal(modifiers)) {
      return "";
    }
    try {
      field.setAccessible(true); // it may be protected
      return " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(Constructor<?> constructor) {
    return annotations(constructor)
        + modifiers(constructor.getModifiers())
        + "new "
        + signature(constructor);
  }

  private static String line(Method method) {
    String type = parameters(method.getTypeParameters());
    return annotations(method)
        + modifiers(method.getModifiers())
        + (method.isDefault() ? "default " : "")
        + (type.isEmpty() ? "" : type + " ")
        + name(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + signature(method)
        + (method.getDefaultValue() == null ? "" : " default");
  }

  private static String signature(Executable executable) {
    String parameters =
        Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(ApiDump::name)
            .collect(joining(", ", "(", ")"));
    return (executable.isVarArgs() ? parameters.replaceAll("\\[]\\)$", "...)") : parameters)
        + list(" throws ", executable.getAnnotatedExceptionTypes());
  }

  private static String modifiers(int modifiers) {
    int shown = Modifier.PROTECTED | Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL;
    String text = Modifier.toString(modifiers & shown);
    return text.isEmpty() ? "" : text + " ";
  }

  private static String annotations(AnnotatedElement element) {
    return (element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "")
        + (element.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "");
  }

  private static String list(String before, AnnotatedType[] types) {
    return types.length == 0
        ? ""
        : Arrays.stream(types).map(ApiDump::name).collect(joining(", ", before, ""));
  }

  private static String parameters(TypeVariable<?>[] parameters) {
    return parameters.length == 0
        ? ""
        : Arrays.stream(parameters)
            .map(p -> p.getName() + bounds(" extends ", p.getAnnotatedBounds()))
            .collect(joining(", ", "<", ">"));
  }

  private static String bounds(String before, AnnotatedType[] bounds) {
    return Arrays.stream(bounds)
        .filter(b -> !name(b).equals("Object"))
        .map(ApiDump::name)
        .reduce((a, b) -> a + " & " + b)
        .map(before::concat)
        .orElse("");
  }

  private static String name(AnnotatedType type) {
    String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedArrayType array) {
      String component = name(array.getAnnotatedGenericComponentType());
      return component + (nullable.isEmpty() ? "[]" : " @Nullable []");
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return "?"
          + bounds(" extends ", wildcard.getAnnotatedUpperBounds())
          + bounds(" super ", wildcard.getAnnotatedLowerBounds());
    }
    if (type instanceof AnnotatedTypeVariable) {
      return nullable + type.getType();
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      String arguments =
          Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
              .map(ApiDump::name)
              .collect(joining(", ", "<", ">"));
      return nullable
          + name((Class<?>) ((ParameterizedType) type.getType()).getRawType())
          + arguments;
    }
    return nullable + name((Class<?>) type.getType());
  }

  private static String name(Class<?> type) {
    String name = type.getCanonicalName();
    String ofPackage = type.getPackageName();
    // a type of ours that moves changes the line that declares it
    boolean known = KNOWN.contains(ofPackage) || ofPackage.startsWith("io.claviger");
    return known && !type.isPrimitive() ? name.substring(ofPackage.length() + 1) : name;
  }

  private static boolean isObject(@Nullable Class<?> type) {
    return type == null || type == Object.class;
  }
}
