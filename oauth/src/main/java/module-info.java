import org.jspecify.annotations.NullMarked;

/** Exchanges API keys for short-lived access tokens (OAuth 2.0), and checks these. */
@NullMarked
module io.claviger.oauth {
  requires transitive io.claviger.http;
  requires static org.jspecify;

  exports io.claviger.oauth;
}
