package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** The beans can be processed ahead of time, as for a native image. */
class AheadOfTimeTest {
  @Test
  void theBeansTheFilesOfTheSchemaAndOptionalTypesAreFound() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(ApplicationStartTest.Application.class);
    InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
    DefaultGenerationContext generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(ApplicationStartTest.class)), files);
    new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    generation.writeGeneratedContent();
    assertThat(
            files.getGeneratedFiles(Kind.SOURCE).keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .filter(folder -> folder.startsWith("io/claviger"))
                .distinct())
        .as("packages that the manifest of the starter does not seal, and that of the test")
        .containsExactlyInAnyOrder(
            "io/claviger/spring", "io/claviger/spring/autoconfigure", "io/claviger/spring/start");
    assertThat(
            RuntimeHintsPredicates.resource()
                .forResource("META-INF/claviger/schema/postgresql/V1__api_keys.sql"))
        .accepts(generation.getRuntimeHints());
    assertThat(
            RuntimeHintsPredicates.reflection()
                .onType(TypeReference.of("io.claviger.store.memory.InMemoryApiKeyStore")))
        .accepts(generation.getRuntimeHints());
  }
}
