package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.atlas.DigestSigner;
import io.claviger.atlas.Signing;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.conformance.SocketClient.Message;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.ProjectId;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one row knows by name: {@code {org}} with its first key {@code owner}, which has no
 * whitelist, its {@code {project}}, the ids of keys by their names, {@code {NAME.public}}, {@code
 * {NAME.redacted}}, {@code {NAME.basic}}, {@code {site}} and {@code {unknown}}, an id that nothing
 * has. With a request by a key there is {@code {nonce}}, a new one, and {@code {digest}}, what it
 * sends as Authorization. After the asserted request {@code {answer.id}} is the id it answered
 * with, {@code answer} the key, and {@code {answer.nonce}} that of its challenge.
 */
final class World {
  private static final PrivateKey NOBODYS = PrivateKey.of("00000000-0000-4000-8000-000000000000");
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9.]*)}");

  private final ConformanceServer server;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, DigestSigner> signers = new HashMap<>();
  private final Map<String, OrganizationId> organizations = new LinkedHashMap<>();
  private final Set<String> accounts = new HashSet<>();
  private boolean takesBasic;
  private boolean asksFirst;

  World(ConformanceServer server) {
    this.server = server;
    server.reset();
    names.put("unknown", "5".repeat(24));
    addOrganization("org", "owner", "project");
  }

  /** Management on behalf of the application, which may everything. */
  ApiKeys application() {
    return server.claviger().actingAs(Caller.application("conformance"));
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
        application().createOrganization(NewOrganization.named(name).withFirstKey(first));
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
    names.put(name + ".basic", basic(issued));
    signers.put(name, DigestSigner.of(issued));
  }

  /**
   * A service account, whose requests carry an access token. Its name is its client id, and there
   * are {@code {NAME.key}}, {@code {NAME.secret}}, {@code {NAME.secretId}} and {@code
   * {NAME.basic}}. {@code digest of NAME} signs with its secret.
   */
  void addAccount(String name, IssuedApiKey issued) {
    addAccount(name, ServiceAccounts.clientId(issued.apiKey().id()), issued.privateKey().reveal());
    names.put(name + ".key", issued.apiKey().id().value());
    names.put(name + ".secretId", issued.secretId().value());
    names.put(name + ".pair", basic(issued));
    signers.put("digest of " + name, DigestSigner.of(issued));
  }

  private void addAccount(String name, String clientId, String secret) {
    names.put(name, clientId);
    names.put(name + ".secret", secret);
    names.put(name + ".basic", base64(clientId + ":" + secret));
    accounts.add(name);
  }

  /** The client id of an account with digits in upper case, as {@code {NAME.upper}}. */
  void shout(String account) {
    String clientId = value(account);
    int digits = "mdb_sa_id_".length();
    names.put(
        account + ".upper",
        clientId.substring(0, digits) + clientId.substring(digits).toUpperCase(Locale.ROOT));
  }

  /** Returns the access token of an account, which it gets once. */
  String token(String account) {
    String known = names.get(account + ".token");
    if (known != null) {
      return known;
    }
    return token(account, Call.token(account));
  }

  /** Replaces the token of an account by one with this scope. */
  void narrowToken(String account, String scope) {
    String unused = token(account, Call.token(account).withBody("&scope=" + scope));
  }

  private String token(String account, Call call) {
    Answer answer = send(call);
    String token = answer.at("/access_token").asText("");
    if (token.isEmpty()) {
      throw new IllegalStateException(account + " gets no token: " + answer);
    }
    names.put(account + ".token", token);
    return token;
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
    organizations
        .values()
        .forEach(id -> revisions.put(id, application().getOrganization(id).revision()));
    return revisions;
  }

  /**
   * So that what follows can name the thing that was answered, call as it if it is a key, and
   * answer a challenge.
   */
  void remember(Answer answer) {
    answer.challenges().stream()
        .map(Challenges.PATTERN::matcher)
        .filter(Matcher::matches)
        .forEach(challenge -> names.put("answer.nonce", challenge.group(1)));
    String id = answer.at("/id").asText("");
    if (!id.isEmpty()) {
      names.put("answer.id", id);
    }
    String secret = answer.at("/secrets/0/secret").asText(answer.at("/secret").asText(""));
    if (!secret.isEmpty()) {
      String clientId = answer.at("/clientId").asText("");
      addAccount("answer", clientId.isEmpty() ? clientIdOf(secret) : clientId, secret);
    }
    String privateKey = answer.at("/privateKey").asText("");
    if (!privateKey.isEmpty()) {
      String publicKey = answer.at("/publicKey").asText();
      signers.put("answer", new DigestSigner(publicKey, PrivateKey.of(privateKey)));
    }
  }

  /** From the next request on. */
  void takeBasic() {
    takesBasic = true;
  }

  /** From the next request on, each goes twice over one connection: first without credentials. */
  void askFirst() {
    asksFirst = true;
  }

  /** A nonce under this name, made now. */
  void newNonce(String name) {
    String challenge = server.challenge();
    names.put(name, Challenges.PATTERN.matcher(challenge).replaceFirst("$1"));
  }

  boolean hasNonce(String nonce) {
    return names.containsValue(nonce);
  }

  /** Whether it would be known who sends this; a use of the nonce as if it had been sent. */
  boolean isKnown(Call call) {
    String target = call.base() + fill(call.path());
    return server.authenticate(call.method(), target, signed(call, target))
        instanceof Authenticated;
  }

  Answer send(Call call) {
    try {
      InetAddress from = InetAddress.getByName(call.from());
      names.put("site", server.site(from));
      InetSocketAddress to = takesBasic ? server.listeningWithBasic() : server.listening(from);
      Answer answer = SocketClient.send(from, to, messages(call));
      assertNamesOfAtlas(call, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server has names of its own for two roles, which no client may see. */
  private static void assertNamesOfAtlas(Call call, Answer answer) {
    boolean sent = call.body().contains("PROJECT_");
    assertFalse(!sent && answer.body().contains("PROJECT_"), () -> call.says() + ": " + answer);
  }

  private List<Message> messages(Call call) {
    Message signed = message(call);
    if (!asksFirst || call.who().equals(Call.NOBODY)) {
      return List.of(signed);
    }
    return List.of(message(call.as(Call.NOBODY)), signed);
  }

  private Message message(Call call) {
    Map<String, String> headers = new LinkedHashMap<>(call.headers());
    String target = call.base() + fill(call.path());
    if (accounts.contains(call.who())) {
      headers.putIfAbsent("Authorization", "Bearer " + token(call.who()));
    } else if (!call.who().equals(Call.NOBODY)) {
      names.put("digest", signed(call, target));
      if (headers.keySet().stream().noneMatch("Authorization"::equalsIgnoreCase)) {
        headers.put("Authorization", "{digest}");
      }
    }
    headers.replaceAll((name, value) -> fill(value));
    return new Message(call.method() + " " + target, headers, fill(call.body().replace('\'', '"')));
  }

  /** The value of Authorization for that call. */
  private String signed(Call call, String target) {
    newNonce("nonce");
    Signing signing = call.signing();
    Signing filled =
        new Signing(
            fill(signing.nonce()),
            signing.count(),
            signing.algorithm(),
            fill(signing.uri()),
            signing.spelling());
    return signer(call.who()).authorization(filled, call.method(), target);
  }

  private DigestSigner signer(String who) {
    String wrong = "wrong key of ";
    if (who.startsWith(wrong)) {
      return new DigestSigner(value(who.substring(wrong.length()) + ".public"), NOBODYS);
    }
    if (who.equals(Call.UNKNOWN)) {
      return new DigestSigner("zzzzzzzz", NOBODYS);
    }
    DigestSigner signer = signers.get(who);
    if (signer == null) {
      throw new IllegalArgumentException("the row calls as " + who + ", which is not there");
    }
    return signer;
  }

  private static String basic(IssuedApiKey issued) {
    return base64(issued.apiKey().publicKey() + ":" + issued.privateKey().reveal());
  }

  private static String clientIdOf(String secret) {
    return "mdb_sa_id_" + secret.split("_", -1)[3];
  }

  private static String base64(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
