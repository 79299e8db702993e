package io.claviger.store.jdbc.databases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.Function;
import javax.sql.DataSource;

/** Wraps JDBC objects to count calls or to break them. */
public final class JdbcProxies {
  /** Continues an intercepted call. */
  @FunctionalInterface
  public interface Call {
    Object proceed() throws Throwable;
  }

  /** Intercepts every call of an object. */
  @FunctionalInterface
  public interface Around {
    Object call(String method, Object[] arguments, Call call) throws Throwable;
  }

  private JdbcProxies() {}

  /** Returns a data source with intercepted connections. */
  public static DataSource connections(DataSource inner, Function<Connection, Around> wrapper) {
    return wrap(
        DataSource.class,
        inner,
        (method, arguments, call) -> {
          Object result = call.proceed();
          return result instanceof Connection connection
              ? wrap(Connection.class, connection, wrapper.apply(connection))
              : result;
        });
  }

  public static <T> T wrap(Class<T> type, T inner, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                around.call(
                    method.getName(),
                    arguments,
                    () -> {
                      try {
                        return method.invoke(inner, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
