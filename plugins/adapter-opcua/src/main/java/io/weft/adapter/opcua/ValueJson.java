package io.weft.adapter.opcua;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.binary.OpcUaBinaryEncoder;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;

/**
 * The payload of an {@code opcua-value} message: a JSON object (RFC 8259) of strings.
 *
 * <p>{@code binary} is the whole DataValue in OPC UA Binary (Part 6, 5.2.2.17), base64, and loses nothing; {@code text}
 * is for people.
 */
final class ValueJson {

    private ValueJson() {
    }

    static String write(String item, DataValue value) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("item", item);
        put(members, "sourceTimestamp", value.sourceTime());
        put(members, "serverTimestamp", value.serverTime());
        members.put("status", "0x%08X".formatted(value.statusCode().value()));
        Object raw = value.value().value();
        if (raw != null) {
            members.put("type", raw.getClass().getSimpleName());
            members.put("text", String.valueOf(raw));
        }
        members.put("binary", binary(value));
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + quote(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void put(Map<String, String> members, String name, DateTime time) {
        if (time != null && time.isNotNull()) {
            members.put(name, time.getJavaInstant().toString());
        }
    }

    private static String binary(DataValue value) {
        ByteBuf buffer = Unpooled.buffer();
        new OpcUaBinaryEncoder(DefaultEncodingContext.INSTANCE).setBuffer(buffer).encodeDataValue(value);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
