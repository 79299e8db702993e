package io.claviger;

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
          "io.claviger",
          "io.claviger.internal.management",
          "io.claviger.access",
          "io.claviger.internal.usage",
          "io.claviger.internal.credential",
          "io.claviger.internal.background",
          "io.claviger.spi",
          "io.claviger.model",
          "io.claviger.internal.crypto",
          "io.claviger.internal.text",
          "io.claviger.internal.time");

  /** The parts for other modules of the library. */
  private static final String MANAGEMENT = "io.claviger.Claviger.management()";

  /** Builds package-private classes from internal parts: only code of this module can call it. */
  private static final String REQUEST_PATH = "io.claviger.access.RequestPath";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.claviger");

  @Test
  void eachPackageIsALayer() {
    List<String> unknown =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !LAYERS.contains(name))
            .distinct()
            .toList();
    assertEquals(List.of(), unknown);
    assertTrue(CLASSES.size() > 100, "too few classes were found");
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
        CLASSES.stream()
            .filter(type -> isExported(type) && !type.getName().equals(REQUEST_PATH))
            .flatMap(ArchitectureTest::leaks)
            .filter(leak -> !leak.equals(MANAGEMENT))
            .toList();
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
