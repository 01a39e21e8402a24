package io.snshub.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/**
 * Sends whoever comes without TLS to the same address with it; nothing else is served there. 308
 * keeps method and body.
 */
final class HttpsRedirect extends ValveBase {
  private final TomcatServletWebServerFactory factory;

  HttpsRedirect(TomcatServletWebServerFactory factory) {
    super(true);
    this.factory = factory;
  }

  static Connector connector(int port, @Nullable InetAddress address) {
    Connector connector = new Connector(GuardedHttp.class.getName());
    connector.setPort(port);
    connector.setProperty("maxHttpRequestHeaderSize", "16384");
    connector.setProperty("connectionTimeout", "10000");
    connector.setXpoweredBy(false);
    if (address != null && connector.getProtocolHandler() instanceof AbstractProtocol<?> http) {
      http.setAddress(address);
    }
    return connector;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.isSecure()) {
      getNext().invoke(request, response);
      return;
    }
    String query = request.getQueryString();
    String host = request.getServerName();
    int port = tlsPort(request);
    response.setStatus(308);
    response.setHeader("Connection", "close");
    response.setHeader(
        "Location",
        "https://"
            + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
            + (port == 443 ? "" : ":" + port)
            + request.getRequestURI()
            + (query == null ? "" : "?" + query));
    response.setContentLength(0);
  }

  /** The first connector's, which may have been given any free port. */
  private int tlsPort(Request request) {
    for (Connector connector : request.getConnector().getService().findConnectors()) {
      if (connector.getSecure()) {
        return connector.getLocalPort();
      }
    }
    return factory.getPort();
  }
}
