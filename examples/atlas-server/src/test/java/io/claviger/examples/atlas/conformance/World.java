package io.claviger.examples.atlas.conformance;

import io.claviger.ApiKeys;
import io.claviger.Caller;
import io.claviger.CreatedOrganization;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.NewOrganization;
import io.claviger.OrganizationId;
import io.claviger.ProjectId;
import io.claviger.Revision;
import io.claviger.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one row knows by name: {@code {org}} with its first key {@code owner}, which has no
 * whitelist, its {@code {project}}, the ids of keys by their names, {@code {NAME.public}}, {@code
 * {NAME.redacted}}, {@code {site}} and {@code {unknown}}, an id that nothing has. After the
 * asserted request {@code {answer.id}} is the id it answered with, and {@code answer} the key.
 */
final class World {
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9.]*)}");

  private final ConformanceServer server;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> credentials = new HashMap<>();
  private final Map<String, OrganizationId> organizations = new LinkedHashMap<>();

  World(ConformanceServer server) {
    this.server = server;
    server.clock().reset();
    names.put("unknown", "5".repeat(24));
    addOrganization("org", "owner", "project");
  }

  /** Management on behalf of the host, which may everything. */
  ApiKeys host() {
    return server.claviger().actingAs(Caller.host("conformance"));
  }

  ConformanceServer server() {
    return server;
  }

  OrganizationId organization() {
    return organizations.get("org");
  }

  /** With an owner and a project, under these names. */
  void addOrganization(String name, String owner, String project) {
    NewApiKey first = NewApiKey.of("first owner", Role.ORG_OWNER);
    CreatedOrganization created =
        host().createOrganization(NewOrganization.named(name).withFirstKey(first));
    OrganizationId id = created.organization().id();
    organizations.put(name, id);
    names.put(name, id.value());
    names.put(project, server.newProject(id).value());
    addKey(owner, created.firstKey());
  }

  void addKey(String name, IssuedApiKey issued) {
    String publicKey = issued.apiKey().publicKey().value();
    names.put(name, issued.apiKey().id().value());
    names.put(name + ".public", publicKey);
    names.put(name + ".redacted", issued.apiKey().secrets().get(0).hint().redacted());
    credentials.put(name, basic(publicKey, issued.privateKey().reveal()));
  }

  /** What this name stands for. */
  String value(String name) {
    String value = names.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the row names " + name + ", which is not there");
    }
    return value;
  }

  /** Named secondProject. */
  void addProject() {
    names.put("secondProject", server.newProject(organization()).value());
  }

  ProjectId project() {
    return new ProjectId(value("project"));
  }

  /** Puts in place of names what they stand for. */
  String fill(String text) {
    return PLACE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
  }

  /** Where every organization stands. */
  Map<OrganizationId, Revision> revisions() {
    Map<OrganizationId, Revision> revisions = new HashMap<>();
    organizations.values().forEach(id -> revisions.put(id, host().getOrganization(id).revision()));
    return revisions;
  }

  /** So that what follows can name the thing that was answered, and call as it if it is a key. */
  void remember(Answer answer) {
    String id = answer.at("/id").asText("");
    if (!id.isEmpty()) {
      names.put("answer.id", id);
      credentials.put(
          "answer", basic(answer.at("/publicKey").asText(), answer.at("/privateKey").asText()));
    }
  }

  Answer send(Call call) {
    try {
      InetAddress from = InetAddress.getByName(call.from());
      names.put("site", server.site(from));
      Map<String, String> headers = new LinkedHashMap<>();
      call.headers().forEach((name, value) -> headers.put(name, fill(value)));
      if (!call.who().equals(Call.NOBODY)) {
        headers.putIfAbsent("Authorization", credential(call.who()));
      }
      return SocketClient.send(
          from,
          server.listening(from),
          call.method() + " " + call.base() + fill(call.path()),
          headers,
          fill(call.body().replace('\'', '"')).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String credential(String name) {
    String wrong = "wrong key of ";
    if (name.startsWith(wrong)) {
      return basic(
          value(name.substring(wrong.length()) + ".public"),
          "00000000-0000-4000-8000-000000000000");
    }
    String credential = credentials.get(name);
    if (credential == null) {
      throw new IllegalArgumentException("the row calls as " + name + ", which is not there");
    }
    return credential;
  }

  private static String basic(String publicKey, String privateKey) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((publicKey + ":" + privateKey).getBytes(StandardCharsets.UTF_8));
  }
}
