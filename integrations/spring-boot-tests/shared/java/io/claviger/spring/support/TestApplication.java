package io.claviger.spring.support;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.CidrBlock;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.TokenFormat;
import io.claviger.store.memory.InMemoryApiKeyStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An application that runs on a free port, and a client of it. */
public final class TestApplication implements AutoCloseable {
  public static final String PEPPER = "00112233445566778899aabbccddeeff".repeat(2);

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestApplication(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts an application with keys in memory; more properties are names and values in turn; null
   * removes one.
   */
  public static TestApplication start(Class<?> source, String... more) {
    return start(new SpringApplication(source), more);
  }

  public static TestApplication start(SpringApplication application, String... more) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", "0");
    properties.put("server.address", "127.0.0.1");
    properties.put("claviger.store", "memory");
    properties.put("claviger.token-prefix", "acme");
    properties.put("spring.datasource.url", "jdbc:h2:mem:" + UUID.randomUUID());
    properties.put("spring.jpa.open-in-view", "false");
    for (int i = 0; i < more.length; i += 2) {
      if (more[i + 1] == null) {
        properties.remove(more[i]);
      } else {
        properties.put(more[i], more[i + 1]);
      }
    }
    application.setBannerMode(Banner.Mode.OFF);
    application.addInitializers(
        context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", properties)));
    return new TestApplication(application.run());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public URI uri() {
    String port = context.getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Returns the address of a path on the port of the actuator. */
  public String management(String path) {
    String port = context.getEnvironment().getProperty("local.management.port");
    return "http://127.0.0.1:" + port + path;
  }

  /** Creates a key of a new organization. */
  public IssuedApiKey key(String role, String... whitelist) {
    var keys = bean(Claviger.class).actingAs(Caller.application("test"));
    OrganizationId acme =
        keys.createOrganization(NewOrganization.named("Acme")).organization().id();
    CidrBlock[] blocks = Arrays.stream(whitelist).map(CidrBlock::parse).toArray(CidrBlock[]::new);
    return keys.create(acme, NewApiKey.of("test", new Role(role)).withWhitelist(blocks));
  }

  public static String token(IssuedApiKey key) {
    return key.privateKey().reveal();
  }

  /** Returns a token of the right form that no store knows. */
  public static String unknownToken() {
    try (Claviger other =
        Claviger.builder(new InMemoryApiKeyStore()).tokens(TokenFormat.of("acme")).build()) {
      return other
          .actingAs(Caller.application("test"))
          .createOrganization(NewOrganization.named("Other"))
          .firstKey()
          .privateKey()
          .reveal();
    }
  }

  /** Sends a request with these headers, names and values in turn. */
  public HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  @Override
  public void close() {
    context.close();
  }
}
