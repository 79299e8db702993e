package io.claviger.oauth.internal.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OAuthProblemTest {
  private static final Path PAGE = Path.of("..", "docs", "access-tokens.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([0-9]{3}) \\|");

  @Test
  void thePageListsTheErrors() throws IOException {
    List<OAuthProblem> problems =
        List.of(
            OAuthProblem.invalidClient("API"),
            OAuthProblem.invalidRequest("text"),
            OAuthProblem.invalidScope(),
            OAuthProblem.slowDown(Duration.ZERO, "text"),
            OAuthProblem.unavailable(Duration.ZERO),
            OAuthProblem.unsupportedGrantType(),
            OAuthProblem.unsupportedTokenType());
    assertEquals(OAuthProblem.CODES, problems.stream().map(OAuthProblem::code).toList());
    Stream<String> rows =
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1) + " " + row.group(2));
    assertEquals(
        problems.stream().map(problem -> problem.code() + " " + problem.status()).toList(),
        rows.sorted().toList());
  }
}
