package io.claviger.store.jdbc;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks how the packages depend on each other, and what the exported types show. */
@AnalyzeClasses(locations = ArchitectureTest.MainClasses.class)
final class ArchitectureTest {
  private static final String EXPORTED = "io.claviger.store.jdbc";

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.claviger.store.(**)").should().beFreeOfCycles();

  @ArchTest
  static void signaturesNameOnlyExportedTypes(JavaClasses classes) {
    List<String> hidden =
        classes.stream()
            .filter(
                type -> type.getPackageName().equals(EXPORTED) && isVisible(type.getModifiers()))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> isVisible(unit.getModifiers()))
            .filter(unit -> typesOf(unit).anyMatch(ArchitectureTest::isHidden))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertEquals(List.of(), hidden);
  }

  private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
    Stream<JavaType> types =
        Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()));
    return Stream.concat(
        types.flatMap(type -> type.getAllInvolvedRawTypes().stream()),
        unit.getExceptionTypes().stream());
  }

  private static boolean isHidden(JavaClass type) {
    return type.getPackageName().startsWith("io.claviger")
        && (type.getPackageName().contains(".internal") || !isVisible(type.getModifiers()));
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** Names the compiled main classes, wherever the module system has them. */
  static final class MainClasses implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Set.of(Location.of(Path.of("target", "classes")));
    }
  }
}
