package io.weft.fabric.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;

/**
 * A channel in memory. As on Fabric a call reads what earlier ones committed, never what it writes itself, and a refused
 * call writes nothing.
 */
final class MemoryChannel {

    static final Instant CLAIMED = Instant.parse("2026-03-01T10:00:00Z");

    private final EvidenceContract contract = new EvidenceContract();
    private final TreeMap<String, byte[]> state = new TreeMap<>();
    private final List<String> events = new ArrayList<>();
    private int transactions;

    List<String> events() {
        return events;
    }

    int entries() {
        return state.size();
    }

    /** @throws AssertionError with the message if the contract refuses */
    String submit(byte[] creator, String... arguments) {
        Chaincode.Response response = call(creator, bytes(arguments));
        if (response.getStatus() != Chaincode.Response.Status.SUCCESS) {
            throw new AssertionError(response.getMessage());
        }
        return response.getStringPayload();
    }

    /** @return the refusal's message */
    String refusal(byte[] creator, String... arguments) {
        int before = state.size();
        Chaincode.Response response = call(creator, bytes(arguments));
        if (response.getStatus() == Chaincode.Response.Status.SUCCESS || state.size() != before) {
            throw new AssertionError("not refused: " + response.getStringPayload());
        }
        return response.getMessage();
    }

    Chaincode.Response call(byte[] creator, List<byte[]> arguments) {
        Call call = new Call(creator, arguments, "tx" + ++transactions);
        Chaincode.Response response = contract.invoke(call.stub());
        if (response.getStatus() == Chaincode.Response.Status.SUCCESS) {
            state.putAll(call.writes);
            events.addAll(call.events);
        }
        return response;
    }

    static List<byte[]> bytes(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** What one call sees of the channel: the methods of {@link ChaincodeStub} that the contract uses, by name. */
    public final class Call {

        private final byte[] creator;
        private final List<byte[]> arguments;
        private final String transaction;
        private final TreeMap<String, byte[]> writes = new TreeMap<>();
        private final List<String> events = new ArrayList<>();

        Call(byte[] creator, List<byte[]> arguments, String transaction) {
            this.creator = creator;
            this.arguments = arguments;
            this.transaction = transaction;
        }

        ChaincodeStub stub() {
            return (ChaincodeStub) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ChaincodeStub.class},
                    (proxy, method, values) -> answer(method, values));
        }

        private Object answer(Method method, Object[] values) throws Throwable {
            try {
                return getClass().getMethod(method.getName(), method.getParameterTypes()).invoke(this, values);
            } catch (NoSuchMethodException e) {
                throw new UnsupportedOperationException("the contract calls " + method, e);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        public List<byte[]> getArgs() {
            return arguments;
        }

        public String getTxId() {
            return transaction;
        }

        public Instant getTxTimestamp() {
            return CLAIMED;
        }

        public byte[] getCreator() {
            return creator;
        }

        public byte[] getState(String key) {
            return state.getOrDefault(key, new byte[0]);
        }

        public void putState(String key, byte[] value) {
            writes.put(key, value);
        }

        public void setEvent(String name, byte[] payload) {
            // Fabric keeps one event of a transaction.
            events.clear();
            events.add(name + " " + new String(payload, StandardCharsets.UTF_8));
        }

        public CompositeKey createCompositeKey(String kind, String... parts) {
            return new CompositeKey(kind, parts);
        }

        public Entries getStateByPartialCompositeKey(CompositeKey prefix) {
            return range(prefix.toString(), prefix.toString(), Integer.MAX_VALUE);
        }

        public Entries getStateByPartialCompositeKeyWithPagination(CompositeKey prefix, int limit, String bookmark) {
            return range(prefix.toString(), bookmark.isEmpty() ? prefix.toString() : bookmark, limit);
        }

        private Entries range(String prefix, String from, int limit) {
            return new Entries(state.tailMap(from, true).entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix)).limit(limit)
                    .map(entry -> (KeyValue) new Entry(entry.getKey(), entry.getValue())).toList());
        }
    }

    private record Entry(String key, byte[] value) implements KeyValue {

        @Override
        public String getKey() {
            return key;
        }

        @Override
        public byte[] getValue() {
            return value;
        }

        @Override
        public String getStringValue() {
            return new String(value, StandardCharsets.UTF_8);
        }
    }
}
