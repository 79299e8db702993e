package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The history of a key has its revoked access tokens between its events, also over pages. */
class PageHistoryTest extends PageTest {
  private static final String TOKEN = "[data-event=ACCESS_TOKEN_REVOKED]";

  /** Returns the lines of the history: the last digit of a token, or nothing for an event. */
  private static final String LINES =
      """
      const root = document.querySelector('claviger-keys').shadowRoot;
      return [...root.querySelectorAll('[data-view=history] li')]
          .map((line) => line.textContent.match(/0([0-9a-f]) was revoked/)?.[1]).join();
      """;

  @Test
  void tokensComeBetweenTheEventsInTheOrderOfTheirTimes() {
    fixture.clock.set(Instant.now().minus(Duration.ofHours(2)));
    IssuedApiKey key = fixture.create(NewApiKey.of("Nightly export", Role.ORG_MEMBER));
    end(key, 1);
    Stream.of("a", "b").forEach(name -> describe(key, name));
    end(key, 2);
    Stream.iterate(0, n -> n + 1).limit(29).forEach(n -> describe(key, "c" + n));
    end(key, 3);
    describe(key, "d");

    page.open(keys()).show(key.apiKey().id().value()).does("history");
    browser.expect("[data-view=history] [data-action=older]");
    assertEquals(",3" + ",".repeat(29), browser.ask(LINES));
    page.does("older");
    browser.expect(TOKEN, "1 was revoked");
    assertEquals(",3" + ",".repeat(29) + ",2,,,1,", browser.ask(LINES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | The access token 00000000000000000000000f was revoked. It would have expired by
          de | Das Zugriffstoken 00000000000000000000000f wurde widerrufen. Es hätte höchstens bis
          """)
  void aSentenceSaysWhichTokenWasEnded(String language, String sentence) {
    IssuedApiKey key = fixture.create(NewApiKey.of("Nightly export", Role.ORG_MEMBER));
    end(key, 15);
    page.open(keys("lang=" + language)).show(key.apiKey().id().value()).does("history");
    browser.expect(TOKEN, sentence);
  }

  private void end(IssuedApiKey key, int number) {
    AccessTokenId unused = fixture.endToken(key, number);
    fixture.clock.advance(Duration.ofSeconds(1));
  }

  private void describe(IssuedApiKey key, String description) {
    fixture.application.update(
        ManagementFixture.ACME, key.apiKey().id(), ApiKeyPatch.nothing().describe(description));
    fixture.clock.advance(Duration.ofSeconds(1));
  }
}
