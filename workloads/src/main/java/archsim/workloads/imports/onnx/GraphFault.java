package archsim.workloads.imports.onnx;

import archsim.base.RootLocale;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** What is wrong with one node or tensor of a graph; its reader adds the file and the name. */
final class GraphFault extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    @FormatMethod
    GraphFault(@FormatString String message, Object... arguments) {
        super(RootLocale.format(message, arguments));
    }
}
