package archsim.engine.run;

import archsim.engine.accelerator.AcceleratorLibrary;
import archsim.tables.DramStandards;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the parts of a configuration may be that it only names.
 *
 * @param folder where relative paths start if they do not lead from the working folder
 * @param cache of what names stand for, with tables that hold memories of their own
 */
record NamedParts(Path folder, RunCache cache) {

    NamedPart machines(String pointer) {
        return new NamedPart(
                pointer,
                "an accelerator",
                "accelerators",
                AcceleratorLibrary::names,
                Set.of(),
                name -> Optional.empty(),
                AcceleratorLibrary::json,
                folder,
                cache.named());
    }

    NamedPart memories(String pointer) {
        return new NamedPart(
                pointer,
                "a memory",
                "memories",
                cache.tables()::memoryNames,
                DramStandards.otherNames(),
                DramStandards::whyMissing,
                cache.tables()::memoryTree,
                folder,
                cache.named());
    }
}
