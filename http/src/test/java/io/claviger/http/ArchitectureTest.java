package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are layers, and exported signatures name exported types. */
class ArchitectureTest {
  /** From top to bottom: a package uses itself and those below it. */
  private static final List<String> LAYERS =
      List.of(
          "io.claviger.http.access",
          "io.claviger.http.digest",
          "io.claviger.http",
          "io.claviger.http.internal");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.claviger.http");

  @Test
  void eachPackageIsALayer() {
    List<String> unknown =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !LAYERS.contains(name))
            .distinct()
            .toList();
    assertEquals(List.of(), unknown);
    assertTrue(CLASSES.size() > 20, "too few classes were found");
  }

  @Test
  void noLayerUsesOneAboveIt() {
    List<String> upwards =
        CLASSES.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(ArchitectureTest::isUpwards)
            .map(Dependency::getDescription)
            .toList();
    assertEquals(List.of(), upwards);
  }

  private static boolean isUpwards(Dependency dependency) {
    int target =
        LAYERS.indexOf(dependency.getTargetClass().getBaseComponentType().getPackageName());
    return target >= 0 && target < LAYERS.indexOf(dependency.getOriginClass().getPackageName());
  }

  @Test
  void exportedSignaturesNameExportedTypes() {
    List<String> leaks =
        CLASSES.stream().filter(type -> isExported(type)).flatMap(ArchitectureTest::leaks).toList();
    assertEquals(List.of(), leaks);
  }

  private static boolean isExported(JavaClass type) {
    boolean nestedInPublic =
        type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true);
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && nestedInPublic
        && !type.getPackageName().contains(".internal");
  }

  private static Stream<String> leaks(JavaClass type) {
    Stream<String> inCode =
        type.getCodeUnits().stream()
            .filter(unit -> isVisible(unit.getModifiers()))
            .filter(unit -> types(unit).anyMatch(ArchitectureTest::isInternal))
            .map(JavaCodeUnit::getFullName);
    Stream<String> inFields =
        type.getFields().stream()
            .filter(field -> isVisible(field.getModifiers()))
            .filter(
                field ->
                    field.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::isInternal))
            .map(field -> field.getFullName());
    return Stream.concat(inCode, inFields);
  }

  private static Stream<JavaClass> types(JavaCodeUnit unit) {
    return unit.getAllInvolvedRawTypes().stream();
  }

  private static boolean isVisible(java.util.Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static boolean isInternal(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    return base.getPackageName().startsWith("io.claviger") && !isExported(base);
  }
}
