package io.claviger.store.jdbc.databases;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that records each execution of a prepared statement. */
public final class StatementCounter {
  private final List<String> executed = new ArrayList<>();
  private final DataSource dataSource;

  public StatementCounter(DataSource inner) {
    this.dataSource =
        JdbcProxies.connections(
            inner,
            raw ->
                (method, arguments, call) -> {
                  Object result = call.proceed();
                  return result instanceof PreparedStatement statement
                      ? counting(statement, (String) arguments[0])
                      : result;
                });
  }

  private PreparedStatement counting(PreparedStatement statement, String sql) {
    return JdbcProxies.wrap(
        PreparedStatement.class,
        statement,
        (method, arguments, call) -> {
          if (method.startsWith("execute")) {
            executed.add(sql);
          }
          return call.proceed();
        });
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Returns the statements executed since the last call, in order. */
  public List<String> drain() {
    List<String> all = List.copyOf(executed);
    executed.clear();
    return all;
  }
}
