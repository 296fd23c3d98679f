package io.weft.fire.ledger;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;

/**
 * Stands between a hub and its peer, over mutual TLS on both sides, and passes the calls of Fabric's gateway protocol on. When
 * told so, it loses something of each transaction once, in turn: nothing of it is made up, and the channel is the real one.
 */
final class LossyGateway implements AutoCloseable {

    /** What gets lost; whoever sent the transaction does not know then what became of it. */
    enum Loss {
        /** The connection breaks before the peer has the transaction. */
        SUBMISSION_CUT,
        /** The orderer has the transaction, and the connection breaks before that is said. */
        SUBMISSION_UNCONFIRMED,
        /** The connection breaks while the commit status is waited for. */
        STATUS_CUT,
        /** The question for the commit status gets no answer at all. */
        STATUS_UNANSWERED
    }

    private static final String SUBMIT = "gateway.Gateway/Submit";
    private static final String COMMIT_STATUS = "gateway.Gateway/CommitStatus";
    private static final int MAXIMUM_MESSAGE_BYTES = 128 << 20;
    private static final long PATIENCE_SECONDS = 60;
    private static final Status CUT = Status.UNAVAILABLE.withDescription("the connection was cut");

    private final ManagedChannel peer;
    private final CountDownLatch used = new CountDownLatch(1);
    private final Map<String, Loss> lost = new LinkedHashMap<>();
    /** Transactions whose commit status is still to be lost. */
    private final Map<String, Loss> doomed = new ConcurrentHashMap<>();
    private volatile boolean losing;
    private Server server;

    private LossyGateway(ManagedChannel peer) {
        this.peer = peer;
    }

    /**
     * @param connection of the client that comes; it speaks on as that client
     * @param identity   folder with the peer's {@code server.crt} and {@code server.key}
     */
    static LossyGateway start(Path connection, Path identity) throws IOException {
        Properties profile = new Properties();
        try (Reader reader = Files.newBufferedReader(connection)) {
            profile.load(reader);
        }
        Path roots = Path.of(profile.getProperty("tlsRoots"));
        LossyGateway gateway = new LossyGateway(Grpc.newChannelBuilder(profile.getProperty("endpoint"),
                TlsChannelCredentials.newBuilder().trustManager(roots.toFile())
                        .keyManager(Path.of(profile.getProperty("clientTlsCertificate")).toFile(),
                                Path.of(profile.getProperty("clientTlsKey")).toFile()).build())
                .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES).build());
        gateway.server = OkHttpServerBuilder.forPort(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        TlsServerCredentials.newBuilder().trustManager(roots.toFile())
                                .keyManager(identity.resolve("server.crt").toFile(), identity.resolve("server.key").toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE).build())
                .maxInboundMessageSize(MAXIMUM_MESSAGE_BYTES)
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
                        return gateway.method(name);
                    }
                }).build().start();
        return gateway;
    }

    int port() {
        return server.getPort();
    }

    /** Waits until a client came. */
    void awaitUsed() throws IOException, InterruptedException {
        if (!used.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the hub did not come by the gateway between in " + PATIENCE_SECONDS + " s");
        }
    }

    void lose(boolean now) {
        losing = now;
    }

    /** What was lost of which transaction. */
    synchronized Map<String, Loss> lost() {
        Map<String, Loss> all = new LinkedHashMap<>(lost);
        // Meant to be lost, and the outage ended first, or the sink did not ask.
        all.keySet().removeAll(doomed.keySet());
        return all;
    }

    private ServerMethodDefinition<byte[], byte[]> method(String name) {
        used.countDown();
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
                .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName(name).build();
        return ServerMethodDefinition.create(method, ServerCalls.asyncUnaryCall((request, answer) -> {
            try {
                pass(method, request, answer);
            } catch (InvalidProtocolBufferException e) {
                answer.onError(Status.INVALID_ARGUMENT.withCause(e).asRuntimeException());
            }
        }));
    }

    private void pass(MethodDescriptor<byte[], byte[]> method, byte[] request, StreamObserver<byte[]> answer)
            throws InvalidProtocolBufferException {
        StreamObserver<byte[]> told = answer;
        if (method.getFullMethodName().equals(SUBMIT)) {
            Loss loss = choose(SubmitRequest.parseFrom(request).getTransactionId());
            if (loss == Loss.SUBMISSION_CUT) {
                answer.onError(CUT.asRuntimeException());
                return;
            }
            told = loss == Loss.SUBMISSION_UNCONFIRMED ? new Silenced(answer) : answer;
        } else if (method.getFullMethodName().equals(COMMIT_STATUS)) {
            String transaction = CommitStatusRequest.parseFrom(SignedCommitStatusRequest.parseFrom(request).getRequest())
                    .getTransactionId();
            Loss loss = losing ? doomed.remove(transaction) : null;
            if (loss == Loss.STATUS_UNANSWERED) {
                return;
            }
            told = loss == Loss.STATUS_CUT ? new Silenced(answer) : answer;
        }
        // Deadline and cancellation of the call that came are those of the call that goes.
        ClientCalls.asyncUnaryCall(peer.newCall(method, CallOptions.DEFAULT), request, told);
    }

    /** @return null if nothing of it gets lost: it lost something before, or nothing is to be lost now */
    private synchronized Loss choose(String transaction) {
        if (!losing || lost.containsKey(transaction)) {
            return null;
        }
        Loss loss = Loss.values()[lost.size() % Loss.values().length];
        lost.put(transaction, loss);
        if (loss == Loss.STATUS_UNANSWERED || loss == Loss.STATUS_CUT) {
            doomed.put(transaction, loss);
        }
        return loss;
    }

    @Override
    public void close() {
        server.shutdownNow();
        peer.shutdownNow();
    }

    /** The peer answers, and the one who asked sees a broken connection. */
    private record Silenced(StreamObserver<byte[]> answer) implements StreamObserver<byte[]> {

        @Override
        public void onNext(byte[] value) {
            // Lost.
        }

        @Override
        public void onError(Throwable failure) {
            answer.onError(CUT.asRuntimeException());
        }

        @Override
        public void onCompleted() {
            answer.onError(CUT.asRuntimeException());
        }
    }

    /** Messages as they are. */
    private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
        MARSHALLER;

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
