package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pins one by one and in lists, newest first. */
final class PinterestSandboxReads {
  private static final Duration LAG = Duration.ofSeconds(3);
  private static final Set<String> FILTERS =
      Set.of("exclude_native", "exclude_repins", "has_been_promoted");

  private final Site site;
  private final PinterestSandboxPins pins;
  private final PinterestSandboxBoards boards;
  private final PinterestSandboxPages pages;
  private final BooleanSupplier lag;

  PinterestSandboxReads(
      Site site,
      PinterestSandboxPins pins,
      PinterestSandboxBoards boards,
      PinterestSandboxPages pages,
      BooleanSupplier lag) {
    this.site = site;
    this.pins = pins;
    this.boards = boards;
    this.pages = pages;
    this.lag = lag;
  }

  void open(PinterestSandboxLimits limits) {
    Function<Call, Operation> byMetrics =
        call -> metrics(call) ? Operation.METRICS : Operation.LOOKUP;
    site.route("GET", "/v5/pins", byMetrics, limits.on(this::own));
    site.route("GET", "/v5/pins/{id}", byMetrics, limits.on(this::one));
    site.route("GET", "/v5/boards/{id}/pins", byMetrics, limits.on(this::ofBoard));
    site.route(
        "GET",
        "/v5/boards/{id}/sections/{section}/pins",
        Operation.LOOKUP,
        limits.on(this::ofSection));
  }

  private static boolean metrics(Call call) {
    return "true".equals(call.query("pin_metrics"));
  }

  private Reply one(Call call) {
    PinterestSandboxPin pin = pins.ofPath(call);
    return Reply.json(
        200,
        pin.json(call.at(), metrics(call) ? PinterestSandboxMetrics.of(pin, call.at()) : null));
  }

  private Reply own(Call call) {
    String filter = call.query("pin_filter");
    if (filter != null) {
      PinterestSandboxInput.oneOf(filter, FILTERS);
    }
    return list(call, pin -> passes(pin, filter));
  }

  private static boolean passes(PinterestSandboxPin pin, @Nullable String filter) {
    boolean again = pin.text("parent_pin_id") != null;
    if (filter == null) {
      return true;
    }
    return filter.equals("exclude_repins") ? !again : filter.equals("exclude_native") && again;
  }

  private Reply ofBoard(Call call) {
    String board = Long.toString(boards.ofPath(call).id());
    return list(call, pin -> pin.board().equals(board));
  }

  private Reply ofSection(Call call) {
    String section = Long.toString(boards.ofPath(call).section(call.param("section")).id());
    return list(call, pin -> section.equals(pin.text("board_section_id")));
  }

  private Reply list(Call call, Predicate<PinterestSandboxPin> wanted) {
    List<String> kinds = PinterestSandboxInput.list(call, "creative_types");
    boolean metrics = metrics(call);
    return pages.page(
        call,
        pins.live().newestFirst(),
        PinterestSandboxPin::id,
        pin ->
            listed(pin, call)
                && wanted.test(pin)
                && (kinds.isEmpty() || kinds.contains(pin.media().creativeType())),
        pin -> pin.json(call.at(), metrics ? PinterestSandboxMetrics.of(pin, call.at()) : null));
  }

  private boolean listed(PinterestSandboxPin pin, Call call) {
    return !lag.getAsBoolean() || !pin.at().plus(LAG).isAfter(call.at());
  }
}
