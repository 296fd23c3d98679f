package io.weft.event;

import java.util.List;
import java.util.Map;

/**
 * An object of the JSON binding.
 *
 * @param members    its members and what each must look like
 * @param required   the members that must be there
 * @param extensible whether members of other vocabularies may stand beside its own
 * @param clause     clause of EPCIS 2.0
 */
record ObjectShape(Map<String, Shape> members, List<String> required, boolean extensible, String clause)
        implements Shape {

    @Override
    public void check(Object value, Path path, Findings findings) {
        if (!(value instanceof Map<?, ?> object)) {
            findings.add(path, value, "must be an object (" + clause + ")");
            return;
        }
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            String name = (String) entry.getKey();
            Shape shape = members.get(name);
            if (shape != null) {
                shape.check(entry.getValue(), path.member(name), findings);
            } else if (!extensible || name.indexOf(':') < 1) {
                findings.add(path.member(name), entry.getValue(), "is no member that EPCIS defines here"
                        + (extensible ? " and has no prefix of another vocabulary (" : " (") + clause + ")");
            }
        }
        for (String name : required) {
            if (!object.containsKey(name)) {
                findings.missing(path.member(name), "is required (" + clause + ")");
            }
        }
    }
}
