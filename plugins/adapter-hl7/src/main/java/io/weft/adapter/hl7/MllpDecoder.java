package io.weft.adapter.hl7;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages out of their frames. The block ends at {@code <EB><CR>}, so that an {@code <EB>} alone stays text. Line
 * ends between frames are tolerated, since some senders add them; other bytes are no MLLP, and what follows them could
 * not be trusted.
 */
final class MllpDecoder extends ByteToMessageDecoder {

    /** How much of a message that is too long is kept, for its answer. */
    private static final int HEADER_BYTES = 4096;

    /** A message above the bound, with its beginning. */
    static final class TooLong extends TooLongFrameException {

        private static final long serialVersionUID = 1L;

        private final transient byte[] beginning;

        TooLong(byte[] beginning, int maximumBytes) {
            super("is longer than " + maximumBytes + " bytes");
            this.beginning = beginning;
        }

        byte[] beginning() {
            return beginning;
        }
    }

    private final int maximumBytes;
    private final int messageSeconds;
    private int searched;
    private Future<?> patience;

    /** @param messageSeconds for a message that has begun, until its end; then the connection is closed */
    MllpDecoder(int maximumBytes, int messageSeconds) {
        this.maximumBytes = maximumBytes;
        this.messageSeconds = messageSeconds;
        setCumulator(COMPOSITE_CUMULATOR);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        while (searched == 0 && in.isReadable() && in.getByte(in.readerIndex()) != Mllp.START) {
            byte between = in.readByte();
            if (between != '\r' && between != '\n') {
                in.skipBytes(in.readableBytes());
                throw new CorruptedFrameException(String.format("byte 0x%02X stands outside a frame", between));
            }
        }
        int end = endOfBlock(in);
        int length = (end < 0 ? in.readableBytes() : end - in.readerIndex()) - 1;
        if (length > maximumBytes) {
            byte[] beginning = new byte[Math.min(HEADER_BYTES, length)];
            in.getBytes(in.readerIndex() + 1, beginning);
            in.skipBytes(in.readableBytes());
            throw new TooLong(beginning, maximumBytes);
        }
        if (end < 0) {
            if (patience == null && in.isReadable()) {
                patience = context.executor().schedule(() -> context.close(), messageSeconds, TimeUnit.SECONDS);
            }
        } else {
            stopPatience();
            in.skipBytes(1);
            byte[] message = new byte[length];
            in.readBytes(message);
            in.skipBytes(2);
            searched = 0;
            out.add(message);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        stopPatience();
    }

    private void stopPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    /** Index of {@code <EB>} before {@code <CR>}, or -1; what was searched once is not searched again. */
    private int endOfBlock(ByteBuf in) {
        int from = in.readerIndex() + searched;
        while (true) {
            int end = in.indexOf(from, in.writerIndex(), Mllp.END);
            if (end < 0) {
                searched = in.readableBytes();
                return -1;
            }
            if (end + 1 >= in.writerIndex()) {
                searched = end - in.readerIndex();
                return -1;
            }
            if (in.getByte(end + 1) == Mllp.CARRIAGE_RETURN) {
                return end;
            }
            from = end + 1;
        }
    }
}
