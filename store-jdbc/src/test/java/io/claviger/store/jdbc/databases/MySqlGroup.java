package io.claviger.store.jdbc.databases;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Three MySQL servers that replicate each other's commits, of which one takes changes. */
public final class MySqlGroup implements AutoCloseable {
  private static final int MEMBERS = 3;

  /** A read waits until its member has what the others acknowledged before. */
  public static final String WAITING =
      "&socketTimeout=10000&sessionVariables=group_replication_consistency='BEFORE'";

  private final List<MySqlServer> members = new ArrayList<>();
  private final AtomicInteger databases = new AtomicInteger();

  /** Where the last connection led to. */
  private final AtomicInteger last = new AtomicInteger();

  private MySqlGroup() {}

  /** Starts the members one after the other. */
  public static MySqlGroup start() throws IOException, SQLException {
    MySqlGroup group = new MySqlGroup();
    String name = UUID.randomUUID().toString();
    List<String> addresses = new ArrayList<>();
    for (int member = 0; member < MEMBERS; member++) {
      addresses.add("127.0.0.1:" + ServerProcess.freePort());
    }
    try {
      for (int member = 0; member < MEMBERS; member++) {
        MySqlServer server = MySqlServer.start(options(name, addresses, member));
        group.members.add(server);
        prepare(server);
        if (member == 0) {
          server.execute("set global group_replication_bootstrap_group = on");
        }
        server.execute("start group_replication");
        server.execute("set global group_replication_bootstrap_group = off");
        group.awaitMembers(member + 1);
      }
      return group;
    } catch (IOException | SQLException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private static List<String> options(String name, List<String> addresses, int member) {
    return List.of(
        "--server-id=" + (member + 1),
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        "--report-host=127.0.0.1",
        "--plugin-load-add=group_replication.so",
        "--group-replication-group-name=" + name,
        "--group-replication-local-address=" + addresses.get(member),
        "--group-replication-group-seeds=" + String.join(",", addresses),
        "--group-replication-recovery-get-public-key=ON",
        "--group-replication-start-on-boot=OFF",
        "--super-read-only=ON");
  }

  /** Makes the users of replication and of the store, which every member has of its own. */
  private static void prepare(MySqlServer server) throws SQLException {
    server.execute(
        "set global super_read_only = off",
        "set sql_log_bin = 0",
        "create user replicator@'%' identified by 'secret'",
        "grant replication slave, connection_admin, backup_admin, group_replication_stream on *.*"
            + " to replicator@'%'",
        "create user app@'%'",
        "grant session_variables_admin on *.* to app@'%'",
        "grant all on `shared\\_%`.* to app@'%'",
        "set sql_log_bin = 1",
        "change replication source to source_user = 'replicator', source_password = 'secret'"
            + " for channel 'group_replication_recovery'");
  }

  /** Returns the member that takes changes; waits until one does. */
  public int awaitPrimary() {
    return awaitPrimaryBeside(-1);
  }

  /** Waits until another member than this one takes changes, and returns it. */
  public int awaitPrimaryBeside(int former) {
    await("another primary than " + former, () -> primaryBeside(former).isPresent());
    return primaryBeside(former).orElseGet(() -> awaitPrimaryBeside(former));
  }

  private OptionalInt primaryBeside(int former) {
    return IntStream.range(0, members.size())
        .filter(member -> member != former && isPrimary(member))
        .findFirst();
  }

  private boolean isPrimary(int member) {
    try {
      return ask(
              member,
              "select count(*) from performance_schema.replication_group_members"
                  + " where member_role = 'PRIMARY' and member_state = 'ONLINE'"
                  + " and member_id = @@server_uuid")
          .equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private String ask(int member, String select) throws SQLException {
    MysqlDataSource database = members.get(member).database("");
    database.setUrl(database.getUrl() + "&socketTimeout=1000");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(select)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  /** Waits until each of so many members sees so many. */
  public void awaitMembers(int count) {
    await(count + " members that see so many", () -> online(count) >= count);
  }

  private void await(String state, Waiting.Question<RuntimeException> question) {
    Waiting.until(state, question, members.stream().map(MySqlServer::process).toList());
  }

  private int online(int count) {
    int found = 0;
    for (int member = 0; member < members.size(); member++) {
      try {
        String seen =
            ask(
                member,
                "select count(*) from performance_schema.replication_group_members"
                    + " where member_state = 'ONLINE'");
        found += seen.equals(String.valueOf(count)) ? 1 : 0;
      } catch (SQLException e) {
        // It does not answer.
      }
    }
    return found;
  }

  /** Makes another member the primary, as an operator does before maintenance. */
  public void switchOver(int primary) throws SQLException {
    int next = (primary + 1) % MEMBERS;
    String id = ask(next, "select @@server_uuid");
    members.get(primary).ask("select group_replication_set_as_primary('" + id + "')");
  }

  /** Stops the process: it answers nothing, and its connections stay. */
  public void pause(int member) throws IOException {
    members.get(member).signal("STOP");
  }

  /** Ends {@link #pause}. */
  public void resume(int member) throws IOException {
    members.get(member).signal("CONT");
  }

  /** Kills the process (kill -9). */
  public void kill(int member) {
    members.get(member).kill();
  }

  /** Starts a member after {@link #kill}, which joins the others. */
  public void restart(int member) throws IOException, SQLException {
    members.get(member).restart();
    members.get(member).execute("start group_replication");
  }

  /** Asks the primary. */
  public void ask(String select) throws SQLException {
    members.get(awaitPrimary()).ask(select);
  }

  /** Executes statements on each member. */
  public void onEach(String... statements) throws SQLException {
    for (MySqlServer member : members) {
      member.execute(statements);
    }
  }

  /** Creates a database, and returns connections to it that lead to the primary. */
  public DataSource freshDatabase() throws SQLException {
    String name = "shared_" + databases.incrementAndGet();
    members.get(awaitPrimary()).execute("create database " + name);
    return primary(name, WAITING);
  }

  /** Returns connections to the primary, with more options in the URL. */
  public DataSource primary(String name, String options) {
    return JdbcProxies.wrap(
        DataSource.class,
        members.get(0).database(name),
        (method, arguments, call) ->
            method.equals("getConnection") ? connect(name, options) : call.proceed());
  }

  /** Connects to the first member that takes changes, as a router in front of a group does. */
  private Connection connect(String name, String options) throws SQLException {
    SQLException refusal = new SQLTransientConnectionException("no member takes changes", "08001");
    int first = last.get();
    for (int i = 0; i < MEMBERS; i++) {
      int member = (first + i) % MEMBERS;
      try {
        MysqlDataSource database = members.get(member).database(name);
        database.setUrl(database.getUrl() + options);
        database.setUser("app");
        Connection connection = database.getConnection();
        if (takesChanges(connection)) {
          last.set(member);
          return connection;
        }
        connection.close();
      } catch (SQLException e) {
        refusal.addSuppressed(e);
      }
    }
    // The next one does not begin with a member that hangs.
    last.compareAndSet(first, (first + 1) % MEMBERS);
    throw refusal;
  }

  private static boolean takesChanges(Connection connection) throws SQLException {
    return Connections.first(connection, "select @@global.super_read_only").equals("0");
  }

  @Override
  public void close() {
    members.forEach(MySqlServer::close);
  }
}
