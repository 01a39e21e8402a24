package io.snshub.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The page at the root: what is up, newest first, the ledger's end and the armed faults. It renews
 * itself every two seconds and loads nothing from elsewhere.
 */
final class Page implements Handler<RoutingContext> {
  /** What a browser may do on the sandbox's pages. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self'; base-uri 'none'";

  private static final int SHOWN = 100;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Platform sandbox</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      :root{color-scheme:light dark;--line:#8884;--soft:#8882}
      body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:72rem;padding:1rem}
      h1{font-size:1.3rem;margin:.2rem 0}h2{font-size:1rem;margin:1.5rem 0 .5rem}
      .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr));gap:.7rem}
      article{border:1px solid var(--line);border-radius:.6rem;padding:.7rem .9rem}
      article p{margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
      article img{max-width:100%;border-radius:.4rem}
      .badge{font-size:.75rem;font-weight:600;color:#fff;background:#475569;padding:.1rem .5rem;
        border-radius:1rem}
      .twitter{background:#0f1419}.instagram{background:#c13584}.youtube{background:#c00}
      .facebook{background:#1877f2}.linkedin{background:#0a66c2}.pinterest{background:#bd081c}
      .telegram{background:#1c7fb0}.tiktok{background:#111}.threads{background:#333}
      small,.dim{opacity:.7;font-size:.8rem;overflow-wrap:anywhere}
      table{border-collapse:collapse;width:100%;font-size:.82rem}
      td,th{text-align:left;padding:.2rem .5rem;border-bottom:1px solid var(--soft);
        overflow-wrap:anywhere}
      .created{color:#15803d}.deleted{color:#b91c1c}
      </style></head><body><h1>Platform sandbox</h1>
      <p class="dim">Nothing here reaches a real platform. Ledger: <a href="/_sandbox/ledger">
      /_sandbox/ledger</a> · posts: <a href="/_sandbox/posts">/_sandbox/posts</a> · faults:
      <a href="/_sandbox/faults">/_sandbox/faults</a></p>
      <main>
      """;

  private static final String TAIL =
      """
      </main>
      <script>
      setInterval(async () => {
        if (document.hidden) return;
        try {
          const text = await (await fetch('/')).text();
          const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
          const shown = document.querySelector('main');
          if (fresh && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
        } catch (gone) { /* the sandbox is down; try again */ }
      }, 2000);
      </script></body></html>
      """;

  private final World world;

  Page(World world) {
    this.world = world;
  }

  @Override
  public void handle(RoutingContext call) {
    StringBuilder html = new StringBuilder(HEAD);
    cards(html, "Up now", world.posts().list(null, SHOWN));
    cards(html, "Messages", world.messages().list(null, SHOWN));
    faults(html);
    ledger(html);
    call.response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Cache-Control", "no-store")
        .end(html.append(TAIL).toString());
  }

  private static void cards(StringBuilder html, String title, List<SandboxPost> posts) {
    html.append("<h2>").append(title).append("</h2><div class=grid>");
    if (posts.isEmpty()) {
      html.append("<span class=dim>nothing</span>");
    }
    List<SandboxPost> newest = new ArrayList<>(posts);
    Collections.reverse(newest);
    for (SandboxPost post : newest) {
      html.append("<article><span class=\"badge ").append(escape(post.platform())).append("\">");
      html.append(escape(post.platform())).append("</span> <small>");
      html.append(time(post.createdAt())).append("</small><p>");
      html.append(escape(post.content())).append("</p>");
      post.media().forEach(medium -> medium(html, medium));
      html.append("<small>").append(escape(post.id())).append("</small></article>");
    }
    html.append("</div>");
  }

  private static void medium(StringBuilder html, String medium) {
    int at = medium.indexOf("/_sandbox/media/");
    if (at >= 0 && medium.matches(".*\\.(jpe?g|png|gif)")) {
      html.append("<img alt=\"\" src=\"").append(escape(medium.substring(at))).append("\">");
    } else {
      html.append("<div class=dim>").append(escape(medium)).append("</div>");
    }
  }

  private void faults(StringBuilder html) {
    html.append("<h2>Armed faults</h2>");
    List<Fault> faults = world.faults().list();
    int held = world.heldCount();
    if (faults.isEmpty() && held == 0) {
      html.append("<span class=dim>none</span>");
    }
    faults.forEach(
        fault -> html.append("<div>").append(escape(fault.toJson().encode())).append("</div>"));
    if (held > 0) {
      html.append("<div>callers being held: ").append(held).append("</div>");
    }
  }

  private void ledger(StringBuilder html) {
    html.append("<h2>Ledger</h2><table><tr><th>#<th>time<th>platform<th>operation<th>effect<th>id");
    html.append("<th>content<th>status");
    List<Ledger.Entry> newest = world.ledger().entries(null, 0, SHOWN);
    Collections.reverse(newest);
    for (Ledger.Entry entry : newest) {
      String effect = entry.effect().word();
      html.append("<tr><td>").append(entry.seq()).append("<td>").append(time(entry.at()));
      html.append("<td>").append(escape(entry.platform()));
      html.append("<td>").append(entry.operation().word());
      html.append("<td class=").append(effect).append('>').append(effect);
      html.append("<td>").append(escape(Objects.toString(entry.postId(), "")));
      html.append("<td>").append(escape(Objects.toString(entry.content(), "")));
      html.append("<td>").append(entry.status() == 0 ? "–" : String.valueOf(entry.status()));
    }
    html.append("</table>");
  }

  private static String time(Instant at) {
    return at.toString().replace('T', ' ').replaceFirst("\\.\\d+Z", "Z");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
