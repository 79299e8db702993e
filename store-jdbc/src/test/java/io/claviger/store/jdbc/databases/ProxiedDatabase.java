package io.claviger.store.jdbc.databases;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database that a node reaches through a proxy.
 *
 * @param proxied connections through the proxy
 * @param url the same, for a process of its own
 */
public record ProxiedDatabase(TcpProxy proxy, DataSource proxied, String url)
    implements AutoCloseable {
  /** Puts a proxy in front of the database; no socket timeout is a duration of zero. */
  public static ProxiedDatabase of(DataSource direct, Duration socketTimeout) throws SQLException {
    if (direct instanceof PGSimpleDataSource postgres) {
      TcpProxy proxy = new TcpProxy(postgres.getPortNumbers()[0]);
      PGSimpleDataSource proxied = new PGSimpleDataSource();
      proxied.setUrl(postgres.getUrl());
      proxied.setUser(postgres.getUser());
      proxied.setPortNumbers(new int[] {proxy.port()});
      proxied.setSocketTimeout((int) socketTimeout.toSeconds());
      return new ProxiedDatabase(proxy, proxied, proxied.getUrl() + "&user=" + proxied.getUser());
    }
    if (direct instanceof MysqlDataSource mysql) {
      TcpProxy proxy = new TcpProxy(port(mysql.getUrl()));
      MysqlDataSource proxied = new MysqlDataSource();
      proxied.setUrl(
          mysql.getUrl().replaceFirst("(?<=127.0.0.1:)\\d+", Integer.toString(proxy.port()))
              + ("&socketTimeout=" + socketTimeout.toMillis()));
      proxied.setUser(mysql.getUser());
      return new ProxiedDatabase(proxy, proxied, proxied.getUrl() + "&user=" + proxied.getUser());
    }
    if (direct instanceof JdbcDataSource h2) {
      TcpProxy proxy = new TcpProxy(port(h2.getURL()));
      JdbcDataSource proxied = new JdbcDataSource();
      proxied.setURL(
          h2.getURL().replaceFirst("(?<=127.0.0.1:)\\d+", Integer.toString(proxy.port()))
              + (";NETWORK_TIMEOUT=" + socketTimeout.toMillis()));
      return new ProxiedDatabase(proxy, proxied, proxied.getURL());
    }
    String url = ((MariaDbDataSource) direct).getUrl();
    TcpProxy proxy = new TcpProxy(port(url));
    String proxied =
        url.replaceFirst(Integer.toString(port(url)), Integer.toString(proxy.port()))
            + ("&socketTimeout=" + socketTimeout.toMillis());
    return new ProxiedDatabase(proxy, new MariaDbDataSource(proxied), proxied);
  }

  private static int port(String url) {
    return Integer.parseInt(url.replaceFirst("^jdbc:[\\w:]+://127.0.0.1:(\\d+)/.*$", "$1"));
  }

  @Override
  public void close() {
    proxy.close();
  }
}
