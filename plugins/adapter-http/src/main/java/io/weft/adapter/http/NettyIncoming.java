package io.weft.adapter.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.weft.http.HttpRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request as Netty read it; nothing of it has become a Camel header. */
record NettyIncoming(FullHttpRequest received) implements Dispatch.Incoming {

    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization", "cookie");

    @Override
    public String method() {
        return received.method().name();
    }

    @Override
    public String path() {
        return new QueryStringDecoder(received.uri()).rawPath();
    }

    @Override
    public String authorization() {
        return received.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    }

    @Override
    public long bodyBytes() {
        return received.content().readableBytes();
    }

    @Override
    public HttpRequest request(String user) {
        return new HttpRequest(method(), path(), query(), headers(), user, ByteBufUtil.getBytes(received.content()));
    }

    private Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        new QueryStringDecoder(received.uri()).parameters()
                .forEach((name, values) -> query.put(name, values.get(values.size() - 1)));
        return Map.copyOf(query);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : received.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!CREDENTIALS.contains(name) && !name.startsWith("camel")) {
                headers.put(name, header.getValue());
            }
        }
        return Map.copyOf(headers);
    }
}
