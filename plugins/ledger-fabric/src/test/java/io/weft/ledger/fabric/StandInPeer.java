package io.weft.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.StreamObserver;
import io.weft.fabric.network.ContractProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.GetState;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * The peer's side of the chaincode protocol, before the real contract's process: what it reads comes from the state here, and
 * a call is committed unless what it read has changed. Single keys only; the contract's anchors and heads need no more.
 */
final class StandInPeer implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final ManagedChannel channel;
    private final StreamObserver<ChaincodeMessage> contract;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<String, Entry> state = new HashMap<>();
    private final Map<String, Simulation> running = new ConcurrentHashMap<>();
    private long block;

    private record Entry(ByteString value, long block) {
    }

    /** One call of the contract: what it read, in which version, and what it would write. */
    static final class Simulation {

        private final Map<String, Long> reads = new HashMap<>();
        private final Map<String, ByteString> writes = new HashMap<>();
        private final CompletableFuture<Response> response = new CompletableFuture<>();

        Response response() throws InterruptedException, ExecutionException, TimeoutException {
            return response.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    StandInPeer(StandInAuthority authority, Path log) throws Exception {
        int port = freePort();
        authority.issue("contract", "peer");
        authority.issue("peer", "peer");
        this.process = start(authority, port, log);
        this.channel = Grpc.newChannelBuilder("127.0.0.1:" + port, TlsChannelCredentials.newBuilder()
                .trustManager(authority.root().toFile())
                .keyManager(authority.certificate("peer").toFile(), authority.key("peer").toFile()).build()).build();
        this.contract = ChaincodeGrpc.newStub(channel).withWaitForReady().connect(new FromContract());
        try {
            ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw e;
        }
    }

    Simulation simulate(String channelName, String transaction, ChaincodeInput input, SignedProposal proposal, Timestamp time)
            throws InterruptedException, ExecutionException, TimeoutException {
        Simulation simulation = new Simulation();
        running.put(transaction, simulation);
        send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.TRANSACTION).setTxid(transaction)
                .setChannelId(channelName).setPayload(input.toByteString()).setProposal(proposal).setTimestamp(time).build());
        simulation.response();
        return simulation;
    }

    /** @return the block; 0 if something that it read has changed since */
    synchronized long commit(Simulation simulation) {
        boolean stale = simulation.reads.entrySet().stream().anyMatch(read -> version(read.getKey()) != read.getValue());
        if (stale) {
            return 0;
        }
        block++;
        simulation.writes.forEach((key, value) -> state.put(key, new Entry(value, block)));
        return block;
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        process.destroy();
        process.waitFor();
    }

    private synchronized void send(ChaincodeMessage message) {
        contract.onNext(message);
    }

    private synchronized long version(String key) {
        Entry entry = state.get(key);
        return entry == null ? 0 : entry.block();
    }

    private synchronized ByteString read(Simulation simulation, String key) {
        simulation.reads.put(key, version(key));
        Entry entry = state.get(key);
        return entry == null ? ByteString.EMPTY : entry.value();
    }

    private final class FromContract implements StreamObserver<ChaincodeMessage> {

        @Override
        public void onNext(ChaincodeMessage message) {
            try {
                answer(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }

        private void answer(ChaincodeMessage message) throws InvalidProtocolBufferException {
            Simulation simulation = running.get(message.getTxid());
            switch (message.getType()) {
                case REGISTER -> {
                    send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.REGISTERED).build());
                    send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.READY).build());
                    ready.complete(null);
                }
                case GET_STATE -> respond(message, read(simulation, GetState.parseFrom(message.getPayload()).getKey()));
                case PUT_STATE -> {
                    PutState put = PutState.parseFrom(message.getPayload());
                    simulation.writes.put(put.getKey(), put.getValue());
                    respond(message, ByteString.EMPTY);
                }
                case COMPLETED -> simulation.response.complete(Response.parseFrom(message.getPayload()));
                case ERROR -> simulation.response
                        .completeExceptionally(new IllegalStateException(message.getPayload().toStringUtf8()));
                case KEEPALIVE -> { }
                default -> simulation.response.completeExceptionally(
                        new UnsupportedOperationException("the contract asks for " + message.getType()));
            }
        }

        private void respond(ChaincodeMessage asked, ByteString payload) {
            send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.RESPONSE).setTxid(asked.getTxid())
                    .setChannelId(asked.getChannelId()).setPayload(payload).build());
        }

        @Override
        public void onError(Throwable failure) {
            ready.completeExceptionally(failure);
            running.values().forEach(simulation -> simulation.response.completeExceptionally(failure));
        }

        @Override
        public void onCompleted() {
            onError(new IllegalStateException("the contract's process went"));
        }
    }

    private static Process start(StandInAuthority authority, int port, Path log) throws Exception {
        Path target = ContractProgram.inSourceTree().target();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m", "-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*", "io.weft.fabric.contract.Main")
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of(
                "CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port,
                "CORE_CHAINCODE_ID_NAME", "evidence:1",
                "CHAINCODE_TLS_KEY", authority.key("contract").toString(),
                "CHAINCODE_TLS_CERT", authority.certificate("contract").toString(),
                "CHAINCODE_CLIENT_CA_CERT", authority.root().toString(),
                "CORE_CHAINCODE_LOGGING_LEVEL", "WARNING", "CORE_CHAINCODE_LOGGING_SHIM", "WARNING"));
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
