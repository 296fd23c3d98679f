package io.weft.adapter.hl7;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on one address, and tries again while the address cannot be bound. */
final class MllpListener extends ChannelInitializer<SocketChannel> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);
    private static final int BIND_AGAIN_SECONDS = 2;

    private final MllpSourceSettings settings;
    private final Offering offering;
    private final MllpLoops loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private volatile Channel server;
    private volatile Future<?> retry;
    private volatile String fault = "";
    private volatile boolean closed;

    MllpListener(MllpSourceSettings settings, Offering offering, MllpLoops loops) {
        this.settings = settings;
        this.offering = offering;
        this.loops = loops;
        bind();
    }

    private void bind() {
        if (closed) {
            return;
        }
        new ServerBootstrap()
                .group(loops.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(this)
                .bind(settings.host(), settings.port())
                .addListener(bound -> {
                    Channel channel = ((io.netty.channel.ChannelFuture) bound).channel();
                    if (!bound.isSuccess()) {
                        fault = "port: '" + settings.port() + "' cannot be bound: " + bound.cause().getMessage();
                        LOG.warn("{}: {}", settings.instance(), fault);
                        retry = loops.loops().schedule(this::bind, BIND_AGAIN_SECONDS, TimeUnit.SECONDS);
                    } else if (closed) {
                        channel.close();
                    } else {
                        fault = "";
                        server = channel;
                    }
                });
    }

    @Override
    protected void initChannel(SocketChannel connection) {
        InetSocketAddress peer = connection.remoteAddress();
        if (!settings.allowed().allow(peer.getAddress()) || connections.size() >= settings.maximumConnections()) {
            LOG.warn("{}: connection of {} refused: {}", settings.instance(), peer.getAddress().getHostAddress(),
                    settings.allowed().allow(peer.getAddress()) ? "there are " + settings.maximumConnections() + " already"
                            : "its address is not among those of 'allow'");
            connection.close();
            return;
        }
        connections.add(connection);
        settings.tls().ifPresent(tls -> connection.pipeline().addLast(new SslHandler(engine(tls))));
        connection.pipeline().addLast(new MllpDecoder(settings.maximumBytes(), settings.messageSeconds()),
                new MllpConversation(settings, offering, loops.workers()));
    }

    private static SSLEngine engine(Tls tls) {
        SSLEngine engine = tls.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(tls.trusting());
        return engine;
    }

    /** Empty while it listens, or is about to. */
    String fault() {
        return fault;
    }

    boolean listening() {
        return server != null;
    }

    /** The port that is listened on; 0 before that. */
    int port() {
        Channel channel = server;
        return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Connections end without an answer to what is not committed: their senders keep it. */
    @Override
    public void close() {
        closed = true;
        if (retry != null) {
            retry.cancel(false);
        }
        if (server != null) {
            server.close().syncUninterruptibly();
        }
        connections.close().syncUninterruptibly();
    }
}
