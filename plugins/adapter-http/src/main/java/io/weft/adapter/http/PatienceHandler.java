package io.weft.adapter.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.netty.ChannelHandlerFactory;

/**
 * Bounds what a slow or silent client can hold: a connection without a request, and a request without its end, are closed
 * after their time, however the bytes trickle; and there are only so many connections.
 */
final class PatienceHandler extends ChannelDuplexHandler {

    private final Bounds bounds;
    private final AtomicInteger connections;
    private Future<?> end;

    private PatienceHandler(Bounds bounds, AtomicInteger connections) {
        this.bounds = bounds;
        this.connections = connections;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        if (connections.incrementAndGet() > bounds.connections()) {
            context.close();
            return;
        }
        closeAfter(bounds.idleSeconds(), context);
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connections.decrementAndGet();
        wait(false);
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            closeAfter(bounds.requestSeconds(), context);
        }
        if (message instanceof LastHttpContent) {
            wait(false);
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        closeAfter(bounds.idleSeconds(), context);
        super.write(context, message, promise);
    }

    private void closeAfter(int seconds, ChannelHandlerContext context) {
        wait(false);
        end = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
    }

    private void wait(boolean interrupt) {
        if (end != null) {
            end.cancel(interrupt);
        }
    }

    /**
     * @param connections    at once
     * @param idleSeconds    for the first or next request to begin
     * @param requestSeconds from the end of a request's headers to the end of its body
     */
    record Bounds(int connections, int idleSeconds, int requestSeconds) {
    }

    /** Gives each connection its handler. */
    static final class Factory extends ChannelDuplexHandler implements ChannelHandlerFactory {

        private final Bounds bounds;
        private final AtomicInteger connections = new AtomicInteger();

        Factory(Bounds bounds) {
            this.bounds = bounds;
        }

        @Override
        public ChannelHandler newChannelHandler() {
            return new PatienceHandler(bounds, connections);
        }
    }
}
