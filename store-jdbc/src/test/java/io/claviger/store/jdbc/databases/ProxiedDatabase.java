package io.claviger.store.jdbc.databases;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
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
    String url = ((MariaDbDataSource) direct).getUrl();
    String port = url.replaceFirst("^jdbc:mariadb://127.0.0.1:(\\d+)/.*$", "$1");
    TcpProxy proxy = new TcpProxy(Integer.parseInt(port));
    String proxied =
        url.replaceFirst(port, Integer.toString(proxy.port()))
            + ("&socketTimeout=" + socketTimeout.toMillis());
    return new ProxiedDatabase(proxy, new MariaDbDataSource(proxied), proxied);
  }

  @Override
  public void close() {
    proxy.close();
  }
}
