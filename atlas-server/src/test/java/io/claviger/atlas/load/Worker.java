package io.claviger.atlas.load;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a key, looks at it and at others, changes it, lists addresses on it, deletes it, and so on
 * from the start: seven reads to five writes. Knows what every response has to be.
 */
final class Worker implements Callable<List<Long>> {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{24})\"");

  private final DigestSession session;
  private final String name;
  private final String keys;
  private final BooleanSupplier more;
  private final List<Long> nanos = new ArrayList<>();
  private final List<String> wrong;

  /**
   * @param wrong where it says what was not as it has to be
   */
  Worker(
      DigestSession session,
      String name,
      String organization,
      BooleanSupplier more,
      List<String> wrong) {
    this.session = session;
    this.name = name;
    this.keys = "/api/atlas/v2/orgs/" + organization + "/apiKeys";
    this.more = more;
    this.wrong = wrong;
  }

  /** How long each request took. */
  @Override
  public List<Long> call() throws Exception {
    for (int round = 0; more.getAsBoolean(); round++) {
      round(name + "-" + round);
    }
    return nanos;
  }

  private void round(String description) throws Exception {
    String created =
        ask(
            "POST",
            keys,
            "{\"desc\":\"%s\",\"roles\":[\"ORG_MEMBER\"]}".formatted(description),
            200);
    Matcher id = ID.matcher(created);
    if (!id.find()) {
      wrong.add("created: " + created.length() + " characters without an id");
      return;
    }
    String key = keys + "/" + id.group(1);
    expect(ask("GET", key, "", 200), "\"desc\":\"" + description + "\"");
    expect(ask("GET", key, "", 200), "\"privateKey\":\"********-****-****-");
    ask("PATCH", key, "{\"desc\":\"%s, changed\"}".formatted(description), 200);
    expect(ask("GET", key, "", 200), "\"desc\":\"" + description + ", changed\"");
    expect(ask("GET", keys + "?itemsPerPage=500", "", 200), description + ", changed");
    ask("POST", key + "/accessList", "[{\"cidrBlock\":\"203.0.113.0/24\"}]", 200);
    expect(ask("GET", key + "/accessList", "", 200), "\"cidrBlock\":\"203.0.113.0/24\"");
    ask("DELETE", key + "/accessList/203.0.113.0%2F24", "", 204);
    expect(ask("GET", key + "/accessList", "", 200), "\"totalCount\":0");
    ask("DELETE", key, "", 204);
    expect(ask("GET", key, "", 404), "API_KEY_NOT_FOUND");
  }

  private String ask(String method, String target, String body, int status)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> answer = session.call(method, target, body);
    nanos.add(System.nanoTime() - start);
    if (answer.statusCode() != status) {
      wrong.add(method + " " + target + ": " + answer.statusCode() + ", not " + status);
    }
    return answer.body();
  }

  private void expect(String body, String part) {
    if (!body.contains(part)) {
      wrong.add("an answer without " + part);
    }
  }
}
