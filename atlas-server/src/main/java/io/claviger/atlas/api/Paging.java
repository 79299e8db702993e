package io.claviger.atlas.api;

import io.claviger.atlas.json.Link;
import io.claviger.atlas.json.ListDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The page of a list that the client asks for. */
final class Paging {
  private static final int MAX_ITEMS = 500;

  /** No list is long enough to reach this page, so it never has a next page. */
  private static final int LAST_PAGE = Integer.MAX_VALUE;

  private final Links links;
  private final Call call;
  private final int page;
  private final int items;
  private final boolean count;

  /** Reads the page from the query. Throws the error for the client if a parameter is bad. */
  Paging(Links links, Call call) {
    this.links = links;
    this.call = call;
    this.page = call.query().number("pageNum", 1, LAST_PAGE, 1);
    this.items = call.query().number("itemsPerPage", 1, MAX_ITEMS, 100);
    this.count = call.query().flag("includeCount", true);
  }

  /** Returns this page of the whole list. */
  <T> Answer of(List<T> all, Function<T, ?> document) {
    List<?> results = part(all).stream().map(document).toList();
    boolean more = (long) page * items < all.size();
    return new Answer.Listing(
        new ListDocument(links(more), results, null, count ? all.size() : null));
  }

  private <T> List<T> part(List<T> all) {
    long from = Math.min(all.size(), (page - 1L) * items);
    long to = Math.min(all.size(), from + items);
    return all.subList((int) from, (int) to);
  }

  private List<Link> links(boolean more) {
    List<Link> relations = new ArrayList<>();
    relations.add(link("self", page));
    if (page > 1) {
      relations.add(link("previous", page - 1));
    }
    if (more) {
      relations.add(link("next", page + 1));
    }
    return relations;
  }

  /** Returns a link with the client's own query, followed by the page. */
  private Link link(String relation, int number) {
    String own = String.join("&", call.query().besides("pageNum", "itemsPerPage"));
    String start = own.isEmpty() ? "includeCount=" + count : own;
    return new Link(
        links.here(call, start + "&pageNum=" + number + "&itemsPerPage=" + items), relation);
  }
}
