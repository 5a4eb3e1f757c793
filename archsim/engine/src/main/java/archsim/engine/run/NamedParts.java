package archsim.engine.run;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.tables.DramStandards;
import archsim.tables.TableSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the parts of a configuration may be that it only names.
 *
 * @param folder where relative paths start if they do not lead from the working folder
 * @param tables that hold memories of their own
 */
record NamedParts(Path folder, TableSet tables) {

    NamedPart machines(String pointer) {
        return new NamedPart(
                pointer,
                "an accelerator",
                "accelerators",
                AcceleratorLibrary.names(),
                Set.of(),
                name -> Optional.empty(),
                AcceleratorLibrary::json,
                folder);
    }

    NamedPart memories(String pointer) {
        return new NamedPart(
                pointer,
                "a memory",
                "memories",
                tables.memoryNames(),
                DramStandards.otherNames(),
                DramStandards::whyMissing,
                tables::memoryTree,
                folder);
    }
}
