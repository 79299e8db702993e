package io.claviger.importing;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.claviger.model.ApiKey;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The structure of the module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.claviger.importing");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.claviger.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void signaturesOfExportedTypesNameExportedTypesOnly() throws Exception {
    Set<String> packages = exportedPackages();
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (isExported(type, packages)) {
        type.getMembers().stream()
            .filter(ArchitectureTest::isVisible)
            .forEach(
                member ->
                    member.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(named -> named.getPackageName().startsWith("io.claviger"))
                        .filter(named -> !isExported(named, packages))
                        .forEach(named -> wrong.add(member.getFullName() + ": " + named)));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static boolean isVisible(JavaMember member) {
    return isVisible(member.getModifiers());
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static boolean isExported(JavaClass type, Set<String> packages) {
    return isVisible(type.getModifiers())
        && packages.contains(type.getPackageName())
        && type.getEnclosingClass().map(outer -> isExported(outer, packages)).orElse(true);
  }

  /** Reads the exports of this module and of core from their descriptors. */
  private static Set<String> exportedPackages() throws URISyntaxException {
    return ModuleFinder.of(place(Importer.class), place(ApiKey.class)).findAll().stream()
        .flatMap(module -> module.descriptor().exports().stream())
        .filter(exported -> !exported.isQualified())
        .map(Exports::source)
        .collect(toSet());
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
