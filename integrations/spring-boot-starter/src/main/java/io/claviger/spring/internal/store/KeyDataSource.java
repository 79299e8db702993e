package io.claviger.spring.internal.store;

import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;

/** Finds the data source of the keys. */
public final class KeyDataSource {
  private static final String PROPERTY = "claviger.data-source";

  private KeyDataSource() {}

  /** Returns the one that the property names, or else the only or primary one. */
  public static DataSource find(ClavigerProperties properties, ListableBeanFactory beans) {
    String name = properties.dataSource();
    if (name == null) {
      DataSource only = beans.getBeanProvider(DataSource.class).getIfUnique();
      if (only == null) {
        throw StartException.inProperty(
            "claviger.store",
            "is jdbc, which needs one DataSource, or a primary one; there are " + names(beans),
            "Set spring.datasource.url, name one of several in claviger.data-source, or choose"
                + " claviger.store=h2 or memory");
      }
      return only;
    }
    if (!beans.containsBean(name) || !beans.isTypeMatch(name, DataSource.class)) {
      throw StartException.inProperty(
          PROPERTY, "is " + name + ", which is no bean of a DataSource; there are " + names(beans));
    }
    return beans.getBean(name, DataSource.class);
  }

  private static List<String> names(ListableBeanFactory beans) {
    return List.of(beans.getBeanNamesForType(DataSource.class));
  }
}
