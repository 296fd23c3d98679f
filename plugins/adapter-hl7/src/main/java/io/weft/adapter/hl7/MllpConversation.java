package io.weft.adapter.hl7;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: messages one after the other, each answered before the next is offered. All but the waiting for intake
 * happens on the connection's event loop.
 */
final class MllpConversation extends SimpleChannelInboundHandler<byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(MllpConversation.class);

    private final String instance;
    private final int idleSeconds;
    private final Offering offering;
    private final ExecutorService workers;
    /** What arrived in one piece with a message at work; reading has stopped, so it is no more than one read. */
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean atWork;
    private Future<?> idle;
    private String peer = "";

    MllpConversation(MllpSourceSettings settings, Offering offering, ExecutorService workers) {
        this.instance = settings.instance();
        this.idleSeconds = settings.idleSeconds();
        this.offering = offering;
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        peer = ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress();
        restartIdleTime(context);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopIdleTime();
        waiting.clear();
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] message) {
        stopIdleTime();
        if (atWork) {
            waiting.add(message);
        } else {
            offer(context, message);
        }
    }

    private void offer(ChannelHandlerContext context, byte[] message) {
        atWork = true;
        context.channel().config().setAutoRead(false);
        try {
            workers.execute(() -> {
                Optional<MessageHeader> header = MessageHeader.of(message);
                Optional<Acknowledgement> answer = offering.offer(message, header, peer);
                context.executor().execute(() -> answered(context, header, answer));
            });
        } catch (RejectedExecutionException e) {
            // The listener is being stopped; without an answer the sender keeps the message.
            context.close();
        }
    }

    private void answered(ChannelHandlerContext context, Optional<MessageHeader> header, Optional<Acknowledgement> answer) {
        if (answer.isEmpty()) {
            context.close();
            return;
        }
        answer.get().messages(header, offering.clock())
                .forEach(message -> context.write(Unpooled.wrappedBuffer(Mllp.frame(message))));
        context.flush();
        atWork = false;
        byte[] next = waiting.poll();
        if (next != null) {
            offer(context, next);
        } else {
            restartIdleTime(context);
            context.channel().config().setAutoRead(true);
        }
    }

    private void restartIdleTime(ChannelHandlerContext context) {
        stopIdleTime();
        idle = context.executor().schedule(() -> context.close(), idleSeconds, TimeUnit.SECONDS);
    }

    private void stopIdleTime() {
        if (idle != null) {
            idle.cancel(false);
        }
    }

    /** Whatever is wrong with the bytes of a connection, what follows them cannot be told apart: it is closed. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.warn("{}: connection of {} closed: {}", instance, peer, String.valueOf(cause.getMessage()));
        if (cause instanceof MllpDecoder.TooLong tooLong) {
            Acknowledgement answer = Acknowledgement.rejected(Acknowledgement.APPLICATION_ERROR,
                    "not taken: the message " + tooLong.getMessage());
            answer.messages(MessageHeader.of(tooLong.beginning()), offering.clock())
                    .forEach(message -> context.write(Unpooled.wrappedBuffer(Mllp.frame(message))));
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.close();
        }
    }
}
