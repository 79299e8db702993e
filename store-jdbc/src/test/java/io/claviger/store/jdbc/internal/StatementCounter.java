package io.claviger.store.jdbc.internal;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that notes each round trip of a prepared statement. */
final class StatementCounter {
  private final List<String> executed = new ArrayList<>();
  private final DataSource dataSource;

  StatementCounter(DataSource inner) {
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

  DataSource dataSource() {
    return dataSource;
  }

  /** What was executed since the last call, in order. */
  List<String> drain() {
    List<String> all = List.copyOf(executed);
    executed.clear();
    return all;
  }
}
