package io.weft.adapter.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.weft.http.HttpReply;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.component.netty.NettyConstants;
import org.apache.camel.component.netty.http.OutboundStreamHttpResponse;
import org.apache.camel.component.netty.http.NettyHttpMessage;

/** Makes a reply the exchange's answer: a small one in one piece, a large one as a stream from its spool. */
final class NettyReply {

    private NettyReply() {
    }

    static void write(HttpReply reply, Exchange exchange) throws IOException {
        FullHttpRequest request = exchange.getMessage(NettyHttpMessage.class).getHttpRequest();
        Spool spool = Spool.of(reply.body());
        DefaultHttpResponse response = spool.small().isPresent()
                ? whole(spool.small().get(), HttpResponseStatus.valueOf(reply.status()), request)
                : streamed(spool, HttpResponseStatus.valueOf(reply.status()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.mediaType());
        response.headers().set("X-Content-Type-Options", "nosniff");
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        reply.headers().forEach((name, value) -> response.headers().set(name, value));
        if (!HttpUtil.isKeepAlive(request)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            exchange.getMessage().setHeader(NettyConstants.NETTY_CLOSE_CHANNEL_WHEN_COMPLETE, true);
        }
        exchange.getMessage().setBody(response);
    }

    private static DefaultHttpResponse streamed(Spool spool, HttpResponseStatus status) throws IOException {
        DefaultHttpResponse response = new OutboundStreamHttpResponse(spool.stream(),
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, status));
        response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        return response;
    }

    private static DefaultFullHttpResponse whole(byte[] body, HttpResponseStatus status, FullHttpRequest request) {
        byte[] sent = request.method().equals(HttpMethod.HEAD) ? new byte[0] : body;
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(sent));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }
}
