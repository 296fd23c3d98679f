package io.weft.adapter.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.http.NettyHttpMessage;

/** The one way in over HTTP, for every source and every resource of the hub. */
final class ListenerRoutes extends RouteBuilder {

    private final String address;
    private final Dispatch dispatch;
    private final ExecutorService workers;

    ListenerRoutes(String address, Dispatch dispatch, ExecutorService workers) {
        this.address = address;
        this.dispatch = dispatch;
        this.workers = workers;
    }

    @Override
    public void configure() {
        onException(RejectedExecutionException.class)
                .handled(true)
                .process(exchange -> NettyReply.write(Problems.unavailable("too many requests wait", 1), exchange));

        onException(Exception.class)
                .handled(true)
                .process(exchange -> NettyReply.write(Problems.failed(), exchange));

        from(address).routeId("http-listener")
                .threads().executorService(workers).callerRunsWhenRejected("false")
                .process(exchange -> NettyReply.write(
                        dispatch.answer(new NettyIncoming(exchange.getMessage(NettyHttpMessage.class).getHttpRequest())),
                        exchange));
    }
}
