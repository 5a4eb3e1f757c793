package archsim.cli.neighbours;

import archsim.base.Problems;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds what YAML allows and no reader may take: keys that are there twice, anchors that hold themselves. */
final class YamlCheck {

    private final Problems problems;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    YamlCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Node root) {
        check(root, "");
    }

    private void check(Node node, String pointer) {
        if (open.contains(node)) {
            problems.add(pointer, "names an anchor that holds itself");
        } else if (checked.add(node)) {
            open.add(node);
            if (node instanceof MappingNode mapping) {
                checkMapping(mapping, pointer);
            } else if (node instanceof SequenceNode sequence) {
                int i = 0;
                for (Node item : sequence.getValue()) {
                    check(item, pointer + "/" + i++);
                }
            }
            open.remove(node);
        }
    }

    private void checkMapping(MappingNode mapping, String pointer) {
        var keys = new HashSet<String>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = YamlValue.key(tuple);
            String at = pointer + "/" + YamlValue.escaped(key);
            if (!keys.add(key)) {
                problems.add(at, "is there twice");
            }
            check(tuple.getValueNode(), at);
        }
    }
}
