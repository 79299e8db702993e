package io.claviger.testing.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Rules for the compiled classes of a module: no arrow between its packages runs back up, the
 * signatures that it exports name exported types only, and there is no static state.
 *
 * <p>Most modules have a test that extends this class, so a change fails in the build of the module
 * alone. The tests share one instance, because it takes a second to read the classes.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ModuleArchitecture {
  private static final Path FOLDER = Path.of("target", "classes");

  /** The static state that there is. */
  private static final Set<String> STATE =
      Set.of(
          // Written once by each class that registers, when it is initialized.
          "io.claviger.internal.bridge.InternalAccess.REGISTERED",
          // Set only while a handle of jdbi is opened.
          "io.claviger.store.jdbc.internal.sql.FixedJdbi.BORROWED");

  private final List<String> layers;
  private final Set<String> crossings;
  private final JavaClasses classes = new ClassFileImporter().importPath(FOLDER);
  private final Set<String> exported;

  /**
   * Tests the module whose folder is the working directory.
   *
   * @param layers its packages from top to bottom: each uses itself and those below it. If the list
   *     is empty, the packages need no order, but have no cycles
   * @param crossings the exported types and methods that may name types that are not exported
   */
  protected ModuleArchitecture(List<String> layers, String... crossings) {
    this.layers = List.copyOf(layers);
    this.crossings = Set.of(crossings);
    this.exported = exported();
  }

  @Test
  final void packagesAreLayers() {
    assertFalse(classes.isEmpty(), "no compiled classes");
    if (layers.isEmpty()) {
      SlicesRuleDefinition.slices()
          .matching("io.claviger.(**)")
          .should()
          .beFreeOfCycles()
          .check(classes);
      return;
    }
    assertEquals(
        layers.stream().sorted().toList(),
        classes.stream().map(JavaClass::getPackageName).distinct().sorted().toList());
    List<String> upwards =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(this::isUpwards)
            .map(Dependency::getDescription)
            .toList();
    assertEquals(List.of(), upwards);
  }

  private boolean isUpwards(Dependency dependency) {
    int target =
        layers.indexOf(dependency.getTargetClass().getBaseComponentType().getPackageName());
    return target >= 0 && target < layers.indexOf(dependency.getOriginClass().getPackageName());
  }

  @Test
  final void exportedSignaturesNameExportedTypes() {
    List<String> leaks =
        classes.stream()
            .filter(type -> isExported(type) && !crossings.contains(type.getName()))
            .flatMap(type -> type.getMembers().stream())
            .filter(member -> isVisible(member.getModifiers()))
            .filter(member -> !crossings.contains(member.getFullName()))
            .flatMap(this::leaks)
            .toList();
    assertEquals(List.of(), leaks);
  }

  private Stream<String> leaks(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream()
        .map(JavaClass::getBaseComponentType)
        .filter(type -> type.getPackageName().startsWith("io.claviger") && !isExported(type))
        .map(type -> member.getFullName() + " names " + type.getName());
  }

  @Test
  final void noFieldIsStaticState() {
    List<String> state =
        classes.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(field -> isChanged(field) && !STATE.contains(field.getFullName()))
            .map(JavaField::getFullName)
            .toList();
    assertEquals(List.of(), state);
  }

  /** Interfaces such as Map are left out, since nearly all of those fields are constants. */
  private static boolean isChanged(JavaField field) {
    JavaClass type = field.getRawType();
    boolean collection = type.isAssignableTo(Map.class) || type.isAssignableTo(Collection.class);
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || type.isAssignableTo(ThreadLocal.class)
        || (type.getPackageName().startsWith("java.util.concurrent") && !type.isEnum())
        || (collection && !type.isInterface());
  }

  private boolean isExported(JavaClass type) {
    String name = type.getPackageName();
    boolean own = classes.contain(type.getName());
    return isVisible(type.getModifiers())
        && (own ? exported.contains(name) : !name.contains(".internal"))
        && type.getEnclosingClass().map(this::isExported).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** Returns the packages that the descriptor exports, or those that are not internal. */
  private Set<String> exported() {
    return descriptor()
        .map(
            module ->
                module.exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(Exports::source)
                    .collect(Collectors.toSet()))
        .orElseGet(
            () ->
                classes.stream()
                    .map(JavaClass::getPackageName)
                    .filter(name -> !name.contains(".internal"))
                    .collect(Collectors.toSet()));
  }

  private static Optional<ModuleDescriptor> descriptor() {
    Path file = FOLDER.resolve("module-info.class");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return Optional.of(ModuleDescriptor.read(bytes));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
