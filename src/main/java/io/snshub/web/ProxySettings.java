package io.snshub.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What stands between clients and the hub.
 *
 * @param trusted addresses or networks ({@code 10.0.0.0/8}) of proxies whose {@code
 *     X-Forwarded-For} is believed; nobody's when empty
 */
@ConfigurationProperties("hub.proxies")
record ProxySettings(@DefaultValue List<String> trusted) {}
