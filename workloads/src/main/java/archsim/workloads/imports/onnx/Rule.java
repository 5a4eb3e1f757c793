package archsim.workloads.imports.onnx;

import java.util.List;

/** What one operator makes of its inputs: shapes, values where they are known, and layers where it multiplies. */
@FunctionalInterface
interface Rule {

    /**
     * The outputs, in order; later ones may be missing where no layer ever reads them.
     *
     * @throws GraphFault if the operator cannot take these inputs
     */
    List<Value> apply(Operands in);

    /** A rule that gives the shape of the only output. */
    static Rule shape(ShapeRule rule) {
        return in -> List.of(Value.of(rule.apply(in)));
    }

    /** The shape of an only output. */
    @FunctionalInterface
    interface ShapeRule {

        Shape apply(Operands in);
    }
}
